//! Adding, reading, editing, deleting; identity; transactions.

use sqltree::mapper::Session;
use sqltree::{Error, ErrorKind, Result};

use super::world::{Post, Profile, User, World, rows, user};
use crate::statements;

#[test]
fn objects_are_added_edited_and_deleted() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 30)).unwrap();
        let bob = session.add(user("Bob", 20)).unwrap();
        assert_eq!(session[ann].id, 0);
        assert_eq!(statements!(session, session.flush().unwrap()), 1, "{}", world.live);
        assert_eq!((session[ann].id, session[bob].id), (1, 2));

        session.edit(ann).unwrap().age += 1;
        session.edit(bob).unwrap();
        session.flush().unwrap();
        session.edit(bob).unwrap().age = 21;
        session.edit(bob).unwrap().age = 20;
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        session.delete(bob).unwrap();
        session.flush().unwrap();
        assert_eq!(session.edit(bob).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session.peek(bob).unwrap_err().kind(), ErrorKind::Gone);
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT id, name, age FROM users"), ["1 \"Ann\" 31"]);
    }
}

#[test]
fn one_row_is_one_object() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 30)).unwrap();
        session.flush().unwrap();
        let found = session.query::<User>().filter(User::name.eq("Ann")).one().unwrap();
        assert_eq!(found, ann);
        assert_eq!(statements!(session, session.get::<User>(1).unwrap()), 0);
        assert_eq!(session.get::<User>(1).unwrap(), Some(ann));
        assert_eq!(session.get::<User>(7).unwrap(), None);

        // A fresh read keeps edits that are not flushed.
        session.edit(ann).unwrap().name = "Anna".into();
        let error = session.query::<User>().all().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unflushed);
        assert!(error.to_string().contains("`flush`"), "{error}");
        session.autoflush(true);
        assert_eq!(session.query::<User>().all().unwrap(), [ann]);
        assert_eq!(session[ann].name, "Anna");
    }
}

#[test]
fn a_query_refreshes_what_is_not_edited() {
    for world in World::blogs() {
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 30)).unwrap();
        let bob = session.add(user("Bob", 20)).unwrap();
        session.flush().unwrap();
        other.execute_sql("UPDATE users SET age = age + 100", &[]).unwrap();
        session.edit(ann).unwrap().age = 31;
        assert_eq!(session[bob].age, 20);
        session.flush().unwrap();
        session.query::<User>().all().unwrap();
        assert_eq!((session[ann].age, session[bob].age), (31, 120));
    }
}

fn stop() -> Error {
    Error::new(ErrorKind::Conflict, "on purpose")
}

#[test]
fn a_transaction_keeps_or_undoes_rows_and_objects() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.transaction(|s| s.add(user("Ann", 30))).unwrap();
        assert_eq!(session[ann].id, 1);
        let mut bob = None;
        let failed: Result<()> = session.transaction(|s| {
            s.edit(ann)?.name = "gone".into();
            bob = Some(s.add(user("Bob", 1))?);
            s.flush()?;
            assert_eq!(s[bob.unwrap()].id, 2);
            s.delete(ann)?;
            s.flush()?;
            Err(stop())
        });
        assert_eq!(failed.unwrap_err().to_string(), "on purpose");
        assert_eq!((session[ann].name.as_str(), session[ann].id), ("Ann", 1));
        assert_eq!(session.peek(bob.unwrap()).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session.get::<User>(1).unwrap(), Some(ann));
        session.edit(ann).unwrap().age = 31;
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT name, age FROM users"), ["\"Ann\" 31"]);
    }
}

#[test]
fn begin_commit_and_rollback_stand_alone() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        assert_eq!(session.commit().unwrap_err().kind(), ErrorKind::Conflict);
        assert_eq!(session.rollback().unwrap_err().kind(), ErrorKind::Conflict);
        session.begin().unwrap();
        let ann = session.add(user("Ann", 30)).unwrap();
        session.begin().unwrap();
        session.edit(ann).unwrap().name = "Anna".into();
        session.flush().unwrap();
        assert_eq!(session[ann].id, 1);
        session.rollback().unwrap();
        assert_eq!((session[ann].id, session[ann].name.as_str()), (0, "Ann"));
        session.commit().unwrap();
        assert_eq!(session[ann].name, "Ann");
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT name FROM users"), ["\"Ann\""]);
        let mut session = Session::new(&mut conn);
        session.begin().unwrap();
        session.add(user("Bob", 1)).unwrap();
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT name FROM users"), ["\"Ann\""]);
    }
}

