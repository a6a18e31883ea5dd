//! Traps 41 to 51: relationships.

use sqltree::ErrorKind;
use sqltree::mapper::{Ref, Session};

use super::world::{Post, User, World, post, rows, user};
use crate::statements;
use crate::support::live::Live;

/// Each rule of deleting and of orphans.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "parents")]
#[has_many(deleted: Deleted, on_delete = delete, delete_orphans)]
#[has_many(cleared: Cleared, on_delete = clear)]
#[has_many(cascaded: Cascaded, on_delete = cascade)]
#[has_many(kept: Kept)]
#[has_many(loose: Loose)]
#[has_many(orphans: Orphan, delete_orphans)]
#[has_many(stuck: Stuck, on_delete = clear)]
struct Parent {
    #[column(primary_key)]
    id: i64,
}

macro_rules! child {
    ($name:ident, $table:literal, $ty:ty) => {
        #[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
        #[table(name = $table)]
        struct $name {
            #[column(primary_key)]
            id: i64,
            #[column(references = Parent::id)]
            parent_id: $ty,
        }
    };
}

child!(Deleted, "deleted_children", i64);
child!(Cleared, "cleared_children", Option<i64>);
child!(Cascaded, "cascaded_children", i64);
child!(Kept, "kept_children", i64);
child!(Loose, "loose_children", Option<i64>);
child!(Orphan, "orphan_children", Option<i64>);
child!(Stuck, "stuck_children", i64);

/// An association table with a column of its own, and friends among themselves.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "people")]
#[many_to_many(friends: Person, through = friends::table(), by = friends::a, to = friends::b)]
#[many_to_many(known: Person, through = Meeting::table(), by = Meeting::a, to = Meeting::b)]
struct Person {
    #[column(primary_key)]
    id: i64,
}

sqltree::table! {
    friends {
        a: i64 => primary_key, references(Person::id),
        b: i64 => primary_key, references(Person::id),
    }
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "meetings")]
struct Meeting {
    #[column(primary_key, references = Person::id)]
    a: i64,
    #[column(primary_key, references = Person::id)]
    b: i64,
    note: String,
}

/// Places in a list, each there once.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "places")]
struct Line {
    #[column(primary_key)]
    id: i64,
    #[column(unique)]
    place: Option<i32>,
}

fn family(live: Live) -> World {
    let tables = [Parent::table(), Deleted::table(), Cleared::table(), Kept::table()];
    let more = [Loose::table(), Orphan::table(), Stuck::table()];
    let world = World::new(live, &[&tables[..], &more].concat());
    world
        .connect()
        .run_script(
            "CREATE TABLE cascaded_children (id BIGINT PRIMARY KEY, parent_id BIGINT NOT NULL,
             FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE)",
        )
        .unwrap();
    world
}

#[test]
fn traps_41_and_48_what_points_to_a_deleted_object_goes_as_declared() {
    for live in Live::ALL {
        let world = family(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let parent = session.add(Parent { id: 1 }).unwrap();
        (1..=3).for_each(|id| {
            session.add(Deleted { id, parent_id: 1 }).unwrap();
            session.add(Cleared { id, parent_id: Some(1) }).unwrap();
        });
        let cascaded = session.add(Cascaded { id: 1, parent_id: 1 }).unwrap();
        let kept = session.add(Kept { id: 1, parent_id: 1 }).unwrap();
        session.flush().unwrap();
        session.clear().unwrap();
        assert_eq!(session.peek(cascaded).unwrap_err().kind(), ErrorKind::Gone);
        let _ = (parent, kept);

        let parent = session.get::<Parent>(1).unwrap().unwrap();
        let cascaded = session.get::<Cascaded>(1).unwrap().unwrap();
        let cleared = session.get::<Cleared>(1).unwrap().unwrap();
        session.delete(parent).unwrap();
        assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Database);
        assert_eq!(session[cleared].parent_id, Some(1));
        assert!(session.peek(cascaded).is_ok());
        let kept = session.get::<Kept>(1).unwrap().unwrap();
        session.delete(kept).unwrap();
        session.flush().unwrap();
        assert_eq!(session.peek(cascaded).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session[cleared].parent_id, None);
        drop(session);
        for (table, left) in [("deleted", "0"), ("cleared", "3"), ("cascaded", "0"), ("kept", "0")]
        {
            let sql = format!("SELECT count(*) FROM {table}_children");
            assert_eq!(rows(&mut conn, &sql), [left], "{table} on {live}");
        }
    }
}

