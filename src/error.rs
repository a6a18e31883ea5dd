//! Errors: what went wrong, where in the statement and in the program, and what to do instead.
//!
//! Names appear in messages, values never do. Code matches on [`Error::kind`], people read the
//! text, and `source()` keeps a driver's own words.

use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;

use crate::feature::Feature;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of mistake or failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The dialect, or this version of it, lacks the feature.
    Unsupported(Feature),
    /// A column that its table does not have.
    UnknownColumn,
    /// A table that the metadata does not have.
    UnknownTable,
    /// A column of a table that is not in FROM.
    NotInFrom,
    /// Two things of one name, where each must have its own.
    DuplicateName,
    /// A name that no engine, or not this one, takes: empty, with a NUL, too long, reserved.
    InvalidName,
    /// A value that this engine cannot take: out of range, NaN, a NUL in text.
    InvalidValue,
    /// A statement with a part missing: no columns, no rows, nothing to set, no condition.
    Incomplete,
    /// Parts of a statement that do not go together.
    Conflict,
    /// Values of types that cannot be compared, added or stored as one another.
    TypeMismatch,
    /// More parameters than the engine takes in one statement.
    TooManyParameters,
    /// FROM has more tables than the engine takes.
    TooManyTables,
    /// No foreign key, or more than one, to infer a join from.
    NoForeignKey,
    /// A typed row whose column can be `NULL` while its Rust type cannot.
    NullableColumn,
    /// A value from the database that is not one of the Rust type asked for.
    Decode,
    /// A query for one row that gave none.
    NoRows,
    /// A query for one row that gave more.
    TooManyRows,
    /// A database URL that cannot be used.
    Url,
    /// The connection could not be made, or was lost.
    Connection,
    /// The database refused a statement.
    Database,
    /// A relationship, or an object of it, that was not loaded into the session.
    NotLoaded,
    /// An object with changes that another transaction changed or deleted in the meantime.
    Stale,
    /// An object that was deleted or removed from its session, or never belonged to it.
    Gone,
    /// A query over a table for which the session has changes that were not sent.
    Unflushed,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) location: Option<&'static Location<'static>>,
}

impl Problem {
    /// A problem of a kind, in words: what, where, what to do; no values.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Problem { kind, message: message.into(), location: None }
    }

    /// The same, with the line of the program that made it.
    #[must_use]
    pub fn at(mut self, location: Option<&'static Location<'static>>) -> Self {
        self.location = self.location.or(location);
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The problem in words, without the place in the program.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line of the program that added the part of the statement at fault, if it is known.
    #[must_use]
    pub fn location(&self) -> Option<&'static Location<'static>> {
        self.location
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.location {
            Some(at) => write!(f, ", at {}:{}", at.file(), at.line()),
            None => Ok(()),
        }
    }
}

/// An error: of building, compiling or running a statement. All mistakes of a statement come
/// in one error.
///
/// ```
/// use sqltree::prelude::*;
/// let orders = Table::new("orders").column("id", Type::BigInt);
/// let error = select([orders.col("idd")]).compile(&Sqlite::default()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::UnknownColumn);
/// assert!(error.to_string().starts_with("table `orders` has no column `idd`; did you mean `id`?"));
/// ```
pub struct Error(Box<ErrorBody>);

struct ErrorBody {
    first: Problem,
    more: Vec<Problem>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of one problem.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Problem::new(kind, message).into()
    }

    /// The error of all `problems`, if there are any.
    #[must_use]
    pub fn from_problems(problems: Vec<Problem>) -> Option<Self> {
        let mut problems = problems.into_iter();
        let first = problems.next()?;
        let mut more = Vec::new();
        for problem in problems {
            // One mistake met twice (a column in WHERE and in ORDER BY) is one mistake.
            if problem != first && !more.contains(&problem) {
                more.push(problem);
            }
        }
        Some(Error(Box::new(ErrorBody { first, more, source: None })))
    }

    /// The same error with what caused it as `source()`.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The kind of the first problem.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.first.kind
    }

    /// Every problem, in the order in which they stand in the statement.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&self.0.first).chain(&self.0.more)
    }
}

impl From<Problem> for Error {
    fn from(first: Problem) -> Self {
        Error(Box::new(ErrorBody { first, more: Vec::new(), source: None }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.kind())?;
        match &self.0.source {
            Some(source) => write!(f, "\ncaused by: {source}"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}

/// `; did you mean `x`?` or `; it has `a`, `b``: the way out of a misspelt name.
pub(crate) fn suggest<'a>(wanted: &str, there: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = |name: &&str| distance(wanted, name) <= 1 + wanted.chars().count() / 3;
    if let Some(best) = there.clone().filter(near).min_by_key(|name| distance(wanted, name)) {
        return format!("; did you mean `{best}`?");
    }
    list(there)
}

/// `; it has `a`, `b``.
pub(crate) fn list<'a>(there: impl Iterator<Item = &'a str>) -> String {
    let mut list = String::new();
    for (i, name) in there.enumerate() {
        if i == 12 {
            list.push_str(", …");
            break;
        }
        list.push_str(if i == 0 { "; it has `" } else { ", `" });
        list.push_str(name);
        list.push('`');
    }
    list
}

/// Edits between two names, ignoring case; adjacent letters swapped count as one.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().take(64).collect();
    let b: Vec<char> = b.to_lowercase().chars().take(64).collect();
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_find_typing_errors_and_list_what_is_there() {
        let names = ["id", "email", "name"];
        assert_eq!(suggest("nmae", names.iter().copied()), "; did you mean `name`?");
        assert_eq!(suggest("zzzzz", names.iter().copied()), "; it has `id`, `email`, `name`");
        assert_eq!(suggest("x", [].into_iter()), "");
    }
}
