//! Values: edges of ranges, and what is in the tables.

use super::scope::At;
use super::world::DOCUMENTS;
use super::{Dice, Maker};
use crate::expr::{Expr, IntoExpr, ParamList, literal, param, param_list, val};
use crate::lossy;
use crate::types::{Any, ComparableWith, SqlValue, Tag};
use crate::value::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid, Value};

const TINY: [i16; 7] = [0, 1, -1, 2, 7, -5, 100];
const SINGLE: [f32; 8] = [0.0, -0.0, 0.5, 1.5, -2.25, 3.0, 0.1, 16_777_216.0];
const SMALL: [i32; 9] = [0, 1, -1, 2, 7, 3, -5, 10, 100];
const LARGE: [i64; 8] = [0, 1, -3, 7, 2, 4_294_967_296, 9_007_199_254_740_993, -9];
const SHARE: [f64; 9] = [0.0, -0.0, 0.5, 1.5, -2.25, 3.0, 1e10, 0.1, 9_007_199_254_740_992.0];
const EXACT: [&str; 8] = ["0", "1", "-1", "0.1", "2.50", "-7.125", "100.0", "1234567.5"];
const CLOCKS: [i64; 4] = [0, 1, 3_600_000_000, 86_399_999_999];
const WORDS: [&str; 16] = [
    "",
    " ",
    "a",
    "A",
    "b",
    "a ",
    "%",
    "_",
    "a_",
    "\\",
    "O'Br\"ien",
    "日本",
    "1",
    "01",
    "NULL",
    "a\nb",
];
const SPANS: [i64; 6] = [0, 1, -1, 1_500_000, -86_400_000_000, 2_592_000_000_001];
const RAW: [&[u8]; 5] = [b"", b"a", b"A", &[0, 255], b"\\'"];

/// A value of a type, that is not NULL.
pub(super) fn value(dice: &mut Dice<'_>, want: Tag) -> Value {
    let extreme = dice.percent(3);
    match want {
        Tag::Boolean => dice.percent(50).into(),
        Tag::SmallInt if extreme => (*dice.pick(&[i16::MIN, i16::MAX])).into(),
        Tag::SmallInt => (*dice.pick(&TINY)).into(),
        Tag::Real => (*dice.pick(&SINGLE)).into(),
        Tag::Integer if extreme => (*dice.pick(&[i32::MIN, i32::MAX])).into(),
        Tag::Integer => (*dice.pick(&SMALL)).into(),
        Tag::BigInt if extreme => (*dice.pick(&[i64::MIN, i64::MAX])).into(),
        Tag::BigInt => (*dice.pick(&LARGE)).into(),
        Tag::Double => (*dice.pick(&SHARE)).into(),
        Tag::Decimal => dice.pick(&EXACT).parse::<Decimal>().map_or(Value::Null, Value::from),
        Tag::Bytes => dice.pick(&RAW).to_vec().into(),
        Tag::Date => moment(dice, extreme).date().into(),
        Tag::Timestamp => moment(dice, extreme).into(),
        Tag::Uuid => Uuid::from_bytes([*dice.pick(&[0, 1, 3, 7, 255]); 16]).into(),
        Tag::Time => Time::from_micros(*dice.pick(&CLOCKS)).map_or(Value::Null, Value::from),
        Tag::TimestampTz => instant(dice).into(),
        Tag::Interval => Interval::from_micros(*dice.pick(&SPANS)).into(),
        Tag::Json => dice.pick(&DOCUMENTS).parse::<Json>().map_or(Value::Null, Value::from),
        _ => (*dice.pick(&WORDS)).into(),
    }
}

/// A moment around the beginning of the year 2000, in UTC.
fn instant(dice: &mut Dice<'_>) -> TimestampTz {
    moment(dice, false).as_utc()
}

/// A moment around the beginning of the year 2000, or so far from it that what is added, differences of moments
/// among it, does not pass the ends of what all engines have.
fn moment(dice: &mut Dice<'_>, extreme: bool) -> Timestamp {
    const DAY: i64 = 86_400_000_000;
    let days = if extreme { [-146_097, 146_097] } else { [0, 7] };
    let micros = *dice.pick(&days) * DAY + *dice.pick(&[0, 7, DAY - 1]);
    Timestamp::from_micros_from_2000(micros).unwrap_or(Timestamp::MIN)
}

/// Where a value is given out, or stored: not every engine keeps the sign of a zero there.
const GIVEN: [&str; 7] =
    ["SELECT", "list", "VALUES", "row of VALUES", "SET", "DO UPDATE", "RETURNING"];

fn without_sign(value: Value) -> Value {
    match value {
        Value::F32(number) => lossy::zero(number).into(),
        Value::F64(number) => lossy::zero(number).into(),
        other => other,
    }
}

