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
    _alive: Alive,
}

thread_local! {
    /// How many objects there are, and the most that there were at once.
    static ALIVE: Cell<[usize; 2]> = const { Cell::new([0; 2]) };
}

/// Counts what is there.
struct Alive;

impl Alive {
    fn new() -> Self {
        let [now, most] = ALIVE.get();
        ALIVE.set([now + 1, most.max(now + 1)]);
        Alive
    }
}

impl Clone for Alive {
    fn clone(&self) -> Self {
        Alive::new()
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        let [now, most] = ALIVE.get();
        ALIVE.set([now - 1, most]);
    }
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
        Ok(Counted { id: row.at(0)?, parent_id: row.at(1)?, _alive: Alive::new() })
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
fn trap_62_objects_live_as_long_as_they_are_kept() {
    let most = |work: &mut dyn FnMut()| {
        ALIVE.set([ALIVE.get()[0]; 2]);
        work();
        ALIVE.get()[1]
    };
    let world = World::new(Live::Sqlite, &[counted::table()]);
    let mut conn = world.connect();
    conn.run_script(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
         INSERT INTO counted (id) SELECT i FROM n",
    )
    .unwrap();
    let mut session = Session::new(&mut conn);
    let mut count = 0;
    let streamed = most(&mut || {
        let each = |_| {
            count += 1;
            Ok(ControlFlow::Continue(()))
        };
        session.query::<Counted>().for_each(each).unwrap();
    });
    assert_eq!((count, streamed), (1_000_000, 1), "one object at a time");

    let mut keys = Vec::new();
    let read = most(&mut || {
        keys = session.query::<Counted>().filter(counted::id.le(1_000)).all().unwrap();
    });
    assert_eq!(read, 1_000, "no copy before the first edit");
    let again = most(&mut || drop(session.query::<Counted>().filter(counted::id.le(10)).all()));
    assert_eq!((again, ALIVE.get()[0]), (1_001, 1_000), "a row that is there is not kept twice");
    keys[..900].iter().for_each(|key| session.expunge(*key).unwrap());
    assert_eq!(ALIVE.get()[0], 100);
    session.begin().unwrap();
    session.edit(keys[950]).unwrap().parent_id = Some(1);
    session.delete(keys[960]).unwrap();
    session.commit().unwrap();
    assert_eq!(ALIVE.get()[0], 99, "copies for a rollback go with the transaction");
    session.clear().unwrap();
    assert_eq!(ALIVE.get()[0], 0);
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
