//! W2 over tables as another program may have made them: names with capitals and keywords,
//! and types that are known at run time only.

use sqltree::prelude::*;

use crate::library;
use crate::workload::Joined;

sqltree::table! {
    users = "Users" {
        id: Any, email: Any, name: Any, created_at: Any = "createdAt", karma: Any,
        team_id: Any = "teamId",
    }
}
sqltree::table! {
    teams = "Teams" { id: Any, name: Any }
}
sqltree::table! {
    posts = "Posts" {
        id: Any, author_id: Any = "authorId", title: Any, body: Any,
        created_at: Any = "createdAt", published: Any, score: Any = "order",
    }
}
sqltree::table! {
    comments = "Comments" {
        id: Any, post_id: Any = "postId", body: Any, created_at: Any = "createdAt",
    }
}

/// W2.
pub fn joined(input: &Joined) -> impl library::Statement {
    joined!(input)
}
