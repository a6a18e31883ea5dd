//! Functions of numbers, in double precision: NULL where there is no real number, and an error where it
//! is one on other engines.

use rusqlite::functions::Context;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Result};

use super::{Given, add};

/// A function of one number.
type One = fn(f64) -> Given<Option<f64>>;

const ONE: &[(&str, One)] = &[
    ("acos", |x| Ok((x.abs() <= 1.0).then(|| x.acos()))),
    ("asin", |x| Ok((x.abs() <= 1.0).then(|| x.asin()))),
    ("atan", |x| Ok(Some(x.atan()))),
    ("cos", |x| angle(x, f64::cos)),
    ("exp", |x| in_range(x.exp(), x.is_infinite())),
    ("ln", |x| Ok((x > 0.0).then(|| x.ln()))),
    ("log10", |x| Ok((x > 0.0).then(|| x.log10()))),
    ("sin", |x| angle(x, f64::sin)),
    ("sqrt", |x| Ok((x >= 0.0).then(|| x.sqrt()))),
    ("tan", |x| angle(x, f64::tan)),
];

pub(super) fn register(connection: &Connection) -> Result<()> {
    for (name, work_out) in ONE {
        add(connection, name, 1, move |context| {
            Ok(work_out(number(context, 0)?)?.map(Value::Real))
        })?;
    }
    add(connection, "atan2", 2, |context| {
        // A zero has no sign.
        Ok(Some(Value::Real((number(context, 0)? + 0.0).atan2(number(context, 1)? + 0.0))))
    })?;
    add(connection, "power", 2, |context| {
        Ok(power(number(context, 0)?, number(context, 1)?)?.map(Value::Real))
    })
}

fn number(context: &Context<'_>, place: usize) -> Given<f64> {
    match context.get_raw(place) {
        ValueRef::Integer(v) => Ok(v as f64),
        ValueRef::Real(v) => Ok(v),
        ValueRef::Null | ValueRef::Text(_) | ValueRef::Blob(_) => {
            Err("takes numbers, and gets a text or bytes; cast them")
        }
    }
}

/// Infinity is no angle.
fn angle(x: f64, work_out: fn(f64) -> f64) -> Given<Option<f64>> {
    if x.is_finite() { Ok(Some(work_out(x))) } else { Err("takes an angle, and gets infinity") }
}

/// Nothing that has an end becomes infinity.
fn in_range(result: f64, of_infinity: bool) -> Given<Option<f64>> {
    if result.is_infinite() && !of_infinity {
        return Err("gives what is too large for a number");
    }
    Ok(Some(result))
}

fn power(base: f64, exponent: f64) -> Given<Option<f64>> {
    let real =
        base > 0.0 || base == 0.0 && exponent >= 0.0 || base < 0.0 && exponent == exponent.trunc();
    if !real {
        return Ok(None);
    }
    in_range(base.powf(exponent), base.is_infinite() || exponent.is_infinite())
}
