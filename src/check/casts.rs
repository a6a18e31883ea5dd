//! Which types are converted to which: what no engine does, or each in its own way, is refused.

use super::types::{Clash, name_of};
use crate::expr::view::NodeRef;
use crate::types::{Family, Tag, Type};

const WAY_OUT: &str = "convert it in the program, or by a function of the engine";

/// In words, that an expression cannot be cast to a type.
pub(crate) fn impossible_cast(operand: NodeRef<'_>, ty: &Type) -> Option<Clash> {
    let (from, to) = (operand.sort().tag, Tag::of(ty));
    if can_be(from.family(), to.family()) {
        return None;
    }
    let said =
        format!("{} is {}, which is not cast to {}", name_of(operand), from.words(), to.words());
    Some((said, WAY_OUT))
}

fn can_be(from: Family, to: Family) -> bool {
    if from.goes_with(to) {
        return true;
    }
    match from {
        Family::Unknown | Family::Array | Family::Text => true,
        Family::Number => matches!(to, Family::Boolean | Family::Text),
        Family::Boolean => matches!(to, Family::Number | Family::Text),
        Family::Json => matches!(to, Family::Number | Family::Boolean | Family::Text),
        Family::Date => matches!(to, Family::Timestamp | Family::TimestampTz | Family::Text),
        Family::Timestamp | Family::TimestampTz => matches!(
            to,
            Family::Date | Family::Time | Family::Timestamp | Family::TimestampTz | Family::Text
        ),
        Family::Time | Family::Uuid | Family::Bytes => matches!(to, Family::Text),
        // A span is a text of another form on each engine, and a number on some.
        Family::Interval => false,
    }
}
