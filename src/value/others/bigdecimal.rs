//! The crate `bigdecimal`: any number of digits.

use ::bigdecimal::BigDecimal;

use crate::types::Type;
use crate::value::Decimal;

/// Past so many digits a number is refused before it is written in full.
const MOST: i64 = 200_000;

other!(
    BigDecimal,
    "bigdecimal::BigDecimal",
    Numeric,
    Type::BigDecimal,
    |own| {
        let far = "a number of bigdecimal has more digits than SQL; round it";
        if own.fractional_digit_count().abs() > MOST || own.digits() > MOST as u64 {
            Err(far)
        } else {
            let read: Result<Decimal, _> = own.to_plain_string().parse();
            read.map(Into::into).map_err(|_| far)
        }
    },
    |lent| {
        let number = Decimal::from_value(lent).ok().filter(Decimal::is_finite)?;
        number.as_str().parse().ok()
    }
);
