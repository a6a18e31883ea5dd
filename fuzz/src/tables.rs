//! The tables that statements are made over.

sqltree::table! {
    /// People.
    pub users {
        id: i64 => primary_key, generated,
        name: String => sql_type(VarChar(40)),
        age: Option<i32>,
        boss_id: Option<i64> => references(users::id),
        active: bool,
        score: f64,
        raw: Option<Vec<u8>>,
    }
    /// What they write, under names that need quotes.
    pub posts = "order" {
        id: i64 => primary_key,
        user_id: i64 => references(users::id),
        title: String = "Ti\"t`le",
        group: Option<String> = "group",
    }
}
