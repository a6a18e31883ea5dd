//! Arrays: values of one type in a row.

use std::fmt;
use std::sync::Arc;

use super::{FromValue, Mismatch, Value, ValueRef};
use crate::types::{NotNull, SqlValue, Tag, Type, family};

/// Values of one type, or NULLs, in a row: one parameter, where the engine has arrays.
///
/// ```
/// use sqltree::{Array, Tag, Value};
/// let ids = Array::new(Tag::BigInt, vec![Value::I64(5), Value::Null]).unwrap();
/// assert_eq!(ids.items().len(), 2);
/// assert_eq!(Value::from(vec![Some(5_i64), None]), Value::Array(ids));
/// assert_eq!(Array::new(Tag::BigInt, vec![Value::from("x")]), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Array(Arc<(Tag, Vec<Value>)>);

impl Array {
    /// An array; `None` if an item is of another type, or is an array itself.
    #[must_use]
    pub fn new(element: Tag, items: Vec<Value>) -> Option<Array> {
        let fits = |item: &Value| matches!(item, Value::Null) || item.tag() == element;
        let right = element != Tag::Array && items.iter().all(fits);
        right.then(|| Array(Arc::new((element, items))))
    }

    /// The type of the items.
    #[must_use]
    pub fn element(&self) -> Tag {
        self.0.0
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        &self.0.1
    }
}

impl fmt::Debug for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.items()).finish()
    }
}

/// A Rust type of which arrays are made: `Vec<i64>` and `Vec<Option<i64>>` are the Rust side of
/// `BIGINT[]`.
///
/// `Vec<u8>` is bytes. Implement it for types of your own that are [`SqlValue`], to have arrays of them.
#[diagnostic::on_unimplemented(
    message = "SQL has no arrays of `{Self}` here",
    label = "not an element of arrays",
    note = "a type of your own is one by `impl sqltree::Element`"
)]
pub trait Element: SqlValue + Into<Value> {
    /// The type of the items.
    const TAG: Tag;
}

impl<T: Element> SqlValue for Vec<T> {
    type Family = family::Array<T::Family>;
    const TYPE: Type = Type::Array(T::TAG);
    type NonNull = Vec<T>;
    type Null = NotNull;
    type Output = Vec<T>;
}

impl<T: Element> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        // PostgreSQL has no unsigned integers, and keeps them as exact numbers.
        let item = |item: T| match item.into() {
            Value::U64(number) if T::TAG == Tag::Decimal => Value::Decimal(number.into()),
            other => other,
        };
        let items: Vec<Value> = items.into_iter().map(item).collect();
        if let Some(refused) = items.iter().find(|item| matches!(item, Value::Refused(_))) {
            return refused.clone();
        }
        let array = Array::new(T::TAG, items);
        array.map_or_else(
            || Value::Refused("an item is not of the array's type".into()),
            Value::Array,
        )
    }
}

impl From<Array> for Value {
    fn from(array: Array) -> Self {
        Value::Array(array)
    }
}

impl<T: Element + FromValue> FromValue for Vec<T> {
    const NAME: &'static str = "Vec";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Array(array) => {
                array.items().iter().map(|item| T::from_value(item.as_ref())).collect()
            }
            _ => Err(Mismatch { found: value.kind_name(), wanted: Self::NAME }),
        }
    }
}

impl<T: Element> Element for Option<T>
where
    Option<T>: SqlValue,
{
    const TAG: Tag = T::TAG;
}

macro_rules! elements {
    ($($rust:ty => $tag:ident;)*) => { $(
        impl Element for $rust {
            const TAG: Tag = Tag::$tag;
        }
    )* };
}

elements! {
    bool => Boolean;
    i8 => SmallInt;
    i16 => SmallInt;
    u16 => Integer;
    i32 => Integer;
    u32 => BigInt;
    i64 => BigInt;
    f32 => Real;
    f64 => Double;
    String => Text;
    super::Str => Text;
    char => Text;
    std::net::IpAddr => Text;
    std::net::Ipv4Addr => Text;
    std::net::Ipv6Addr => Text;
    Vec<u8> => Bytes;
    super::Date => Date;
    super::Time => Time;
    super::Timestamp => Timestamp;
    super::TimestampTz => TimestampTz;
    super::Interval => Interval;
    super::Decimal => Decimal;
    i128 => Decimal;
    u64 => Decimal;
    super::Uuid => Uuid;
    super::Json => Json;
}

#[cfg(feature = "uuid")]
elements!(uuid::Uuid => Uuid;);
#[cfg(feature = "serde_json")]
elements!(serde_json::Value => Json;);
#[cfg(feature = "rust_decimal")]
elements!(rust_decimal::Decimal => Decimal;);
#[cfg(feature = "bigdecimal")]
elements!(bigdecimal::BigDecimal => Decimal;);
#[cfg(feature = "chrono")]
elements! {
    chrono::NaiveDate => Date;
    chrono::NaiveTime => Time;
    chrono::NaiveDateTime => Timestamp;
    chrono::DateTime<chrono::Utc> => TimestampTz;
}
#[cfg(feature = "jiff")]
elements! {
    jiff::civil::Date => Date;
    jiff::civil::Time => Time;
    jiff::civil::DateTime => Timestamp;
    jiff::Timestamp => TimestampTz;
}
#[cfg(feature = "time")]
elements! {
    time::Date => Date;
    time::Time => Time;
    time::PrimitiveDateTime => Timestamp;
    time::OffsetDateTime => TimestampTz;
}
