//! Functions of texts, character by character.

use rusqlite::functions::Context;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Result};

use super::{Given, add};

pub(super) fn register(connection: &Connection) -> Result<()> {
    add(connection, "reverse", 1, |context| {
        Ok(Some(Value::Text(text(context, 0)?.chars().rev().collect())))
    })?;
    add(connection, "split_part", 3, |context| {
        let (whole, separator) = (text(context, 0)?, text(context, 1)?);
        let part = match context.get_raw(2) {
            ValueRef::Integer(part) if part > 0 => usize::try_from(part - 1).unwrap_or(usize::MAX),
            _ => return Err("counts parts from 1"),
        };
        let part = whole.split(separator).nth(part).unwrap_or_default();
        Ok(Some(Value::Text(part.to_owned())))
    })
}

pub(super) fn text<'c>(context: &'c Context<'_>, place: usize) -> Given<&'c str> {
    match context.get_raw(place) {
        ValueRef::Text(bytes) => str::from_utf8(bytes).map_err(|_| "gets a text that is not UTF-8"),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err("takes texts, and gets a number or bytes; cast them")
        }
    }
}
