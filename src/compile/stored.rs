//! What goes into columns, which may not hold it, and values that come later and are looked at then.

use super::Writer;
use crate::check::{Holds, bound, stored, stored_column};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::types::Tag;

impl Writer<'_> {
    /// Refuses a value that a column cannot hold.
    pub(super) fn check_stored(&mut self, column: &Node, value: NodeRef<'_>) {
        let (own, kind) = (column.sort().tag, value.sort().tag);
        let is_float = matches!(own, Tag::Real | Tag::Double);
        let may_be_long = matches!(own, Tag::Decimal | Tag::Text) && bound(column) < usize::MAX;
        if own == kind && !(value.is_nullable() || is_float || may_be_long) {
            return;
        }
        self.refuse_stored(stored(NodeRef::new(column), value, self.spec));
    }

    /// The same of what a query gives.
    pub(super) fn check_stored_column(&mut self, column: &Node, value: NodeRef<'_>) {
        self.note_stored_late(Holds::of(column), value);
        self.refuse_stored(stored_column(NodeRef::new(column), value, self.spec));
    }

    fn refuse_stored(&mut self, fault: Option<(ErrorKind, String)>) {
        if let Some((kind, message)) = fault {
            let message = format!("{message} (in {})", self.clause);
            self.fail(kind, message);
        }
    }

    /// Notes a pattern of LIKE that comes later.
    pub(super) fn note_pattern(&mut self, pattern: &Node, escape: char) {
        if let View::LateParameter { name, .. } = NodeRef::new(pattern).unlabelled().view() {
            let late = &mut self.rare_mut().report.get_or_insert_default().late;
            late.patterns.push((name.clone(), escape));
        }
    }

    /// Notes that a value goes into a column as it is, if it comes later: it may be NULL then, if the column
    /// takes that.
    pub(super) fn note_assigned_late(&mut self, column: &Node, value: NodeRef<'_>) {
        self.note_stored_late(Holds::of(column).map(|holds| holds.or_null(column)), value);
    }

    /// Notes that a value goes into a column, if it comes later.
    fn note_stored_late(&mut self, holds: Option<Holds>, value: NodeRef<'_>) {
        if let View::LateParameter { name, .. } = value.unlabelled().view()
            && let Some(holds) = holds
        {
            let late = &mut self.rare_mut().report.get_or_insert_default().late;
            late.stored.push((name.clone(), holds));
        }
    }
}
