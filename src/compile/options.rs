//! Choices about how a statement is written.

/// When names are quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quoting {
    /// Only names that need it: keywords of any version, upper case, other characters.
    #[default]
    WhenNeeded,
    /// All names.
    Always,
}

/// Choices about how a statement is written.
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct Options {
    pub(crate) quoting: Quoting,
    pub(crate) no_rewrites: bool,
    pub(crate) pretty: bool,
    /// What stands before the statement itself.
    pub(crate) before: &'static str,
}

impl Options {
    /// The defaults: quotes where needed, rewrites allowed.
    pub fn new() -> Self {
        Options::default()
    }

    /// When names are quoted.
    pub fn quoting(mut self, quoting: Quoting) -> Self {
        self.quoting = quoting;
        self
    }

    /// One clause a line, and queries inside further in, for people to read.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let query = select(users::id).filter(users::age.gt(18)).order_by(users::age);
    /// let options = Options::new().pretty();
    /// assert_eq!(query.compile_with(&Sqlite::default(), options).unwrap().sql(),
    ///     "SELECT users.id\nFROM users\nWHERE users.age > ?\nORDER BY users.age");
    /// ```
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    /// Makes a construct that the dialect lacks an error even where a rewrite has its meaning.
    pub fn without_rewrites(mut self) -> Self {
        self.no_rewrites = true;
        self
    }
}
