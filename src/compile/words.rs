//! Free words of a statement.

use super::Writer;
use crate::error::ErrorKind;
use crate::select::{SelectBody, Words, WordsPlace};

impl<'a> Writer<'a> {
    /// The words at one place that are for this engine, each behind a space.
    #[cold]
    #[inline(never)]
    pub(super) fn words(&mut self, words: &'a [Words], place: WordsPlace) {
        let here = |words: &&Words| words.place == place && words.are_for(self.spec.name);
        let here: Vec<&'a Words> = words.iter().filter(here).collect();
        let (clause, before) = (self.clause, self.place);
        for words in here {
            self.enter(
                match place {
                    WordsPlace::Prefix => "a prefix",
                    WordsPlace::Suffix => "a suffix",
                },
                words.said().or(before),
            );
            if let Some(mistake) = words.mistake() {
                self.fail(ErrorKind::Conflict, mistake.into());
                continue;
            }
            match place {
                WordsPlace::Prefix => self.text(" "),
                WordsPlace::Suffix => self.line(" "),
            }
            self.expr(&words.text, 0);
        }
        self.enter(clause, before);
    }

    fn has_words(&self, words: &[Words]) -> bool {
        words.iter().any(|words| words.are_for(self.spec.name))
    }

    /// Refuses words in what is written as something else.
    pub(super) fn check_no_words(&mut self, words: &[Words], what: &str) {
        if self.has_words(words) {
            let message = format!(
                "a prefix or suffix stands in {what} that is written as another one here; put it into a \
                 query in FROM, or leave it out"
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    /// Refuses words at the end of a query, behind which something else is written.
    #[cold]
    pub(super) fn check_no_suffix(&mut self, query: &SelectBody) {
        let is_suffix = |words: &Words| words.place == WordsPlace::Suffix;
        if query.words().iter().any(|words| is_suffix(words) && words.are_for(self.spec.name)) {
            let message = "a suffix stands in a query behind which something is written here; put it into a \
                           query in FROM, or leave it out";
            self.fail(ErrorKind::Conflict, message.into());
        }
    }

    /// Refuses words in an operand of a set operation, where they would be of the whole on some engines.
    pub(super) fn check_no_words_in(&mut self, operands: [&SelectBody; 2], operation: &str) {
        if operands.iter().any(|operand| !operand.words().is_empty()) {
            let message = format!(
                "a query of {operation} has a prefix or suffix; put it into a query in FROM: `.subquery(…)`"
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}
