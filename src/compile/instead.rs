//! Another statement in the place of one that the engine has not, with the same meaning.

use super::{Options, Rewrite, Writer};
use crate::dialect::Feature;
use crate::dml::ChangeBody;
use crate::tree::{StatementKind, StatementRef};
use std::mem::take;
use std::sync::Arc;

impl Writer<'_> {
    /// Writes `body` in the place of the whole statement, for lack of a feature.
    #[cold]
    pub(super) fn write_instead(&mut self, body: ChangeBody, rewrite: Rewrite, feature: Feature) {
        if !self.rewrite(rewrite, feature) {
            return;
        }
        let body = Arc::new(body);
        let options: Options = self.options;
        let mut inner = Writer::new(self.dialect, options, self.out.take(), take(&mut self.params));
        inner.statement(StatementRef(StatementKind::Change(&body)));
        let text = take(&mut inner.out);
        let params = take(&mut inner.params);
        let rare = inner.rare.take();
        (self.out, self.params) = (text, params);
        let Some(mut inner) = rare else { return };
        for problem in inner.take_problems() {
            self.note(problem);
        }
        let own = self.rare_mut();
        own.marks = take(&mut inner.marks);
        if let Some(report) = inner.report.take() {
            let own = own.report.get_or_insert_default();
            own.rewrites.extend(report.rewrites);
            (own.nulls, own.late) = (report.nulls, report.late);
        }
    }
}
