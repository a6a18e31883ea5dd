//! The crate `serde_json`: numbers of 64 bits, and 127 levels.

use ::serde_json::Value as Other;

use crate::types::Type;
use crate::value::{Decimal, Json};

other!(
    Other,
    "serde_json::Value",
    Json,
    Type::Json,
    |own| {
        let read: Result<Json, _> = own.to_string().parse();
        read.map(Into::into).map_err(|_| "a document of serde_json cannot be read; take another")
    },
    |lent| {
        let json = Json::from_value(lent).ok()?;
        let made: Other = ::serde_json::from_str(json.as_str()).ok()?;
        numbers_of(json.as_str()).all(is_kept).then_some(made)
    }
);

/// The numbers of a document, which is one.
fn numbers_of(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
            rest = &rest[at..];
            if let Some(text) = rest.strip_prefix('"') {
                rest = behind_text(text)?;
                continue;
            }
            let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
            let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let (number, behind) = rest.split_at(end);
            rest = behind;
            return Some(number);
        }
    })
}

fn behind_text(mut text: &str) -> Option<&str> {
    loop {
        let at = text.find(['"', '\\'])?;
        let escaped = text[at..].starts_with('\\');
        // An escape begins with two characters of one byte.
        text = &text[at + 1 + usize::from(escaped)..];
        if !escaped {
            return Some(text);
        }
    }
}

/// True if the number is the same in 64 bits: an integer of its own, or the shortest digits of a double.
fn is_kept(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let exact = |text: &str| text.parse::<Decimal>().ok().map(|number| number.trimmed());
    let double = number.parse::<f64>().ok().filter(|double| double.is_finite());
    double.is_some_and(|double| {
        let shown = exact(&format!("{double:e}"));
        shown.is_some() && shown == exact(number)
    })
}