#[test]
fn what_was_inserted_in_a_savepoint_is_new_again_when_any_around_it_is_undone() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let mut keys = vec![session.add(user("a", 1)).unwrap()];
        session.begin().unwrap();
        keys.push(session.add(user("b", 1)).unwrap());
        for undone in [2, 1, 0] {
            session.begin().unwrap();
            session.begin().unwrap();
            session.flush().unwrap();
            assert!(keys.iter().all(|key| session[*key].id > 0), "{}", world.live);
            // What is there already is edited as any other.
            session.edit(keys[0]).unwrap().age = 9;
            session.flush().unwrap();
            match undone {
                2 => session.rollback().unwrap(),
                _ => session.commit().unwrap(),
            }
            match undone {
                0 => session.commit().unwrap(),
                _ => session.rollback().unwrap(),
            }
            let ids = keys.iter().filter(|key| session[**key].id == 0).count();
            assert_eq!(ids, if undone == 0 { 0 } else { 2 }, "{}", world.live);
            assert_eq!(session[keys[0]].age, if undone == 0 { 9 } else { 1 });
            assert_eq!(session.is_new(keys[1]).unwrap(), undone > 0);
        }
        session.rollback().unwrap();
        assert_eq!((session[keys[0]].id, session[keys[0]].age), (0, 1));
        assert_eq!(session.peek(keys[1]).unwrap_err().kind(), ErrorKind::Gone);
        session.edit(keys[0]).unwrap().name = "A".into();
        session.flush().unwrap();
        let id = session[keys[0]].id;
        assert_eq!(session.get::<User>(id).unwrap(), Some(keys[0]));
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT name, age FROM users"), ["\"A\" 1"]);
    }
}

#[test]
fn a_failed_flush_leaves_everything_as_it_was() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(User { email: Some("a".into()), ..user("Ann", 1) }).unwrap();
        session.flush().unwrap();
        for open in [false, true] {
            if open {
                session.begin().unwrap();
            }
            session.edit(ann).unwrap().age += 1;
            let age = session[ann].age;
            let new = session.add(user("New", 1)).unwrap();
            let bad = session.add(User { email: Some("b".into()), ..user("Bad", 1) }).unwrap();
            let twin = session.add(User { email: Some("b".into()), ..user("Twin", 1) }).unwrap();
            let error = session.flush().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Database, "{error}");
            assert_eq!((session[new].id, session[bad].id, session[ann].age), (0, 0, age));
            session.edit(twin).unwrap().email = None;
            session.flush().unwrap();
            assert!(session[new].id > 1 && session[bad].id > session[new].id);
            session.delete(bad).unwrap();
            session.flush().unwrap();
            if open {
                session.commit().unwrap();
            }
        }
        drop(session);
        let left = ["\"Ann\" 3", "\"New\" 1", "\"Twin\" 1", "\"New\" 1", "\"Twin\" 1"];
        assert_eq!(rows(&mut conn, "SELECT name, age FROM users ORDER BY id"), left);
    }
}

#[test]
fn keys_of_other_sessions_are_refused() {
    let world = World::blog(crate::support::live::Live::Sqlite);
    let (mut conn, mut other) = (world.connect(), world.connect());
    let mut session = Session::new(&mut conn);
    let ann = session.add(user("Ann", 1)).unwrap();
    session.flush().unwrap();
    let mut second = Session::new(&mut other);
    let theirs = second.get::<User>(1).unwrap().unwrap();
    assert_ne!(ann, theirs);
    for error in [
        session.edit(theirs).map(drop).unwrap_err(),
        session.peek(theirs).map(drop).unwrap_err(),
        session.delete(theirs).unwrap_err(),
        session.load(&[theirs], User::posts).unwrap_err(),
        session.refs(theirs, User::posts).map(drop).unwrap_err(),
        session.link(theirs, User::boss, ann).unwrap_err(),
        session.link(ann, User::boss, theirs).unwrap_err(),
        session.refresh(theirs).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Gone, "{error}");
    }
    session.expunge(ann).unwrap();
    assert_eq!(session.edit(ann).unwrap_err().kind(), ErrorKind::Gone);
    let again = session.get::<User>(1).unwrap().unwrap();
    assert_ne!(ann, again);
    session.clear().unwrap();
    assert_eq!(session.peek(again).unwrap_err().kind(), ErrorKind::Gone);
    let _: Option<(Post, Profile)> = None;
}

#[test]
#[should_panic(expected = "was deleted")]
fn indexing_panics_on_a_key_that_is_gone() {
    let world = World::blog(crate::support::live::Live::Sqlite);
    let mut conn = world.connect();
    let mut session = Session::new(&mut conn);
    let ann = session.add(user("Ann", 1)).unwrap();
    session.delete(ann).unwrap();
    let _ = &session[ann];
}

#[test]
fn two_objects_with_one_key_are_refused() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let [a, b] =
            [("Ann", 1), ("Bob", 2)].map(|(name, age)| session.add(user(name, age)).unwrap());
        let [x, y] = session.edit_two(a, b).unwrap();
        std::mem::swap(&mut x.name, &mut y.name);
        assert_eq!(session.edit_two(a, a).unwrap_err().kind(), ErrorKind::Conflict);
        session.edit_with(a, |a, s| a.name.push_str(&s[b].name)).unwrap();
        session.flush().unwrap();
        assert_eq!(session[a].name, "BobAnn");
    }
}
