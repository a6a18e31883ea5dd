//! Words and hints that few dialects have, and that leave what a statement does as it is.

use std::panic::Location;
use std::sync::Arc;

use super::Maker;
use super::join::Joined;
use crate::compile::{AnyStatement, Statement};
use crate::dml::{ChangeBody, ChangeModifier, InsertForm, Verb};
use crate::feature::Feature;
use crate::row::Row;
use crate::select::{FromItem, Hint, Select, SourceRef};
use crate::tree::{StatementKind, StatementRef};

/// What makes a hint for an item, the feature that it is, and its name.
type Hints = (Feature, fn(&FromItem) -> Hint, &'static str);

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

    /// The query, sometimes with hints for its tables.
    pub(super) fn maybe_hinted(&mut self, query: Select<Row>, items: &[Joined]) -> Select<Row> {
        let hints: [Hints; 3] = [
            (Feature::IndexedBy, |item| Hint::not_indexed(item.clone()), "NOT INDEXED"),
            (Feature::IndexHints, |item| Hint::use_index(item.clone(), &[]), "USE INDEX"),
            (
                Feature::IndexHints,
                |item| Hint::ignore_index(item.clone(), &["PRIMARY"]),
                "IGNORE INDEX",
            ),
        ];
        let known: Vec<_> = hints.into_iter().filter(|hint| self.profile.has(hint.0)).collect();
        let mut query = query;
        for Joined { item, .. } in items {
            let is_table = SourceRef::from(&item.source).table().is_some();
            if is_table && !known.is_empty() && self.dice.percent(8) {
                let (_, hint, name) = *self.dice.pick(&known);
                self.record.add(name, "FROM");
                query = query.hint(hint(item));
            }
        }
        query
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
