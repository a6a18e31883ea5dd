#[derive(sqltree::Table)]
struct User {
    id: i64,
    #[column(default = "none")]
    age: i32,
    #[column(references = User::id)]
    boss: Option<String>,
}

fn main() {}
