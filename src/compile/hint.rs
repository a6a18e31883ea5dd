//! Hints in queries, at the places that their engines give them.

use super::Writer;
use super::lock::is_table;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{
    Clause, Hint, HintKind, RareClauses, SelectBody, SourceRef, WordsPlace, hint_mistake,
};

impl<'a> Writer<'a> {
    /// SELECT, and the hints that stand behind it.
    #[cold]
    pub(super) fn hinted_select(&mut self, rare: &'a RareClauses) {
        self.text("SELECT");
        let mut texts = Vec::new();
        for hint in &rare.hints {
            if let HintKind::Optimizer(text) = &hint.kind {
                if let Some(mistake) = hint_mistake(text) {
                    self.fail(ErrorKind::Conflict, mistake.into());
                }
                texts.push(&**text);
            }
        }
        self.optimizer_hints(&texts);
        if rare.hints.iter().any(|hint| hint.kind == HintKind::StraightJoin) {
            self.require(Feature::StraightJoin);
            self.text(" STRAIGHT_JOIN");
        }
        self.words(&rare.words, WordsPlace::Prefix);
        self.text(" ");
    }

    /// ` /*+ texts */` right behind the first word: a second comment of that kind would be none.
    ///
    /// <https://dev.mysql.com/doc/refman/8.4/en/optimizer-hints.html>
    pub(super) fn optimizer_hints(&mut self, texts: &[&str]) {
        if texts.is_empty() {
            return;
        }
        self.require(Feature::OptimizerHints);
        self.text(" /*+ ");
        self.text(&texts.join(" "));
        self.text(" */");
    }

    /// What stands behind a FROM item.
    #[inline]
    pub(super) fn hints_behind(&mut self, body: &'a SelectBody, source: SourceRef<'a>) {
        if let Some(rare) = body.rare()
            && !rare.hints.is_empty()
        {
            self.table_hints(rare, source);
        }
    }

    #[cold]
    fn table_hints(&mut self, rare: &'a RareClauses, source: SourceRef<'a>) {
        for hint in &rare.hints {
            let of = NodeRef::new(&hint.of).source();
            if of.is_some_and(|of| of.same(source)) {
                self.table_hint(&hint.kind);
            }
        }
    }

    fn table_hint(&mut self, kind: &'a HintKind) {
        match kind {
            HintKind::UseIndex(names) => self.indexes(" USE INDEX (", names),
            HintKind::ForceIndex(names) => self.indexes(" FORCE INDEX (", names),
            HintKind::IgnoreIndex(names) => self.indexes(" IGNORE INDEX (", names),
            HintKind::IndexedBy(name) => {
                self.require(Feature::IndexedBy);
                self.text(" INDEXED BY ");
                self.name(name);
            }
            HintKind::NotIndexed => {
                self.require(Feature::IndexedBy);
                self.text(" NOT INDEXED");
            }
            HintKind::Optimizer(_) | HintKind::StraightJoin => {}
        }
    }

    fn indexes(&mut self, words: &'static str, names: &'a [Name]) {
        self.require(Feature::IndexHints);
        self.text(words);
        for (i, name) in names.iter().enumerate() {
            self.text(if i > 0 { ", " } else { "" });
            self.name(name);
        }
        self.text(")");
    }

    /// Refuses hints for what is no table in FROM, and of no index.
    #[cold]
    pub(super) fn check_hints(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        self.enter("SELECT", body.place(Clause::Columns));
        for (i, hint) in rare.hints.iter().enumerate() {
            let Some(of) = NodeRef::new(&hint.of).source() else { continue };
            let is_of_it = |other: &&Hint| {
                NodeRef::new(&other.of).source().is_some_and(|other| other.same(of))
            };
            let mut before = rare.hints[..i].iter().filter(is_of_it);
            if let Some(clash) = before.find_map(|other| clash(&other.kind, &hint.kind)) {
                let message = format!("`{}` is hinted by {clash}; keep one of them", of.name());
                self.fail(ErrorKind::Conflict, message);
            }
            if self.scope.sources.position(of).is_none() {
                let message = format!("a hint is for `{}`, which is not in this FROM", of.name());
                self.fail(ErrorKind::NotInFrom, message);
            } else if !is_table(&of) {
                let message = format!("a hint is for `{}`, which is no table", of.name());
                self.fail(ErrorKind::Conflict, message);
            }
            if let HintKind::ForceIndex(names) | HintKind::IgnoreIndex(names) = &hint.kind
                && names.is_empty()
            {
                let message = "FORCE INDEX and IGNORE INDEX want the name of an index";
                self.fail(ErrorKind::Conflict, message.into());
            }
        }
    }

    /// Refuses hints behind SELECT of a query that is written as several.
    pub(super) fn check_no_statement_hints(&mut self, rare: &RareClauses) {
        if rare.hints.iter().any(|hint| hint.of.is_empty()) {
            let message = "a hint behind SELECT stands in a query that is written as another one here; \
                           put it into a query in FROM";
            self.fail(ErrorKind::Conflict, message.into());
        }
        self.check_no_words(&rare.words, "a query");
    }
}

/// What two hints are that cannot stand behind one table.
///
/// <https://dev.mysql.com/doc/refman/8.4/en/index-hints.html>, <https://www.sqlite.org/lang_indexedby.html>
fn clash(a: &HintKind, b: &HintKind) -> Option<&'static str> {
    match (a, b) {
        (HintKind::UseIndex(_), HintKind::ForceIndex(_))
        | (HintKind::ForceIndex(_), HintKind::UseIndex(_)) => {
            Some("USE INDEX and by FORCE INDEX, which no engine takes together")
        }
        (
            HintKind::IndexedBy(_) | HintKind::NotIndexed,
            HintKind::IndexedBy(_) | HintKind::NotIndexed,
        ) => Some("INDEXED BY or NOT INDEXED twice"),
        (
            HintKind::UseIndex(_)
            | HintKind::ForceIndex(_)
            | HintKind::IgnoreIndex(_)
            | HintKind::IndexedBy(_)
            | HintKind::NotIndexed
            | HintKind::Optimizer(_)
            | HintKind::StraightJoin,
            _,
        ) => None,
    }
}
