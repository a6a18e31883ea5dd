//! Full-text search of MySQL and MariaDB:
//! <https://dev.mysql.com/doc/refman/8.4/en/fulltext-search.html>

use sqltree::dialect::{Feature, Powers};
use sqltree::expr::{Expr, ExprList, IntoExpr};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{IsText, SqlValue, Tag, template};

const PREDICATE: u8 = Powers::ANSI.predicate;

/// `a, b`
static COLUMNS: Function =
    Function::operator("columns of MATCH", &[Arg::Any], Rule::Unknown, template!("{*}")).variadic();

macro_rules! searches {
    ($($name:ident = $rule:expr, $mode:literal, $after:literal, $power:expr;)*) => { $(
        static $name: Function = Function::operator(
            concat!("MATCH AGAINST", $mode, $after),
            &[Arg::Any, Arg::Text],
            $rule,
            template!(concat!("MATCH ({0}) AGAINST ({1}", $mode, ")", $after), $power, 0),
        )
        .needs(Feature::MatchAgainst);
    )* };
}

const CONDITION: Rule = Rule::Fixed(Tag::Boolean);
const NUMBER: Rule = Rule::Fixed(Tag::Double);
const PRIMARY: u8 = Powers::PRIMARY;

// A condition of a relevance that is more than 0 is served by the index, and one that is not 0 is not.
searches! {
    NATURAL = CONDITION, " IN NATURAL LANGUAGE MODE", " > 0", PREDICATE;
    BOOLEAN = CONDITION, " IN BOOLEAN MODE", " > 0", PREDICATE;
    EXPANDED = CONDITION, " WITH QUERY EXPANSION", " > 0", PREDICATE;
    RELEVANCE = NUMBER, " IN NATURAL LANGUAGE MODE", "", PRIMARY;
    BOOLEAN_RELEVANCE = NUMBER, " IN BOOLEAN MODE", "", PRIMARY;
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident = $function:ident, $type:ty;)*) => { $(
        $(#[$doc])*
        pub fn $name<Q: IntoExpr>(columns: impl ExprList, words: Q) -> Expr<$type>
        where
            <Q::Sql as SqlValue>::Family: IsText,
        {
            $function.call((COLUMNS.call(columns), words)).typed()
        }
    )* };
}

functions! {
    /// True where one of the words is found in the columns, as MySQL and MariaDB mean it:
    /// `MATCH (columns) AGAINST (words IN NATURAL LANGUAGE MODE) > 0`.
    ///
    /// The columns are those of one FULLTEXT index of one table; the server refuses others. On other engines
    /// it is an error from compile.
    ///
    /// ```
    /// use sqltree::dialects::mysql::{match_boolean, match_natural, match_relevance};
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub posts { id: i64 => primary_key, title: String, body: String } }
    /// let columns = || (posts::title, posts::body);
    /// let query = select((posts::id, match_relevance(columns(), "apples")))
    ///     .filter(match_natural(columns(), "apples"));
    /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
    ///     "SELECT posts.id, MATCH (posts.title, posts.body) AGAINST (? IN NATURAL LANGUAGE MODE) FROM posts \
    ///      WHERE MATCH (posts.title, posts.body) AGAINST (? IN NATURAL LANGUAGE MODE) > 0");
    /// assert!(select(posts::id).filter(match_boolean(posts::body, "+apples -pears"))
    ///     .compile(&Postgres::default()).is_err());
    /// ```
    match_natural = NATURAL, Option<bool>;
    /// [`match_natural`] by a query with `+`, `-`, `*` and quotes: `… AGAINST (query IN BOOLEAN MODE) > 0`.
    match_boolean = BOOLEAN, Option<bool>;
    /// [`match_natural`] with words that stand in what was found, too:
    /// `… AGAINST (words WITH QUERY EXPANSION) > 0`.
    match_expanded = EXPANDED, Option<bool>;
    /// How well the words of [`match_natural`] are found: 0 where they are not.
    match_relevance = RELEVANCE, Option<f64>;
    /// How well the query of [`match_boolean`] is found: 0 where it is not.
    match_boolean_relevance = BOOLEAN_RELEVANCE, Option<f64>;
}
