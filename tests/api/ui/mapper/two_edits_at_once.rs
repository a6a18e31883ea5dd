use sqltree::mapper::{Mapped, Ref, Session};
use sqltree::Table;

#[derive(Clone, Table, Mapped)]
struct User {
    #[column(primary_key)]
    id: i64,
}

fn swap(session: &mut Session<'_>, a: Ref<User>, b: Ref<User>) -> sqltree::Result<()> {
    let first = session.edit(a)?;
    let second = session.edit(b)?;
    std::mem::swap(&mut first.id, &mut second.id);
    Ok(())
}

fn main() {}
