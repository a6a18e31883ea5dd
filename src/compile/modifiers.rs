//! Forms, words and hints of single engines at the first word of a data change.
//!
//! <https://dev.mysql.com/doc/refman/8.4/en/insert.html>, <https://dev.mysql.com/doc/refman/8.4/en/update.html>,
//! <https://dev.mysql.com/doc/refman/8.4/en/delete.html>

use super::Writer;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, ChangeModifier, InsertForm, Verb};
use crate::error::ErrorKind;
use crate::select::WordsPlace;

impl<'a> Writer<'a> {
    /// The first word, and what stands behind it.
    #[cold]
    pub(super) fn modified_verb(&mut self, body: &'a ChangeBody) {
        let form = body.rare().and_then(|rare| rare.form);
        self.check_form(body, form);
        // Other words stand before IGNORE.
        let start = form.filter(|form| *form != InsertForm::Ignore);
        self.text(start.map_or(body.verb.words(), said));
        let texts = body.modifiers().iter().map(ChangeModifier::hint);
        let hints: Vec<&str> = texts.flatten().collect();
        self.optimizer_hints(&hints);
        for modifier in body.modifiers() {
            match modifier {
                ChangeModifier::Hint(_) => {}
                ChangeModifier::LowPriority => self.word(" LOW_PRIORITY", Feature::ChangePriority),
                ChangeModifier::HighPriority => {
                    self.word(" HIGH_PRIORITY", Feature::ChangePriority)
                }
                ChangeModifier::Quick => self.word(" QUICK", Feature::ChangePriority),
                ChangeModifier::Ignore => self.word(" IGNORE", Feature::ChangeIgnore),
            }
        }
        if form == Some(InsertForm::Ignore) {
            self.text(" IGNORE");
        }
        self.words(body.words(), WordsPlace::Prefix);
    }

    fn word(&mut self, word: &str, feature: Feature) {
        self.require(feature);
        self.text(word);
    }

    /// What stands before the table.
    pub(super) fn table_word(&mut self, body: &ChangeBody) {
        let named = body.verb == Verb::Delete && self.names_deleted(body);
        self.text(match body.verb {
            Verb::Insert | Verb::Merge => " INTO ",
            Verb::Delete if !named => " FROM ",
            Verb::Update | Verb::Delete => " ",
        });
    }

    /// Whether the form is there, and goes with the words.
    fn check_form(&mut self, body: &ChangeBody, form: Option<InsertForm>) {
        let Some(form) = form else { return };
        let high = body.modifiers().contains(&ChangeModifier::HighPriority);
        match form {
            InsertForm::Ignore => _ = self.require(Feature::InsertIgnore),
            InsertForm::Replace if high => {
                let message = "REPLACE takes no HIGH_PRIORITY; leave it out";
                self.fail(ErrorKind::Conflict, message.into());
            }
            InsertForm::Replace => _ = self.require(Feature::Replace),
            InsertForm::OrAbort
            | InsertForm::OrFail
            | InsertForm::OrIgnore
            | InsertForm::OrReplace
            | InsertForm::OrRollback => _ = self.require(Feature::InsertOr),
        }
        if body.rare().is_some_and(|rare| rare.conflict.is_some()) {
            let plain = body.modifiers().is_empty();
            let said = if plain { said(form) } else { "a form of INSERT" };
            let message = format!(
                "{said} and ON CONFLICT both say what to do about rows that are there; use one"
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}

/// The words of a form.
const fn said(form: InsertForm) -> &'static str {
    match form {
        InsertForm::OrAbort => "INSERT OR ABORT",
        InsertForm::OrFail => "INSERT OR FAIL",
        InsertForm::OrIgnore => "INSERT OR IGNORE",
        InsertForm::OrReplace => "INSERT OR REPLACE",
        InsertForm::OrRollback => "INSERT OR ROLLBACK",
        InsertForm::Ignore => "INSERT IGNORE",
        InsertForm::Replace => "REPLACE",
    }
}
