#[derive(sqltree::Table)]
struct User {
    id: i64,
    name: String,
    #[column(name = "name")]
    full_name: String,
}

fn main() {}