#[test]
fn trap_41_what_is_unlinked_is_cleared_deleted_or_an_error() {
    for live in Live::ALL {
        let world = family(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let parent = session.add(Parent { id: 1 }).unwrap();
        let deleted = session.add(Deleted { id: 1, parent_id: 1 }).unwrap();
        let cleared = session.add(Cleared { id: 1, parent_id: Some(1) }).unwrap();
        let kept = session.add(Kept { id: 1, parent_id: 1 }).unwrap();
        session.flush().unwrap();
        session.unlink(parent, Parent::deleted, deleted).unwrap();
        session.unlink(parent, Parent::cleared, cleared).unwrap();
        let error = session.unlink(parent, Parent::kept, kept).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.to_string().contains("`delete_orphans`"), "{error}");
        session.flush().unwrap();
        assert_eq!(session[cleared].parent_id, None);
        assert_eq!(session.peek(deleted).unwrap_err().kind(), ErrorKind::Gone);
        assert!(session.refs(parent, Parent::deleted).unwrap().is_empty());
        assert_eq!(session.refs(parent, Parent::kept).unwrap(), [kept]);
    }
}

#[test]
fn trap_41_a_key_that_takes_null_is_cleared_unless_orphans_go() {
    for live in Live::ALL {
        let world = family(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let parent = session.add(Parent { id: 1 }).unwrap();
        let [loose, stays] =
            [1, 2].map(|id| session.add(Loose { id, parent_id: Some(1) }).unwrap());
        let [orphan, other] =
            [1, 2].map(|id| session.add(Orphan { id, parent_id: Some(1) }).unwrap());
        session.flush().unwrap();
        session.unlink(parent, Parent::loose, loose).unwrap();
        session.unlink(parent, Parent::orphans, orphan).unwrap();
        session.flush().unwrap();
        assert_eq!((session[loose].parent_id, session[stays].parent_id), (None, Some(1)));
        assert_eq!(session.peek(orphan).unwrap_err().kind(), ErrorKind::Gone);
        assert_eq!(session.refs(parent, Parent::orphans).unwrap(), [other]);
        // Nothing is said of deleting: the database refuses, and all is as it was.
        session.delete(parent).unwrap();
        assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Database);
        assert_eq!(session[stays].parent_id, Some(1));
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT id FROM orphan_children"), ["2"], "{live}");
        let kept = rows(&mut conn, "SELECT parent_id FROM loose_children ORDER BY id");
        assert_eq!(kept, ["NULL", "1"], "{live}");
    }
}

#[test]
fn trap_41_a_required_key_is_not_cleared() {
    for live in Live::ALL {
        let world = family(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let parent = session.add(Parent { id: 1 }).unwrap();
        let stuck = session.add(Stuck { id: 1, parent_id: 1 }).unwrap();
        session.flush().unwrap();
        session.unlink(parent, Parent::stuck, stuck).unwrap_err();
        session.delete(parent).unwrap();
        let error = session.flush().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.to_string().contains("`stuck_children` takes no NULL"), "{error}");
        assert_eq!(session[stuck].parent_id, 1, "{live}");
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT parent_id FROM stuck_children"), ["1"], "{live}");
    }
}

