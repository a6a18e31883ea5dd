//! Words and hints in data changes that few dialects have, and that leave what the change does as it is.

use std::panic::Location;
use std::sync::Arc;

use super::Maker;
use crate::compile::{AnyStatement, Statement};
use crate::dml::{ChangeBody, ChangeModifier, InsertForm, Verb};
use crate::feature::Feature;
use crate::tree::{StatementKind, StatementRef};

impl Maker<'_> {
    /// The change, sometimes with words; without them it is its twin.
    pub(super) fn maybe_worded(&mut self, made: AnyStatement) -> AnyStatement {
        let StatementKind::Change(body) = made.statement().0 else { return made };
        let known = self.known_words(body);
        if known.is_empty() || !self.dice.percent(15) {
            return made;
        }
        let verb = body.verb.words();
        let mut body = body.clone();
        for _ in 0..=self.dice.below(2) {
            let (modifier, name) = self.dice.pick(&known).clone();
            if is_apart(&body, &modifier) {
                self.record.add(name, verb);
                Arc::make_mut(&mut body).add_modifier(modifier, Location::caller());
            }
        }
        self.record.twin.get_or_insert(made);
        AnyStatement::of(StatementRef(StatementKind::Change(&body)))
    }

    /// The words that may stand in a change, by their names.
    fn known_words(&self, body: &ChangeBody) -> Vec<(ChangeModifier, &'static str)> {
        let mut words = Vec::new();
        if self.profile.has(Feature::ChangePriority) && body.verb != Verb::Merge {
            words.push((ChangeModifier::LowPriority, "LOW_PRIORITY"));
            let replaces = body.rare().is_some_and(|rare| rare.form == Some(InsertForm::Replace));
            if body.verb == Verb::Insert && !replaces {
                words.push((ChangeModifier::HighPriority, "HIGH_PRIORITY"));
            }
            if body.verb == Verb::Delete {
                words.push((ChangeModifier::Quick, "QUICK"));
            }
        }
        if self.profile.has(Feature::ChangeIgnore)
            && matches!(body.verb, Verb::Update | Verb::Delete)
        {
            words.push((ChangeModifier::Ignore, "IGNORE"));
        }
        if self.profile.has(Feature::OptimizerHints) && body.verb != Verb::Merge {
            words.push((ChangeModifier::Hint("NO_ICP(things)".into()), "hint"));
        }
        words
    }
}

/// True if no word of the change excludes another.
fn is_apart(body: &ChangeBody, modifier: &ChangeModifier) -> bool {
    let excluded = match modifier {
        ChangeModifier::LowPriority => ChangeModifier::HighPriority,
        ChangeModifier::HighPriority => ChangeModifier::LowPriority,
        ChangeModifier::Quick | ChangeModifier::Ignore | ChangeModifier::Hint(_) => return true,
    };
    !body.modifiers().contains(&excluded)
}
