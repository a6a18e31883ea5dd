//! What fields can be: enums, renamed and skipped ones, columns that the program fills; and what is missing.

use sqltree::engine::RowRef;
use sqltree::mapper::{Mapped, Session, value_of};
use sqltree::prelude::*;
use sqltree::{Result, ValueRef};

use super::world::{Post, User, World, post, rows, user};
use crate::statements;
use crate::support::live::Live;

#[derive(Clone, Copy, Debug, PartialEq, sqltree::Value)]
enum State {
    Open,
    #[value(name = "all done")]
    Done,
}

/// Fields of many kinds.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "tasks")]
struct Task {
    #[column(primary_key, generated)]
    id: i64,
    #[column(sql_type = VarChar(20))]
    state: State,
    #[column(name = "what", sql_type = VarChar(40))]
    title: String,
    #[column(skip)]
    seen: u32,
    #[column(default = 0, on_update = Task::changes + 1)]
    changes: i64,
}

fn task(title: &str) -> Task {
    Task { id: 0, state: State::Open, title: title.into(), seen: 7, changes: 0 }
}

#[test]
fn enums_renamed_skipped_and_filled_fields() {
    for live in Live::ALL {
        let world = World::new(live, &[Task::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let [a, b] = ["a", "b"].map(|title| session.add(task(title)).unwrap());
        session.flush().unwrap();
        assert_eq!(session[a], Task { id: 1, ..task("a") }, "a skipped field stays");
        for key in [a, b] {
            session.edit(key).unwrap().state = State::Done;
        }
        session.edit(b).unwrap().title = "B".into();
        session.flush().unwrap();
        // What the program fills with a change is read back.
        assert_eq!((session[a].changes, session[b].changes, session[a].seen), (1, 1, 7), "{live}");
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        let done = session.query::<Task>().filter(Task::state.eq(State::Done)).count().unwrap();
        assert_eq!(done, 2);
        session.clear().unwrap();
        let b = session.get::<Task>(2).unwrap().unwrap();
        assert_eq!((&*session[b].title, session[b].state, session[b].seen), ("B", State::Done, 0));
        drop(session);
        let all = rows(&mut conn, "SELECT state, what, changes FROM tasks ORDER BY id");
        assert_eq!(all, ["\"all done\" \"a\" 1", "\"all done\" \"B\" 1"], "{live}");
    }
}

sqltree::table! {
    drafts {
        id: i64 => primary_key,
        word: String => sql_type(VarChar(20)), on_insert("new"),
        n: i64 => on_insert(5_i64),
    }
}

/// Mapped by hand to a table that the program fills.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    id: i64,
    word: String,
    n: i64,
}

impl Mapped for Draft {
    type Key = i64;

    fn table() -> Table {
        drafts::table()
    }

    fn key_values(key: i64) -> Vec<Value> {
        vec![key.into()]
    }

    fn read(row: &RowRef<'_>) -> Result<Self> {
        Ok(Draft { id: row.at(0)?, word: row.at(1)?, n: row.at(2)? })
    }

    fn value(&self, column: usize) -> Value {
        match column {
            0 => self.id.into(),
            1 => self.word.as_str().into(),
            _ => self.n.into(),
        }
    }

    fn set(&mut self, column: usize, value: ValueRef<'_>) -> Result<()> {
        match column {
            0 => self.id = value_of(value, "id")?,
            1 => self.word = value_of(value, "word")?,
            _ => self.n = value_of(value, "n")?,
        }
        Ok(())
    }
}

#[test]
fn columns_that_are_left_out_are_filled_by_the_program() {
    for live in Live::ALL {
        let world = World::new(live, &[drafts::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let bare: Vec<_> = (1..=3_i64)
            .map(|id| session.insert::<Draft>().set(drafts::id, id).add().unwrap())
            .collect();
        let some =
            session.insert::<Draft>().set(drafts::id, 4_i64).set(drafts::n, 0_i64).add().unwrap();
        let all = session.add(Draft { id: 5, word: "own".into(), n: 1 }).unwrap();
        session.flush().unwrap();
        for (id, key) in (1..).zip(bare) {
            assert_eq!(session[key], Draft { id, word: "new".into(), n: 5 }, "{live}");
        }
        assert_eq!((session[some].word.as_str(), session[some].n), ("new", 0), "{live}");
        assert_eq!(session[all].word, "own");
    }
}

#[test]
fn a_required_parent_that_is_missing_is_an_error_before_anything_is_sent() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        let bare = session.insert::<Post>().set(Post::title, "t").add().unwrap();
        let before = session.statements();
        let error = session.flush().unwrap_err();
        assert_eq!((error.kind(), session.statements()), (ErrorKind::Incomplete, before));
        let text = error.to_string();
        assert!(text.contains("`author_id`") && text.contains("link"), "{text}");
        // A parent that is not there is the database's to refuse; nothing is half-written.
        session.expunge(bare).unwrap();
        let lost = session.add(Post { author_id: 70, ..post("lost") }).unwrap();
        assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Database);
        assert_eq!((session[ann].id, session[lost].id), (0, 0));
        assert_eq!(rows(&mut world.connect(), "SELECT count(*) FROM users"), ["0"]);
        session.link(lost, Post::author, ann).unwrap();
        session.flush().unwrap();
        assert_eq!(session[lost].author_id, session[ann].id, "{}", world.live);
    }
}

#[test]
fn many_edits_are_few_statements() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let users: Vec<_> = (0..200).map(|i| session.add(user("u", i)).unwrap()).collect();
        session.flush().unwrap();
        for (i, &key) in (0..).zip(&users) {
            session.edit(key).unwrap().age = 1000 - i;
            if i % 2 == 0 {
                session.edit(key).unwrap().name = format!("n{i}");
            }
        }
        // Two sets of columns, of 100 rows each, 50 a statement; without RETURNING they are read back.
        let count = statements!(session, session.flush().unwrap());
        assert!(count <= 8, "{count} statements on {}", world.live);
        for (i, &key) in (0..).zip(&users) {
            let name = if i % 2 == 0 { format!("n{i}") } else { "u".into() };
            assert_eq!((session[key].age, &session[key].name), (1000 - i, &name));
        }
        let sum: Option<i64> =
            session.fetch_all(&select(func::sum(User::age)).rows_as()).unwrap()[0];
        assert_eq!(sum, Some((801..=1000).sum()), "{}", world.live);
    }
}
