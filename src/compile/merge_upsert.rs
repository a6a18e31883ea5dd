//! MERGE as an upsert, where it is exactly one.

use super::assign::mentions_table;
use super::merge::reads;
use super::{Rewrite, Writer};
use crate::check::{conjuncts, equation, is_integer, may_give_several};
use crate::dialect::Feature;
use crate::dml::{Action, Branch, ChangeBody, ChangeClause, Conflict, ConflictTarget, Verb, When};
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::expr::{Column, Expr, Node};
use crate::select::{SelectBody, Source, SourceRef, incoming};
use crate::tree::same;
use crate::types::{Any, Family, Sort, Tag};

/// The parts of a MERGE that may be an upsert.
struct Parts<'b> {
    source: &'b Source,
    update: Option<&'b Branch>,
    insert: &'b Branch,
    /// The columns of the table that ON equates, and with what.
    keys: Vec<(ColumnRef, Node)>,
}

impl<'a> Writer<'a> {
    /// MERGE on an engine that has none.
    #[cold]
    pub(super) fn merge_as_upsert(&mut self, body: &'a ChangeBody) {
        self.enter("MERGE", body.place(ChangeClause::Target));
        let before = body.problems.len();
        body.problems.iter().for_each(|problem| self.problem(problem.clone()));
        self.check_branches(body);
        if before > 0 || self.has_problems() {
            return;
        }
        match self.upsert_of(body) {
            Ok(upsert) => self.write_instead(upsert, Rewrite::MergeAsUpsert, Feature::Merge),
            Err(why) => self.unsupported(Feature::Merge, &format!("{}, and {why}", Feature::Merge)),
        }
    }

    /// The upsert that a MERGE is, or why it is none.
    fn upsert_of(&self, body: &ChangeBody) -> Result<ChangeBody, String> {
        let target = SourceRef::from(&body.target);
        if target.item().is_some() {
            return Err("its table has another name".into());
        }
        let parts = parts_of(body, target)?;
        self.check_source(body, &parts)?;
        self.check_row_is_whole(target, parts.insert)?;
        let mut upsert = ChangeBody::instead(body, Verb::Insert);
        let mut cells = Vec::new();
        for (column, value) in parts.insert.columns.iter().zip(&parts.insert.values) {
            // A column left out gets its default.
            if !matches!(value.unlabelled(), Node::Default) {
                upsert.columns.push(column.clone());
                cells.push(value.clone());
            }
        }
        let conflict = conflict_of(body, &parts, (&upsert.columns, &cells))?;
        let mut query = SelectBody::new(cells, 0, parts.insert.place);
        query.add_from(parts.source.clone());
        if !parts.insert.is_plain() {
            query.add_filter(parts.insert.filter.clone());
        }
        upsert.set_parts(query, conflict);
        let rare = upsert.rare().and_then(|rare| rare.conflict.as_ref());
        match rare.and_then(|conflict| self.means_another(target, &upsert, conflict)) {
            None => Ok(upsert),
            Some(why) => Err(format!("as an upsert {why}")),
        }
    }

    /// The source may not read the table, nor have two rows for one key.
    fn check_source(&self, body: &ChangeBody, parts: &Parts<'_>) -> Result<(), String> {
        let target = SourceRef::from(&body.target);
        let own = Node::Source(parts.source.clone());
        let is_table = |source: SourceRef<'_>| {
            source.table().zip(target.table()).is_some_and(|(a, b)| a.name == b.name)
        };
        let query = NodeRef::new(&own).source().and_then(|source| source.item()?.query_node());
        if is_table(SourceRef::from(parts.source))
            || query.is_some_and(|query| mentions_table(target, query))
        {
            return Err("its source reads the table".into());
        }
        let mut read = SelectBody::new(Vec::new(), 0, parts.insert.place);
        read.add_from(parts.source.clone());
        read.add_filter(body.filter.clone());
        if may_give_several(&read, vec![SourceRef::from(parts.source)]) {
            return Err(
                "two rows of its source may go with one row, since no unique key of it is \
                        equated with columns of the table"
                    .into(),
            );
        }
        Ok(())
    }

    /// The row to be inserted is looked at for rows that match too, so that it may lack nothing.
    fn check_row_is_whole(&self, target: SourceRef<'_>, insert: &Branch) -> Result<(), String> {
        let folding = self.spec.column_names;
        for def in target.table().map_or(&[][..], |table| &table.columns) {
            if def.needs_no_value() {
                continue;
            }
            let is_it = |column: &Node| {
                let name = column.as_column().and_then(ColumnRef::name);
                name.is_some_and(|name| folding.same(name, def.name()))
            };
            let place = insert.columns.iter().position(is_it);
            let value = place.and_then(|place| insert.values.get(place));
            let whole = match value.map(Node::unlabelled) {
                None | Some(Node::Default) => def.default.is_some(),
                Some(value) => !value.sort().has(Sort::NULLABLE),
            };
            if !whole {
                return Err(format!(
                    "the row of an upsert must have a value for `{}`, also where it is not inserted",
                    def.name()
                ));
            }
        }
        Ok(())
    }
}

