#[derive(sqltree::Table)]
struct User {
    id: i64,
    tags: Vec<String>,
    idle: Option<std::time::Duration>,
}

fn main() {}