#[test]
fn trap_50_a_child_that_moves_is_the_same_row() {
    for live in Live::ALL {
        let world = family(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let [a, b] = [1, 2].map(|id| session.add(Parent { id }).unwrap());
        let child = session.add(Deleted { id: 1, parent_id: 1 }).unwrap();
        session.flush().unwrap();
        session.link(b, Parent::deleted, child).unwrap();
        assert_eq!(session.refs(b, Parent::deleted).unwrap(), [child]);
        assert!(session.refs(a, Parent::deleted).unwrap().is_empty());
        session.flush().unwrap();
        assert_eq!(session[child], Deleted { id: 1, parent_id: 2 });
        session.delete(a).unwrap();
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT id, parent_id FROM deleted_children"), ["1 2"]);
    }
}

#[test]
fn traps_44_and_49_associations_with_columns_are_objects_and_pairs_join_a_struct_to_itself() {
    for live in Live::ALL {
        let world = World::new(live, &[Person::table(), friends::table(), Meeting::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let people: Vec<Ref<Person>> =
            (1..=3).map(|id| session.add(Person { id }).unwrap()).collect();
        session.link(people[0], Person::friends, people[1]).unwrap();
        session.link(people[0], Person::friends, people[2]).unwrap();
        let error = session.link(people[0], Person::known, people[1]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.to_string().contains("columns of its own"), "{error}");
        session.add(Meeting { a: 1, b: 2, note: "lunch".into() }).unwrap();
        session.flush().unwrap();
        session.expire_all();
        session.load(&people, (Person::friends, Person::known)).unwrap();
        assert_eq!(session.refs(people[0], Person::friends).unwrap(), people[1..]);
        assert!(session.refs(people[1], Person::friends).unwrap().is_empty());
        assert_eq!(session.refs(people[0], Person::known).unwrap(), [people[1]]);
        session.replace(people[0], Person::friends, &people[..1]).unwrap();
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT a, b FROM friends"), ["1 1"]);
        assert_eq!(rows(&mut conn, "SELECT note FROM meetings"), ["\"lunch\""]);
    }
}

#[test]
fn traps_43_45_and_46_lists_follow_what_is_added_moved_and_deleted() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let [ann, bob] = ["Ann", "Bob"].map(|name| session.add(user(name, 1)).unwrap());
        session.add_to(ann, User::posts, post("a")).unwrap();
        session.flush().unwrap();
        session.clear().unwrap();
        let users = session.query::<User>().order_by(User::id).all().unwrap();
        assert_ne!(users, [ann, bob]);
        session.load(&users, User::posts).unwrap();
        let key = session[users[0]].id;
        let new = session.add(Post { author_id: key, ..post("b") }).unwrap();
        let old = session.refs(users[0], User::posts).unwrap()[0];
        assert_eq!(session.refs(users[0], User::posts).unwrap(), [old, new]);
        session.link(new, Post::author, users[1]).unwrap();
        session.link(new, Post::author, users[0]).unwrap();
        assert_eq!(session.refs(users[0], User::posts).unwrap(), [old, new]);
        assert!(session.refs(users[1], User::posts).unwrap().is_empty());
        session.delete(old).unwrap();
        assert_eq!(session.refs(users[0], User::posts).unwrap(), [new]);
        session.flush().unwrap();
        assert_eq!(session.refs(users[0], User::posts).unwrap(), [new]);
        session.link(new, Post::author, users[0]).unwrap();
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
    }
}

#[test]
fn trap_51_places_move_through_null() {
    for live in Live::ALL {
        let world = World::new(live, &[Line::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let lines: Vec<Ref<Line>> =
            (0..5).map(|i| session.add(Line { id: i, place: Some(i as i32) }).unwrap()).collect();
        session.flush().unwrap();
        for (i, &line) in lines.iter().enumerate() {
            session.edit(line).unwrap().place = Some((i as i32 + 1) % 5);
        }
        session.flush().unwrap();
        drop(session);
        let all = rows(&mut conn, "SELECT place FROM places ORDER BY id");
        assert_eq!(all, ["1", "2", "3", "4", "0"]);
    }
}
