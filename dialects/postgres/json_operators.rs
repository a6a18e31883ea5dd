//! Operators over JSON that only PostgreSQL has; an index of the kind GIN serves them:
//! <https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-JSONB-OP-TABLE>

use sqltree::dialect::{Feature, Functions, Own, Powers, own};
use sqltree::expr::{Expr, IntoExpr};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{IsJson, IsText, SqlValue, Tag, template};

use super::functions;

/// Of operators that have no level of their own.
const OTHER: u8 = Powers::ANSI.predicate + 5;
const CONDITION: Rule = Rule::Fixed(Tag::Boolean);

macro_rules! operators {
    ($($name:ident = $sign:literal, $second:literal, $arg:expr, $call:literal;)*) => {
        $( static $name: Function = Function::operator(
            $sign,
            &[Arg::Json, $arg],
            CONDITION,
            template!(concat!("{0} ", $sign, " ", $second), OTHER, OTHER + 1),
        )
        .needs(Feature::JsonOperators); )*

        /// Their functions, where `?` is a placeholder.
        const CALLS: &[Own] = &[$( own(&$name, template!($call)) ),*];
    };
}

// Sorted by their signs.
operators! {
    CONTAINED_IN = "<@", "{1}", Arg::Json, "JSONB_CONTAINED({0}, {1})";
    HAS_KEY = "?", "{1}", Arg::Text, "JSONB_EXISTS({0}, {1})";
    HAS_ALL_KEYS = "?&", "{1}", Arg::Any, "JSONB_EXISTS_ALL({0}, {1})";
    HAS_ANY_KEY = "?|", "{1}", Arg::Any, "JSONB_EXISTS_ANY({0}, {1})";
    CONTAINS = "@>", "{1}", Arg::Json, "JSONB_CONTAINS({0}, {1})";
    PATH_EXISTS = "@?", "CAST({1} AS JSONPATH)", Arg::Text,
        "JSONB_PATH_EXISTS_OPR({0}, CAST({1} AS JSONPATH))";
}

pub(super) static BESIDE_QUESTION: Functions = functions::FUNCTIONS.with(CALLS);

/// What JSON documents can be asked on PostgreSQL only; on other engines it is an error from compile.
///
/// With placeholders that are written `?` ([`Restyled`](sqltree::dialect::Restyled)) the functions behind
/// the operators are called, which no index serves.
///
/// ```
/// use sqltree::dialect::{Placeholder, Restyled};
/// use sqltree::dialects::postgres::PostgresJson;
/// use sqltree::prelude::*;
/// let notes = Table::new("notes").column("id", Type::BigInt).column("body", Type::Json);
/// let query = select([notes.col("id")]).filter(notes.col("body").typed::<sqltree::Json>().has_key("to"));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT notes.id FROM notes WHERE notes.body ? $1");
/// let restyled = Restyled::new(&Postgres::default(), Placeholder::Question);
/// assert_eq!(query.compile(&restyled).unwrap().sql(),
///     "SELECT notes.id FROM notes WHERE JSONB_EXISTS(notes.body, ?)");
/// assert!(query.compile(&Sqlite::default()).is_err());
/// ```
pub trait PostgresJson: Sized {
    /// `self ? key`: an object has the name, an array has the text as an item, or the document is the text.
    fn has_key<K: IntoExpr>(&self, key: K) -> Expr<Option<bool>>
    where
        <K::Sql as SqlValue>::Family: IsText;

    /// `self ?| keys`: [`has_key`](Self::has_key) for one of them at least; of none it is false.
    fn has_any_key(&self, keys: Vec<String>) -> Expr<Option<bool>>;

    /// `self ?& keys`: [`has_key`](Self::has_key) for all of them; of none it is true.
    fn has_all_keys(&self, keys: Vec<String>) -> Expr<Option<bool>>;

    /// `self @> part`: what is in `part` is in the document, at the same places.
    ///
    /// <https://www.postgresql.org/docs/current/datatype-json.html#JSON-CONTAINMENT>
    fn contains_json<D: IntoExpr>(&self, part: D) -> Expr<Option<bool>>
    where
        <D::Sql as SqlValue>::Family: IsJson;

    /// `self <@ whole`: [`contains_json`](Self::contains_json), the other way round.
    fn contained_in_json<D: IntoExpr>(&self, whole: D) -> Expr<Option<bool>>
    where
        <D::Sql as SqlValue>::Family: IsJson;

    /// `self @? path`: a path of SQL/JSON finds something. A fault in the path is an error of the server;
    /// what it does not find because the document is of another shape is none.
    fn path_exists<P: IntoExpr>(&self, path: P) -> Expr<Option<bool>>
    where
        <P::Sql as SqlValue>::Family: IsText;
}

impl<T: IntoExpr + Clone> PostgresJson for T
where
    <T::Sql as SqlValue>::Family: IsJson,
{
    fn has_key<K: IntoExpr>(&self, key: K) -> Expr<Option<bool>> {
        HAS_KEY.call((self.clone(), key)).typed()
    }

    fn has_any_key(&self, keys: Vec<String>) -> Expr<Option<bool>> {
        HAS_ANY_KEY.call((self.clone(), keys)).typed()
    }

    fn has_all_keys(&self, keys: Vec<String>) -> Expr<Option<bool>> {
        HAS_ALL_KEYS.call((self.clone(), keys)).typed()
    }

    fn contains_json<D: IntoExpr>(&self, part: D) -> Expr<Option<bool>> {
        CONTAINS.call((self.clone(), part)).typed()
    }

    fn contained_in_json<D: IntoExpr>(&self, whole: D) -> Expr<Option<bool>> {
        CONTAINED_IN.call((self.clone(), whole)).typed()
    }

    fn path_exists<P: IntoExpr>(&self, path: P) -> Expr<Option<bool>> {
        PATH_EXISTS.call((self.clone(), path)).typed()
    }
}
