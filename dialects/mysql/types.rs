//! MySQL's and MariaDB's own types that no Rust type stands for, and how values of all types are written.
//!
//! Most of the engines' own types need nothing but their name: `Type::Native("INT UNSIGNED".into())`,
//! `MEDIUMTEXT`, `YEAR`, `ENUM('a', 'b')`, `SET('a', 'b')`.

use std::borrow::Cow;

use sqltree::dialect::{First, ValueForm};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{Tag, Type, UserType, template};

// A column of bits gives bytes, and a text for one would be its bytes.
static BITS_OF: Function = Function::scalar("bits_of", &[Arg::Any], Rule::Fixed(Tag::BigInt))
    .written(template!("CAST({0} AS SIGNED)"));
static AS_BITS: Function = Function::scalar("as_bits", &[Arg::Any], Rule::Unknown)
    .written(template!("CAST({0} AS UNSIGNED)"));

/// 64 bits, as an integer; the highest one makes it negative.
///
/// ```
/// use sqltree::dialects::mysql::types::BIT;
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("flags", Type::User(&BIT));
/// assert_eq!(select([t.col("flags")]).compile(&MySql::default()).unwrap().sql(),
///     "SELECT CAST(t.flags AS SIGNED) AS flags FROM t");
/// ```
pub static BIT: UserType =
    UserType::new(Type::Native(Cow::Borrowed("BIT(64)"))).bind(&AS_BITS).read(&BITS_OF);

// A text is of no type of the calendar beside an expression, and a DOUBLE beside numbers. UUIDs are their
// 16 bytes: MySQL has no type for them, and that of MariaDB neither holds all nor keeps their order.
pub(super) const VALUES: &[ValueForm] = &[
    ValueForm::new(Tag::Date, "DATE{0}").cast("DATE"),
    ValueForm::new(Tag::Time, "TIME{0}").cast("TIME(6)"),
    ValueForm::new(Tag::Timestamp, "TIMESTAMP{0}").cast("DATETIME(6)"),
    ValueForm::new(Tag::TimestampTz, "TIMESTAMP{utc}").cast("DATETIME(6)"),
    ValueForm::new(Tag::Interval, "{micros}").not_from_text(),
    ValueForm::new(Tag::Decimal, "CAST({0} AS DECIMAL({p}, {s}))")
        .cast("DECIMAL({p}, {s})")
        .late_cast("DECIMAL(65, 30)"),
    ValueForm::new(Tag::Uuid, "X'{hex}'").cast("BINARY(16)").not_from_text(),
    ValueForm::new(Tag::Json, "{0}"),
];

/// <https://dev.mysql.com/doc/refman/8.4/en/data-types.html>
pub(super) fn types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean => "BOOLEAN",
        Type::SmallInt => "SMALLINT",
        Type::Integer => "INTEGER",
        Type::BigInt => "BIGINT",
        Type::UnsignedBigInt => "BIGINT UNSIGNED",
        Type::Real => "FLOAT",
        Type::Double => "DOUBLE",
        Type::Decimal(..) => "DECIMAL({0}, {1})",
        // TEXT would end at 65,535 bytes, BLOB likewise.
        Type::Text => "LONGTEXT",
        Type::VarChar(_) => "VARCHAR({0})",
        Type::Char(_) => "CHAR({0})",
        Type::Bytes => "LONGBLOB",
        Type::Date => "DATE",
        Type::Time => "TIME(6)",
        Type::Timestamp => "DATETIME(6)",
        Type::TimestampTz => "TIMESTAMP(6)",
        Type::Interval => "BIGINT",
        Type::Uuid => "BINARY(16)",
        Type::Json => "JSON",
        _ => return None,
    })
}

/// CAST takes a short list of types: <https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html>
pub(super) fn cast_types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::SmallInt | Type::Integer | Type::BigInt => "SIGNED",
        Type::UnsignedBigInt => "UNSIGNED",
        Type::Double => "DOUBLE",
        Type::Decimal(..) => "DECIMAL({0}, {1})",
        Type::Text => "CHAR",
        Type::VarChar(_) | Type::Char(_) => "CHAR({0})",
        Type::Bytes => "BINARY",
        Type::Date => "DATE",
        Type::Time => "TIME(6)",
        Type::Timestamp => "DATETIME(6)",
        _ => return None,
    })
}

/// `NULL + 1` is a double, and all rows of a UNION are texts if a parameter that is NULL is among them.
pub(super) fn null_types(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Boolean | Type::Interval => Some("SIGNED"),
        Type::Real => Some("FLOAT"),
        Type::SmallInt | Type::Integer | Type::BigInt | Type::UnsignedBigInt | Type::Double => {
            cast_types(ty)
        }
        // The digits are those of the other rows.
        Type::Decimal(..) | Type::BigDecimal => Some("DECIMAL(1, 0)"),
        _ => None,
    }
}

/// The columns of a recursive query are as long as those of its first query, and of no other kind:
/// <https://dev.mysql.com/doc/refman/8.4/en/with.html>. What is never chosen makes them as wide as their
/// type, and leaves the collation of a column. What is worked out of NULLs is of no type at all.
pub(super) fn recursive_start(tag: Tag, first: First) -> Option<(&'static str, &'static str)> {
    let before = match (tag, first) {
        (Tag::Text, _) => "IF(FALSE, SPACE(4000000000), ",
        (Tag::Json, First::LoneValue | First::WorkedOut) => "IF(FALSE, CAST('null' AS JSON), ",
        (Tag::Bytes | Tag::Uuid, _) => "IF(FALSE, CAST(SPACE(4000000000) AS BINARY), ",
        (Tag::BigInt, First::LoneValue | First::WorkedOut) => "IF(FALSE, 9223372036854775807, ",
        (Tag::Decimal, _) => "IF(FALSE, CAST(0 AS DECIMAL(65, 30)), ",
        (Tag::Date, First::LoneValue | First::WorkedOut) => "IF(FALSE, DATE'2000-01-01', ",
        (Tag::Time, _) => "IF(FALSE, TIME'00:00:00.000000', ",
        (Tag::Timestamp | Tag::TimestampTz, _) => {
            "IF(FALSE, TIMESTAMP'2000-01-01 00:00:00.000000', "
        }
        _ => return None,
    };
    Some((before, ")"))
}

/// MariaDB keeps documents as texts.
pub(super) fn recursive_start_mariadb(
    tag: Tag,
    first: First,
) -> Option<(&'static str, &'static str)> {
    match (tag, first) {
        (Tag::Json, First::ItemColumn) => None,
        (Tag::Json, _) => Some(("IF(FALSE, JSON_COMPACT(SPACE(4000000000)), ", ")")),
        _ => recursive_start(tag, first),
    }
}
