//! Traps 31 to 40: transactions and conflicts.

use std::sync::Barrier;

use sqltree::mapper::Session;
use sqltree::{ErrorKind, Result};

use super::world::{User, World, rows, user};
use crate::statements;
use crate::support::live::Live;

/// Counts its changes.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "accounts")]
struct Account {
    #[column(primary_key)]
    id: i64,
    balance: i64,
    #[column(sql_type = VarChar(20))]
    owner: String,
    #[column(version)]
    version: i64,
}

fn account(id: i64) -> Account {
    Account { id, balance: 100, owner: "ann".into(), version: 1 }
}

#[test]
fn trap_33_a_query_does_not_flush_behind_ones_back() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        session.add(user("Ann", 1)).unwrap();
        let error = session.query::<User>().all().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unflushed);
        session.autoflush(true);
        assert_eq!(session.query::<User>().all().unwrap().len(), 1);
    }
}

#[test]
fn trap_34_only_changed_columns_are_written() {
    for world in World::blogs() {
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        session.flush().unwrap();
        let mut second = Session::new(&mut other);
        let theirs = second.get::<User>(1).unwrap().unwrap();
        second.edit(theirs).unwrap().name = "Anna".into();
        second.flush().unwrap();
        session.edit(ann).unwrap().age = 2;
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT name, age FROM users"), ["\"Anna\" 2"]);
    }
}

#[test]
fn traps_35_and_36_versions_are_raised_once_and_tell_what_happened() {
    for live in Live::ALL {
        let world = World::new(live, &[Account::table()]);
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let [a, b] = [1, 2].map(|id| session.add(account(id)).unwrap());
        session.flush().unwrap();
        session.touch(a).unwrap();
        session.touch(a).unwrap();
        session.edit(a).unwrap().balance = 90;
        session.flush().unwrap();
        assert_eq!((session[a].version, session[b].version), (2, 1));
        session.touch(b).unwrap();
        session.flush().unwrap();
        assert_eq!(session[b].version, 2);
        assert_eq!(statements!(session, session.flush().unwrap()), 0);

        // Somebody else writes what we are about to write.
        other
            .execute_sql("UPDATE accounts SET balance = 80, version = 3 WHERE id = 1", &[])
            .unwrap();
        session.edit(b).unwrap().balance = 1;
        session.edit(a).unwrap().balance = 80;
        let error = session.flush().unwrap_err();
        assert_eq!((error.kind(), error.stale::<Account>()), (ErrorKind::Stale, Some(a)));
        assert!(error.to_string().contains("was changed"), "{error}");
        assert_eq!(error.stale::<User>(), None);
        assert_eq!((session[a].balance, session[a].version, session[b].version), (80, 2, 2));
        session.refresh(a).unwrap();
        session.edit(a).unwrap().balance += 1;
        session.flush().unwrap();
        assert_eq!((session[a].balance, session[a].version, session[b].version), (81, 4, 3));

        other.execute_sql("DELETE FROM accounts WHERE id = 1", &[]).unwrap();
        session.edit(a).unwrap().balance = 0;
        let error = session.flush().unwrap_err();
        assert!(error.to_string().contains("is gone"), "{error}");
        assert_eq!(error.stale::<Account>(), Some(a));
        session.expunge(a).unwrap();
        other.execute_sql("UPDATE accounts SET version = 9", &[]).unwrap();
        session.delete(b).unwrap();
        assert_eq!(session.flush().unwrap_err().stale::<Account>(), Some(b));
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT id, version FROM accounts"), ["2 9"]);
    }
}

#[test]
fn trap_36_equal_values_are_no_conflict_without_a_version() {
    for world in World::blogs() {
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        session.flush().unwrap();
        other.execute_sql("UPDATE users SET age = 5", &[]).unwrap();
        session.edit(ann).unwrap().age = 5;
        session.flush().unwrap();
        other.execute_sql("DELETE FROM users", &[]).unwrap();
        session.edit(ann).unwrap().age = 6;
        assert_eq!(session.flush().unwrap_err().stale::<User>(), Some(ann));
    }
}

#[test]
fn trap_38_work_is_tried_again_on_objects_as_they_were() {
    let world = World::blog(Live::Postgres);
    let (mut conn, mut other) = (world.connect(), world.connect());
    for conn in [&mut conn, &mut other] {
        conn.run_script("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            .unwrap();
    }
    let mut session = Session::new(&mut conn);
    let mut second = Session::new(&mut other);
    let mut tries = 0;
    let mut work = |s: &mut Session<'_>| -> Result<()> {
        tries += 1;
        let count = s.query::<User>().count()?;
        s.add(user(&format!("mine {count}"), 1))?;
        s.flush()?;
        if tries == 1 {
            // Another transaction reads and writes the same, so that no order fits both.
            second.transaction(|s| {
                let count = s.query::<User>().count()?;
                s.add(user(&format!("theirs {count}"), 1)).map(drop)
            })?;
        }
        Ok(())
    };
    assert_eq!(session.transaction(&mut work).unwrap_err().kind(), ErrorKind::Database);
    session.transaction(&mut work).unwrap();
    drop((session, second));
    let names = rows(&mut conn, "SELECT name FROM users ORDER BY name");
    assert_eq!(names, ["\"mine 1\"", "\"theirs 0\""]);
}

#[test]
fn trap_39_a_deadlock_inside_of_a_savepoint_ends_all_of_it() {
    for live in [Live::Postgres, Live::MariaDb] {
        let world = World::blog(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        (0..2).for_each(|i| {
            session.add(user(&format!("u{i}"), 0)).unwrap();
        });
        session.flush().unwrap();
        drop(session);
        let barrier = Barrier::new(2);
        let cross = |first: i64, second: i64| -> bool {
            let mut conn = world.connect();
            let mut session = Session::new(&mut conn);
            let mut meet = true;
            let mut work = |s: &mut Session<'_>| -> Result<()> {
                let one = s.get::<User>(first)?.expect("a row");
                let two = s.get::<User>(second)?.expect("a row");
                s.set(one, User::age, User::age + 1)?;
                s.flush()?;
                if std::mem::take(&mut meet) {
                    barrier.wait();
                }
                s.transaction(|s| {
                    s.set(two, User::age, User::age + 1)?;
                    s.flush()
                })
            };
            let failed = session.transaction(&mut work).is_err();
            // Until the other one has ended, they could meet again.
            barrier.wait();
            if failed {
                session.expire_all();
                session.transaction(&mut work).expect("alone it works");
            }
            failed
        };
        let failures = std::thread::scope(|scope| {
            let other = scope.spawn(|| cross(2, 1));
            [cross(1, 2), other.join().expect("a thread")]
        });
        assert_eq!(failures.iter().filter(|failed| **failed).count(), 1, "{live}");
        assert_eq!(rows(&mut conn, "SELECT age FROM users ORDER BY id"), ["2", "2"], "{live}");
    }
}

#[test]
fn trap_40_a_savepoint_flushes_nothing() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let twins = [0, 1]
            .map(|_| session.add(User { email: Some("same".into()), ..user("twin", 1) }).unwrap());
        session.begin().unwrap();
        session.begin().unwrap();
        assert_eq!(session.commit().unwrap_err().kind(), ErrorKind::Database);
        session.edit(twins[0]).unwrap().email = None;
        session.commit().unwrap();
        session.commit().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT count(*) FROM users"), ["2"]);
    }
}
