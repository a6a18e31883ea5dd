//! Traps 23 to 30: identity and what is stale.

use sqltree::ErrorKind;
use sqltree::mapper::Session;
use sqltree::prelude::*;

use super::world::{User, World, rows, user};
use crate::statements;
use crate::support::live::Live;

/// Another struct over the table of users.
#[derive(Clone, Debug, sqltree::Table, sqltree::Mapped)]
#[table(name = "users")]
struct Login {
    #[column(primary_key, generated)]
    id: i64,
    email: Option<String>,
}

/// A key that is a text.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "lands")]
#[has_many(towns: Town)]
struct Land {
    #[column(primary_key, sql_type = VarChar(20))]
    code: String,
    population: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "towns")]
#[belongs_to(land: Land)]
struct Town {
    #[column(primary_key)]
    id: i64,
    #[column(sql_type = VarChar(20), references = Land::code)]
    land_code: String,
}

#[test]
fn trap_23_statements_beside_the_map_are_noticed() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        let bob = session.add(user("Bob", 1)).unwrap();
        session.flush().unwrap();
        let older = update(User::table()).set(User::age, User::age + 10).all_rows();
        assert_eq!(session.execute(&older).unwrap(), 2);
        assert_eq!(session[ann].age, 1);
        assert_eq!(statements!(session, session.get::<User>(1).unwrap()), 1);
        assert_eq!((session[ann].age, session[bob].age), (11, 1));
        session.execute(&delete(User::table()).filter(User::id.eq(2))).unwrap();
        assert_eq!(session.get::<User>(2).unwrap(), None);
        assert_eq!(session.edit(bob).unwrap_err().kind(), ErrorKind::Gone);
        session.edit(ann).unwrap().age = 5;
        assert_eq!(session.execute(&older).unwrap_err().kind(), ErrorKind::Unflushed);
    }
}

#[test]
fn trap_24_other_columns_are_plain_rows() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        session.add(user("Ann", 33)).unwrap();
        session.flush().unwrap();
        session.clear().unwrap();
        let names: Vec<String> = session.fetch_all(&select(User::name)).unwrap();
        assert_eq!(names, ["Ann"]);
        let ann = session.get::<User>(1).unwrap().unwrap();
        assert_eq!((session[ann].name.as_str(), session[ann].age), ("Ann", 33));
    }
}

#[test]
fn trap_25_a_key_that_is_known_is_not_added_again() {
    for live in Live::ALL {
        let world = World::new(live, &[Land::table(), Town::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let land = |code: &str| Land { code: code.into(), population: 1 };
        let de = session.add(land("de")).unwrap();
        session.flush().unwrap();
        let error = session.add(land("de")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DuplicateName);
        assert!(error.to_string().contains("`edit`") && error.to_string().contains("`merge`"));
        session.clear().unwrap();
        session.add(Town { id: 1, land_code: "de".into() }).unwrap();
        session.flush().unwrap();
        session.add(land("de")).unwrap();
        let towns = [session.get::<Town>(1).unwrap().unwrap()];
        // The new object stands in the way of the row; nothing becomes two.
        let town = towns[0];
        session.load(&towns, Town::land).unwrap();
        assert!(session.one(town, Town::land).unwrap().is_some());
        assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Database);
        let merged = session.transaction(|s| {
            let new = s.one(town, Town::land)?.unwrap();
            s.expunge(new)?;
            s.merge(Land { code: "de".into(), population: 7 })
        });
        assert_eq!(session[merged.unwrap()].population, 7);
        assert_ne!(session.get::<Land>("de".into()).unwrap(), Some(de));
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT population FROM lands"), ["7"]);
    }
}

#[test]
fn trap_26_after_a_commit_the_next_query_refreshes() {
    for world in World::blogs() {
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let ann = session.transaction(|s| s.add(user("Ann", 1))).unwrap();
        other.execute_sql("UPDATE users SET age = 2", &[]).unwrap();
        assert_eq!(statements!(session, assert_eq!(session[ann].age, 1)), 0);
        assert_eq!(session.query::<User>().one().unwrap(), ann);
        assert_eq!(session[ann].age, 2);
        other.execute_sql("UPDATE users SET age = 3", &[]).unwrap();
        assert_eq!(statements!(session, session.get::<User>(1).unwrap()), 0);
        session.expire_all();
        assert_eq!(statements!(session, session.get::<User>(1).unwrap()), 1);
        assert_eq!(session[ann].age, 3);
    }
}

#[test]
fn trap_27_texts_are_the_same_where_the_database_says_so() {
    let world = World::new(Live::MariaDb, &[Land::table(), Town::table()]);
    let mut conn = world.connect();
    conn.run_script(
        "INSERT INTO lands VALUES ('de', 1), ('fr', 1);
         INSERT INTO towns VALUES (1, 'DE'), (2, 'de '), (3, 'fr')",
    )
    .unwrap();
    let mut session = Session::new(&mut conn);
    let lands = session.query::<Land>().order_by(Land::code).all().unwrap();
    session.load(&lands, Land::towns).unwrap();
    let ids = |session: &Session<'_>, i: usize| -> Vec<i64> {
        session.each(lands[i], Land::towns).unwrap().map(|town| town.id).collect()
    };
    assert_eq!(ids(&session, 0), [1, 2]);
    assert_eq!(ids(&session, 1), [3]);
    let towns = session.query::<Town>().order_by(Town::id).all().unwrap();
    session.load(&towns, Town::land).unwrap();
    for town in &towns[..2] {
        assert_eq!(session.one(*town, Town::land).unwrap(), Some(lands[0]));
    }
    assert_eq!(session.get::<Land>("DE".into()).unwrap(), Some(lands[0]));
}

