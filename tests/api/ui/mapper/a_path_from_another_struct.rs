use sqltree::mapper::{Mapped, Ref, Session};
use sqltree::Table;

#[derive(Clone, Table, Mapped)]
struct User {
    #[column(primary_key)]
    id: i64,
}

#[derive(Clone, Table, Mapped)]
#[belongs_to(author: User)]
struct Post {
    #[column(primary_key)]
    id: i64,
    #[column(references = User::id)]
    author_id: i64,
}

fn load(session: &mut Session<'_>, users: &[Ref<User>]) -> sqltree::Result<()> {
    session.load(users, Post::author)
}

fn main() {}
