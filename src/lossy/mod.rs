//! Losses by name: what engines would change silently is an error, and these change it first, where
//! everybody can see it.
//!
//! | refused | where | by name |
//! |---|---|---|
//! | -0.0, which is stored as 0.0 | SQLite, MySQL, MariaDB | [`zero`] |
//! | NaN and the infinities | SQLite, MySQL, MariaDB | [`finite`] |
//! | parts of a microsecond | everywhere | [`micros`] |
//! | digits that a column has no place for | PostgreSQL, MySQL, MariaDB | [`digits`] |
//!
//! ```
//! use sqltree::lossy;
//! use sqltree::prelude::*;
//! sqltree::table! { pub points { id: i64 => primary_key, x: f64, y: Option<f64> } }
//! let row = |x: f64, y: f64| insert(points::table()).set(points::x, x).set(points::y, y);
//! assert!(row(-0.0, f64::NAN).compile(&Sqlite::default()).is_err());
//! assert!(row(lossy::zero(-0.0), 1.0).compile(&Sqlite::default()).is_ok());
//! let query = insert(points::table()).set(points::x, 1.0).set(points::y, lossy::finite(f64::NAN));
//! assert!(query.compile(&Sqlite::default()).unwrap().params()[1] == Value::Null);
//! ```

mod clock;

pub use clock::{Clock, micros};

use crate::value::Decimal;

/// The floating-point numbers.
pub trait Float: Copy + PartialOrd {
    #[doc(hidden)]
    fn plus_zero(self) -> Self;
    #[doc(hidden)]
    fn has_value(self) -> bool;
}

macro_rules! float {
    ($($rust:ty)*) => { $(
        impl Float for $rust {
            fn plus_zero(self) -> Self {
                self + 0.0
            }
            fn has_value(self) -> bool {
                self.is_finite()
            }
        }
    )* };
}

float!(f32 f64);

/// The number, without the sign of a zero: -0.0 becomes 0.0, which is equal to it.
///
/// ```
/// assert!(sqltree::lossy::zero(-0.0_f64).is_sign_positive());
/// assert_eq!(sqltree::lossy::zero(-1.5_f32), -1.5);
/// ```
#[must_use]
pub fn zero<F: Float>(number: F) -> F {
    number.plus_zero()
}

/// The number, or NULL for NaN and the infinities.
///
/// ```
/// assert_eq!(sqltree::lossy::finite(f64::INFINITY), None);
/// assert_eq!(sqltree::lossy::finite(0.5), Some(0.5));
/// ```
#[must_use]
pub fn finite<F: Float>(number: F) -> Option<F> {
    number.has_value().then_some(number)
}

/// The number rounded to so many digits after the point, a half away from zero, as engines do it.
///
/// ```
/// let price: sqltree::Decimal = "-2.675".parse().unwrap();
/// assert_eq!(sqltree::lossy::digits(&price, 2).as_str(), "-2.68");
/// ```
#[must_use]
pub fn digits(number: &Decimal, scale: usize) -> Decimal {
    number.rounded(scale)
}
