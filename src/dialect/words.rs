//! Free words in a statement, for all engines or for one.

use std::sync::Arc;

use super::Dialect;
use crate::dml::{Delete, Insert, Update};
use crate::expr::Expr;
use crate::select::{Select, Words, WordsPlace};

macro_rules! words {
    ($($type:ident < $($generic:ident),* > $name:literal $prefix:literal $suffix:literal;)*) => { $(
        impl<$($generic),*> $type<$($generic),*> {
            #[doc = concat!("Raw SQL behind the first word: `", $prefix, "`. Calls add.")]
            ///
            /// The words are made by [`sql!`](crate::sql), which takes values into them. They go to each
            /// engine as they are, so they must be right for those that the statement is written for; see
            /// [`prefix_for`](Self::prefix_for) for words of one. What they change about the rows is not
            /// known to any check.
            ///
            #[doc = concat!("In ", $name, " that is written as another statement they are an error from compile, ")]
            /// and so they are in an operand of a set operation.
            pub fn prefix_with(self, words: Expr) -> Self {
                self.words(WordsPlace::Prefix, None, words)
            }

            /// The same on one engine only, by the name of its dialect, in any version; on all others the
            /// statement is meant to be without.
            pub fn prefix_for(self, dialect: &dyn Dialect, words: Expr) -> Self {
                self.words(WordsPlace::Prefix, Some(dialect.spec().name), words)
            }

            #[doc = concat!("Raw SQL behind all else: `", $suffix, "`. Calls add.")]
            ///
            /// As [`prefix_with`](Self::prefix_with) else.
            pub fn suffix_with(self, words: Expr) -> Self {
                self.words(WordsPlace::Suffix, None, words)
            }

            /// The same on one engine only, as [`prefix_for`](Self::prefix_for).
            pub fn suffix_for(self, dialect: &dyn Dialect, words: Expr) -> Self {
                self.words(WordsPlace::Suffix, Some(dialect.spec().name), words)
            }

            fn words(mut self, place: WordsPlace, engine: Option<&'static str>, words: Expr) -> Self {
                let words = Words { place, engine, text: words.node };
                Arc::make_mut(&mut self.body).add_words(words);
                self
            }
        }
    )* };
}

words! {
    Select<R> "a query" "SELECT words columns …" "SELECT … words";
    Insert<C, R> "an INSERT" "INSERT words INTO …" "INSERT … words";
    Update<R> "an UPDATE" "UPDATE words table …" "UPDATE … words";
    Delete<R> "a DELETE" "DELETE words FROM …" "DELETE … words";
}
