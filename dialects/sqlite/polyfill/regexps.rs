//! Regular expressions of the crate `regex`, which need no more time than the text is long:
//! <https://docs.rs/regex/latest/regex/#syntax>

use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use rusqlite::functions::Context;
use rusqlite::types::Value;
use rusqlite::{Connection, Result};

use super::texts::text;
use super::{Given, add};

/// What a text has room for: <https://www.sqlite.org/limits.html#max_length>
const LONGEST: usize = 1_000_000_000;

pub(super) fn register(connection: &Connection) -> Result<()> {
    let matches = |context: &Context<'_>, ignore_case| {
        let found = pattern(context, ignore_case)?.is_match(text(context, 0)?);
        Ok(Some(Value::Integer(found.into())))
    };
    add(connection, "regexp_match", 2, move |context| matches(context, false))?;
    add(connection, "regexp_match_ignore_case", 2, move |context| matches(context, true))?;
    add(connection, "regexp_replace", 3, |context| {
        let pattern = pattern(context, false)?;
        Ok(Some(Value::Text(replaced(text(context, 0)?, &pattern, text(context, 2)?)?)))
    })
}

/// The pattern, which is read once where it is the same for all rows.
fn pattern(context: &Context<'_>, ignore_case: bool) -> Given<Arc<Regex>> {
    const PLACE: usize = 1;
    if let Ok(Some(known)) = context.get_aux(PLACE as i32) {
        return Ok(known);
    }
    // What is wrong with it would quote it.
    let read = RegexBuilder::new(text(context, PLACE)?).case_insensitive(ignore_case).build();
    let read = read.map_err(|_| "gets a pattern that the crate `regex` does not take")?;
    context.set_aux(PLACE as i32, read).map_err(|_| "cannot keep its pattern")
}

/// All parts that match replaced, in no more memory than a text may have.
fn replaced(whole: &str, pattern: &Regex, replacement: &str) -> Given<String> {
    let groups = replacement.matches('$').count();
    let (mut made, mut seen) = (String::with_capacity(whole.len()), 0);
    for found in pattern.captures_iter(whole) {
        let part = found.get_match();
        made.push_str(&whole[seen..part.start()]);
        let longest = groups.saturating_mul(part.len()).saturating_add(replacement.len());
        if longest > LONGEST.saturating_sub(made.len()) {
            return Err("gives what is too long for a text");
        }
        found.expand(replacement, &mut made);
        seen = part.end();
    }
    made.push_str(&whole[seen..]);
    Ok(made)
}
