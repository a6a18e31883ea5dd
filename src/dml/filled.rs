//! Columns that the program fills of its own accord: `on_insert` and `on_update` of their definitions.
//!
//! They stand behind the columns that a statement names, and give way to those that are named later.

use std::sync::Arc;

use super::body::ChangeBody;
use super::merge::{Action, Branch};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Place;
use crate::schema::{Filling, Fillings, TableDef};
use crate::select::{SelectBody, Source, Subquery};

/// What a query is called whose rows are filled.
const QUERY: &str = "q";

/// Which fillings are meant.
#[derive(Clone, Copy)]
pub(super) enum Filled {
    Insert,
    Update,
}

impl Filled {
    fn of(self, fillings: &Fillings) -> Option<&Filling> {
        match self {
            Filled::Insert => fillings.insert.as_ref(),
            Filled::Update => fillings.update.as_ref(),
        }
    }

    fn has(self, table: &TableDef) -> bool {
        let [insert, update] = table.filled;
        match self {
            Filled::Insert => insert,
            Filled::Update => update,
        }
    }
}

/// The columns of a table that are filled, but for those that are there, with a value each.
fn fillings(target: &Source, filled: Filled, there: &[Node]) -> Vec<(Node, Node)> {
    let found = filled_columns(target, filled, there).into_iter();
    found.map(|(column, filling)| (column, filling.node())).collect()
}

fn filled_columns<'t>(
    target: &'t Source,
    filled: Filled,
    there: &[Node],
) -> Vec<(Node, &'t Filling)> {
    let Some(table) = target.table().filter(|table| filled.has(table)) else { return Vec::new() };
    let columns = (0_u16..).zip(table.columns.iter());
    let missing = columns.filter_map(|(index, def)| {
        let column = ColumnRef::new(target, index);
        let is_it = |own: &Node| own.as_column().is_some_and(|own| own.same(&column));
        if there.iter().any(is_it) {
            return None;
        }
        filled.of(&def.fillings).map(|filling| (Node::Column(column), filling))
    });
    missing.collect()
}

impl ChangeBody {
    /// How many columns at the end are filled.
    pub(super) fn filled(&self) -> usize {
        self.rare().map_or(0, |rare| rare.filled)
    }

    /// Adds the columns that rows are filled in.
    pub(super) fn fill_columns(&mut self) {
        let missing = filled_columns(&self.target, Filled::Insert, &self.columns);
        let missing: Vec<Node> = missing.into_iter().map(|(column, _)| column).collect();
        if !missing.is_empty() {
            self.rare_mut().filled = missing.len();
            self.columns.extend(missing);
        }
    }

    /// Fills the row whose cells begin at `before`, if it has as many values as columns are named.
    pub(super) fn fill_row(&mut self, before: usize) {
        let filled = self.filled();
        let named = self.columns.len() - filled;
        if filled == 0 || self.cells.len() - before != named {
            return;
        }
        let named: Vec<Node> = self.columns[..named].to_vec();
        for (_, value) in fillings(&self.target, Filled::Insert, &named) {
            self.add_cell(value);
        }
    }

    /// The value of a column that a row lacks.
    pub(super) fn filling_of(&self, column: &Node) -> Option<Node> {
        let table = self.target.table().filter(|table| table.filled[0])?;
        let index = column.as_column()?.index()?;
        Filled::Insert.of(&table.columns.get(usize::from(index))?.fillings).map(Filling::node)
    }

    /// Fills the columns of a list of assignments, before the first is named.
    pub(super) fn fill_sets(&mut self, filled: Filled) {
        if !self.columns.is_empty() || self.filled() > 0 {
            return;
        }
        let missing = fillings(&self.target, filled, &[]);
        if missing.is_empty() {
            return;
        }
        self.rare_mut().filled = missing.len();
        for (column, value) in missing {
            self.columns.push(column);
            self.add_cell(value);
        }
    }

    /// Takes out a column that was filled and is named now.
    pub(super) fn give_way(&mut self, named: &Node) {
        let filled = self.filled();
        let start = self.columns.len() - filled;
        let Some(named) = named.as_column().filter(|_| filled > 0) else { return };
        let is_it = |own: &Node| own.as_column().is_some_and(|own| own.same(named));
        if let Some(place) = self.columns[start..].iter().position(is_it) {
            self.columns.remove(start + place);
            self.cells.remove(start + place);
            self.rare_mut().filled -= 1;
        }
    }

    /// Puts a column and its value before those that are filled.
    pub(super) fn name_set(&mut self, column: Node, value: Node) {
        self.give_way(&column);
        let place = self.columns.len() - self.filled();
        self.columns.insert(place, column);
        self.deepen(&value);
        self.cells.insert(place, value);
    }

    /// The rows of a query, with the values of the columns that are filled.
    pub(super) fn filled_query(&self, query: Arc<SelectBody>, place: Place) -> Arc<SelectBody> {
        let filled = self.filled();
        let named = self.columns.len() - filled;
        if filled == 0 || query.columns.len() != named || query.has_star() {
            return query;
        }
        let values = fillings(&self.target, Filled::Insert, &self.columns[..named]);
        let values = values.into_iter().map(|(_, value)| value);
        if query.rare().is_none() {
            let mut filled = (*query).clone();
            filled.columns.extend(values);
            filled.measure();
            return Arc::new(filled);
        }
        let item = Subquery::<()>::new(query, QUERY.into()).source;
        let count = u16::try_from(named).unwrap_or(u16::MAX);
        let mut cells: Vec<Node> =
            (0..count).map(|i| Node::Column(ColumnRef::new(&item, i))).collect();
        cells.extend(values);
        let mut filled = SelectBody::new(cells, 0, place);
        filled.add_from(item);
        Arc::new(filled)
    }

    /// Fills the columns that DO UPDATE sets, before the first is named.
    pub(super) fn fill_conflict(&mut self) {
        let named = self.rare().and_then(|rare| rare.conflict.as_ref());
        if !named.is_some_and(|conflict| conflict.columns.is_empty()) {
            return;
        }
        let missing = fillings(&self.target, Filled::Update, &[]);
        let Some(conflict) = &mut self.rare_mut().conflict else { return };
        conflict.filled = missing.len();
        (conflict.columns, conflict.values) = missing.into_iter().unzip();
    }

    /// Fills the columns that a branch of MERGE sets, before the first is named.
    pub(super) fn fill_branch(&self, branch: &mut Branch) {
        let filled = match branch.action {
            Action::Update => Filled::Update,
            Action::Insert => Filled::Insert,
            Action::Delete | Action::Nothing => return,
        };
        let missing = fillings(&self.target, filled, &[]);
        branch.filled = missing.len();
        for (column, value) in missing {
            branch.columns.push(column);
            branch.values.push(value);
        }
    }
}

/// Puts a column and its value before the last `filled`, one of which may give way.
pub(super) fn name_before(
    (columns, values): (&mut Vec<Node>, &mut Vec<Node>),
    filled: &mut usize,
    (column, value): (Node, Node),
) {
    let start = columns.len() - *filled;
    let is_it = |own: &Node| match (own.as_column(), column.as_column()) {
        (Some(own), Some(named)) => own.same(named),
        (None, _) | (_, None) => false,
    };
    if let Some(place) = columns[start..].iter().position(is_it) {
        columns.remove(start + place);
        values.remove(start + place);
        *filled -= 1;
    }
    columns.insert(start, column);
    values.insert(start, value);
}
