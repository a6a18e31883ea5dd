//! PostgreSQL's own types that no Rust type stands for: their values are texts in the form that the server
//! shows, whatever its settings are, and NULL.
//!
//! ```
//! use sqltree::dialects::postgres::types::INT4RANGE;
//! use sqltree::prelude::*;
//! let t = Table::new("t").column("span", Type::User(&INT4RANGE));
//! let query = select([t.col("span")]).filter(t.col("span").is_not_null());
//! assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
//!     "SELECT CAST(t.span AS TEXT) AS span FROM t WHERE t.span IS NOT NULL");
//! let change = insert(t.clone()).set(t.col("span"), "[1,5)");
//! assert_eq!(change.compile(&Postgres::default()).unwrap().sql(),
//!     "INSERT INTO t (span) VALUES (CAST(CAST($1 AS TEXT) AS INT4RANGE))");
//! ```

use std::borrow::Cow;

use sqltree::dialect::First;
use sqltree::function::{Arg, Function, Powers, Rule};
use sqltree::{Tag, Type, UserType, template};

static AS_TEXT: Function = Function::scalar("as_text", &[Arg::Any], Rule::Fixed(Tag::Text))
    .written(template!("CAST({0} AS TEXT)"));

macro_rules! types {
    ($($(#[$meta:meta])* $name:ident, $binder:ident, $word:literal;)*) => { $(
        static $binder: Function = Function::scalar($word, &[Arg::Text], Rule::Unknown)
            .written(template!(concat!("CAST({0} AS ", $word, ")")));

        $(#[$meta])*
        pub static $name: UserType =
            UserType::new(Type::Native(Cow::Borrowed($word))).bind(&$binder).read(&AS_TEXT);
    )* };
}

types! {
    /// Networks: `10.0.0.0/8`.
    CIDR, AS_CIDR, "CIDR";
    /// Addresses of devices: `08:00:2b:01:02:03`.
    MACADDR, AS_MACADDR, "MACADDR";
    /// Ranges of 32-bit integers, shown with the first and without the last: `[1,5)`.
    INT4RANGE, AS_INT4RANGE, "INT4RANGE";
    /// Ranges of 64-bit integers.
    INT8RANGE, AS_INT8RANGE, "INT8RANGE";
    /// Ranges of exact numbers, whose ends are in them or not: `(1.5,]`.
    NUMRANGE, AS_NUMRANGE, "NUMRANGE";
    /// Words of a document with their places: `'tree':1 'tall':2`.
    TSVECTOR, AS_TSVECTOR, "TSVECTOR";
    /// Names with texts, of the extension of that name: `"a"=>"1"`.
    HSTORE, AS_HSTORE, "HSTORE";
    /// Bits, as many as there are: `10110`.
    VARBIT, AS_VARBIT, "VARBIT";
    /// Pieces of XML.
    XML, AS_XML, "XML";
}

macro_rules! calendar_ranges {
    ($($(#[$meta:meta])* $name:ident, $binder:ident, $reader:ident, $word:literal;)*) => { $(
        static $binder: Function = Function::scalar($word, &[Arg::Text], Rule::Unknown)
            .written(template!(concat!("CAST({0} AS ", $word, ")")));
        // A cast to text would show the ends as DateStyle wants them; JSON has one form.
        static $reader: Function = Function::scalar($word, &[Arg::Any], Rule::Fixed(Tag::Text))
            .written(template!(concat!(
                "CASE WHEN ISEMPTY({0}) THEN 'empty' WHEN {0} IS NOT NULL THEN CONCAT(",
                "CASE WHEN LOWER_INC({0}) THEN '[' ELSE '(' END, ",
                "JSONB_BUILD_ARRAY(LOWER({0})) ->> 0, ',', ",
                "JSONB_BUILD_ARRAY(UPPER({0})) ->> 0, ",
                "CASE WHEN UPPER_INC({0}) THEN ']' ELSE ')' END) END"
            ), Powers::PRIMARY, Powers::ANSI.predicate + 1));

        $(#[$meta])*
        pub static $name: UserType =
            UserType::new(Type::Native(Cow::Borrowed($word))).bind(&$binder).read(&$reader);
    )* };
}

calendar_ranges! {
    /// Ranges of days, shown with the first and without the last: `[2024-02-28,2024-03-01)`.
    DATERANGE, AS_DATERANGE, SHOW_DATERANGE, "DATERANGE";
    /// Ranges of timestamps: `[2024-02-28T00:00:00,)`.
    TSRANGE, AS_TSRANGE, SHOW_TSRANGE, "TSRANGE";
}

static AS_INET: Function =
    Function::scalar("inet", &[Arg::Text], Rule::Unknown).written(template!("CAST({0} AS INET)"));
// A cast to text would add the length of the network.
static SHOW_INET: Function = Function::scalar("show_inet", &[Arg::Any], Rule::Fixed(Tag::Text))
    .written(template!(
        "CASE WHEN {0} IS NOT NULL THEN FORMAT('%s', {0}) END",
        Powers::PRIMARY,
        Powers::ANSI.predicate + 1
    ));

/// Addresses, with the length of their network if they have one: `10.0.0.1`, `10.0.0.1/8`.
pub static INET: UserType =
    UserType::new(Type::Native(Cow::Borrowed("INET"))).bind(&AS_INET).read(&SHOW_INET);

/// The step of a recursive query must give columns of the very types of the first query, with the same
/// number of digits and characters: <https://www.postgresql.org/docs/current/queries-with.html>.
pub(super) fn recursive_start(tag: Tag, first: First) -> Option<(&'static str, &'static str)> {
    let after = match (tag, first) {
        (_, First::LoneValue) => return None,
        (Tag::Text, _) => " AS TEXT)",
        (Tag::Decimal, _) => " AS NUMERIC)",
        (Tag::Time, _) => " AS TIME)",
        (Tag::Timestamp, _) => " AS TIMESTAMP)",
        (Tag::TimestampTz, _) => " AS TIMESTAMP WITH TIME ZONE)",
        (Tag::SmallInt, First::WorkedOut) => " AS SMALLINT)",
        (Tag::Integer, First::WorkedOut) => " AS INTEGER)",
        (Tag::BigInt, First::WorkedOut) => " AS BIGINT)",
        (Tag::Real, First::WorkedOut) => " AS REAL)",
        (Tag::Double, First::WorkedOut) => " AS DOUBLE PRECISION)",
        _ => return None,
    };
    Some(("CAST(", after))
}
