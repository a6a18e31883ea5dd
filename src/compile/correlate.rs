//! FROM items that a query says to be of the statement around it.

use super::Writer;
use super::sources::Sources;
use crate::error::{ErrorKind, Problem};
use crate::expr::view::NodeRef;
use crate::select::{Clause, SelectBody, SourceRef};

impl<'a> Writer<'a> {
    /// Takes the items that are of the statement around out of those that columns belong to, and looks
    /// for them there.
    #[cold]
    #[inline(never)]
    pub(super) fn correlate(&mut self, body: &'a SelectBody) {
        let outer = body.correlated().iter().filter_map(|node| NodeRef::new(node).source());
        for source in outer {
            let own = body.sources().chain(body.joins.iter().filter_map(|join| join.source()));
            let mut own = own.map(SourceRef::from);
            if own.any(|own| own.same(source)) {
                let message = format!(
                    "`{}` is in FROM, and of the statement around by `.correlate(…)`; leave one out, or give one \
                     an alias",
                    source.name()
                );
                self.correlated_wrongly(body, ErrorKind::Conflict, message);
            } else {
                self.correlate_one(body, source);
            }
        }
    }

    fn correlate_one(&mut self, body: &SelectBody, source: SourceRef<'a>) {
        let used = self.take_out(source);
        if !self.scope.isolated && self.sees(source) {
            return;
        }
        let later = self.comes_later(source);
        if used && later.is_some() {
            // The column says it.
            return;
        }
        if used {
            self.scope.sources.push(source);
        }
        let way_out = later.unwrap_or(
            "no statement around has it where this query sees it; add it there by `.from()`",
        );
        let message = format!("`{}` is correlated (`.correlate(…)`), but {way_out}", source.name());
        self.correlated_wrongly(body, ErrorKind::NotInFrom, message);
    }

    fn correlated_wrongly(&mut self, body: &SelectBody, kind: ErrorKind, message: String) {
        self.problem(Problem::new(kind, message).at(body.place(Clause::From)));
    }

    /// Forgets an item that columns belong to; true if there was one.
    fn take_out(&mut self, source: SourceRef<'a>) -> bool {
        let found = std::mem::take(&mut self.scope.sources);
        let mut kept = Sources::default();
        found.iter().filter(|item| !item.same(source)).for_each(|item| kept.push(item));
        let used = kept.len() < found.len();
        self.scope.sources = kept;
        used
    }
}
