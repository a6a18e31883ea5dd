//! Clauses that most data changes do without, behind one pointer of their record.

use super::body::{By, ChangeBody, ChangeClause};
use super::conflict::{Conflict, ConflictTarget};
use super::form::InsertForm;
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::select::AnyQuery;

/// What most data changes do without.
#[derive(Clone, Default)]
pub(crate) struct RareParts {
    /// The query whose rows are inserted: a `Select`.
    pub(crate) query: Node,
    /// True if one row of defaults is inserted.
    pub(crate) defaults: bool,
    pub(crate) overriding: Option<Overriding>,
    pub(crate) form: Option<InsertForm>,
    pub(crate) conflict: Option<Conflict>,
}

/// What becomes of values for columns that the database numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Overriding {
    System,
    User,
}

/// What [`RareParts`] say beside their children, and how many of those there are.
#[derive(PartialEq, Eq, Hash, Default)]
pub(crate) struct RareHead<'a> {
    defaults: bool,
    overriding: Option<Overriding>,
    form: Option<InsertForm>,
    conflict: Option<(&'a ConflictTarget, bool, [usize; 2])>,
}

impl RareParts {
    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        visit(NodeRef::new(&self.query));
        if let Some(conflict) = &self.conflict {
            conflict.each_child(visit);
        }
    }

    pub(crate) fn head(&self) -> RareHead<'_> {
        let conflict = self.conflict.as_ref();
        RareHead {
            defaults: self.defaults,
            overriding: self.overriding,
            form: self.form,
            conflict: conflict.map(|conflict| {
                let counts = [conflict.keys.len(), conflict.columns.len()];
                (&conflict.target, conflict.update, counts)
            }),
        }
    }
}

impl ChangeBody {
    /// The query whose rows are inserted.
    pub(crate) fn query(&self) -> Option<&Node> {
        self.rare().map(|rare| &rare.query).filter(|query| !query.is_empty())
    }

    /// Notes that columns are named: for rows, or for a query that may be given already.
    pub(super) fn say_columns(&mut self, place: Place) -> bool {
        self.by == Some(By::Query) || self.say(By::Columns, place)
    }

    pub(super) fn set_query<R>(&mut self, query: AnyQuery<R>, place: Place) {
        if self.by == Some(By::Columns) && self.cells.len() == 0 {
            self.by = Some(By::Query);
        }
        if self.query().is_some() {
            self.mistake("INSERT has two queries; join them by `.union_all(…)`".into(), place);
        } else if self.say(By::Query, place) {
            self.mark(ChangeClause::Cells, place);
            let query = Node::Select(query.body.expanded());
            self.deepen(&query);
            self.rare_mut().query = query;
        }
    }
}
