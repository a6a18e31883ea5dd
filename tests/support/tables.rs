//! The tables of the tests, and the rows that every engine holds.

sqltree::table! {
    /// People.
    pub users {
        id: i64 => primary_key,
        name: String,
        age: Option<i32>,
        boss_id: Option<i64> => references(users::id),
        active: bool,
        score: f64,
    }
    /// What they write.
    pub posts {
        id: i64 => primary_key,
        user_id: i64 => references(users::id),
        title: String,
        body: Option<String>,
        likes: i32,
    }
    /// What shops have: a key of two columns, and defaults.
    pub stock {
        item: String => sql_type(VarChar(20)), primary_key, default("thing"),
        shop: i32 => primary_key, default(1),
        n: i32 => default(7),
        note: Option<String> => sql_type(VarChar(40)), default("none"),
    }
    /// A table whose names need quotes everywhere.
    pub odd = "order" {
        id: i64 => primary_key,
        group: String = "Group",
        select: Option<i64> = "se`l\"ect",
    }
}

/// Makes and fills the tables, for the length of a connection. `{q}` is the engine's quote.
pub const SCRIPT: &str = r#"
CREATE TEMPORARY TABLE users (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL, age INTEGER,
  boss_id BIGINT, active BOOLEAN NOT NULL, score DOUBLE PRECISION NOT NULL);
CREATE TEMPORARY TABLE posts (id BIGINT PRIMARY KEY, user_id BIGINT NOT NULL,
  title VARCHAR(200) NOT NULL, body TEXT, likes INTEGER NOT NULL);
CREATE TEMPORARY TABLE stock (item VARCHAR(20) NOT NULL DEFAULT 'thing',
  shop INTEGER NOT NULL DEFAULT 1, n INTEGER NOT NULL DEFAULT 7, note VARCHAR(40) DEFAULT 'none',
  PRIMARY KEY (item, shop));
INSERT INTO stock VALUES ('pen', 1, 5, 'blue'), ('pen', 2, 0, NULL), ('ink', 1, 7, 'none');
INSERT INTO users VALUES
  (1, 'Ann', 42, NULL, TRUE, 1.5), (2, 'bob', 17, 1, TRUE, -2.25), (3, 'Cé_cile', NULL, 1, FALSE, 0),
  (4, 'ann', 30, 2, TRUE, 1e10), (5, 'Dan%', 17, 2, FALSE, 3), (6, '', 65, NULL, TRUE, 0.5);
INSERT INTO posts VALUES
  (1, 1, 'Hello', 'first', 3), (2, 1, 'hello', NULL, 0), (3, 2, '100% pure', 'a_b', 7),
  (4, 4, 'x', '', 7), (5, 4, 'Trees', 'left right', 1), (6, 5, 'a*b?c[d]', 'glob', -4);
"#;
