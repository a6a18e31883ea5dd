//! Full-text search of SQLite's FTS5: <https://www.sqlite.org/fts5.html#full_text_query_syntax>

use sqltree::dialect::{Feature, Powers};
use sqltree::expr::{Expr, IntoExpr};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{IsText, SqlValue, Tag, template};

const PREDICATE: u8 = Powers::ANSI.predicate;

static MATCH: Function = Function::operator(
    "MATCH",
    &[Arg::Text, Arg::Text],
    Rule::Fixed(Tag::Boolean),
    template!("{0} MATCH {1}", PREDICATE, PREDICATE + 1),
)
.needs(Feature::Fts5);

/// Full-text search in tables of FTS5, as SQLite means it; on other engines it is an error from compile.
///
/// ```
/// use sqltree::dialects::sqlite::SqliteSearch;
/// use sqltree::prelude::*;
/// sqltree::table! { pub notes { title: String, body: String } }
/// // The column that has the table's name stands for all of them.
/// let all = column(("notes", "notes")).typed::<String>();
/// let query = select((notes::title, all.clone()))
///     .from(notes::table())
///     .filter(all.matches_fts5("apples NOT pears") & notes::title.matches_fts5("one*"));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT notes.title, notes.notes FROM notes WHERE notes.notes MATCH ? AND notes.title MATCH ?");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait SqliteSearch: Sized {
    /// A query finds something in the column of an FTS5 table: `column MATCH query`.
    ///
    /// A fault in the query, a column of another table, and a place where SQLite does not look it up in the
    /// index (OR, NOT, SELECT) are errors of the engine.
    fn matches_fts5<Q: IntoExpr>(&self, query: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText;
}

impl<T: IntoExpr + Clone> SqliteSearch for T
where
    <T::Sql as SqlValue>::Family: IsText,
{
    fn matches_fts5<Q: IntoExpr>(&self, query: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText,
    {
        MATCH.call((self.clone(), query)).typed()
    }
}
