//! The mapper, step by step: users, their posts and the tags of these, as objects with identity.
//!
//! `cargo run --example mapper --features "mapper rusqlite"` makes a SQLite file and removes it again.
//! With a URL it runs on any engine: `postgres://user@localhost/database` (feature `postgres`),
//! `mariadb://user@localhost/database` (feature `mysql`), `sqlite:///kept.db`. It drops and creates the
//! tables `mapper_users`, `mapper_posts`, `mapper_tags` and `mapper_post_tags`.

use sqltree::engine::{Connection, Engine};
use sqltree::mapper::{Mapped, Session};
use sqltree::prelude::*;
use sqltree::{Error, Result, Table};

/// A user has an id, a name and an age, and any number of posts.
#[derive(Clone, Debug, Table, Mapped)]
#[table(name = "mapper_users")]
#[has_many(posts: Post)]
struct User {
    #[column(primary_key, generated)]
    id: i64,
    #[column(sql_type = VarChar(100))]
    name: String,
    age: i32,
}

/// A post has an author, and any number of tags.
#[derive(Clone, Debug, Table, Mapped)]
#[table(name = "mapper_posts")]
#[belongs_to(author: User)]
#[many_to_many(tags: Tag, through = post_tags::table())]
struct Post {
    #[column(primary_key, generated)]
    id: i64,
    #[column(references = User::id)]
    author_id: i64,
    #[column(sql_type = VarChar(200))]
    title: String,
}

/// A tag is on any number of posts.
#[derive(Clone, Debug, Table, Mapped)]
#[table(name = "mapper_tags")]
#[many_to_many(posts: Post, through = post_tags::table())]
struct Tag {
    #[column(primary_key, generated)]
    id: i64,
    #[column(sql_type = VarChar(50), unique)]
    name: String,
}

sqltree::table! {
    /// Which tags are on which posts.
    post_tags = "mapper_post_tags" {
        post_id: i64 => primary_key, references(Post::id),
        tag_id: i64 => primary_key, references(Tag::id),
    }
}

fn main() -> Result<()> {
    // 1. Connect, to a SQLite file unless a URL is given.
    let file = std::env::temp_dir().join(format!("sqltree-mapper-{}.db", std::process::id()));
    let given = std::env::args().nth(1);
    let url = given.clone().unwrap_or_else(|| format!("sqlite:///{}", file.display()));
    let mut conn = Engine::open(&url)?.connect()?;
    println!("connected to {}", conn.dialect().spec().name);

    let done = tour(&mut conn);
    drop(conn);
    if given.is_none() {
        let _ = std::fs::remove_file(&file);
    }
    done
}

fn tour(conn: &mut Connection) -> Result<()> {
    // 2. Create the tables: what is pointed to comes first.
    let tables = [User::table(), Post::table(), Tag::table(), post_tags::table()];
    for table in tables.iter().rev() {
        conn.execute(&drop_table(table.clone()).if_exists())?;
    }
    for table in tables {
        conn.execute(&create_table(table))?;
    }

    // 3. Add users in a session. The database numbers them when they are flushed.
    let mut session = Session::new(conn);
    let ann = session.add(User { id: 0, name: "Ann".into(), age: 30 })?;
    let bob = session.add(User { id: 0, name: "Bob".into(), age: 25 })?;
    session.flush()?;
    println!("added users {} and {}", session[ann].id, session[bob].id);

    // 4. Query all users, and print name and age.
    for user in session.query::<User>().order_by(User::name).all()? {
        println!("{} is {}", session[user].name, session[user].age);
    }

    // 5. Change one: only the column that differs is written.
    session.edit(bob)?.age += 1;
    session.flush()?;

    // 6. One to many: posts are added to their author.
    let post = |title: &str| Post { id: 0, author_id: 0, title: title.into() };
    let trees = session.add_to(ann, User::posts, post("Trees"))?;
    let rows = session.add_to(ann, User::posts, post("Rows"))?;
    let keys = session.add_to(bob, User::posts, post("Keys"))?;

    // 7. Many to many: tags are linked to posts, from either side. To link twice is to link once.
    let [rust, sql] = ["rust", "sql"].map(|name| Tag { id: 0, name: name.into() });
    let (rust, sql) = (session.add(rust)?, session.add(sql)?);
    session.link(trees, Post::tags, rust)?;
    session.link(trees, Post::tags, sql)?;
    session.link(trees, Post::tags, sql)?;
    session.link(sql, Tag::posts, rows)?;
    session.link(keys, Post::tags, sql)?;
    session.flush()?;

    // 8. Load relationships for all users at once: two statements, however many users there are.
    drop(session);
    let mut session = Session::new(conn);
    let users = session.query::<User>().order_by(User::name).all()?;
    let before = session.statements();
    session.load(&users, User::posts.then(Post::tags))?;
    println!("loaded posts and tags in {} statements", session.statements() - before);
    for &user in &users {
        for post in session.refs(user, User::posts)? {
            let tags: Vec<&str> =
                session.each(post, Post::tags)?.map(|tag| tag.name.as_str()).collect();
            println!("{}: {} [{}]", session[user].name, session[post].title, tags.join(", "));
        }
    }

    // 9. Counts beside objects, by a join and a group.
    let counts = session
        .query::<User>()
        .beside(func::count())
        .join(Post::table(), foreign_key())
        .group_by(User::id)
        .order_by(User::name)
        .all()?;
    for (user, posts) in counts {
        println!("{} has {posts} posts", session[user].name);
    }

    // 10. A transaction that commits.
    let ann = users[0];
    session.transaction(|s| {
        s.edit(ann)?.age = 31;
        let post = s.add_to(ann, User::posts, post("Sessions"))?;
        let sql = s.query::<Tag>().filter(Tag::name.eq("sql")).one()?;
        s.link(post, Post::tags, sql)
    })?;
    println!("committed: Ann is {}", session[ann].age);

    // 11. One that rolls back: rows and objects are as before.
    let failed: Result<()> = session.transaction(|s| {
        s.edit(ann)?.name = "Nobody".into();
        s.flush()?;
        Err(Error::new(ErrorKind::Conflict, "changed my mind"))
    });
    println!("rolled back ({}): she is still {}", failed.unwrap_err(), session[ann].name);
    Ok(())
}
