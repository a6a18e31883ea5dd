#[derive(sqltree::Table)]
#[table(name = "users")]
#[table(name = "people")]
struct User {
    #[column(unique, unique)]
    id: i64,
}

fn main() {}
