#[derive(sqltree::Table)]
struct User {
    id: std::time::Duration,
}

fn main() {}
