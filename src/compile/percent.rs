//! LIMIT by percent.

use super::Writer;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::select::count;
use crate::value::Value;

/// So many digits may stand after the point: what rows are counted by fits in 64 bits then.
const DIGITS: usize = 4;
/// With more rows before, a number of them would not fit.
const MOST_BEFORE: u64 = 80_000_000_000_000_000;
/// Past the largest table there are no rows anyway.
const MOST_ROWS: u64 = 1_000_000_000_000_000;

/// An exact percentage: a whole number over a power of ten.
#[derive(Clone, Copy)]
pub(super) struct Percentage {
    number: u64,
    over: u64,
}

impl Percentage {
    /// What a LIMIT says, or what is wrong with it.
    fn of(limit: &Node) -> Result<Self, &'static str> {
        const NONE: &str =
            "a percentage is a number; give a whole one, a `Decimal`, or such a text";
        const NEGATIVE: &str = "a percentage of the rows is not negative";
        let (number, over) = if let Node::Bind(Value::I64(number)) = limit {
            (u64::try_from(*number).map_err(|_| NEGATIVE)?, 1)
        } else if let Node::Bind(Value::Decimal(exact)) = limit
            && exact.is_finite()
        {
            let text = exact.as_str();
            if text.starts_with('-') {
                return Err(NEGATIVE);
            }
            if exact.whole_digits() > 3 {
                return Err(TOO_MUCH);
            }
            if exact.scale() > DIGITS {
                return Err("a percentage has four digits after the point at most");
            }
            let number = text.replace('.', "").parse().map_err(|_| NONE)?;
            (number, 10_u64.pow(u32::try_from(exact.scale()).unwrap_or(0)))
        } else {
            return Err(NONE);
        };
        if number > 100 * over { Err(TOO_MUCH) } else { Ok(Percentage { number, over }) }
    }
}

const TOO_MUCH: &str = "a percentage of the rows is at most 100";

impl Writer<'_> {
    pub(super) fn check_percentage(&mut self, limit: &Node) {
        if let Err(fault) = Percentage::of(limit) {
            self.fail(ErrorKind::Conflict, fault.into());
        }
    }

    /// `n_1 * 100 < n_3 * percent + first`: row n is within p of a hundred, rounded up, if what is before it is
    /// less than that.
    pub(super) fn within_percentage(&mut self, limit: &Node, before: u64) {
        let Ok(Percentage { number, over }) = Percentage::of(limit) else { return };
        let start = (before.min(MOST_ROWS).min(MOST_BEFORE / over / 100) + 1) * 100 * over;
        self.text("n_1 * ");
        self.text(&(100 * over).to_string());
        self.text(" < n_3 * ");
        self.bind_owned(count(number));
        self.text(" + ");
        self.bind_owned(count(start));
    }
}
