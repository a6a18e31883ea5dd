//! Which names are taken: what no engine takes is refused, and what this one does not.

use super::Writer;
use crate::dialect::NameLimit;
use crate::error::ErrorKind;
use crate::name::Name;

impl Writer<'_> {
    /// Writes the name that a column of a result is given.
    pub(super) fn label(&mut self, name: &Name) {
        let not_shown = |byte: &u8| *byte <= b' ' || *byte == 0x7f;
        if !self.spec.name_rules.blank_before_label
            && name.as_bytes().first().is_some_and(not_shown)
        {
            let message = format!(
                "the label `{name}` begins with a blank, which {} drops (in {})",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
        }
        self.name(name);
    }

    /// Writes the name of a column that is made.
    pub(super) fn new_column(&mut self, name: &Name) {
        if self.spec.name_rules.system_columns.contains(&name.as_str()) {
            let message = format!(
                "`{name}` is a column that {} has in every table (in {})",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
        }
        self.name(name);
    }

    /// Refuses the name of a table that is made, if the engine keeps such names for itself.
    pub(super) fn check_new_table(&mut self, name: &Name) {
        let prefix = self.spec.name_rules.system_tables.unwrap_or_default().as_bytes();
        let start = name.as_str().as_bytes().get(..prefix.len());
        if !prefix.is_empty() && start.is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
            let message = format!(
                "`{name}` is a name that {} keeps for itself (in {})",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
        }
    }

    /// Refuses what no engine takes as a name, and what this one does not.
    pub(super) fn check_name(&mut self, name: &Name) {
        let text = name.as_str();
        let clause = self.clause;
        if text.is_empty() {
            self.fail(ErrorKind::InvalidName, format!("a name is empty (in {clause})"));
        } else if text.contains('\0') {
            let shown = text.replace('\0', "\\0");
            let message = format!("the name `{shown}` has a NUL in it (in {clause})");
            self.fail(ErrorKind::InvalidName, message);
        }
        let (rules, engine) = (self.spec.name_rules, self.spec.name);
        if !rules.blank_at_end && text.ends_with(is_blank) {
            let message = format!(
                "the name `{text}` ends with a blank, which {engine} does not take (in {clause})"
            );
            self.fail(ErrorKind::InvalidName, message);
        }
        if !rules.past_bmp && text.chars().any(|c| c > '\u{ffff}') {
            let message = format!(
                "the name `{text}` has a character past U+FFFF, which {engine} does not take (in {clause})"
            );
            self.fail(ErrorKind::InvalidName, message);
        }
        let (length, most, unit) = match self.spec.name_limit {
            NameLimit::None => return,
            NameLimit::Bytes(most) => (text.len(), most, "bytes"),
            NameLimit::Characters(most) => (text.chars().count(), most, "characters"),
        };
        if length > usize::from(most) {
            let message = format!(
                "the name `{text}` has {length} {unit}, and {} takes {most} (in {clause})",
                self.spec.name
            );
            self.fail(ErrorKind::InvalidName, message);
        }
    }
}

/// True for what ends no name where blanks end none.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}
