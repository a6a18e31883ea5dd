//! The crate `rust_decimal`: 28 digits, and as many after the point.

use ::rust_decimal::Decimal as Other;

use crate::types::Type;
use crate::value::Decimal;

other!(
    Other,
    "rust_decimal::Decimal",
    Numeric,
    Type::BigDecimal,
    |own| {
        let read: Result<Decimal, _> = own.to_string().parse();
        read.map(Into::into).map_err(|_| "a number of rust_decimal cannot be read; take another")
    },
    |lent| {
        let number = Decimal::from_value(lent).ok()?;
        // It rounds what it has no digits for, unless it is asked so.
        let made = Other::from_str_exact(number.as_str()).ok()?;
        (made.to_string() == number.as_str()).then_some(made)
    }
);
