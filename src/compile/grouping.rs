//! GROUP BY of several sets of keys: how it is written, and which sets there are.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::select::{Grouping, RareClauses, SelectBody};
use crate::tree::same;
use crate::types::Tag;

/// Numbers of keys as bits.
pub(super) type Set = u64;

/// PostgreSQL takes no more: https://www.postgresql.org/docs/current/sql-select.html#SQL-GROUPBY
const MOST_SETS: usize = 4096;
const MOST_IN_CUBE: usize = 12;

/// Keys with numbers that are bits of a [`Set`].
const MOST_KEYS: usize = 64;

impl<'a> Writer<'a> {
    /// The keys of GROUP BY, with the words that make sets of them.
    #[cold]
    pub(super) fn groupings(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        self.sets_of(rare);
        self.check_folded(body, rare);
        let mut keys = &rare.group_by[..];
        for (i, grouping) in rare.groupings.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            } else {
                self.line(" GROUP BY ");
            }
            let (own, others) = keys.split_at(grouping.width().min(keys.len()));
            keys = others;
            match grouping {
                Grouping::Plain(_) => self.keys_in_a_row(own),
                Grouping::Rollup(_) => self.set("ROLLUP (", own),
                Grouping::Cube(_) => self.set("CUBE (", own),
                Grouping::Sets(sets) => self.grouping_sets(own, sets),
            }
        }
    }

    fn grouping_sets(&mut self, mut keys: &'a [Node], sets: &[usize]) {
        self.text("GROUPING SETS (");
        for (i, width) in sets.iter().enumerate() {
            let (own, others) = keys.split_at((*width).min(keys.len()));
            keys = others;
            self.set(if i > 0 { ", (" } else { "(" }, own);
        }
        self.text(")");
    }

    fn set(&mut self, before: &str, keys: &'a [Node]) {
        self.text(before);
        self.keys_in_a_row(keys);
        self.text(")");
    }

    pub(super) fn keys_in_a_row(&mut self, keys: &'a [Node]) {
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.group_key(key);
        }
    }

    /// The sets of keys of a query, each once for each time that it is meant; none if there is a mistake,
    /// which is noted.
    pub(super) fn sets_of(&mut self, rare: &RareClauses) -> Vec<Set> {
        let cube =
            |grouping: &Grouping| matches!(grouping, Grouping::Cube(keys) if *keys > MOST_IN_CUBE);
        let fault = if rare.group_by.is_empty() || rare.groupings.iter().any(is_empty) {
            "has a list of keys or sets without any; give at least one key"
        } else if rare.group_by.len() > MOST_KEYS || rare.groupings.iter().any(cube) {
            "has too many keys: 12 in CUBE and 64 in all sets are the most; give fewer"
        } else {
            match product(&rare.groupings) {
                Some(sets) => return sets,
                None => "makes more than 4096 sets of keys; give fewer",
            }
        };
        self.fail(ErrorKind::Conflict, format!("GROUP BY {fault}"));
        Vec::new()
    }

    /// True if a query has sets of keys, for which the engine has no words.
    #[inline]
    pub(super) fn lacks_sets(&self, rare: &RareClauses) -> bool {
        !rare.groupings.is_empty() && !self.features.has(Feature::GroupingSets)
    }

    /// Refuses keys that an engine takes for the value that decides them, also where they are NULL.
    ///
    /// PostgreSQL 15 works expressions out before it knows which keys are NULL: it takes `NOT (a = b)` for
    /// `a <> b`, and `(a AND b) AND c` for one AND, so that the key is no part of them; measured.
    fn check_folded(&mut self, body: &SelectBody, rare: &RareClauses) {
        let keys = &rare.group_by[..];
        let why = if !self.spec.faults.folds_keys {
            return;
        } else if keys.iter().any(may_be_folded) {
            "a key that a value in it may decide, as in `a OR TRUE`"
        } else if is_in_condition(body, rare) {
            "a condition that is a key, inside of another condition"
        } else {
            return;
        };
        let message = format!(
            "{} {} gives {why}, where it is NULL by ROLLUP, CUBE or GROUPING SETS; compute it in a \
             subquery, and group by its column",
            self.spec.name,
            self.dialect.version()
        );
        self.fail(ErrorKind::Unsupported(Feature::GroupingSets), message);
    }
}

