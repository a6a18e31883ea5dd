//! Names of types: <https://www.sqlite.org/datatype3.html>

use sqltree::Type;

/// Names whose affinity is that of the type: <https://www.sqlite.org/datatype3.html#affname>
pub(super) fn types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean => "BOOLEAN",
        Type::SmallInt => "SMALLINT",
        Type::Integer => "INTEGER",
        Type::BigInt => "BIGINT",
        Type::Real => "REAL",
        Type::Double => "DOUBLE",
        Type::Text => "TEXT",
        Type::VarChar(_) => "VARCHAR({0})",
        Type::Char(_) => "CHAR({0})",
        Type::Bytes => "BLOB",
        Type::Date => "DATE",
        Type::Time => "TIME",
        Type::Timestamp | Type::TimestampTz => "TIMESTAMP",
        Type::Interval => "BIGINT",
        Type::Uuid => "BLOB",
        Type::Json => "TEXT",
        _ => return None,
    })
}

/// CAST goes by affinity, so that only these four differ; a cast to a length would not cut, and one to
/// single precision would keep all digits.
pub(super) fn cast_types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::SmallInt | Type::Integer | Type::BigInt => "INTEGER",
        Type::Double => "REAL",
        Type::Text => "TEXT",
        Type::Bytes => "BLOB",
        _ => return None,
    })
}

/// The types of strict tables; dates, documents and the like are stored as what they are elsewhere:
/// <https://www.sqlite.org/stricttables.html>
pub(super) fn strict_types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean | Type::SmallInt | Type::Integer | Type::BigInt | Type::Interval => "INTEGER",
        Type::Real | Type::Double => "REAL",
        Type::Text | Type::VarChar(_) | Type::Char(_) | Type::Json => "TEXT",
        Type::Date | Type::Time | Type::Timestamp | Type::TimestampTz => "TEXT",
        Type::Bytes | Type::Uuid => "BLOB",
        _ => return None,
    })
}

pub(super) const STRICT: &[&str] = &["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"];
