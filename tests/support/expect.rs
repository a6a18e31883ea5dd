//! `assert_sql!`: a statement, and what every built-in dialect makes of it.

use sqltree::dialect::Dialect;
use sqltree::{Compiled, Result, Statement, Value};

/// What a dialect makes of a statement.
#[derive(Clone, Debug)]
pub enum Expected {
    Sql(&'static str, Vec<Value>),
    /// The error's text, without the place in the program.
    Error(&'static str),
}

/// Every built-in dialect: one that is left out of a test does not compile.
#[derive(Debug)]
pub struct ByDialect {
    pub sqlite: Expected,
    pub postgres: Expected,
    pub mysql: Expected,
    pub mariadb: Expected,
    pub ansi: Expected,
}

impl ByDialect {
    /// The expectations in the order of [`sqltree::dialects::all`].
    pub fn in_order(&self) -> [&Expected; 5] {
        [&self.sqlite, &self.postgres, &self.mysql, &self.mariadb, &self.ansi]
    }
}

/// The text on SQLite, PostgreSQL, MySQL, MariaDB and standard SQL: for tables of a test's own, which
/// the servers do not have.
pub fn texts(statement: &impl Statement) -> [String; 5] {
    let dialects = sqltree::dialects::all();
    std::array::from_fn(|i| match statement.compile(dialects[i]) {
        Ok(compiled) => compiled.into_parts().0,
        Err(error) => messages(&error),
    })
}

/// The messages of an error, a line each, without places.
pub fn messages(error: &sqltree::Error) -> String {
    let messages: Vec<&str> = error.problems().map(sqltree::Problem::message).collect();
    messages.join("\n")
}

/// Compares what one dialect made with what was expected.
#[track_caller]
pub fn check(dialect: &dyn Dialect, made: Result<Compiled>, expected: &Expected) {
    let name = dialect.spec().name;
    match (made, expected) {
        (Ok(made), Expected::Sql(sql, params)) => {
            assert_eq!(made.sql(), *sql, "{name}: the text");
            assert_eq!(made.params(), params, "{name}: the parameters");
        }
        (Err(error), Expected::Error(message)) => {
            assert_eq!(messages(&error), *message, "{name}: the error");
        }
        (Ok(made), Expected::Error(message)) => {
            panic!("{name}: expected the error\n  {message}\nand got\n  {}", made.sql())
        }
        (Err(error), Expected::Sql(sql, _)) => {
            panic!("{name}: expected\n  {sql}\nand got the error\n  {error}")
        }
    }
}

/// States what each dialect makes of a statement, then runs it on the live engines: those that
/// have a text give the same rows.
///
/// `sqlite: "SELECT ?" [5]` is text and parameters, `mysql: error "…"` the error, and
/// `mysql | mariadb:` says it for both.
#[macro_export]
macro_rules! assert_sql {
    // Each case becomes `{ dialects } (expectation)`.
    (@cases $statement:tt [$($done:tt)*] $($dialect:ident)|+ : $kind:tt $more:tt, $($rest:tt)*) => {
        $crate::assert_sql!(@cases $statement [$($done)* { $($dialect)+ } ($kind $more)] $($rest)*)
    };
    (@cases $statement:tt [$($done:tt)*] $($dialect:ident)|+ : $kind:tt, $($rest:tt)*) => {
        $crate::assert_sql!(@cases $statement [$($done)* { $($dialect)+ } ($kind)] $($rest)*)
    };
    (@cases ($statement:expr) [$({ $($dialect:ident)+ } $expected:tt)+]) => {{
        let statement = $statement;
        let expected = $crate::support::expect::ByDialect {
            $($($dialect: $crate::assert_sql!(@expected $expected),)+)+
        };
        for (dialect, expected) in sqltree::dialects::all().into_iter().zip(expected.in_order()) {
            let made = sqltree::Statement::compile(&statement, dialect);
            $crate::support::expect::check(dialect, made, expected);
        }
        $crate::support::live::compare(&statement, &expected);
    }};
    (@expected (error $message:literal)) => { $crate::support::expect::Expected::Error($message) };
    (@expected ($sql:literal)) => { $crate::support::expect::Expected::Sql($sql, ::std::vec![]) };
    (@expected ($sql:literal [$($param:expr),* $(,)?])) => {
        $crate::support::expect::Expected::Sql($sql, ::std::vec![$(sqltree::Value::from($param)),*])
    };
    ($statement:expr, $($cases:tt)+) => {
        $crate::assert_sql!(@cases ($statement) [] $($cases)+)
    };
}
