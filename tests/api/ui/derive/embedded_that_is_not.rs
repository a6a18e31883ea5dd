struct Address;

#[derive(sqltree::Table)]
struct User {
    id: i64,
    #[column(embedded)]
    home: Address,
}

fn main() {}
