//! Traps 13 to 22: loading.

use sqltree::ErrorKind;
use sqltree::mapper::{Ref, Session};
use sqltree::prelude::*;

use super::world::{Post, Tag, User, World, post, post_tags, rows, tag, user};
use crate::statements;
use crate::support::fake::{Fake, before_queries, rows_read};
use crate::support::live::Live;

/// A newtype as a key, and a level for each letter.
#[derive(Clone, Debug, PartialEq, sqltree::Value)]
struct Id(i64);

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "la")]
#[has_many(bs: B)]
struct A {
    #[column(primary_key)]
    id: Id,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "lb")]
#[belongs_to(a: A)]
#[has_many(cs: C)]
struct B {
    #[column(primary_key)]
    id: i64,
    #[column(references = A::id)]
    a_id: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "lc")]
#[has_many(ds: D)]
struct C {
    #[column(primary_key)]
    id: i64,
    #[column(references = B::id)]
    b_id: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "ld")]
#[has_many(es: E)]
struct D {
    #[column(primary_key)]
    id: i64,
    #[column(references = C::id)]
    c_id: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "le")]
struct E {
    #[column(primary_key)]
    id: i64,
    #[column(references = D::id)]
    d_id: i64,
}

/// A composite key, and lines that point to it by two columns.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "orders")]
#[has_many(lines: Line, by = (Line::tenant, Line::order_id))]
struct Order {
    #[column(primary_key)]
    tenant: i64,
    #[column(primary_key)]
    id: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "order_lines")]
#[belongs_to(order: Order, by = (Line::tenant, Line::order_id))]
struct Line {
    #[column(primary_key)]
    tenant: i64,
    #[column(primary_key)]
    id: i64,
    order_id: Option<i64>,
}

/// `users` users with `posts` posts each.
fn fill(world: &World, users: i64, posts: i64) {
    let mut conn = world.connect();
    let people = (1..=users).map(|id| (id, format!("u{id:05}"), 1));
    let into = insert(User::table()).columns((User::id, User::name, User::age));
    conn.insert_many(&into, people).unwrap();
    let texts = (0..users * posts).map(|i| (i + 1, i / posts + 1, format!("p{i}")));
    let into = insert(Post::table()).columns((Post::id, Post::author_id, Post::title));
    conn.insert_many(&into, texts).unwrap();
}

fn users(session: &mut Session<'_>) -> Vec<Ref<User>> {
    session.query::<User>().order_by(User::id).all().unwrap()
}

#[test]
fn trap_13_nothing_is_read_row_by_row() {
    for world in World::blogs() {
        fill(&world, 20, 3);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let count = statements!(session, {
            let users = users(&mut session);
            session.load(&users, User::posts.then(Post::tags)).unwrap();
            for user in users {
                for post in session.refs(user, User::posts).unwrap() {
                    assert_eq!(session.each(post, Post::tags).unwrap().count(), 0);
                }
            }
        });
        assert_eq!(count, 3);
    }
}

#[test]
fn traps_14_16_and_17_a_part_is_a_value_and_its_limit_is_for_each() {
    for world in World::blogs() {
        fill(&world, 12, 4);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let page = session.query::<User>().order_by(User::id).limit(10).all().unwrap();
        assert_eq!(page.len(), 10);
        let some = Post::title.ne("p0");
        let parts = session
            .load_part(&page, User::posts)
            .filter(some)
            .order_by(Post::title.desc())
            .limit(2)
            .all()
            .unwrap();
        let titles = |session: &Session<'_>, posts: &[Ref<Post>]| -> Vec<String> {
            posts.iter().map(|&post| session[post].title.clone()).collect()
        };
        assert_eq!(parts.iter().map(|(user, _)| *user).collect::<Vec<_>>(), page);
        assert_eq!(titles(&session, &parts[0].1), ["p3", "p2"]);
        assert_eq!(titles(&session, &parts[2].1), ["p9", "p8"]);
        let error = session.refs(page[0], User::posts).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotLoaded);
        let all = session.load_part(&page[..1], User::posts).order_by(Post::id).all().unwrap();
        assert_eq!(titles(&session, &all[0].1), ["p0", "p1", "p2", "p3"]);
        session.load(&page, User::posts).unwrap();
        assert_eq!(session.refs(page[0], User::posts).unwrap().len(), 4);
        let count = statements!(session, session.load(&page, User::posts).unwrap());
        assert_eq!(count, 1);
    }
}

