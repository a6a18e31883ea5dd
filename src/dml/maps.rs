//! Rows whose columns are known by name at run time only.

use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::Arc;

use super::body::{By, ChangeBody, ChangeClause};
use super::insert::Insert;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Place;
use crate::expr::{IntoExpr, Node};

/// What becomes of a column that some rows have a value for and others not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It is an error from compile: all rows have the same columns.
    Refuse,
    /// It gets its default there: what `on_insert` of the column says, else `DEFAULT`.
    Default,
}

/// The cells of a row, by the names of their columns.
type Named = BTreeMap<String, Node>;

impl<R> Insert<(), R> {
    /// A row for each map from names of columns to values, with the columns in the order in which they
    /// are first named; `missing` says what becomes of one that a row does not name. Nothing is guessed:
    /// NULL is a value like any other.
    ///
    /// A name that the table does not have, or a row that names one twice, is an error from compile. So
    /// is DEFAULT in some rows only on SQLite, which has no word for it; a connection sends such rows in
    /// several statements.
    ///
    /// ```
    /// use sqltree::dml::Missing;
    /// use sqltree::prelude::*;
    /// let people = Table::new("people").column("name", Type::Text).column("age", Type::Integer);
    /// let rows = [
    ///     vec![("name", Value::from("ann")), ("age", Value::from(30))],
    ///     vec![("name", Value::from("bob"))],
    /// ];
    /// let query = insert(people).maps(rows, Missing::Default);
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "INSERT INTO people (name, age) VALUES ($1, $2), ($3, DEFAULT)");
    /// ```
    #[track_caller]
    pub fn maps<M, K, V>(self, rows: impl IntoIterator<Item = M>, missing: Missing) -> Self
    where
        M: IntoIterator<Item = (K, V)>,
        K: AsRef<str>,
        V: IntoExpr,
    {
        let place = Location::caller();
        self.with(|body| {
            if body.by == Some(By::Maps) {
                body.mistake("`maps` is called twice; give all rows in one call".into(), place);
            } else if body.say(By::Maps, place) {
                body.mark(ChangeClause::Cells, place);
                let mut names = Vec::new();
                let read = |row: M| body.named(row, &mut names, place);
                let rows: Vec<Named> = rows.into_iter().map(read).collect();
                body.add_maps(&names, rows, missing, place);
            }
        })
    }
}

impl ChangeBody {
    /// The cells of a row; names that are new are added to the list.
    fn named<K: AsRef<str>, V: IntoExpr>(
        &mut self,
        row: impl IntoIterator<Item = (K, V)>,
        names: &mut Vec<String>,
        place: Place,
    ) -> Named {
        let mut cells = Named::new();
        for (name, value) in row {
            let name = name.as_ref();
            if !names.iter().any(|own| own == name) {
                names.push(name.to_owned());
            }
            if cells.insert(name.to_owned(), value.into_expr().node).is_some() {
                let table = self.target.name();
                let message =
                    format!("a row of INSERT INTO {table} names the column `{name}` twice");
                self.mistake(message, place);
            }
        }
        cells
    }

    fn add_maps(&mut self, names: &[String], rows: Vec<Named>, missing: Missing, place: Place) {
        let column = |name: &String| {
            Node::Column(match self.target.place_called(name) {
                Ok(index) => ColumnRef::new(&self.target, index),
                Err(problem) => ColumnRef::Mistake(Arc::new(problem)),
            })
        };
        self.columns = names.iter().map(column).collect();
        self.fill_columns();
        if missing == Missing::Refuse && self.lacks_names(names, &rows, place) {
            return;
        }
        for mut row in rows {
            let before = self.cells.len();
            for (place, name) in names.iter().enumerate() {
                let filling = || self.filling_of(&self.columns[place]).unwrap_or(Node::Default);
                let cell = row.remove(name).unwrap_or_else(filling);
                self.add_cell(cell);
            }
            self.fill_row(before);
        }
    }

    /// Notes what each row lacks; true if any lacks something.
    fn lacks_names(&mut self, names: &[String], rows: &[Named], place: Place) -> bool {
        let before = self.problems.len();
        for (number, row) in rows.iter().enumerate() {
            for name in names.iter().filter(|name| !row.contains_key(*name)) {
                let (table, number) = (self.target.name(), number + 1);
                let message = format!(
                    "row {number} of INSERT INTO {table} has no value for `{name}`, which another row \
                     has; give one, or `Missing::Default`"
                );
                self.mistake(message, place);
            }
        }
        self.problems.len() > before
    }
}
