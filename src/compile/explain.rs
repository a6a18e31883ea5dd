//! EXPLAIN.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::tree::{Explain, StatementKind};

impl<'a> Writer<'a> {
    /// The statement behind the words that ask for its plan.
    #[cold]
    pub(super) fn explain(&mut self, explain: &'a Explain) {
        self.enter("EXPLAIN", None);
        let inner = explain.inner();
        let is_change = match inner.0 {
            StatementKind::Select(_) => false,
            StatementKind::Change(_) => true,
            StatementKind::CreateTable(_)
            | StatementKind::CreateTableAs(_)
            | StatementKind::DropTable(_)
            | StatementKind::Explain(_) => {
                let message = "EXPLAIN tells the plan of queries and of statements that change rows; what \
                               makes or drops a table has none";
                return self.fail(ErrorKind::Conflict, message.into());
            }
        };
        let words = self.spec.explain;
        let (words, feature) = match explain.runs {
            false => (words.plan, Feature::Explain),
            true if is_change => (words.run, Feature::AnalyzedChange),
            true => (words.run, Feature::Analyze),
        };
        if self.require(feature) {
            self.options.before = words;
            self.statement(inner);
        }
    }
}
