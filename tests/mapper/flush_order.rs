//! Traps 1 to 12: the order of what is flushed.

use sqltree::ErrorKind;
use sqltree::mapper::{Ref, Session};

use super::world::{Post, Profile, User, World, post, rows, tag, user};
use crate::statements;
use crate::support::live::Live;

/// A tree; the program gives the keys, and no relationship is declared.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "nodes")]
struct Node {
    #[column(primary_key)]
    id: i64,
    #[column(references = Node::id)]
    parent_id: Option<i64>,
}

/// A key of the program's own, which others point to.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "countries")]
#[has_many(cities: City)]
struct Country {
    #[column(primary_key, sql_type = VarChar(20))]
    code: String,
    name: String,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "cities")]
#[belongs_to(country: Country)]
struct City {
    #[column(primary_key, generated)]
    id: i64,
    #[column(sql_type = VarChar(20), references = Country::code)]
    country_code: Option<String>,
    name: String,
}

/// Two structs that point to each other.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "owners")]
struct Owner {
    #[column(primary_key, generated)]
    id: i64,
    last_file_id: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "files")]
#[belongs_to(owner: Owner)]
#[belongs_to(reader: User)]
struct File {
    #[column(primary_key, generated)]
    id: i64,
    #[column(references = Owner::id)]
    owner_id: i64,
    #[column(references = User::id)]
    reader_id: i64,
}

/// A composite key of the program's own.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "seats")]
struct Seat {
    #[column(primary_key, name = "line")]
    row: i32,
    #[column(primary_key)]
    place: i32,
    guest: Option<i64>,
}