/// True if a key that is a condition, but no column, stands inside another condition over groups.
fn is_in_condition(body: &SelectBody, rare: &RareClauses) -> bool {
    let conditions = rare
        .group_by
        .iter()
        .filter(|key| key.sort().tag == Tag::Boolean && key.unlabelled().as_column().is_none());
    let keys: Vec<NodeRef<'_>> = conditions.map(|key| NodeRef::new(key).unlabelled()).collect();
    if keys.is_empty() {
        return false;
    }
    let having = Some(&rare.having).filter(|having| !having.is_empty());
    let mut waiting: Vec<(NodeRef<'_>, bool)> =
        having.into_iter().map(|having| (NodeRef::new(having), true)).collect();
    let others = body.columns.iter().chain(&body.order_by);
    waiting.extend(others.map(|node| (NodeRef::new(node), false)));
    while let Some((node, inside)) = waiting.pop() {
        if inside && keys.iter().any(|key| same(*key, node))
            || keys.iter().any(|key| begins_with(node, *key))
        {
            return true;
        }
        let view = node.view();
        let keeps = matches!(view, View::Label { .. } | View::Typed { .. } | View::Order { .. });
        let is_condition = node.sort().tag == Tag::Boolean && !matches!(view, View::IsNull { .. });
        let inside = if keeps { inside } else { is_condition };
        node.each_child(&mut |child| waiting.push((child, inside)));
    }
    false
}

/// True for a chain of AND or OR whose first operands are those of a shorter one.
fn begins_with(chain: NodeRef<'_>, start: NodeRef<'_>) -> bool {
    match (chain.view(), start.view()) {
        (
            View::Operator { function, operands },
            View::Operator { function: own, operands: first },
        ) => {
            function == own
                && first.len() < operands.len()
                && first.iter().zip(operands.iter()).all(|(a, b)| same(a, b))
        }
        _ => false,
    }
}

/// True for a key in which a value may decide what something is, whatever the columns in it are.
fn may_be_folded(key: &Node) -> bool {
    let mut waiting = vec![NodeRef::new(key)];
    while let Some(node) = waiting.pop() {
        let mut deciding: Vec<NodeRef<'_>> = Vec::new();
        let view = node.view();
        if let View::Operator { function, operands } = view
            && (*function == function::AND || *function == function::OR)
        {
            deciding.extend(operands.iter());
        } else if let View::Function { function, args } = view
            && *function == function::COALESCE
        {
            deciding.extend(args.iter().take(args.len().saturating_sub(1)));
        } else if let View::Case { branches, .. } = view {
            deciding.extend(branches.iter().map(|(when, _)| when));
        } else if let View::Between { operand, .. } | View::In { operand, .. } = view {
            deciding.push(operand);
        } else if let View::RowTest { row, .. } = view {
            deciding.extend(row.iter());
        } else if let View::Raw { holes, .. } = view {
            deciding.extend(holes.iter());
        }
        if deciding.into_iter().any(is_value) {
            return true;
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    false
}

/// True for what has no column in it.
fn is_value(node: NodeRef<'_>) -> bool {
    !node.any(|node| node.as_column().is_some())
}

fn is_empty(grouping: &Grouping) -> bool {
    match grouping {
        Grouping::Plain(keys) | Grouping::Rollup(keys) | Grouping::Cube(keys) => *keys == 0,
        Grouping::Sets(sets) => sets.is_empty(),
    }
}

/// The sets of all groupings, each put together with each; `None` if they are too many.
fn product(groupings: &[Grouping]) -> Option<Vec<Set>> {
    let (mut sets, mut first) = (vec![0], 0);
    for grouping in groupings {
        let own = sets_of_one(grouping, first);
        first += grouping.width();
        if own.len().saturating_mul(sets.len()) > MOST_SETS {
            return None;
        }
        sets = sets.iter().flat_map(|set| own.iter().map(move |own| set | own)).collect();
    }
    Some(sets)
}

/// The sets that keys make, of which the first has the number `first`.
fn sets_of_one(grouping: &Grouping, first: usize) -> Vec<Set> {
    let run =
        |start: usize, count: usize| (start..start + count).fold(0, |set, key| set | bit(key));
    match grouping {
        Grouping::Plain(keys) => vec![run(first, *keys)],
        Grouping::Rollup(keys) => (0..=*keys).rev().map(|count| run(first, count)).collect(),
        Grouping::Cube(keys) => {
            let all = 1_u64 << keys;
            // The first key changes last, as in PostgreSQL's documentation.
            let has = |choice: u64, key: usize| choice >> (keys - 1 - key) & 1 == 1;
            let set = |choice| {
                let chosen = (0..*keys).filter(|key| has(choice, *key));
                chosen.fold(0, |set, key| set | bit(first + key))
            };
            (0..all).rev().map(set).collect()
        }
        Grouping::Sets(sets) => {
            let mut start = first;
            let next = |width: &usize| {
                let set = run(start, *width);
                start += width;
                set
            };
            sets.iter().map(next).collect()
        }
    }
}

fn bit(key: usize) -> Set {
    1 << key
}
