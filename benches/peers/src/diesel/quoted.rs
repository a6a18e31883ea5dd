//! W2 over tables as another program may have made them: names with capitals and keywords.

use diesel::prelude::*;

use super::Built;
use crate::library::Statement;
use crate::workload::Joined;

diesel::table! {
    #[sql_name = "Users"]
    users (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        karma -> BigInt,
        #[sql_name = "teamId"]
        team_id -> BigInt,
    }
}

diesel::table! {
    #[sql_name = "Teams"]
    teams (id) {
        id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    #[sql_name = "Posts"]
    posts (id) {
        id -> BigInt,
        #[sql_name = "authorId"]
        author_id -> BigInt,
        title -> Text,
        body -> Text,
        #[sql_name = "createdAt"]
        created_at -> Text,
        published -> Bool,
        #[sql_name = "order"]
        score -> BigInt,
    }
}

diesel::table! {
    #[sql_name = "Comments"]
    comments (id) {
        id -> BigInt,
        #[sql_name = "postId"]
        post_id -> BigInt,
        body -> Text,
        #[sql_name = "createdAt"]
        created_at -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, teams, posts, comments);

/// W2.
pub fn joined(input: &Joined) -> impl Statement {
    Built(joined!(input))
}
