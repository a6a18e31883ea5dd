use sqltree::Table;
use sqltree::mapper::Mapped;

#[derive(Clone, Table, Mapped)]
struct User {
    id: i64,
}

fn main() {}