/// The one source, the branches, and what ON equates.
fn parts_of<'b>(body: &'b ChangeBody, target: SourceRef<'_>) -> Result<Parts<'b>, String> {
    let source = body.items().next().ok_or("it has no source")?;
    let (mut update, mut insert) = (None, None);
    let branches = body.branches();
    for (i, branch) in branches.iter().enumerate() {
        let last = !branches[i + 1..].iter().any(|other| other.when == branch.when);
        match (branch.when, branch.action) {
            // What no branch is taken for stays as it is anyway.
            (_, Action::Nothing) if last => {}
            (When::Matched, Action::Update) if update.is_none() => update = Some(branch),
            (When::NotMatched, Action::Insert) if insert.is_none() => insert = Some(branch),
            _ => return Err("an upsert has one UPDATE and one INSERT only".into()),
        }
    }
    let insert = insert.ok_or("an upsert inserts")?;
    if update.is_some() && !insert.is_plain() {
        return Err("the INSERT of an upsert that updates has no condition".into());
    }
    let keys = keys_of(&body.filter, target)
        .ok_or("its ON is not columns of the table that equal something of the source")?;
    if !keys.iter().all(|(column, value)| is_exact(column, value)) {
        return Err("its ON compares what may be equal by another rule than in the key".into());
    }
    Ok(Parts { source, update, insert, keys })
}

/// The pairs of `column = expression of the source` that a condition is made of.
fn keys_of(filter: &Node, target: SourceRef<'_>) -> Option<Vec<(ColumnRef, Node)>> {
    let of_table = |node: &NodeRef<'_>| {
        node.as_column()
            .is_some_and(|column| SourceRef::of(column).is_some_and(|of| of.same(target)))
    };
    let mut keys = Vec::new();
    for condition in conjuncts(std::iter::once(filter)) {
        let [left, right] = equation(NodeRef::new(condition))?;
        let (column, value) = if of_table(&left) { (left, right) } else { (right, left) };
        let (column, value) = (column.as_column()?, value.to_node());
        let plain = !value.sort().has(Sort::QUERY) && !reads(&value, target);
        if !plain || !SourceRef::of(column)?.same(target) {
            return None;
        }
        keys.push((column.clone(), value));
    }
    Some(keys)
}

/// True if equal values are one value for the key, too: texts may be equal by several rules.
fn is_exact(column: &ColumnRef, value: &Node) -> bool {
    let (own, other) = (column.sort().tag, value.sort().tag);
    let by_value =
        !matches!(own.family(), Family::Number | Family::Text | Family::Json | Family::Unknown);
    is_integer(own) && is_integer(other) || by_value && own == other
}

/// ON CONFLICT for the keys, in terms of the row to be inserted.
fn conflict_of(
    body: &ChangeBody,
    parts: &Parts<'_>,
    (columns, cells): (&[Node], &[Node]),
) -> Result<Conflict, String> {
    let mut keys = Vec::new();
    for (column, value) in &parts.keys {
        let place =
            columns.iter().position(|own| own.as_column().is_some_and(|own| own.same(column)));
        let given = place.and_then(|place| cells.get(place));
        if !given.is_some_and(|given| same(NodeRef::new(given.unlabelled()), NodeRef::new(value))) {
            return Err(format!(
                "the row inserted does not have in `{}` what ON compares with it",
                column.shown()
            ));
        }
        keys.push(Node::Column(column.clone()));
    }
    let source = SourceRef::from(parts.source);
    let from_row = |node: &Node| in_row(node, source, (columns, cells));
    let (mut set, mut values, mut filter) = (Vec::new(), Vec::new(), Node::Empty);
    if let Some(update) = parts.update {
        set.clone_from(&update.columns);
        values = update.values.iter().map(from_row).collect::<Result<_, _>>()?;
        if !update.is_plain() {
            filter = from_row(&update.filter)?;
        }
    }
    Ok(Conflict {
        target: ConflictTarget::Keys,
        keys,
        predicate: Node::Empty,
        update: parts.update.is_some(),
        columns: set,
        values,
        filled: 0,
        filter,
        place: parts.update.map_or(parts.insert.place, |update| update.place),
        incoming: body.target.incoming(),
    })
}

/// The expression with columns of the row to be inserted in the place of those of the source.
fn in_row(
    node: &Node,
    source: SourceRef<'_>,
    (columns, cells): (&[Node], &[Node]),
) -> Result<Node, String> {
    if node.sort().has(Sort::QUERY) {
        return Err("its UPDATE has a subquery".into());
    }
    let expr: Expr = Expr::new(node.clone());
    let replaced = expr.rewrite(|part| {
        if !reads(&part.node, source) {
            return None;
        }
        let is_it = |cell: &Node| same(NodeRef::new(cell), NodeRef::new(&part.node));
        let column = columns.get(cells.iter().position(is_it)?)?.as_column()?;
        // A column may keep a value in another form than it was given.
        let (kept, given) = (column.sql_type(), part.node.sql_type());
        let exact = kept == given && !matches!(Tag::of(&kept), Tag::Unknown);
        exact.then(|| Expr::new(Node::Column(incoming(Column::<Any>::of(column.clone())).column)))
    });
    if reads(&replaced.node, source) {
        return Err("its UPDATE reads columns of the source that the INSERT does not store".into());
    }
    Ok(replaced.node)
}
