//! Relationships: loading, reading, linking.

use sqltree::ErrorKind;
use sqltree::mapper::{Ref, Session};

use super::world::{Post, Profile, Tag, User, World, post, rows, tag, user};
use crate::statements;

type Filled = ([Ref<User>; 2], [Ref<Post>; 3], [Ref<Tag>; 2]);

/// Two users, three posts, two tags.
fn fill(session: &mut Session<'_>) -> Filled {
    let users = ["Ann", "Bob"].map(|name| session.add(user(name, 1)).unwrap());
    let [a, b, c] = ["A", "B", "C"].map(post);
    let a = session.add_to(users[0], User::posts, a).unwrap();
    let b = session.add_to(users[0], User::posts, b).unwrap();
    let c = session.add_to(users[1], User::posts, c).unwrap();
    let tags = ["x", "y"].map(|name| session.add(tag(name)).unwrap());
    session.link(a, Post::tags, tags[0]).unwrap();
    session.link(a, Post::tags, tags[0]).unwrap();
    session.link(a, Post::tags, tags[1]).unwrap();
    session.link(tags[1], Tag::posts, c).unwrap();
    (users, [a, b, c], tags)
}

#[test]
fn new_objects_know_their_relationships() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ([ann, bob], [a, b, c], [x, y]) = fill(&mut session);
        for _ in 0..2 {
            assert_eq!(session.refs(ann, User::posts).unwrap(), [a, b]);
            assert_eq!(session.refs(bob, User::posts).unwrap(), [c]);
            assert_eq!(session.refs(a, Post::tags).unwrap(), [x, y]);
            assert_eq!(session.refs(y, Tag::posts).unwrap(), [a, c]);
            assert_eq!(session.one(c, Post::author).unwrap(), Some(bob));
            assert_eq!(session.one(ann, User::boss).unwrap(), None);
            session.flush().unwrap();
        }
        drop(session);
        let pairs = rows(&mut conn, "SELECT post_id, tag_id FROM post_tags ORDER BY 1, 2");
        assert_eq!(pairs, ["1 1", "1 2", "3 2"]);
        let posts = rows(&mut conn, "SELECT title, author_id FROM posts ORDER BY id");
        assert_eq!(posts, ["\"A\" 1", "\"B\" 1", "\"C\" 2"]);
    }
}

#[test]
fn relationships_are_loaded_for_all_at_once() {
    for world in World::blogs() {
        let mut conn = world.connect();
        {
            let mut session = Session::new(&mut conn);
            fill(&mut session);
            session.flush().unwrap();
        }
        let mut session = Session::new(&mut conn);
        let users = session.query::<User>().order_by(User::id).all().unwrap();
        let error = session.refs(users[0], User::posts).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotLoaded);
        assert!(error.to_string().contains("session.load(&objects, User::posts)"), "{error}");
        assert_eq!(
            session.each(users[0], User::posts).map(drop).unwrap_err().kind(),
            ErrorKind::NotLoaded
        );

        let path = User::posts.then((Post::tags, Post::author));
        let count = statements!(session, session.load(&users, path).unwrap());
        assert_eq!(count, 2, "authors are there already");
        let count = statements!(session, {
            let mut lines = Vec::new();
            for &user in &users {
                for post in session.refs(user, User::posts).unwrap() {
                    assert_eq!(session.one(post, Post::author).unwrap(), Some(user));
                    let tags = session.each(post, Post::tags).unwrap().map(|tag| &*tag.name);
                    let tags = tags.collect::<String>();
                    lines.push(format!("{} {} {tags}", session[user].name, session[post].title));
                }
            }
            assert_eq!(lines, ["Ann A xy", "Ann B ", "Bob C y"]);
        });
        assert_eq!(count, 0);
        let posts = session.query::<Post>().all().unwrap();
        let mut session = {
            drop(session);
            Session::new(&mut conn)
        };
        let _ = posts;
        let posts = session.query::<Post>().order_by(Post::id).all().unwrap();
        assert_eq!(session.one(posts[0], Post::author).unwrap_err().kind(), ErrorKind::NotLoaded);
        assert_eq!(statements!(session, session.load(&posts, Post::author).unwrap()), 1);
        let author = session.one(posts[2], Post::author).unwrap().unwrap();
        assert_eq!(session[author].name, "Bob");
    }
}

