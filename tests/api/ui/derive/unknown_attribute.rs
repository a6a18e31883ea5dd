#[derive(sqltree::Table)]
#[table(named = "users")]
struct User {
    #[column(primry_key)]
    id: i64,
}

fn main() {}
