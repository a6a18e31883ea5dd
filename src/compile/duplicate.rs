//! ON CONFLICT as ON DUPLICATE KEY UPDATE: where it means the same, or is what was said.
//!
//! <https://dev.mysql.com/doc/refman/8.4/en/insert-on-duplicate.html>

use itertools::Itertools as _;

use super::assign::{Reads, push_inside};
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::dml::{Cells, ChangeBody, Conflict, ConflictTarget, Verb};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::schema::{ColumnDef, ConstraintDef, TableDef};
use crate::select::{ItemBody, Moment, SourceRef};
use crate::tree::is_pure;
use crate::types::Type;
use crate::value::Value;

/// What the row to be inserted is called, where it can have a name.
pub(super) const ROW: &str = "new";

impl<'a> Writer<'a> {
    pub(super) fn on_duplicate_key(
        &mut self,
        target: SourceRef<'a>,
        body: &'a ChangeBody,
        conflict: &'a Conflict,
    ) {
        if conflict.target != ConflictTarget::Duplicate {
            if let Some(why) = self.means_another(target, body, conflict) {
                let message = format!("{}, and {why}", Feature::OnConflict);
                return self.unsupported(Feature::OnConflict, &message);
            }
            self.rewrite(Rewrite::OnDuplicateKey, Feature::OnConflict);
        }
        let may_leave = !conflict.update || !conflict.filter.is_empty();
        if may_leave && !body.returning.is_empty() {
            self.require(Feature::ReturningOfUpserts);
        }
        if !conflict.update {
            self.line(" ON DUPLICATE KEY UPDATE ");
            return self.sets_nothing(target, body, conflict);
        }
        let alias = self.features.has(Feature::RowAlias)
            && body.query().is_none()
            && !body.rare().is_some_and(|rare| rare.defaults)
            && self.inserts_all_incoming(body, conflict);
        if alias {
            self.text(" AS ");
            self.text(ROW);
            self.check_row_name(target);
        }
        self.rare_mut().row_alias = alias;
        self.line(" ON DUPLICATE KEY UPDATE ");
        self.duplicate_sets(target, conflict);
    }

    /// True if all columns that are read in the row to be inserted are said in the INSERT: a name for the
    /// row has no others on MySQL, where VALUES(column) gives the default of those too.
    fn inserts_all_incoming(&self, body: &ChangeBody, conflict: &Conflict) -> bool {
        let folding = self.spec.column_names;
        let is_said = |column: &ColumnRef| {
            let said = body.columns.iter().filter_map(|node| node.as_column()?.name());
            column.name().is_some_and(|name| said.into_iter().any(|own| folding.same(own, name)))
        };
        let reads = conflict.values.iter().chain([&conflict.filter]);
        incoming(reads).into_iter().all(is_said)
    }

    fn check_row_name(&mut self, target: SourceRef<'a>) {
        if target.name().as_str().eq_ignore_ascii_case(ROW) {
            let message =
                format!("a table called `{ROW}` hides the row to be inserted, which is called so");
            self.fail(ErrorKind::DuplicateName, message);
        }
    }

    /// An assignment that changes nothing.
    fn sets_nothing(
        &mut self,
        target: SourceRef<'a>,
        body: &'a ChangeBody,
        conflict: &'a Conflict,
    ) {
        let key =
            conflict.keys.iter().chain(&body.columns).find_map(|node| node.as_column()?.name());
        let first = target.table().and_then(|table| table.columns.first()).map(ColumnDef::name);
        let Some(name) = key.or(first) else {
            let message =
                "DO NOTHING needs a column to assign to itself; name one by `.on_conflict(…)`";
            return self.fail(ErrorKind::Incomplete, message.into());
        };
        self.name(name);
        self.text(" = ");
        self.qualified(target, name);
    }

