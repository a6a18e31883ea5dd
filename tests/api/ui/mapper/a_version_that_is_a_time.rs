use sqltree::mapper::Mapped;
use sqltree::{Table, Timestamp};

#[derive(Clone, Table, Mapped)]
struct User {
    #[column(primary_key)]
    id: i64,
    #[column(version)]
    changed: Timestamp,
}

fn main() {}
