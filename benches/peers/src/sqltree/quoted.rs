//! W2 over tables as another program may have made them: names with capitals and keywords.

use sqltree::prelude::*;

use crate::library;
use crate::workload::Joined;

sqltree::table! {
    users = "Users" {
        id: i64, email: String, name: String, created_at: String = "createdAt", karma: i64,
        team_id: i64 = "teamId",
    }
}
sqltree::table! {
    teams = "Teams" { id: i64, name: String }
}
sqltree::table! {
    posts = "Posts" {
        id: i64, author_id: i64 = "authorId", title: String, body: String,
        created_at: String = "createdAt", published: bool, score: i64 = "order",
    }
}
sqltree::table! {
    comments = "Comments" {
        id: i64, post_id: i64 = "postId", body: String, created_at: String = "createdAt",
    }
}

/// W2.
pub fn joined(input: &Joined) -> impl library::Statement {
    joined!(input)
}
