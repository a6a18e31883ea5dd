//! Functions that the library lacks, worked out by this program: [`register`] makes a connection know
//! them, and [`SPECS`] say so. They have names of our own, since their meaning is the one that the table of
//! functions gives, and not that of a build which has some of them.

mod numbers;
mod regexps;
mod texts;

use std::error::Error;

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, Result};
use sqltree::dialect::{Functions, Own, own};
use sqltree::{function, template};

use super::{Specs, functions};

/// What the names of all of them begin with.
pub(super) const PREFIX: &str = "sqltree_";

pub(super) static SPECS: Specs = Specs::new(&CURRENT, &BEFORE_3_44, &BEFORE_3_38, &BEFORE_3_30);

static CURRENT: Functions = functions::FUNCTIONS.with(OWN);
static BEFORE_3_44: Functions = functions::FUNCTIONS_BEFORE_3_44.with(OWN);
static BEFORE_3_38: Functions = functions::FUNCTIONS_BEFORE_3_38.with(OWN);
static BEFORE_3_30: Functions = functions::FUNCTIONS_BEFORE_3_30.with(OWN);

const OWN: &[Own] = &[
    own(&function::ACOS, template!("sqltree_acos({0})")),
    own(&function::ASIN, template!("sqltree_asin({0})")),
    own(&function::ATAN, template!("sqltree_atan({0})")),
    own(&function::ATAN2, template!("sqltree_atan2({0}, {1})")),
    own(&function::COS, template!("sqltree_cos({0})")),
    own(&function::EXP, template!("sqltree_exp({0})")),
    own(&function::LN, template!("sqltree_ln({0})")),
    own(&function::LOG10, template!("sqltree_log10({0})")),
    own(&function::POWER, template!("sqltree_power({0}, {1})")),
    own(&function::REGEXP_MATCH, template!("sqltree_regexp_match({0}, {1})")),
    own(
        &function::REGEXP_MATCH_IGNORE_CASE,
        template!("sqltree_regexp_match_ignore_case({0}, {1})"),
    ),
    own(&function::REGEXP_REPLACE, template!("sqltree_regexp_replace({0}, {1}, {2})")),
    own(&function::REVERSE, template!("sqltree_reverse({0})")),
    own(&function::SIN, template!("sqltree_sin({0})")),
    own(&function::SPLIT_PART, template!("sqltree_split_part({0}, {1}, {2})")),
    own(&function::SQRT, template!("sqltree_sqrt({0})")),
    own(&function::TAN, template!("sqltree_tan({0})")),
];

/// What a function gives, or why it gives nothing, in words that follow its name and quote no value.
type Given<T> = std::result::Result<T, &'static str>;

/// Makes the connection know all functions.
pub(super) fn register(connection: &Connection) -> Result<()> {
    numbers::register(connection)?;
    texts::register(connection)?;
    regexps::register(connection)
}

/// Registers one function. It is given no NULL: of that it is NULL.
fn add(
    connection: &Connection,
    name: &'static str,
    args: usize,
    work_out: impl Fn(&Context<'_>) -> Given<Option<Value>> + Send + 'static,
) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    let full = format!("{PREFIX}{name}");
    let called = full.clone();
    connection.create_scalar_function(full.as_str(), args as i32, flags, move |context| {
        if (0..context.len()).any(|i| context.get_raw(i).data_type() == rusqlite::types::Type::Null)
        {
            return Ok(ToSqlOutput::Owned(Value::Null));
        }
        let given = work_out(context).map_err(|reason| failed(&called, reason))?;
        Ok(ToSqlOutput::Owned(given.unwrap_or(Value::Null)))
    })
}

fn failed(name: &str, reason: &str) -> rusqlite::Error {
    let words: Box<dyn Error + Send + Sync> = format!("{name} {reason}").into();
    rusqlite::Error::UserFunctionError(words)
}
