#[derive(sqltree::Embedded)]
struct Address {
    street: String,
}

#[derive(sqltree::Table)]
struct User {
    id: i64,
    #[column(embedded)]
    home: Address,
    #[column(embedded)]
    work: Address,
}

fn main() {}