#[test]
fn trap_15_siblings_do_not_multiply() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        let first = session.add_to(ann, User::posts, post("first")).unwrap();
        (0..30).for_each(|i| {
            session.add_to(ann, User::posts, post(&format!("{i}"))).unwrap();
        });
        for i in 0..30 {
            let tag = session.add(tag(&format!("{i}"))).unwrap();
            session.link(first, Post::tags, tag).unwrap();
        }
        session.flush().unwrap();
        drop(session);
        let mut session = Session::new(&mut conn);
        let ann = session.get::<User>(1).unwrap().unwrap();
        let path = (User::posts.then((Post::tags, Post::author)), User::staff);
        assert_eq!(statements!(session, session.load(&[ann], path).unwrap()), 3);
        let posts = session.refs(ann, User::posts).unwrap();
        assert_eq!(posts.len(), 31);
        assert_eq!(session.refs(posts[0], Post::tags).unwrap().len(), 30);
    }
}

#[test]
fn trap_15_no_row_comes_twice() {
    for world in World::blogs() {
        fill(&world, 1, 100);
        let mut conn = world.connect_by(Fake::WATCHED);
        let names = (1..=100).map(|id| (id, format!("t{id}")));
        conn.insert_many(&insert(Tag::table()).columns((Tag::id, Tag::name)), names).unwrap();
        let pairs = (1..=100).map(|tag| (1, tag));
        let into = insert(post_tags::table()).columns((post_tags::post_id, post_tags::tag_id));
        conn.insert_many(&into, pairs).unwrap();
        let mut session = Session::new(&mut conn);
        let ann = session.get::<User>(1).unwrap().unwrap();
        rows_read();
        session.load(&[ann], User::posts.then(Post::tags)).unwrap();
        assert_eq!(rows_read(), 200, "{}", world.live);
    }
}

#[test]
fn trap_18_what_is_written_between_two_statements_of_a_load_mixes_nothing_up() {
    for world in World::blogs() {
        fill(&world, 3, 2);
        let mut other = world.connect();
        other.run_script("INSERT INTO tags (id, name) VALUES (1, 'a'), (2, 'b')").unwrap();
        other.run_script("INSERT INTO post_tags VALUES (2, 1)").unwrap();
        let mut conn = world.connect_by(Fake::WATCHED);
        let mut session = Session::new(&mut conn);
        let users = users(&mut session);
        let mut queries = 0;
        before_queries(move |_| {
            queries += 1;
            // The posts were read, and their tags are next.
            if queries == 2 {
                let script =
                    "INSERT INTO posts (id, author_id, title, likes) VALUES (0, 1, 'new', 0);
                              INSERT INTO post_tags VALUES (0, 1), (1, 2), (6, 1)";
                other.run_script(script).unwrap();
            }
        });
        session.load(&users, User::posts.then(Post::tags)).unwrap();
        before_queries(|_| {});
        let found: Vec<Vec<(i64, Vec<i64>)>> = users
            .iter()
            .map(|&user| {
                let posts = session.refs(user, User::posts).unwrap().into_iter();
                let tags = |post| session.each(post, Post::tags).unwrap().map(|tag| tag.id);
                posts.map(|post| (session[post].id, tags(post).collect())).collect()
            })
            .collect();
        let expected =
            [[(1, vec![2]), (2, vec![1])], [(3, vec![]), (4, vec![])], [(5, vec![]), (6, vec![1])]];
        assert_eq!(found, expected, "{}", world.live);
    }
}