impl Maker<'_> {
    /// A value as an expression: bound, written into the text, or given late; sometimes NULL.
    pub(super) fn value(&mut self, want: Tag, at: At) -> Expr {
        let bound = self.dice.percent(50) && !self.literals;
        if self.dice.percent(6) {
            self.record.add("NULL", at.parent);
            return null(want, bound);
        }
        if self.dice.percent(self.profile.late) {
            self.record.add("late parameter", at.parent);
            return self.late(want);
        }
        self.record.add("value", at.parent);
        let value = value(&mut self.dice, want);
        let value = if GIVEN.contains(&at.parent) { without_sign(value) } else { value };
        if bound { val(value) } else { literal(value) }
    }

    /// A parameter that gets its value late: a new one, or one that is there.
    fn late(&mut self, want: Tag) -> Expr {
        let again = self.dice.percent(30);
        // It may go into a column elsewhere.
        let value = without_sign(value(&mut self.dice, want));
        let mut old = self.record.late.iter().filter(|(_, tag, _)| *tag == want);
        let (name, value) = match old.next() {
            Some((name, _, value)) if again => (name.clone(), value.clone()),
            _ => {
                let name = format!("late{}", self.record.late.len());
                self.record.late.push((name.clone(), want, value.clone()));
                (name, value)
            }
        };
        if self.literals {
            return literal(value);
        }
        match want {
            Tag::Boolean => param::<bool>(name).dynamic(),
            Tag::SmallInt => param::<i16>(name).dynamic(),
            Tag::Real => param::<f32>(name).dynamic(),
            Tag::Integer => param::<i32>(name).dynamic(),
            Tag::BigInt => param::<i64>(name).dynamic(),
            Tag::Double => param::<f64>(name).dynamic(),
            Tag::Decimal => param::<Decimal>(name).dynamic(),
            Tag::Bytes => param::<Vec<u8>>(name).dynamic(),
            Tag::Date => param::<Date>(name).dynamic(),
            Tag::Timestamp => param::<Timestamp>(name).dynamic(),
            Tag::Uuid => param::<Uuid>(name).dynamic(),
            Tag::Time => param::<Time>(name).dynamic(),
            Tag::TimestampTz => param::<TimestampTz>(name).dynamic(),
            Tag::Interval => param::<Interval>(name).dynamic(),
            Tag::Json => param::<Json>(name).dynamic(),
            _ => param::<String>(name).dynamic(),
        }
    }

    /// IN of a list that gets its values late.
    pub(super) fn late_list(&mut self, operand: &Expr, want: Tag, negated: bool) -> Expr {
        let name = format!("list{}", self.record.lists.len());
        let count = self.dice.below(4);
        let values: Vec<Value> = (0..count).map(|_| value(&mut self.dice, want)).collect();
        self.record.lists.push((name.clone(), values.clone()));
        if self.literals {
            let items: Vec<Expr> = values.into_iter().map(literal).collect();
            return if negated { operand.not_in(items) } else { operand.is_in(items) }.dynamic();
        }
        match want {
            Tag::Boolean => within(operand, param_list::<bool>(name), negated),
            Tag::SmallInt => within(operand, param_list::<i16>(name), negated),
            Tag::Real => within(operand, param_list::<f32>(name), negated),
            Tag::Integer => within(operand, param_list::<i32>(name), negated),
            Tag::BigInt => within(operand, param_list::<i64>(name), negated),
            Tag::Double => within(operand, param_list::<f64>(name), negated),
            Tag::Decimal => within(operand, param_list::<Decimal>(name), negated),
            Tag::Bytes => within(operand, param_list::<Vec<u8>>(name), negated),
            Tag::Date => within(operand, param_list::<Date>(name), negated),
            Tag::Timestamp => within(operand, param_list::<Timestamp>(name), negated),
            Tag::Uuid => within(operand, param_list::<Uuid>(name), negated),
            Tag::Time => within(operand, param_list::<Time>(name), negated),
            Tag::TimestampTz => within(operand, param_list::<TimestampTz>(name), negated),
            Tag::Interval => within(operand, param_list::<Interval>(name), negated),
            _ => within(operand, param_list::<String>(name), negated),
        }
    }
}

fn within<T: SqlValue>(operand: &Expr, list: ParamList<T>, negated: bool) -> Expr
where
    <Any as SqlValue>::Family: ComparableWith<T::Family>,
{
    if negated { operand.not_in(list).dynamic() } else { operand.is_in(list).dynamic() }
}

/// NULL of a type.
pub(super) fn null(want: Tag, bound: bool) -> Expr {
    fn of<V: IntoExpr>(none: Option<V>, bound: bool) -> Expr
    where
        Option<V>: IntoExpr,
    {
        if bound { val(none).dynamic() } else { literal(none).dynamic() }
    }
    match want {
        Tag::Boolean => of(None::<bool>, bound),
        Tag::SmallInt => of(None::<i16>, bound),
        Tag::Real => of(None::<f32>, bound),
        Tag::Integer => of(None::<i32>, bound),
        Tag::BigInt => of(None::<i64>, bound),
        Tag::Double => of(None::<f64>, bound),
        Tag::Decimal => of(None::<Decimal>, bound),
        Tag::Bytes => of(None::<Vec<u8>>, bound),
        Tag::Date => of(None::<Date>, bound),
        Tag::Timestamp => of(None::<Timestamp>, bound),
        Tag::Uuid => of(None::<Uuid>, bound),
        Tag::Time => of(None::<Time>, bound),
        Tag::TimestampTz => of(None::<TimestampTz>, bound),
        Tag::Interval => of(None::<Interval>, bound),
        Tag::Json => of(None::<Json>, bound),
        _ => of(None::<String>, bound),
    }
}
