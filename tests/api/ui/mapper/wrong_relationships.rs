use sqltree::Table;
use sqltree::mapper::Mapped;

#[derive(Clone, Table, Mapped)]
#[has_many(posts: User, through = posts::table())]
#[many_to_many(friends: User)]
#[belongs_to(boss: User, on_delete = delete)]
#[has_one(head: User, on_delete = forget)]
#[has_one(tail: User, where = 7)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