#[test]
fn trap_28_a_key_that_is_given_again_is_another_object() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let old = session.add(user("old", 1)).unwrap();
        session.flush().unwrap();
        session.delete(old).unwrap();
        session.flush().unwrap();
        let new = session.add(user("new", 1)).unwrap();
        session.flush().unwrap();
        assert_ne!(old, new);
        assert_eq!(session.edit(old).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session[new].name, "new");
    }
}

/// SQLite gives the largest key again, unless the table says AUTOINCREMENT.
#[test]
fn trap_28_numbers_that_are_given_again() {
    use sqltree::dialects::sqlite::SqliteTable;
    for keeps in [false, true] {
        let mut conn = Live::Sqlite.connect();
        let create = create_table(Note::table());
        let create = if keeps { create.autoincrement() } else { create };
        conn.execute(&create).unwrap();
        let mut session = Session::new(&mut conn);
        let old = session.add(Note { id: 0, text: "old".into() }).unwrap();
        session.flush().unwrap();
        let number = session[old].id;
        session.delete(old).unwrap();
        session.flush().unwrap();
        let new = session.add(Note { id: 0, text: "new".into() }).unwrap();
        session.flush().unwrap();
        assert_eq!(session[new].id == number, !keeps);
        assert_ne!(old, new);
        assert_eq!(session.edit(old).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session.get::<Note>(session[new].id).unwrap(), Some(new));
    }
}

#[derive(Clone, Debug, sqltree::Table, sqltree::Mapped)]
struct Note {
    #[column(primary_key, generated)]
    id: i64,
    text: String,
}

#[test]
fn trap_30_one_table_is_one_struct() {
    let world = World::blog(Live::Sqlite);
    let mut conn = world.connect();
    let mut session = Session::new(&mut conn);
    session.add(user("Ann", 1)).unwrap();
    let error = session.get::<Login>(1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(error.to_string().contains("`users`"), "{error}");
}

#[test]
fn merge_refresh_and_expire() {
    for world in World::blogs() {
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        session.flush().unwrap();
        session.load(&[ann], User::posts).unwrap();
        let merged = session.merge(User { id: 1, age: 9, ..user("Ann", 1) }).unwrap();
        assert_eq!((merged, session[ann].age), (ann, 9));
        session.flush().unwrap();
        other.execute_sql("UPDATE users SET name = 'Anna'", &[]).unwrap();
        session.edit(ann).unwrap().age = 10;
        session.refresh(ann).unwrap();
        assert_eq!((session[ann].name.as_str(), session[ann].age), ("Anna", 9));
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        assert!(session.is_loaded(ann, User::posts).unwrap());
        session.expire(ann).unwrap();
        assert!(!session.is_loaded(ann, User::posts).unwrap());
        assert_eq!(statements!(session, session.get::<User>(1).unwrap()), 1);
        other.execute_sql("DELETE FROM users", &[]).unwrap();
        assert_eq!(session.refresh(ann).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session.peek(ann).unwrap_err().kind(), ErrorKind::Gone);
    }
}