#[test]
fn traps_18_and_19_half_loaded_and_changed_in_between() {
    for world in World::blogs() {
        fill(&world, 4, 2);
        let (mut conn, mut other) = (world.connect(), world.connect());
        let mut session = Session::new(&mut conn);
        let users = users(&mut session);
        session.load(&users[..2], User::posts).unwrap();
        let sql = "INSERT INTO posts (id, author_id, title, likes) VALUES (100, 1, 'new', 0)";
        other.execute_sql(sql, &[]).unwrap();
        session.load(&users, User::posts.then((Post::tags, Post::author))).unwrap();
        for (user, count) in users.iter().zip([3, 2, 2, 2]) {
            let posts = session.refs(*user, User::posts).unwrap();
            assert_eq!(posts.len(), count);
            for post in posts {
                assert_eq!(session.one(post, Post::author).unwrap(), Some(*user));
            }
        }
    }
}

#[test]
fn trap_20_more_parents_than_parameters() {
    for world in World::blogs() {
        fill(&world, 70_000, 1);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let users = users(&mut session);
        let count = statements!(session, session.load(&users, User::posts).unwrap());
        assert_eq!(count, 3, "{}", world.live);
        for &user in [users[0], users[69_999]].iter() {
            let posts = session.refs(user, User::posts).unwrap();
            assert_eq!(session[posts[0]].author_id, session[user].id);
        }
    }
}

#[test]
fn traps_21_and_22_newtypes_composite_keys_nulls_and_many_levels() {
    for live in Live::ALL {
        let tables = [A::table(), B::table(), C::table(), D::table(), E::table()];
        let tables = tables.into_iter().chain([Order::table(), Line::table()]);
        let world = World::new(live, &tables.collect::<Vec<_>>());
        let mut conn = world.connect();
        {
            let mut session = Session::new(&mut conn);
            session.add(A { id: Id(1) }).unwrap();
            session.add(B { id: 1, a_id: Some(Id(1)) }).unwrap();
            session.add(B { id: 2, a_id: None }).unwrap();
            session.add(C { id: 1, b_id: 1 }).unwrap();
            session.add(D { id: 1, c_id: 1 }).unwrap();
            session.add(E { id: 1, d_id: 1 }).unwrap();
            session.add(Order { tenant: 1, id: 1 }).unwrap();
            session.add(Order { tenant: 2, id: 1 }).unwrap();
            session.add(Line { tenant: 1, id: 1, order_id: Some(1) }).unwrap();
            session.add(Line { tenant: 2, id: 1, order_id: Some(1) }).unwrap();
            session.add(Line { tenant: 2, id: 2, order_id: None }).unwrap();
            session.flush().unwrap();
        }
        let mut session = Session::new(&mut conn);
        let a = session.get::<A>(Id(1)).unwrap().unwrap();
        session.load(&[a], A::bs.then(B::cs.then(C::ds.then(D::es)))).unwrap();
        let b = session.refs(a, A::bs).unwrap()[0];
        let c = session.refs(b, B::cs).unwrap()[0];
        let d = session.refs(c, C::ds).unwrap()[0];
        assert_eq!(session.each(d, D::es).unwrap().count(), 1);
        let none = session.get::<B>(2).unwrap().unwrap();
        assert_eq!(session.one(none, B::a).unwrap(), None);
        assert_eq!(session.one(b, B::a).unwrap(), Some(a));

        let orders = session.query::<Order>().order_by(Order::tenant).all().unwrap();
        session.load(&orders, Order::lines).unwrap();
        for &order in &orders {
            let lines = session.refs(order, Order::lines).unwrap();
            assert_eq!(lines.len(), 1);
            assert_eq!(session[lines[0]].tenant, session[order].tenant);
            assert_eq!(session.one(lines[0], Line::order).unwrap(), Some(order));
        }
        // Trap 47: of a key that shares a column, that column stays.
        let line = session.refs(orders[0], Order::lines).unwrap()[0];
        session.unlink(orders[0], Order::lines, line).unwrap();
        session.flush().unwrap();
        assert_eq!(session[line], Line { tenant: 1, id: 1, order_id: None });
        assert!(session.refs(orders[0], Order::lines).unwrap().is_empty());
        drop(session);
        let left = rows(&mut conn, "SELECT tenant, id, order_id FROM order_lines ORDER BY 1, 2");
        assert_eq!(left, ["1 1 NULL", "2 1 1", "2 2 NULL"]);
    }
}

