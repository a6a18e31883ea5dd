//! Full-text search of PostgreSQL: <https://www.postgresql.org/docs/current/textsearch-controls.html>

use sqltree::dialect::{Feature, Powers};
use sqltree::expr::{Expr, IntoExpr, literal};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{IsText, SqlValue, Tag, template};

/// Of operators that have no level of their own.
const OTHER: u8 = Powers::ANSI.predicate + 5;

macro_rules! searches {
    ($($name:ident = $query:literal;)*) => { $(
        static $name: Function = Function::operator(
            concat!("@@ ", $query),
            &[Arg::Text, Arg::Any, Arg::Text],
            Rule::Fixed(Tag::Boolean),
            template!(
                concat!(
                    "TO_TSVECTOR(CAST({1} AS REGCONFIG), {0}) @@ ",
                    $query,
                    "(CAST({1} AS REGCONFIG), {2})"
                ),
                OTHER,
                0
            ),
        )
        .needs(Feature::TextSearch);
    )* };
}

searches! {
    PLAIN = "PLAINTO_TSQUERY";
    PHRASE = "PHRASETO_TSQUERY";
    QUERY = "TO_TSQUERY";
    WEB = "WEBSEARCH_TO_TSQUERY";
}

/// Full-text search in texts, as PostgreSQL means it; on other engines it is an error from compile.
///
/// A configuration (`"english"`, `"simple"`) says which words are one and which are left out; it stands in
/// the text, so that an index on `to_tsvector('english', body)` serves the search. The server must have it.
///
/// ```
/// use sqltree::dialects::postgres::PostgresSearch;
/// use sqltree::prelude::*;
/// sqltree::table! { pub posts { id: i64 => primary_key, body: String } }
/// let query = select(posts::id).filter(posts::body.matches_web("english", "apples -pears"));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT posts.id FROM posts WHERE TO_TSVECTOR(CAST('english' AS REGCONFIG), posts.body) @@ \
///      WEBSEARCH_TO_TSQUERY(CAST('english' AS REGCONFIG), CAST($1 AS TEXT))");
/// assert!(query.compile(&Sqlite::default()).is_err());
/// ```
pub trait PostgresSearch: Sized {
    /// All of the words are in the text: `to_tsvector(…) @@ plainto_tsquery(…)`.
    fn matches_plain<Q: IntoExpr>(&self, configuration: &str, words: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText;

    /// The words are in the text one behind the other: `… @@ phraseto_tsquery(…)`.
    fn matches_phrase<Q: IntoExpr>(&self, configuration: &str, words: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText;

    /// What people type into search fields, with quotes, `or` and `-`: `… @@ websearch_to_tsquery(…)`.
    /// No text is a mistake.
    fn matches_web<Q: IntoExpr>(&self, configuration: &str, words: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText;

    /// A query with `&`, `|`, `!` and `<->`: `… @@ to_tsquery(…)`. A fault in it is an error of the server.
    fn matches_tsquery<Q: IntoExpr>(&self, configuration: &str, query: Q) -> Expr<Option<bool>>
    where
        <Q::Sql as SqlValue>::Family: IsText;
}

macro_rules! methods {
    ($($method:ident = $function:ident;)*) => { $(
        fn $method<Q: IntoExpr>(&self, configuration: &str, words: Q) -> Expr<Option<bool>>
        where
            <Q::Sql as SqlValue>::Family: IsText,
        {
            $function.call((self.clone(), literal(configuration), words)).typed()
        }
    )* };
}

impl<T: IntoExpr + Clone> PostgresSearch for T
where
    <T::Sql as SqlValue>::Family: IsText,
{
    methods! {
        matches_plain = PLAIN;
        matches_phrase = PHRASE;
        matches_web = WEB;
        matches_tsquery = QUERY;
    }
}