#[test]
fn lists_follow_the_foreign_key() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ([ann, bob], [a, b, c], _) = fill(&mut session);
        session.flush().unwrap();
        session.load(&[ann, bob], User::posts).unwrap();
        let key = session[bob].id;
        session.edit(a).unwrap().author_id = key;
        for _ in 0..2 {
            assert_eq!(session.refs(ann, User::posts).unwrap(), [b]);
            assert_eq!(session.refs(bob, User::posts).unwrap(), [c, a]);
            assert_eq!(session.one(a, Post::author).unwrap(), Some(bob));
            session.flush().unwrap();
        }
        session.link(b, Post::author, bob).unwrap();
        session.link(ann, User::posts, c).unwrap();
        assert_eq!(session.refs(ann, User::posts).unwrap(), [c]);
        assert_eq!(session.refs(bob, User::posts).unwrap(), [a, b]);
        assert_eq!(session.unlink(bob, User::posts, b).unwrap_err().kind(), ErrorKind::Conflict);
        session.delete(a).unwrap();
        assert_eq!(session.refs(bob, User::posts).unwrap(), [b]);
        session.flush().unwrap();
        assert_eq!(session.refs(bob, User::posts).unwrap(), [b]);
        drop(session);
        let posts = rows(&mut conn, "SELECT title, author_id FROM posts ORDER BY id");
        assert_eq!(posts, ["\"B\" 2", "\"C\" 1"]);
    }
}

#[test]
fn links_are_undone_and_replaced() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let (_, [a, _, c], [x, y]) = fill(&mut session);
        session.flush().unwrap();
        session.load(&[a, c], Post::tags).unwrap();
        assert_eq!(session.refs(a, Post::tags).unwrap(), [x, y]);
        session.unlink(a, Post::tags, x).unwrap();
        session.link(a, Post::tags, x).unwrap();
        assert_eq!(statements!(session, session.flush().unwrap()), 0);
        session.unlink(y, Tag::posts, a).unwrap();
        assert_eq!(session.refs(a, Post::tags).unwrap(), [x]);
        session.replace(c, Post::tags, &[x]).unwrap();
        session.flush().unwrap();
        let _ = session.refs(c, Post::tags).unwrap();
        drop(session);
        let pairs = rows(&mut conn, "SELECT post_id, tag_id FROM post_tags ORDER BY 1, 2");
        assert_eq!(pairs, ["1 1", "3 1"]);
        let mut session = Session::new(&mut conn);
        // Nothing is loaded of either side; what is there already is linked once.
        let (a, x) =
            (session.get::<Post>(1).unwrap().unwrap(), session.get::<Tag>(1).unwrap().unwrap());
        let error = session.replace(a, Post::tags, &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotLoaded);
        session.link(a, Post::tags, x).unwrap();
        session.flush().unwrap();
        session.delete(a).unwrap();
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT post_id, tag_id FROM post_tags"), ["3 1"]);
    }
}

#[test]
fn has_one_is_replaced() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 1)).unwrap();
        let profile = |text: &str| Profile { id: 0, user_id: 0, text: text.into() };
        let old = session.add_to(ann, User::profile, profile("old")).unwrap();
        session.flush().unwrap();
        assert_eq!(session.one(ann, User::profile).unwrap(), Some(old));
        let new = session.add_to(ann, User::profile, profile("new")).unwrap();
        assert_eq!(session.one(ann, User::profile).unwrap(), Some(new));
        session.flush().unwrap();
        drop(session);
        assert_eq!(rows(&mut conn, "SELECT text, user_id FROM profiles"), ["\"new\" 1"]);
    }
}

#[test]
fn a_struct_points_to_itself() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let c = session.add(user("c", 1)).unwrap();
        let b = session.add(user("b", 1)).unwrap();
        let a = session.add(user("a", 1)).unwrap();
        session.link(c, User::boss, b).unwrap();
        session.link(b, User::boss, a).unwrap();
        session.link(a, User::boss, a).unwrap();
        assert_eq!(session.refs(a, User::staff).unwrap(), [b, a]);
        session.flush().unwrap();
        let query =
            "SELECT u.name, b.name FROM users u JOIN users b ON u.boss_id = b.id ORDER BY 1";
        let names = |session: &mut Session<'_>| -> Vec<String> {
            let rows = session.query::<User>().order_by(User::name).all().unwrap();
            rows.iter().map(|&row| session[row].name.clone()).collect()
        };
        assert_eq!(names(&mut session), ["a", "b", "c"]);
        session.delete(b).unwrap();
        session.unlink(c, User::boss, b).unwrap_err();
        let mut other = world.connect();
        assert_eq!(rows(&mut other, query), ["\"a\" \"a\"", "\"b\" \"a\"", "\"c\" \"b\""]);
    }
}