#[test]
fn counts_stand_beside_objects() {
    for world in World::blogs() {
        fill(&world, 3, 2);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let counted: Vec<(Ref<User>, i64)> = session
            .query::<User>()
            .beside(func::count())
            .join(Post::table(), foreign_key())
            .group_by(User::id)
            .order_by(User::id)
            .all()
            .unwrap();
        let counts: Vec<(i64, i64)> = counted.iter().map(|(u, n)| (session[*u].id, *n)).collect();
        assert_eq!(counts, [(1, 2), (2, 2), (3, 2)]);
        assert_eq!(session.query::<User>().filter(User::id.gt(1)).count().unwrap(), 2);
        let tagged = session.query::<Tag>().first().unwrap();
        assert_eq!(tagged, None);
    }
}

#[test]
fn a_query_gives_pairs_of_objects_in_one_statement() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 40)).unwrap();
        let bob = session.add(User { boss_id: None, ..user("Bob", 30) }).unwrap();
        session.link(bob, User::boss, ann).unwrap();
        let first = session.add_to(bob, User::posts, post("1")).unwrap();
        session.add_to(bob, User::posts, post("2")).unwrap();
        let unflushed = session.query::<User>().with::<Post>().join(Post::table(), foreign_key());
        assert_eq!(unflushed.all().unwrap_err().kind(), ErrorKind::Unflushed);
        session.flush().unwrap();
        let ids = [session[ann].id, session[first].id];
        session.clear().unwrap();

        let pairs: Vec<(Ref<Post>, Ref<User>)> = session
            .query::<Post>()
            .with::<User>()
            .join(User::table(), foreign_key())
            .filter(User::age.lt(35))
            .order_by(Post::id)
            .all()
            .unwrap();
        let bob = pairs[0].1;
        let posts = [pairs[0].0, pairs[1].0];
        assert_eq!((pairs.len(), pairs[1].1), (2, bob), "one row is one object");
        assert_eq!(session[bob].name, "Bob");
        assert_eq!((session[posts[0]].id, &*session[posts[1]].title), (ids[1], "2"));
        // So the way to its end is known without another statement.
        assert_eq!(session.one(posts[0], Post::author).unwrap(), Some(bob));

        let users = |session: &mut Session<'_>| {
            let query = session.query::<User>().with_optional::<Post>();
            let query = query.left_join(Post::table(), foreign_key());
            query.order_by((User::name, Post::id)).all().unwrap()
        };
        let found = users(&mut session);
        assert_eq!(found[0].1, None);
        assert_eq!(session[found[0].0].id, ids[0]);
        assert_eq!(found[1..], [(bob, Some(posts[0])), (bob, Some(posts[1]))]);

        let boss = User::alias("boss");
        let on = || User::boss_id.eq(boss.col(User::id));
        let ann = found[0].0;
        let query = session.query::<User>().with::<User>().of(&boss).join(&boss, on());
        assert_eq!(query.first().unwrap(), Some((bob, ann)));
        let query = session.query::<User>().with_optional::<User>().of(&boss);
        let query = query.left_join(&boss, on()).order_by(User::name);
        assert_eq!(query.all().unwrap(), [(ann, None), (bob, Some(ann))]);
        // What a left join may not find is no object of each row, seen before anything is sent.
        let before = session.statements();
        let query = session.query::<User>().with::<Post>().left_join(Post::table(), foreign_key());
        let error = query.all().unwrap_err();
        assert_eq!(session.statements(), before);
        assert_eq!(error.kind(), ErrorKind::NullableColumn);
        assert!(error.to_string().contains("`with_optional`"), "{error}");
        // An edit is not overwritten.
        session.edit(bob).unwrap().age = 99;
        session.autoflush(true);
        let found = users(&mut session);
        assert_eq!((found.len(), session[bob].age), (3, 99));
    }
}
