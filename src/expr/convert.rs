//! Rust values as expressions: bound parameters, literals, NULL and DEFAULT.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Expr, IntoExpr, Kind, Node};
use crate::types::{Any, SqlValue, Tag, Type};
use crate::value::{
    Date, Decimal, Element, Interval, Json, Str, Time, Timestamp, TimestampTz, Uuid, Value,
};

macro_rules! bindable {
    ($($rust:ty => $sql:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl IntoExpr for $rust {
            type Sql = $sql;
            #[inline]
            fn into_expr(self) -> Expr<$sql> {
                Expr::new(Node::Bind(self.into()))
            }
        }
    )* };
}

bindable! {
    bool => bool,
    i8 => i16, u8 => i16, i16 => i16, u16 => i32, i32 => i32, u32 => i64, i64 => i64, u64 => u64,
    f32 => f32, f64 => f64,
    &str => String, &String => String, String => String, Str => String, char => String,
    &[u8] => Vec<u8>, Vec<u8> => Vec<u8>,
    Date => Date, Time => Time, Timestamp => Timestamp, TimestampTz => TimestampTz,
    Interval => Interval, Decimal => Decimal, Uuid => Uuid, Json => Json,
    i128 => i128, Cow<'_, str> => String,
    IpAddr => IpAddr, Ipv4Addr => Ipv4Addr, Ipv6Addr => Ipv6Addr,
}

/// Types of other crates stand for themselves.
macro_rules! others {
    ($($feature:literal: $($rust:ty),*;)*) => { $( $(
        #[cfg(feature = $feature)]
        #[diagnostic::do_not_recommend]
        impl IntoExpr for $rust {
            type Sql = $rust;
            fn into_expr(self) -> Expr<$rust> {
                Expr::new(Node::Bind(self.into()))
            }
        }
    )* )* };
}

others! {
    "bigdecimal": bigdecimal::BigDecimal;
    "chrono": chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime,
        chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::FixedOffset>, chrono::TimeDelta;
    "jiff": jiff::civil::Date, jiff::civil::Time, jiff::civil::DateTime, jiff::Timestamp,
        jiff::SignedDuration;
    "rust_decimal": rust_decimal::Decimal;
    "serde_json": serde_json::Value;
    "time": time::Date, time::Time, time::PrimitiveDateTime, time::OffsetDateTime, time::Duration;
    "uuid": uuid::Uuid;
}

#[diagnostic::do_not_recommend]
impl<T: Element> IntoExpr for Vec<T> {
    type Sql = Vec<T>;
    fn into_expr(self) -> Expr<Vec<T>> {
        Expr::new(bind(self.into()))
    }
}

impl IntoExpr for Value {
    type Sql = Any;
    fn into_expr(self) -> Expr<Any> {
        Expr::new(bind(self))
    }
}

/// A value as a parameter of a type: how [`IntoExpr`] is implemented for a type of one's own whose
/// values these are.
///
/// ```
/// use sqltree::expr::{Expr, IntoExpr, bound};
/// use sqltree::{NotNull, SqlValue, Type, Value, family};
///
/// struct Meters(f64);
///
/// impl SqlValue for Meters {
///     type Family = family::Numeric;
///     const TYPE: Type = Type::Double;
///     type NonNull = Meters;
///     type Null = NotNull;
///     type Output = Meters;
/// }
///
/// impl IntoExpr for Meters {
///     type Sql = Meters;
///     fn into_expr(self) -> Expr<Meters> { bound(Value::from(self.0)) }
/// }
/// ```
pub fn bound<T: SqlValue>(value: Value) -> Expr<T> {
    let node = bind(value);
    if let (Node::Bind(_), ty @ Type::User(_)) = (&node, T::TYPE) {
        return Expr::tree(Kind::Typed { operand: node, ty, nullable: T::NULLABLE });
    }
    Expr::new(node)
}

/// A value as a parameter.
pub(crate) fn bind(value: Value) -> Node {
    match value {
        Value::Null => Node::NullBind(Tag::Null),
        value => Node::Bind(value),
    }
}

impl<V: IntoExpr> IntoExpr for Option<V>
where
    Option<V::Sql>: SqlValue,
{
    type Sql = Option<V::Sql>;
    fn into_expr(self) -> Expr<Self::Sql> {
        match self {
            Some(value) => Expr::new(value.into_expr().node),
            None => Expr::new(null_of(V::Sql::TYPE)),
        }
    }
}

/// NULL as a parameter that keeps its type; of an array the text says it, as its tag does not tell what the
/// array is of.
fn null_of(ty: Type) -> Node {
    match ty {
        Type::Array(_) => Node::tree(Kind::Cast { operand: Node::Null(Tag::Null), ty }),
        ty => Node::NullBind(Tag::of(&ty)),
    }
}

/// A Rust value as an expression: one bound parameter.
///
/// Seldom needed, since methods take values as they are; it is how an expression starts with one.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(val(2) + 3);
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(), "SELECT ? + ?");
/// ```
pub fn val<V: IntoExpr>(value: V) -> Expr<V::Sql> {
    value.into_expr()
}

/// A Rust value written into the SQL text, quoted as the dialect demands.
///
/// For constants of the program, such as in CHECK and DEFAULT, where no engine takes a parameter.
/// A value that the dialect cannot write exactly is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(literal("it's"));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(), "SELECT 'it''s'");
/// ```
pub fn literal<V: IntoExpr>(value: V) -> Expr<V::Sql> {
    Expr::new(match value.into_expr().node {
        Node::Bind(value) => Node::Literal(value),
        Node::NullBind(tag) => Node::Null(tag),
        other => other,
    })
}

/// The keyword `NULL`.
pub fn null() -> Expr<Any> {
    Expr::new(Node::Null(Tag::Null))
}

/// The keyword `DEFAULT`: the column's default, as a value in INSERT and UPDATE.
pub fn default() -> Expr<Any> {
    Expr::new(Node::Default)
}