    fn duplicate_sets(&mut self, target: SourceRef<'a>, conflict: &'a Conflict) {
        self.enter("DO UPDATE", Some(conflict.place));
        let filter = &conflict.filter;
        if conflict.columns.len() > 1 && !is_pure(NodeRef::new(filter)) {
            let what = "ON CONFLICT … WHERE with a condition that may be another each time";
            self.unsupported(Feature::OnConflict, what);
        }
        let reads = conflict.values.iter().map(|value| Reads::of(target, [value, filter]));
        let held: Vec<Vec<&Name>> =
            conflict.values.iter().map(|value| long_incoming([value, filter])).collect();
        let order = self.in_order(&conflict.columns, reads.collect(), &held);
        let mut seen = Vec::new();
        for (written, place) in order.into_iter().enumerate() {
            let (Some(column), Some(value)) =
                (conflict.columns.get(place), conflict.values.get(place))
            else {
                continue;
            };
            if written > 0 {
                self.text(", ");
            }
            let name = self.checked_column(target, Verb::Update, column, &mut seen);
            let Some(name) = name else { continue };
            self.name(name);
            self.text(" = ");
            if filter.is_empty() {
                self.assigned(value, column, Feature::DefaultInSet);
            } else {
                self.assigned_where(target, (column, name), value, filter);
            }
        }
    }

    fn assigned_where(
        &mut self,
        target: SourceRef<'a>,
        (column, name): (&'a Node, &'a Name),
        value: &'a Node,
        filter: &'a Node,
    ) {
        self.text("CASE WHEN ");
        self.expr(filter, 0);
        self.text(" THEN ");
        if let Node::Default = value.unlabelled() {
            self.require(Feature::DefaultInDoUpdateWhere);
            self.text("DEFAULT(");
            self.qualified(target, name);
            self.text(")");
        } else {
            self.assigned(value, column, Feature::DefaultInSet);
        }
        self.text(" ELSE ");
        self.qualified(target, name);
        self.text(" END");
    }

    /// Why ON DUPLICATE KEY UPDATE would mean something else.
    pub(super) fn means_another(
        &self,
        target: SourceRef<'a>,
        body: &ChangeBody,
        conflict: &Conflict,
    ) -> Option<String> {
        match &conflict.target {
            ConflictTarget::Any | ConflictTarget::Duplicate => return None,
            ConflictTarget::Constraint(_) => return Some("it knows keys, not constraints".into()),
            ConflictTarget::Keys if !conflict.predicate.is_empty() => {
                return Some("no partial indexes".into());
            }
            ConflictTarget::Keys => {}
        }
        let columns = conflict.keys.iter().map(|key| key.as_column()?.name());
        let Some(key) = columns.collect::<Option<Vec<&Name>>>() else {
            return Some("keys are columns here".into());
        };
        let keys = target.table().map(keys_of).unwrap_or_default();
        let folding = self.spec.column_names;
        let within = |a: &[&Name], b: &[&Name]| {
            a.iter().all(|name| b.iter().any(|other| folding.same(name, other)))
        };
        let is_it = |other: &&Vec<&Name>| within(&key, other) && within(other, &key);
        if keys.iter().find(is_it).is_none() {
            let names = key.iter().format_with(", ", |name, f| f(&format_args!("`{name}`")));
            return Some(format!(
                "`{}` declares no unique key of {names}, which is needed to tell that no other is met",
                target.name()
            ));
        }
        // Who meets a key that the named one is part of, meets that one too.
        let met = |other: &&Vec<&Name>| !within(&key, other) && self.can_meet(body, other);
        let other = keys.iter().find(met)?;
        let names = other.iter().format_with(", ", |name, f| f(&format_args!("`{name}`")));
        Some(format!("a row could be met in the key {names} too"))
    }

