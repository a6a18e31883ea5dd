//! Labels made of the names of a column and its table.

use std::collections::HashSet;
use std::panic::Location;

use itertools::Itertools as _;

use super::{Clause, Select, SelectBody, SourceRef, output_name};
use crate::expr::column_ref::ColumnRef;
use crate::expr::{Kind, Node};
use crate::name::Name;

impl<R> Select<R> {
    /// Labels each column with its table's name and its own: `SELECT users.id AS users_id`.
    ///
    /// Before that stands the schema, if the table has one; an alias is called by its own name. Columns that
    /// have a label keep it, and expressions without one are the engine's to name. What would be called as
    /// another column of the list, in any case of letters, has a number behind it: `users_id_1`. A `*` becomes
    /// the columns that are declared. Columns that are added afterwards are not labelled, so call it last.
    ///
    /// Outside of the query columns are found by their handles as before, and by the new names:
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, name: String }
    ///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id) }
    /// }
    /// let both = select((users::id, posts::id)).join(posts::table(), foreign_key()).labels_with_table();
    /// let pairs = both.subquery("pairs");
    /// let query = select((pairs.col(posts::id), pairs.col("users_id")));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT pairs.posts_id, pairs.users_id FROM (SELECT users.id AS users_id, posts.id AS posts_id \
    ///      FROM users JOIN posts ON posts.user_id = users.id) AS pairs");
    /// ```
    #[track_caller]
    pub fn labels_with_table(mut self) -> Self {
        self.body = self.body.expanded();
        self.with(Clause::Columns, Location::caller(), SelectBody::label_with_table)
    }
}

impl SelectBody {
    fn label_with_table(&mut self) {
        let folded = |name: &Name| name.as_str().to_lowercase();
        let kept = self.columns.iter().filter(|column| long_name(column).is_none());
        let mut taken: HashSet<String> = kept.filter_map(output_name).map(folded).collect();
        for column in &mut self.columns {
            let Some(long) = long_name(column) else { continue };
            let (mut name, mut number) = (long.clone(), 0);
            while !taken.insert(folded(&name)) {
                number += 1;
                name = long.numbered(number);
            }
            let operand = std::mem::take(column);
            *column = Node::tree(Kind::Label { operand, name });
        }
        self.measure();
    }
}

/// The name of a column behind that of its table; `None` if it has a label, or is no column of a table.
fn long_name(node: &Node) -> Option<Name> {
    let mut node = node;
    while let Some(Kind::Typed { operand, .. }) = node.kind() {
        node = operand;
    }
    let column = node.as_column()?;
    let name = column.name()?;
    let (schema, table) = match column {
        ColumnRef::Free(free) => (free.table()?.schema(), free.table()?.name()),
        _ => {
            let source = SourceRef::of(column)?;
            (source.schema(), source.name())
        }
    };
    let parts = schema.into_iter().chain([table, name]);
    Some(Name::from(parts.map(Name::shown).join("_")))
}
