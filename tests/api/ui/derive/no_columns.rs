#[derive(sqltree::Table)]
struct User {
    #[column(skip)]
    cached: Vec<String>,
}

fn main() {}
