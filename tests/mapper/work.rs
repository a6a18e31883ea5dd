//! Traps 61 to 65: work and memory are by what is changed, not by what is there.

use std::cell::Cell;
use std::ops::ControlFlow;

use sqltree::engine::RowRef;
use sqltree::mapper::{HasMany, Mapped, Ref, Session, value_of};
use sqltree::prelude::*;
use sqltree::{Result, ValueRef};

use super::world::{User, World, user};
use crate::statements;
use crate::support::live::Live;

thread_local! {
    /// How often a session has looked at a field.
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

sqltree::table! {
    counted {
        id: i64 => primary_key,
        parent_id: Option<i64> => references(counted::id),
    }
}

/// Mapped by hand, to count.
#[derive(Clone)]
struct Counted {
    id: i64,
    parent_id: Option<i64>,
}

impl Counted {
    #[allow(non_upper_case_globals)]
    const children: HasMany<Counted, Counted> = HasMany::new("Counted::children");
}

impl Mapped for Counted {
    type Key = i64;

    fn table() -> Table {
        counted::table()
    }

    fn key_values(key: i64) -> Vec<Value> {
        vec![key.into()]
    }

    fn read(row: &RowRef<'_>) -> Result<Self> {
        Ok(Counted { id: row.at(0)?, parent_id: row.at(1)? })
    }

    fn value(&self, column: usize) -> Value {
        LOOKS.set(LOOKS.get() + 1);
        if column == 0 { self.id.into() } else { self.parent_id.into() }
    }

    fn set(&mut self, column: usize, value: ValueRef<'_>) -> Result<()> {
        match column {
            0 => self.id = value_of(value, "id")?,
            _ => self.parent_id = value_of(value, "parent_id")?,
        }
        Ok(())
    }
}

fn looks(work: impl FnOnce()) -> usize {
    LOOKS.set(0);
    work();
    LOOKS.get()
}

fn world(count: i64) -> World {
    let world = World::new(Live::Sqlite, &[counted::table()]);
    let into = insert(counted::table()).columns((counted::id, counted::parent_id));
    let rows = (1..=count).map(|id| (id, (id > 100).then_some(id % 100 + 1)));
    world.connect().insert_many(&into, rows).unwrap();
    world
}

#[test]
fn trap_61_a_flush_looks_at_edited_objects_alone() {
    let world = world(100_000);
    let mut conn = world.connect();
    let mut session = Session::new(&mut conn);
    let all = session.query::<Counted>().all().unwrap();
    let count = looks(|| {
        session.edit(all[5000]).unwrap().parent_id = None;
        session.flush().unwrap();
    });
    assert!(count < 100, "{count} looks");
}

#[test]
fn trap_63_children_find_their_parents_in_one_pass() {
    let per_row = |count: i64| {
        let world = world(count);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let top = session.query::<Counted>().filter(counted::id.le(100)).all().unwrap();
        let looks = looks(|| session.load(&top, Counted::children).unwrap());
        let children: usize =
            top.iter().map(|&p| session.refs(p, Counted::children).unwrap().len()).sum();
        assert_eq!(children as i64, count - 100);
        looks as f64 / count as f64
    };
    let (few, many) = (per_row(1_000), per_row(100_000));
    assert!(many < few * 1.5 + 1.0, "{few} looks a row of 1,000, {many} of 100,000");
}

#[test]
fn trap_62_memory_is_given_back() {
    let world = world(20_000);
    let mut conn = world.connect();
    let mut session = Session::new(&mut conn);
    let mut sum = 0;
    session
        .query::<Counted>()
        .for_each(|row| {
            sum += row.id;
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!(sum, 20_000 * 20_001 / 2);
    assert_eq!(statements!(session, session.get::<Counted>(7).unwrap()), 1, "nothing was kept");
    let all = session.query::<Counted>().all().unwrap();
    session.clear().unwrap();
    assert!(session.peek(all[0]).is_err());
    let again: Vec<Ref<Counted>> = session.query::<Counted>().all().unwrap();
    assert_eq!(again.len(), 20_000);
}

#[test]
fn trap_64_a_session_goes_to_another_thread() {
    let world = World::blog(Live::Sqlite);
    let mut conn = world.connect();
    let mut session = Session::new(&mut conn);
    let ann = session.add(user("Ann", 1)).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| session.flush().unwrap());
    });
    assert_eq!(session.get::<User>(1).unwrap(), Some(ann));
}
