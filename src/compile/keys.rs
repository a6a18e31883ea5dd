//! Group keys: an expression that is a key must be the same for the engine wherever it stands.
//!
//! PostgreSQL compares expressions with their parameters, and `a % $1` is not `a % $2`. So where
//! placeholders have numbers, a key that comes again is written with the parameters that it had first.
//! MariaDB knows no expression of a key in HAVING, and MySQL none with parameters: there the key
//! is the largest of its values in the group, which are all the same.

use super::scope::Scope;
use super::task::Task;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, GroupKeys};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Chain, ChainOp};
use crate::expr::view::NodeRef;
use crate::select::{Distinct, RareClauses};
use crate::tree::same;
use crate::types::{Sort, Type};

/// What must be the same for the engine at each place of a query.
#[derive(Default)]
pub(super) struct Keys<'a> {
    keys: Vec<Key<'a>>,
    /// Columns that the keys fix, and that become keys too, since the engine does not know it.
    added: Vec<&'a ColumnRef>,
}

struct Key<'a> {
    node: &'a Node,
    /// The number of its first parameter, from 0, once it was written.
    first: Option<usize>,
}

impl<'a> Scope<'a> {
    /// The keys, as they are said.
    pub(super) fn grouped(&self) -> &'a [Node] {
        self.grouped.map_or(&[], |keys| keys)
    }

    pub(super) fn group_by(&mut self, keys: &'a Vec<Node>) {
        self.grouped = Some(keys);
        self.has_groups |= !keys.is_empty();
    }

    /// Makes a column that the keys fix one of them.
    pub(super) fn add_key(&mut self, column: &'a ColumnRef) {
        let added = &mut self.keys.get_or_insert_default().added;
        if !added.iter().any(|own| own.same(column)) {
            added.push(column);
        }
    }
}

impl<'a> Writer<'a> {
    /// Writes the columns that become keys.
    pub(super) fn added_keys(&mut self) {
        let added = self.scope.keys.as_mut().map(|keys| std::mem::take(&mut keys.added));
        for column in added.unwrap_or_default() {
            self.text(", ");
            self.column(column);
        }
    }

    /// Notes the keys of a query whose scope was just opened.
    #[cold]
    pub(super) fn note_keys(&mut self, rare: &'a RareClauses) {
        self.scope.group_by(&rare.group_by);
        let all = self.lacks_sets(rare);
        for key in rare.group_by.iter().filter(|key| key.as_column().is_none()) {
            self.note_if(key, all);
        }
        let numbered = self.spec.group_keys == GroupKeys::SameParameters;
        if numbered && rare.distinct == Distinct::On {
            for key in rare.distinct_on.iter().filter(|key| key.as_column().is_none()) {
                self.note_key(key);
            }
        }
    }

    /// Notes an expression that may come again, if that matters.
    pub(super) fn note_key(&mut self, node: &'a Node) {
        self.note_if(node, false);
    }

    fn note_if(&mut self, node: &'a Node, all: bool) {
        let node = node.unlabelled();
        let matters = all
            || match self.spec.group_keys {
                GroupKeys::Any => false,
                GroupKeys::SameParameters => {
                    node.inside() & Sort::BIND != 0 || self.power_of_whole(node) > 0
                }
                GroupKeys::NotInHaving | GroupKeys::WithoutParameters => true,
            };
        if matters && has_parts(node) {
            let keys = self.scope.keys.get_or_insert_default();
            keys.keys.push(Key { node, first: None });
            self.scope.keyed = true;
        }
    }

    /// Writes an expression that is a key, if it is one; true if it is written.
    #[cold]
    #[inline(never)]
    pub(super) fn write_key(&mut self, node: &'a Node, min: u8) -> bool {
        let wanted = node.unlabelled();
        if !has_parts(wanted) {
            return false;
        }
        let is_key = |key: &Key<'a>| same(NodeRef::new(key.node), NodeRef::new(wanted));
        let keys = self.scope.keys.as_deref();
        let place = keys.and_then(|keys| keys.keys.iter().position(is_key));
        place.is_some_and(|place| self.key(place, min))
    }

    /// Writes key number `place`, as the engine knows it; false if any expression will do.
    pub(super) fn key(&mut self, place: usize, min: u8) -> bool {
        let keys = self.scope.keys.as_deref();
        let Some(node) = keys.and_then(|keys| keys.keys.get(place)).map(|key| key.node) else {
            return false;
        };
        if self.is_lacking(node) {
            self.null(node.sort().tag, false);
            return true;
        }
        if !self.is_known_by_key(node) {
            return false;
        }
        match self.spec.group_keys {
            GroupKeys::Any => self.without_keys(|w| w.expr(node, min)),
            GroupKeys::NotInHaving | GroupKeys::WithoutParameters
                if !self.needs_aggregate(node) =>
            {
                self.without_keys(|w| w.expr(node, min));
            }
            GroupKeys::SameParameters => {
                // Among other conditions it would be one more of them, and no whole.
                let whole = if min > 0 { self.power_of_whole(node) } else { 0 };
                self.begin_key(place);
                self.without_keys(|w| w.expr(node, min.max(whole)));
                self.end_key();
            }
            GroupKeys::NotInHaving | GroupKeys::WithoutParameters => {
                self.rewrite(Rewrite::KeyAsAggregate, Feature::KeysInHaving);
                self.text("MAX(");
                self.without_keys(|w| w.expr(node, 0));
                self.text(")");
            }
        }
        true
    }

