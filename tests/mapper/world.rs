//! The structs of the tests, and databases of their own for them.

use std::sync::atomic::{AtomicU32, Ordering};

use sqltree::engine::{Connection, Engine};
use sqltree::prelude::*;

use crate::support::fake::Fake;
use crate::support::live::Live;

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "users")]
#[has_many(posts: Post)]
#[has_one(profile: Profile, delete_orphans)]
#[belongs_to(boss: User, by = User::boss_id)]
#[has_many(staff: User, by = User::boss_id)]
pub struct User {
    #[column(primary_key, generated)]
    pub id: i64,
    #[column(sql_type = VarChar(50), unique)]
    pub email: Option<String>,
    #[column(sql_type = VarChar(50))]
    pub name: String,
    pub age: i32,
    #[column(references = User::id)]
    pub boss_id: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "profiles")]
#[belongs_to(owner: User)]
pub struct Profile {
    #[column(primary_key, generated)]
    pub id: i64,
    #[column(references = User::id, unique)]
    pub user_id: i64,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "posts")]
#[belongs_to(author: User)]
#[many_to_many(tags: Tag, through = post_tags::table())]
pub struct Post {
    #[column(primary_key, generated)]
    pub id: i64,
    #[column(references = User::id)]
    pub author_id: i64,
    #[column(sql_type = VarChar(50))]
    pub title: String,
    #[column(default = 0)]
    pub likes: i32,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "tags")]
#[many_to_many(posts: Post, through = post_tags::table())]
pub struct Tag {
    #[column(primary_key, generated)]
    pub id: i64,
    #[column(sql_type = VarChar(50), unique)]
    pub name: String,
}

sqltree::table! {
    pub post_tags {
        post_id: i64 => primary_key, references(Post::id),
        tag_id: i64 => primary_key, references(Tag::id),
    }
}

/// A database of a test's own.
pub struct World {
    pub live: Live,
    name: String,
}

impl World {
    /// The tables, in the order in which they can be created.
    pub fn new(live: Live, tables: &[Table]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sqltree_mapper_{}_{count}", std::process::id());
        let world = World { live, name };
        match live {
            Live::Sqlite => {}
            Live::Postgres => world.script(&format!("CREATE SCHEMA {}", world.name)),
            Live::MariaDb => {
                world.script(&format!("CREATE DATABASE {} CHARACTER SET utf8mb4", world.name));
            }
        }
        let mut conn = world.connect();
        for table in tables {
            conn.execute(&create_table(table.clone())).expect("a table");
        }
        world
    }

    /// Users, profiles, posts and tags.
    pub fn blog(live: Live) -> Self {
        World::new(
            live,
            &[User::table(), Profile::table(), Post::table(), Tag::table(), post_tags::table()],
        )
    }

    /// The three engines, each with users, profiles, posts and tags.
    pub fn blogs() -> impl Iterator<Item = World> {
        Live::ALL.into_iter().map(World::blog)
    }

    fn path(&self) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("{}.db", self.name))
    }

    fn script(&self, sql: &str) {
        self.live.connect().run_script(sql).expect("a script");
    }

    /// Another connection to the same database.
    pub fn connect(&self) -> Connection {
        let conn = match self.live {
            Live::Sqlite => Engine::open(&self.url()).and_then(|e| e.connect()).expect("a file"),
            Live::Postgres | Live::MariaDb => self.live.connect(),
        };
        self.enter(conn)
    }

    /// The same, by another driver.
    pub fn connect_by(&self, fake: Fake) -> Connection {
        self.enter(fake.connect_to(self.live, &self.url()))
    }

    fn url(&self) -> String {
        format!("sqlite:///{}", self.path().display())
    }

    fn enter(&self, mut conn: Connection) -> Connection {
        let script = match self.live {
            Live::Sqlite => "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY".to_owned(),
            Live::Postgres => format!("SET search_path TO {}", self.name),
            Live::MariaDb => format!("USE {}", self.name),
        };
        conn.run_script(&script).expect("the database");
        conn
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let sql = match self.live {
            Live::Sqlite => {
                let _ = std::fs::remove_file(self.path());
                return;
            }
            Live::Postgres => format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name),
            Live::MariaDb => format!("DROP DATABASE IF EXISTS {}", self.name),
        };
        let _ = self.live.connect().run_script(&sql);
    }
}

pub fn user(name: &str, age: i32) -> User {
    User { id: 0, email: None, name: name.into(), age, boss_id: None }
}

pub fn post(title: &str) -> Post {
    Post { id: 0, author_id: 0, title: title.into(), likes: 0 }
}

pub fn tag(name: &str) -> Tag {
    Tag { id: 0, name: name.into() }
}

/// The rows of a query as text.
pub fn rows(conn: &mut Connection, sql: &str) -> Vec<String> {
    let rows = conn.query_sql(sql, &[]).expect("rows");
    crate::support::live::plain(&rows).into_iter().map(|row| row.join(" ")).collect()
}

/// How many statements a piece of code sends.
#[macro_export]
macro_rules! statements {
    ($session:expr, $work:expr) => {{
        let before = $session.statements();
        let _ = $work;
        $session.statements() - before
    }};
}
