//! What tables, columns and items are called.

use crate::name::Name;

/// How names look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Names {
    #[default]
    Plain,
    /// Words of SQL, and names with what ends a name, a text, a statement or a placeholder.
    Hostile,
}

/// Names that are words of SQL, or mean something of their own on an engine.
const WORDS: [(&str, &str); 8] = [
    ("yes", "Select"),
    ("raw", "ORDER"),
    ("day", "group"),
    ("word", "null"),
    ("large", "values"),
    ("doc", "current_date"),
    ("tiny", "rowid"),
    ("code", "user"),
];

/// What stands behind other names.
const ENDS: [&str; 19] = [
    "\"", "`", "'", " x", ".y", "?", "$1", "%s", ":a", " --", "/*", "*/", "]", "\\", "{}", "日本",
    ";", " AS Z", "\"\"``",
];

impl Names {
    /// How that is called which has a plain name. Different ones are called differently, without regard to
    /// case too.
    pub(super) fn of(self, plain: &str) -> Name {
        match self {
            Names::Plain => plain.into(),
            Names::Hostile => {
                let word = WORDS.iter().find(|(own, _)| *own == plain);
                word.map_or_else(|| ended(plain).into(), |(_, word)| (*word).into())
            }
        }
    }
}

fn ended(plain: &str) -> String {
    let sum: usize = plain.bytes().map(usize::from).sum();
    format!("{plain}{}", ENDS[sum % ENDS.len()])
}