    /// How tightly a place must bind for AND and OR to have parentheses there.
    fn power_of_whole(&self, node: &Node) -> u8 {
        let Node::Chain(chain) = node else { return 0 };
        match chain.op {
            ChainOp::And => self.spec.powers.and + 1,
            ChainOp::Or => self.spec.powers.or + 1,
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply | ChainOp::Concat => 0,
        }
    }

    /// The first operand of a chain: as that PostgreSQL takes `(a AND b)` for two operands of `(a AND b)
    /// AND c`, and not for the key that it may be.
    #[cold]
    pub(super) fn first_beside_keys(
        &mut self,
        head: &'a Node,
        power: u8,
        write: fn(&mut Self, &'a Node, u8),
    ) {
        let numbered = self.spec.group_keys == GroupKeys::SameParameters;
        if numbered && self.power_of_whole(head.unlabelled()) > 0 {
            self.text("CAST(");
            self.expr(head, 0);
            self.text(" AS ");
            self.type_name(&Type::Boolean, self.spec.cast_types);
            self.text(")");
        } else {
            write(self, head, power);
        }
    }

    /// The key that a chain begins with, and how many of its operands that is; none if any
    /// expression will do.
    #[cold]
    pub(super) fn key_at_start(&self, chain: &Chain) -> Option<(usize, usize)> {
        let keys = self.scope.keys.as_deref()?;
        keys.keys.iter().enumerate().find_map(|(place, key)| {
            let Node::Chain(start) = key.node else { return None };
            let is_start = start.op == chain.op
                && start.len() < chain.len()
                && self.is_known_by_key(key.node)
                && start
                    .items()
                    .zip(chain.items())
                    .all(|(a, b)| same(NodeRef::new(a), NodeRef::new(b)));
            is_start.then(|| (place, start.len()))
        })
    }

    /// A chain that begins with a key. The key of AND and OR comes last, in parentheses: PostgreSQL
    /// takes `(a AND b) AND c` for one chain of three.
    #[cold]
    pub(super) fn chain_with_key(
        &mut self,
        place: usize,
        more: &'a [Node],
        (between, length): (&[u8; 8], usize),
        (first, rest): (u8, u8),
        write: fn(&mut Self, &'a Node, u8),
    ) {
        let keys = self.scope.keys.as_deref();
        let node = keys.and_then(|keys| keys.keys.get(place)).map(|key| key.node);
        let last = node.is_some_and(|node| self.power_of_whole(node) > 0);
        if !last {
            self.key(place, first);
        }
        for (i, item) in more.iter().enumerate() {
            if i > 0 || !last {
                self.out.push_padded(between, length);
            }
            if i == 0 && last {
                self.first_beside_keys(item, rest, write);
            } else {
                write(self, item, rest);
            }
        }
        if last {
            self.out.push_padded(between, length);
            self.key(place, rest.max(1));
        }
    }

    /// True where the engine must be told that an expression is a key.
    fn is_known_by_key(&self, key: &Node) -> bool {
        match self.spec.group_keys {
            // What is in it may be a key that the set lacks.
            _ if self.scope.only_keys.is_some() => true,
            GroupKeys::Any => false,
            GroupKeys::SameParameters => true,
            GroupKeys::NotInHaving | GroupKeys::WithoutParameters => self.needs_aggregate(key),
        }
    }

    /// True where the engine does not know a key.
    fn needs_aggregate(&self, key: &Node) -> bool {
        match self.clause {
            "HAVING" => true,
            "SELECT" | "ORDER BY" => {
                self.spec.group_keys == GroupKeys::WithoutParameters
                    && key.inside() & Sort::BIND != 0
            }
            _ => false,
        }
    }

    /// True if what is written here may be a key of the groups, and so an aggregate for an engine that does not
    /// know it.
    pub(super) fn may_be_aggregate(&self) -> bool {
        self.scope.keyed
    }

    /// Writes what is inside of a key, or of an aggregate, where no key is looked for.
    pub(super) fn without_keys(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.scope.keyed;
        self.look_for_keys(false);
        write(self);
        self.look_for_keys(before);
    }

    pub(super) fn look_for_keys(&mut self, on: bool) {
        if self.recording && self.scope.keyed != on {
            self.record(Task::LookForKeys(on));
        }
        self.scope.keyed = on;
    }

    /// What follows is a key: parameters that it had before are not given again.
    pub(super) fn begin_key(&mut self, place: usize) {
        if self.recording {
            return self.record(Task::BeginKey(place));
        }
        let next = self.params.len();
        let Some(key) = self.scope.keys.as_mut().and_then(|keys| keys.keys.get_mut(place)) else {
            return;
        };
        match key.first {
            Some(first) => self.again = Some(first),
            None => key.first = Some(next),
        }
    }

    pub(super) fn end_key(&mut self) {
        if self.recording {
            return self.record(Task::EndKey);
        }
        self.again = None;
    }
}

/// True for what is worked out: neither a column nor a value alone.
fn has_parts(node: &Node) -> bool {
    match node {
        Node::Chain(_)
        | Node::Tree(_)
        | Node::OfDeclared(..)
        | Node::ColumnValue(..)
        | Node::ColumnColumn(..)
        | Node::ColumnLike { .. }
        | Node::ColumnIn(..) => true,
        Node::Empty
        | Node::Null(_)
        | Node::Star
        | Node::Default
        | Node::Bind(_)
        | Node::NullBind(_)
        | Node::Literal(_)
        | Node::Column(_)
        | Node::Source(_)
        | Node::ColumnDesc(_)
        | Node::Select(_) => false,
    }
}