fn each(tables: &[sqltree::schema::Table], work: impl Fn(&World, &mut Session<'_>)) {
    for live in Live::ALL {
        let world = World::new(live, tables);
        let mut conn = world.connect();
        work(&world, &mut Session::new(&mut conn));
    }
}

fn blog(work: impl Fn(&World, &mut Session<'_>)) {
    for world in World::blogs() {
        let mut conn = world.connect();
        work(&world, &mut Session::new(&mut conn));
    }
}

fn named(email: &str) -> User {
    User { email: Some(email.into()), ..user(email, 1) }
}

#[test]
fn trap_1_a_delete_gives_up_its_unique_value_first() {
    blog(|world, session| {
        let old = session.add(named("a@x")).unwrap();
        session.flush().unwrap();
        let new = session.add(named("a@x")).unwrap();
        session.delete(old).unwrap();
        session.flush().unwrap();
        assert_eq!(session[new].id, if world.live == Live::Sqlite { 1 } else { 2 });
        assert_eq!(rows(&mut world.connect(), "SELECT email FROM users"), ["\"a@x\""]);
    });
}

#[test]
fn trap_2_unique_values_are_swapped_through_null() {
    blog(|world, session| {
        let [a, b] = ["a", "b"].map(|email| session.add(named(email)).unwrap());
        session.flush().unwrap();
        let [x, y] = session.edit_two(a, b).unwrap();
        std::mem::swap(&mut x.email, &mut y.email);
        session.flush().unwrap();
        let all = rows(&mut world.connect(), "SELECT name, email FROM users ORDER BY name");
        assert_eq!(all, ["\"a\" \"b\"", "\"b\" \"a\""]);
        assert_eq!(session[a].email.as_deref(), Some("b"));
    });
}

#[test]
fn trap_2_a_swap_of_required_values_is_an_error_before_anything_is_sent() {
    blog(|world, session| {
        let [a, b] = ["a", "b"].map(|name| session.add(tag(name)).unwrap());
        session.flush().unwrap();
        let [x, y] = session.edit_two(a, b).unwrap();
        std::mem::swap(&mut x.name, &mut y.name);
        let before = session.statements();
        let error = session.flush().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        let text = error.to_string();
        assert!(
            text.contains("`tags` #0 by `name`") && text.contains("`tags` #1 by `name`"),
            "{text}"
        );
        assert_eq!(session.statements(), before);
        let [x, _] = session.edit_two(a, b).unwrap();
        x.name = "c".into();
        session.flush().unwrap();
        let all = rows(&mut world.connect(), "SELECT name FROM tags ORDER BY name");
        assert_eq!(all, ["\"a\"", "\"c\""]);
    });
}

/// Numbers that look random and are the same in every run.
fn shuffled(count: usize, mut seed: u64) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for i in (1..count).rev() {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        all.swap(i, (seed >> 33) as usize % (i + 1));
    }
    all
}

#[test]
fn traps_3_and_5_a_forest_is_ordered_by_its_rows_without_declared_relationships() {
    each(&[Node::table()], |world, session| {
        let parent = |i: usize| (i >= 3).then(|| (i as i64 * 7) % (i as i64 - 2));
        let order = shuffled(60, 5);
        let nodes: Vec<(usize, Ref<Node>)> = order
            .iter()
            .map(|&i| {
                let node = Node { id: i as i64, parent_id: parent(i) };
                (i, session.add(node).unwrap())
            })
            .collect();
        session.flush().unwrap();
        let mut other = world.connect();
        assert_eq!(rows(&mut other, "SELECT count(*) FROM nodes"), ["60"]);
        for i in shuffled(60, 9) {
            let (_, node) = nodes.iter().find(|(own, _)| *own == i).unwrap();
            session.delete(*node).unwrap();
        }
        session.flush().unwrap();
        assert_eq!(rows(&mut other, "SELECT count(*) FROM nodes"), ["0"]);
    });
}

#[test]
fn trap_4_cycles_are_broken_where_a_key_takes_null() {
    each(&[Node::table()], |world, session| {
        let a = session.add(Node { id: 1, parent_id: Some(2) }).unwrap();
        let b = session.add(Node { id: 2, parent_id: Some(3) }).unwrap();
        let c = session.add(Node { id: 3, parent_id: Some(1) }).unwrap();
        session.flush().unwrap();
        assert_eq!(session[a].parent_id, Some(2));
        let mut other = world.connect();
        let all = rows(&mut other, "SELECT id, parent_id FROM nodes ORDER BY id");
        assert_eq!(all, ["1 2", "2 3", "3 1"]);
        [a, b, c].into_iter().for_each(|node| session.delete(node).unwrap());
        session.flush().unwrap();
        assert_eq!(rows(&mut other, "SELECT count(*) FROM nodes"), ["0"]);
    });
}

#[test]
fn trap_6_has_one_is_replaced_or_the_old_one_is_kept() {
    blog(|world, session| {
        let profile = |text: &str| Profile { id: 0, user_id: 0, text: text.into() };
        let ann = session.add(user("Ann", 1)).unwrap();
        session.add_to(ann, User::profile, profile("old")).unwrap();
        session.flush().unwrap();
        let failed: sqltree::Result<()> = session.transaction(|s| {
            s.add_to(ann, User::profile, profile("new"))?;
            s.add(User { email: Some("x".repeat(60)), ..named("bad") })?;
            s.add(named("twice"))?;
            s.add(named("twice"))?;
            Ok(())
        });
        failed.unwrap_err();
        let old = session.one(ann, User::profile).unwrap().unwrap();
        assert_eq!(session[old].text, "old");
        let mut other = world.connect();
        assert_eq!(rows(&mut other, "SELECT text FROM profiles"), ["\"old\""]);
        session.add_to(ann, User::profile, profile("new")).unwrap();
        session.flush().unwrap();
        assert_eq!(rows(&mut other, "SELECT text FROM profiles"), ["\"new\""]);
    });
}

#[test]
fn trap_7_state_decides_and_not_the_key() {
    each(&[Seat::table()], |world, session| {
        let seat = session.add(Seat { row: 1, place: 2, guest: None }).unwrap();
        session.flush().unwrap();
        session.edit(seat).unwrap().guest = Some(7);
        session.flush().unwrap();
        assert_eq!(session.get::<Seat>((1, 2)).unwrap(), Some(seat));
        assert_eq!(session.get::<Seat>((2, 1)).unwrap(), None);
        let all = rows(&mut world.connect(), "SELECT line, place, guest FROM seats");
        assert_eq!(all, ["1 2 7"]);
    });
}

#[test]
fn trap_8_what_was_never_sent_is_not_sent_and_what_is_deleted_stays_so() {
    blog(|world, session| {
        let ann = session.add(user("Ann", 1)).unwrap();
        session.delete(ann).unwrap();
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        let bob = session.add(user("Bob", 1)).unwrap();
        session.flush().unwrap();
        session.delete(bob).unwrap();
        session.flush().unwrap();
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        assert_eq!(rows(&mut world.connect(), "SELECT count(*) FROM users"), ["0"]);
    });
}

/// `SQLTREE_MAPPER_ROUNDS` says how many rounds.
#[test]
fn trap_9_two_sessions_change_the_same_rows_in_opposite_orders_without_a_deadlock() {
    let rounds = std::env::var("SQLTREE_MAPPER_ROUNDS").ok().and_then(|n| n.parse().ok());
    let rounds: i32 = rounds.unwrap_or(150);
    for live in [Live::Postgres, Live::MariaDb] {
        let world = World::blog(live);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        for i in 0..8 {
            let user = session.add(user(&format!("u{i}"), 0)).unwrap();
            session.add_to(user, User::posts, post("p")).unwrap();
        }
        session.flush().unwrap();
        drop(session);
        let work = |backwards: bool| {
            let mut conn = world.connect();
            let mut session = Session::new(&mut conn);
            let mut users = session.query::<User>().order_by(User::id).all().unwrap();
            let mut posts = session.query::<Post>().order_by(Post::id).all().unwrap();
            if backwards {
                users.reverse();
                posts.reverse();
            }
            for round in 0..rounds {
                // One begins with the users, the other with the posts.
                if backwards {
                    posts.iter().for_each(|&post| session.edit(post).unwrap().likes = round + 1);
                }
                users.iter().for_each(|&user| session.edit(user).unwrap().age = round + 1);
                posts.iter().for_each(|&post| session.edit(post).unwrap().likes = round + 1);
                session.flush().unwrap();
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| work(true));
            work(false);
        });
        let mut conn = world.connect();
        let ages = rows(&mut conn, "SELECT DISTINCT age, likes FROM users, posts");
        assert_eq!(ages, [format!("{rounds} {rounds}")], "{live}");
    }
}

