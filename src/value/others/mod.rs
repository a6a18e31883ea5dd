//! Types of other crates as values: each crate behind the feature of its name.
//!
//! Drivers' own conversions are not used: they panic, wrap and round. What SQL or this crate cannot hold
//! is refused in words that name both types.

/// A type that stands for a SQL type: to a value, or words that say why there is none, and back, if
/// there is such a value.
#[cfg(any(
    feature = "bigdecimal",
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "serde_json",
    feature = "time",
    feature = "uuid"
))]
macro_rules! other {
    ($rust:ty, $name:literal, $family:ident, $ty:expr, |$own:ident| $to:expr, |$lent:ident| $from:expr) => {
        impl From<$rust> for $crate::value::Value {
            fn from($own: $rust) -> Self {
                let made: Result<$crate::value::Value, &'static str> = $to;
                made.unwrap_or_else(|words| $crate::value::Value::Refused(words.into()))
            }
        }

        impl $crate::value::FromValue for $rust {
            const NAME: &'static str = $name;
            fn from_value(
                $lent: $crate::value::ValueRef<'_>,
            ) -> Result<Self, $crate::value::Mismatch> {
                let make = || -> Option<$rust> { $from };
                let mismatch = || $crate::value::Mismatch {
                    found: $lent.kind_name(),
                    wanted: <Self as $crate::value::FromValue>::NAME,
                };
                make().ok_or_else(mismatch)
            }
        }

        impl $crate::types::SqlValue for $rust {
            type Family = $crate::types::family::$family;
            const TYPE: $crate::types::Type = $ty;
            type NonNull = $rust;
            type Null = $crate::types::NotNull;
            type Output = $rust;
        }
    };
}

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "serde_json")]
mod serde_json;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;