    /// True unless a column of the key is numbered by the database, or NULL, in every row: as far as
    /// the table is declared.
    fn can_meet(&self, body: &ChangeBody, key: &[&Name]) -> bool {
        let table = SourceRef::from(&body.target).table();
        let folding = self.spec.column_names;
        !key.iter().any(|name| {
            let is = |node: &Node| {
                node.as_column()
                    .and_then(ColumnRef::name)
                    .is_some_and(|own| folding.same(own, name))
            };
            let mut defs = table.into_iter().flat_map(|table| table.columns.iter());
            let def = defs.find(|def| folding.same(def.name(), name));
            let generated = def.is_some_and(|def| def.generated);
            let null = def.is_some_and(|def| def.is_nullable() && def.default.is_none());
            match body.columns.iter().position(is) {
                Some(place) => body.cells.are_all_empty(place, body.columns.len(), generated),
                None => generated || null,
            }
        })
    }
}

impl Cells {
    /// True if a column is NULL, or where that means the next number DEFAULT, in every row.
    fn are_all_empty(&self, place: usize, width: usize, default: bool) -> bool {
        let empty =
            |node: &Node| node.is_null() || default && matches!(node.unlabelled(), Node::Default);
        let (skipped, width) = (place, width.max(1));
        self.len() > 0
            && match self {
                Cells::Values(values) => {
                    values.iter().skip(skipped).step_by(width).all(|value| *value == Value::Null)
                }
                Cells::Nodes(nodes) => nodes.iter().skip(skipped).step_by(width).all(empty),
            }
    }
}

/// The unique keys that a table declares.
fn keys_of(table: &TableDef) -> Vec<Vec<&Name>> {
    let primary: Vec<&Name> =
        table.columns.iter().filter(|def| def.primary_key).map(ColumnDef::name).collect();
    let single = table.columns.iter().filter(|def| def.unique).map(|def| vec![def.name()]);
    let several = table.constraints.iter().filter_map(|constraint| match constraint {
        ConstraintDef::Unique(columns) => Some(columns.iter().collect()),
        ConstraintDef::ForeignKey { .. } => None,
    });
    let primary = (!primary.is_empty()).then_some(primary);
    primary.into_iter().chain(single).chain(several).collect()
}

/// The long columns that expressions read in the row to be inserted. It holds them in the room in which they
/// are set, so that it has lost them then. Measured on MariaDB 10.11: of `a = 'x', b = VALUES(a)` both are `x`.
fn long_incoming(nodes: [&Node; 2]) -> Vec<&Name> {
    let long = incoming(nodes).into_iter().filter(|column| is_long(&column.sql_type()));
    long.filter_map(ColumnRef::name).collect()
}

/// The columns that expressions read in the row to be inserted.
fn incoming<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Vec<&'n ColumnRef> {
    let mut columns = Vec::new();
    let mut waiting: Vec<NodeRef<'n>> = nodes.into_iter().map(NodeRef::new).collect();
    while let Some(node) = waiting.pop() {
        let item = node.as_column().and_then(SourceRef::of).and_then(SourceRef::item);
        if item.is_some_and(|item| matches!(item.body, ItemBody::Row(_, Moment::Incoming))) {
            columns.extend(node.as_column());
        }
        push_inside(node, &mut waiting);
    }
    columns
}

/// True for a type that may be kept apart from its row.
fn is_long(ty: &Type) -> bool {
    match ty {
        Type::User(user) => is_long(user.storage()),
        Type::Unknown
        | Type::Text
        | Type::Bytes
        | Type::Json
        | Type::Array(_)
        | Type::Native(_) => true,
        Type::Boolean
        | Type::SmallInt
        | Type::Integer
        | Type::BigInt
        | Type::UnsignedBigInt
        | Type::Real
        | Type::Double
        | Type::Decimal(..)
        | Type::BigDecimal
        | Type::VarChar(_)
        | Type::Char(_)
        | Type::Date
        | Type::Time
        | Type::Timestamp
        | Type::TimestampTz
        | Type::Interval
        | Type::Uuid => false,
    }
}
