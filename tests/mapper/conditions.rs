//! Relationships in queries.

use sqltree::mapper::Session;
use sqltree::prelude::*;

use super::world::{Post, Profile, Tag, User, World, post, tag, user};
use crate::assert_sql;
use crate::statements;
use crate::support::expect::texts;

#[test]
fn relationships_are_conditions_and_joins() {
    let [sqlite, postgres, mysql, mariadb, ansi] =
        texts(&select(User::id).filter(User::posts.exists_where(Post::likes.gt(10))));
    assert_eq!(
        sqlite,
        "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.author_id = users.id AND posts.likes > ?)"
    );
    assert_eq!(
        postgres,
        "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.author_id = users.id AND posts.likes > $1)"
    );
    assert_eq!(
        mysql,
        "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.author_id = users.id AND posts.likes > ?)"
    );
    assert_eq!(mariadb, mysql);
    assert_eq!(
        ansi,
        "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.author_id = users.id AND posts.likes > :p1)"
    );
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(
        &select(Post::id)
            .filter(Post::author.exists() & !Post::tags.exists_where(Tag::name.eq("sql"))),
    );
    assert_eq!(
        sqlite,
        "SELECT posts.id FROM posts WHERE EXISTS (SELECT users.id FROM users WHERE posts.author_id = users.id) AND NOT EXISTS (SELECT tags.id FROM tags JOIN post_tags ON post_tags.tag_id = tags.id WHERE post_tags.post_id = posts.id AND tags.name = ?)"
    );
    assert_eq!(
        postgres,
        "SELECT posts.id FROM posts WHERE EXISTS (SELECT users.id FROM users WHERE posts.author_id = users.id) AND NOT EXISTS (SELECT tags.id FROM tags JOIN post_tags ON post_tags.tag_id = tags.id WHERE post_tags.post_id = posts.id AND tags.name = $1)"
    );
    assert_eq!(
        mysql,
        "SELECT posts.id FROM posts WHERE EXISTS (SELECT users.id FROM users WHERE posts.author_id = users.id) AND NOT EXISTS (SELECT tags.id FROM tags JOIN post_tags ON post_tags.tag_id = tags.id WHERE post_tags.post_id = posts.id AND tags.name = ?)"
    );
    assert_eq!(mariadb, mysql);
    assert_eq!(
        ansi,
        "SELECT posts.id FROM posts WHERE EXISTS (SELECT users.id FROM users WHERE posts.author_id = users.id) AND NOT EXISTS (SELECT tags.id FROM tags JOIN post_tags ON post_tags.tag_id = tags.id WHERE post_tags.post_id = posts.id AND tags.name = :p1)"
    );
    let boss = User::alias("boss");
    let query = select((User::id, boss.col(User::name)))
        .left_join(&boss, User::boss.of(&boss).on())
        .left_join(Profile::table(), User::profile.on());
    assert_eq!(
        texts(&query),
        ["SELECT users.id, boss.name FROM users LEFT JOIN users AS boss ON users.boss_id = boss.id LEFT JOIN profiles ON profiles.user_id = users.id";
            5]
    );
    let old = User::staff.of(&boss).exists_where(boss.col(User::age).gt(60));
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(&select(User::id).filter(old));
    assert_eq!(
        sqlite,
        "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id FROM users AS boss WHERE boss.boss_id = users.id AND boss.age > ?)"
    );
    assert_eq!(
        postgres,
        "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id FROM users AS boss WHERE boss.boss_id = users.id AND boss.age > $1)"
    );
    assert_eq!(
        mysql,
        "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id FROM users AS boss WHERE boss.boss_id = users.id AND boss.age > ?)"
    );
    assert_eq!(mariadb, mysql);
    assert_eq!(
        ansi,
        "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id FROM users AS boss WHERE boss.boss_id = users.id AND boss.age > :p1)"
    );
    assert_sql!(select(User::id).filter(User::staff.exists()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`User::staff` joins `users` to itself; give its end a name by `of`: `.of(&alias)`, with an alias of the table",
    );
}

#[test]
fn objects_are_found_by_what_is_related_to_them() {
    for world in World::blogs() {
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let ann = session.add(user("Ann", 70)).unwrap();
        let bob = session.add(user("Bob", 30)).unwrap();
        session.link(bob, User::boss, ann).unwrap();
        let first = session.add_to(bob, User::posts, post("1")).unwrap();
        let second = session.add_to(bob, User::posts, post("2")).unwrap();
        let sql = session.add(tag("sql")).unwrap();
        session.link(first, Post::tags, sql).unwrap();
        session.flush().unwrap();

        let mut users = |condition: Expr<bool>| {
            session.query::<User>().filter(condition).order_by(User::id).all().unwrap()
        };
        assert_eq!(users(User::posts.exists()), [bob]);
        assert_eq!(users(!User::posts.exists()), [ann]);
        assert_eq!(users(User::posts.exists_where(Post::title.eq("3"))), []);
        let tagged = Post::tags.exists_where(Tag::name.eq("sql"));
        assert_eq!(users(User::posts.exists_where(tagged.clone())), [bob]);
        let other = User::alias("other");
        let young = other.col(User::age).lt(40);
        assert_eq!(users(User::staff.of(&other).exists_where(young)), [ann]);
        assert_eq!(users(User::boss.of(&other).exists()), [bob]);
        let posts = session.query::<Post>().filter(!tagged).all().unwrap();
        assert_eq!(posts, [second]);
        let count = statements!(session, {
            let query =
                session.query::<Post>().with::<User>().join(User::table(), Post::author.on());
            assert_eq!(query.order_by(Post::id).all().unwrap(), [(first, bob), (second, bob)]);
        });
        assert_eq!(count, 1);
    }
}
