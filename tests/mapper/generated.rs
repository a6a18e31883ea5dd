//! Trap 59: keys that the database gives, whatever its step, with RETURNING and without.

use sqltree::engine::Connection;
use sqltree::mapper::{Ref, Session};
use sqltree::prelude::*;
use sqltree::{Error, Result};

use super::world::{Tag, User, World, tag, user};
use crate::statements;
use crate::support::fake::Fake;
use crate::support::live::Live;

/// A connection with RETURNING, and one without.
fn both(world: &World) -> [Connection; 2] {
    [world.connect(), world.connect_by(Fake::MYSQL)]
}

/// Each object's key is that of the row with its name.
fn check(session: &mut Session<'_>, keys: &[Ref<User>]) {
    for key in keys {
        let (id, name) = (session[*key].id, session[*key].name.clone());
        let query = select(User::name).filter(User::id.eq(id));
        assert_eq!(session.fetch_all(&query).unwrap(), [name]);
    }
}

#[test]
fn trap_59_keys_are_what_the_server_says_whatever_its_step() {
    for step in [1, 2, 7] {
        let world = World::blog(Live::MariaDb);
        for mut conn in both(&world) {
            conn.execute(&delete(User::table()).all_rows()).unwrap();
            let script = format!(
                "SET SESSION auto_increment_increment = {step}, auto_increment_offset = {step}"
            );
            conn.run_script(&script).unwrap();
            let mut session = Session::new(&mut conn);
            let mut keys: Vec<_> =
                (0..40).map(|i| session.add(user(&format!("u{i}"), i)).unwrap()).collect();
            session.flush().unwrap();
            let step_between = session[keys[1]].id - session[keys[0]].id;
            assert_eq!(step_between, step, "the server gives keys in steps");
            // Keys that are given stand among those that the server gives.
            let next = session[keys[39]].id;
            for i in 0..9 {
                let new = session.insert::<User>().set(User::name, format!("m{i}"));
                let new = new.set(User::age, 1);
                let new = if i % 3 == 1 { new.set(User::id, next + 50 * i + 3) } else { new };
                keys.push(new.add().unwrap());
            }
            session.flush().unwrap();
            check(&mut session, &keys);
            let ids: std::collections::BTreeSet<i64> =
                keys.iter().map(|key| session[*key].id).collect();
            assert_eq!(ids.len(), keys.len());
        }
    }
}

#[test]
fn trap_59_without_returning_all_else_is_as_with_it() {
    let world = World::blog(Live::MariaDb);
    let [_, mut conn] = both(&world);
    let mut session = Session::new(&mut conn);
    let ann = session.add(user("Ann", 1)).unwrap();
    let bob = session.add(user("Bob", 2)).unwrap();
    session.link(bob, User::boss, ann).unwrap();
    let post = session
        .insert::<super::world::Post>()
        .set(super::world::Post::title, func::upper("t"))
        .link(super::world::Post::author, bob)
        .add()
        .unwrap();
    let sql = session.add(tag("sql")).unwrap();
    session.link(post, super::world::Post::tags, sql).unwrap();
    session.flush().unwrap();
    assert_eq!(session[bob].boss_id, Some(session[ann].id));
    assert_eq!((&*session[post].title, session[post].likes), ("T", 0), "all is read back");
    assert_eq!(session[post].author_id, session[bob].id);
    session.edit(ann).unwrap().age = 5;
    session.set(bob, User::age, User::age + 40).unwrap();
    session.flush().unwrap();
    assert_eq!((session[ann].age, session[bob].age), (5, 42));
    session.edit(ann).unwrap();
    assert_eq!(statements!(session, session.flush().unwrap()), 0);
    // A failed flush leaves all as it was, and the next one works.
    let twice = session.add(tag("sql")).unwrap();
    let late = session.add(user("Cid", 3)).unwrap();
    assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Database);
    assert_eq!(session[late].id, 0);
    session.edit(twice).unwrap().name = "rust".into();
    session.delete(sql).unwrap();
    let failed: Result<()> = session.transaction(|session| {
        session.flush()?;
        Err(Error::new(ErrorKind::Conflict, "changed my mind"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "changed my mind");
    assert_eq!(session[late].id, 0);
    session.flush().unwrap();
    check(&mut session, &[ann, bob, late]);
    let tags: Vec<Ref<Tag>> = session.query::<Tag>().all().unwrap();
    assert_eq!(tags, [twice]);
}