#[test]
fn trap_9_rows_are_inserted_as_they_were_added() {
    blog(|_, session| {
        let names = ["m", "a", "z", "k", "b", "y"];
        let mut keys: Vec<Ref<User>> = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let new = session.add(user(name, 1)).unwrap();
            // Other tables, and edits, in between.
            session.add_to(new, User::posts, post(name)).unwrap();
            if i % 2 == 1 {
                session.edit(keys[i - 1]).unwrap().age = 7;
            }
            keys.push(new);
        }
        session.flush().unwrap();
        let ids: Vec<i64> = keys.iter().map(|key| session[*key].id).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        let posts = session.query::<Post>().order_by(Post::id).all().unwrap();
        let titles: Vec<&str> = posts.iter().map(|post| &*session[*post].title).collect();
        assert_eq!(titles, names);
    });
}

#[test]
fn trap_10_a_key_is_changed_by_its_old_value_and_children_follow() {
    each(&[Country::table(), City::table()], |world, session| {
        let de = session.add(Country { code: "de".into(), name: "Germany".into() }).unwrap();
        let city = |name: &str| City { id: 0, country_code: None, name: name.into() };
        let ulm = session.add_to(de, Country::cities, city("Ulm")).unwrap();
        session.flush().unwrap();
        session.edit(de).unwrap().code = "ger".into();
        session.flush().unwrap();
        assert_eq!(session[ulm].country_code.as_deref(), Some("ger"));
        assert_eq!(session.get::<Country>("ger".into()).unwrap(), Some(de));
        assert_eq!(session.get::<Country>("de".into()).unwrap(), None);
        assert_eq!(session.refs(de, Country::cities).unwrap(), [ulm]);
        let mut other = world.connect();
        assert_eq!(rows(&mut other, "SELECT country_code FROM cities"), ["\"ger\""]);
        assert_eq!(rows(&mut other, "SELECT code FROM countries"), ["\"ger\""]);
    });
}

#[test]
fn trap_10_a_required_key_cannot_follow() {
    blog(|_, session| {
        let ann = session.add(user("Ann", 1)).unwrap();
        let trees = session.add_to(ann, User::posts, post("Trees")).unwrap();
        session.flush().unwrap();
        session.edit(ann).unwrap().id = 70;
        assert_eq!(session.flush().unwrap_err().kind(), ErrorKind::Conflict);
        assert_eq!((session[ann].id, session[trees].author_id), (70, 1));
        session.edit(ann).unwrap().id = 1;
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
    });
}

#[test]
fn trap_11_nulls_and_keys_to_come_are_no_conflict() {
    blog(|world, session| {
        let users: Vec<_> = (0..3).map(|_| session.add(user("x", 1)).unwrap()).collect();
        assert_eq!(statements!(session, session.flush().unwrap()), 1);
        users.iter().for_each(|&user| session.edit(user).unwrap().name = "y".into());
        session.flush().unwrap();
        assert_eq!(rows(&mut world.connect(), "SELECT id FROM users ORDER BY 1"), ["1", "2", "3"]);
    });
}

#[test]
fn trap_12_a_child_of_two_new_parents_comes_after_both() {
    each(&[User::table(), Owner::table(), File::table()], |world, session| {
        let file = session.insert::<File>().add().unwrap();
        let owner = session.add(Owner { id: 0, last_file_id: None }).unwrap();
        let reader = session.add(user("r", 1)).unwrap();
        session.link(file, File::owner, owner).unwrap();
        session.link(file, File::reader, reader).unwrap();
        session.flush().unwrap();
        let all = rows(&mut world.connect(), "SELECT owner_id, reader_id FROM files");
        assert_eq!(all, ["1 1"]);
        assert_eq!(session[file].id, 1);
    });
}

#[test]
fn what_is_deleted_waits_for_no_parent() {
    blog(|world, session| {
        let ann = session.add(user("Ann", 1)).unwrap();
        session.flush().unwrap();
        let boss = session.add(user("Boss", 1)).unwrap();
        session.link(ann, User::boss, boss).unwrap();
        session.delete(ann).unwrap();
        session.delete(boss).unwrap();
        session.flush().unwrap();
        assert_eq!(rows(&mut world.connect(), "SELECT count(*) FROM users"), ["0"]);
    });
}
