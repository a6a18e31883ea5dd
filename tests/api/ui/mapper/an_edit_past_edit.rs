use sqltree::mapper::{Mapped, Ref, Session};
use sqltree::Table;

#[derive(Clone, Table, Mapped)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn change(session: &mut Session<'_>, user: Ref<User>) {
    session[user].id = 7;
}

fn main() {}
