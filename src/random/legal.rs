//! What can stand where: the pairs of [`Counts`](super::Counts) that a generator should reach.
//!
//! Worked out from the table of functions and from the clauses below, not from what the generator
//! does, so that what it cannot reach is seen.

use super::apply::moves_days;
use super::expr::{gives, is_joined};
use super::grammar::{RAW, cast_from};
use super::over::has_frames;
use super::profile::Profile;
use super::world::{COMPARED, TAGS};
use crate::check::collations::COLLATING;
use crate::feature::Feature;
use crate::function::{Arg, Class, Function};
use crate::types::Tag;

/// A clause or an operator, and what can stand in it.
struct Place {
    name: &'static str,
    tags: Vec<Tag>,
    /// Aggregates can.
    groups: bool,
    /// Functions over windows can.
    windows: bool,
    /// Queries can.
    queries: bool,
    /// Values alone can.
    values: bool,
}

/// Clauses: the types of what stands in them, and whether aggregates, functions over windows,
/// queries and lone values can.
const CLAUSES: &[(&str, &[Tag], [bool; 4])] = &[
    ("SELECT", &TAGS, [true, true, true, true]),
    ("WHERE", &[Tag::Boolean], [false, false, true, true]),
    ("QUALIFY", &[Tag::Boolean], [false, true, true, true]),
    ("ON", &[Tag::Boolean], [false, false, true, true]),
    // A lone value is the number of a column; queries as keys are left to people.
    ("GROUP BY", COMPARED, [false, false, false, false]),
    ("HAVING", &[Tag::Boolean], [true, false, true, true]),
    // Floats that are worked out differ in their last digits.
    ("ORDER BY", &ORDERED, [true, true, true, false]),
    ("list", &TAGS, [false, false, false, true]),
    ("column of IN", COMPARED, [false, false, true, true]),
    // Of an aggregate over a window of groups.
    ("FILTER", &[Tag::Boolean], [true, false, true, true]),
    ("OVER", COMPARED, [true, false, true, true]),
    ("VALUES", &SETTABLE, [false, false, false, true]),
    ("row of VALUES", &TAGS, [false, false, true, true]),
    ("SET", &TAGS, [false, false, true, true]),
    ("DO UPDATE", &TAGS, [false, false, false, true]),
    ("RETURNING", &TAGS, [false, false, false, true]),
];

/// What the columns of new rows are, but for those that are always the same.
const SETTABLE: [Tag; 14] = [
    Tag::Boolean,
    Tag::SmallInt,
    Tag::BigInt,
    Tag::Real,
    Tag::Double,
    Tag::Text,
    Tag::Bytes,
    Tag::Date,
    Tag::Timestamp,
    Tag::Uuid,
    Tag::Time,
    Tag::TimestampTz,
    Tag::Interval,
    Tag::Json,
];

const ORDERED: [Tag; 12] = [
    Tag::Boolean,
    Tag::SmallInt,
    Tag::Integer,
    Tag::BigInt,
    Tag::Text,
    Tag::Bytes,
    Tag::Date,
    Tag::Timestamp,
    Tag::Uuid,
    Tag::Time,
    Tag::TimestampTz,
    Tag::Interval,
];

/// What no function makes.
const LEAVES: [&str; 4] = ["column", "value", "NULL", "late parameter"];

impl Profile {
    /// What can stand where, as far as the profile has it: pairs as [`Counts`](super::Counts) has them.
    #[must_use]
    pub fn legal_pairs(&self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = self.parts();
        if !self.collations().is_empty() {
            let places = COLLATING.iter().map(|function| function.name()).chain(["ORDER BY"]);
            pairs.extend(places.map(|place| ("COLLATE", place)));
        }
        for place in self.places() {
            for function in self.functions() {
                if place.tags.iter().any(|tag| self.can_stand(function, *tag, &place)) {
                    pairs.push((function.name(), place.name));
                }
            }
            let leaves = if place.values { &LEAVES[..] } else { &LEAVES[..1] };
            // Only what rows are inserted has no columns to refer to.
            let sees = !matches!(place.name, "VALUES" | "row of VALUES");
            let seen = leaves.iter().filter(|leaf| **leaf != "column" || sees);
            pairs.extend(seen.map(|leaf| (*leaf, place.name)));
            if place.tags.contains(&Tag::Boolean) {
                pairs.push(("row", place.name));
                if place.queries && place.name != "HAVING" {
                    pairs.push(("quantified", place.name));
                }
            }
            // Groups by raw SQL may be one group, which some engine has no windows over.
            let known = place.name == "GROUP BY" && !self.has(Feature::WindowsOverGroups);
            let twice = self.twice_by_name(place.name);
            if !twice && !known && RAW.iter().any(|(.., gives)| place.tags.contains(gives)) {
                pairs.push(("raw SQL", place.name));
            }
        }
        pairs
    }

    fn can_stand(&self, function: &'static Function, tag: Tag, place: &Place) -> bool {
        let has_windows = place.windows && self.has_over_windows(function);
        let class = match function.class() {
            Class::Scalar => place.queries || !function.args().contains(&Arg::Query),
            Class::Aggregate { .. } => place.groups || has_windows,
            Class::OrderedSet => place.groups,
            Class::Window => has_windows,
            Class::Rows | Class::Grouping | Class::Returning => false,
        };
        // Of groups, aggregates stand in functions over windows, where `string_agg` may be lacking.
        let inside = place.groups && !place.windows && place.name != "HAVING";
        let lacking = inside && !self.has(Feature::WindowsOverGroups);
        class
            && !(lacking && is_joined(function))
            && gives(function, tag)
            && (function.class() == Class::Scalar || self.has_over(function, tag))
    }

    fn places(&self) -> Vec<Place> {
        let returning = self.has(Feature::InsertReturning) || self.has(Feature::DeleteReturning);
        let clauses = CLAUSES.iter().filter(|(name, ..)| *name != "RETURNING" || returning);
        let mut places: Vec<Place> = clauses
            .map(|(name, tags, can)| {
                let [groups, windows, queries, values] = *can;
                Place { name, tags: tags.to_vec(), groups, windows, queries, values }
            })
            .collect();
        // Exact numbers stand where all others do.
        let numbers = |place: &&mut Place| self.has_exact() && place.tags.contains(&Tag::SmallInt);
        places.iter_mut().filter(numbers).for_each(|place| place.tags.push(Tag::Decimal));
        places.extend(self.functions().filter_map(|function| self.operands_of(function)));
        let holes = RAW.iter().flat_map(|(_, holes, _)| holes.iter().copied()).collect();
        for (name, groups, windows) in [("row", true, true), ("quantified", false, false)] {
            let tags = self.compared();
            places.push(Place { name, tags, groups, windows, queries: true, values: true });
        }
        places.push(Place {
            name: "raw SQL",
            tags: holes,
            groups: true,
            windows: true,
            queries: true,
            values: true,
        });
        places
    }

    /// What the operands of a function can be; none if it has none, or only queries and constants.
    fn operands_of(&self, function: &'static Function) -> Option<Place> {
        if function.class() == Class::Grouping {
            return None;
        }
        let name = function.name();
        let scalar = function.class() == Class::Scalar;
        let fits = |tag: &Tag| {
            let free = |arg: &&Arg| !arg.is_setting() && !matches!(arg, Arg::Query | Arg::Pattern);
            // How far a day is moved is a remainder.
            let count = if moves_days(function) { 1 } else { usize::MAX };
            let mut args = function.args().iter().take(count).filter(free);
            let of = |arg: &Arg| match arg {
                Arg::SameAs(first) => function.arg(usize::from(*first)).unwrap_or(*arg),
                arg => *arg,
            };
            args.any(|arg| self.takes(function, of(arg), *tag))
                && (scalar || self.has_over(function, *tag))
        };
        let tags: Vec<Tag> = match name {
            "CAST" => self.tags().into_iter().filter(is_cast).collect(),
            _ => self.tags().into_iter().filter(fits).collect(),
        };
        // Aggregates stand in others over windows only.
        let over = self.has_over_windows(function);
        let (groups, windows, queries, values) = (scalar || over, scalar, true, true);
        (!tags.is_empty()).then_some(Place { name, tags, groups, windows, queries, values })
    }

    /// What is no expression.
    fn parts(&self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = vec![
            ("table", "FROM"),
            ("inferred", "FROM"),
            ("constant", "ORDER BY"),
            ("subquery", "FROM"),
            ("VALUES", "FROM"),
            ("VALUES", "set operation"),
            ("JOIN", "FROM"),
            ("USING", "FROM"),
            ("LEFT JOIN", "FROM"),
            ("CROSS JOIN", "FROM"),
            ("JOIN in parentheses", "FROM"),
            ("UNION", "query"),
            ("UNION ALL", "query"),
            ("DISTINCT", "query"),
            ("ROLLUP", "query"),
            ("CUBE", "query"),
            ("GROUPING SETS", "query"),
            ("DISTINCT ON", "query"),
            ("WITH TIES", "query"),
            ("PERCENT", "query"),
            ("LIMIT", "query"),
            ("OFFSET", "query"),
            ("prefix", "query"),
            ("suffix", "query"),
            ("correlate", "query"),
            ("add_columns", "query"),
            ("with_only_columns", "query"),
            ("labels_with_table", "query"),
            ("label", "SELECT"),
            ("multiset", "SELECT"),
            ("several rows", "INSERT"),
            ("query", "INSERT"),
            ("LIMIT", "UPDATE"),
            ("LIMIT", "DELETE"),
            ("FROM", "UPDATE"),
            ("USING", "DELETE"),
            ("DO NOTHING", "INSERT"),
            ("DO UPDATE", "INSERT"),
            ("upsert", "MERGE"),
            ("another name", "UPDATE"),
            ("another name", "DELETE"),
            ("row", "UPDATE"),
            ("several items", "UPDATE"),
            ("subquery", "UPDATE"),
            ("any match", "UPDATE"),
            ("all rows", "UPDATE"),
            ("all rows", "DELETE"),
            ("DEFAULT", "VALUES"),
            ("row of defaults", "INSERT"),
            ("set", "INSERT"),
            ("maps", "INSERT"),
            ("incoming", "INSERT"),
            ("subquery", "MERGE"),
            ("query", "IN"),
            ("late list", "IN"),
        ];
        for (feature, what, place) in FEATURES {
            if self.has(*feature) {
                pairs.push((what, place));
            }
        }
        for function in self.functions() {
            self.modifiers(function, &mut pairs);
        }
        pairs
    }

    fn modifiers(
        &self,
        function: &'static Function,
        pairs: &mut Vec<(&'static str, &'static str)>,
    ) {
        let (name, over) = (function.name(), self.has_over_windows(function));
        if matches!(function.class(), Class::Aggregate { .. }) {
            pairs.push(("FILTER", name));
            if over {
                pairs.push(("FILTER over a window", name));
            }
            if self.has(Feature::DistinctAggregates) && !is_joined(function) {
                pairs.push(("DISTINCT", name));
            }
        }
        if over && has_frames(function) {
            pairs.extend([("ROWS", name), ("RANGE", name)]);
            if self.has(Feature::FrameGroups) {
                pairs.push(("GROUPS", name));
            }
            if self.has(Feature::FrameExclude) {
                pairs.push(("EXCLUDE", name));
            }
        }
    }
}

const FEATURES: &[(Feature, &str, &str)] = &[
    (Feature::CommonTableExpressions, "query of WITH", "FROM"),
    (Feature::CommonTableExpressions, "WITH", "query"),
    (Feature::CommonTableExpressions, "recursive query", "FROM"),
    (Feature::CommonTableExpressions, "alias of WITH", "FROM"),
    (Feature::CommonTableExpressions, "query of WITH", "INSERT"),
    (Feature::ChangeInWith, "change", "WITH"),
    (Feature::DefaultInSet, "DEFAULT", "SET"),
    (Feature::DefaultInSet, "DEFAULT", "DO UPDATE"),
    (Feature::Overriding, "OVERRIDING", "INSERT"),
    (Feature::OnConstraint, "constraint", "INSERT"),
    (Feature::OnDuplicateKey, "duplicate key", "INSERT"),
    (Feature::InsertOr, "OR ABORT", "INSERT"),
    (Feature::InsertOr, "OR FAIL", "INSERT"),
    (Feature::InsertOr, "OR IGNORE", "INSERT"),
    (Feature::InsertOr, "OR REPLACE", "INSERT"),
    (Feature::InsertOr, "OR ROLLBACK", "INSERT"),
    (Feature::InsertIgnore, "IGNORE", "INSERT"),
    (Feature::Replace, "REPLACE", "INSERT"),
    (Feature::ChangePriority, "LOW_PRIORITY", "INSERT"),
    (Feature::ChangePriority, "LOW_PRIORITY", "UPDATE"),
    (Feature::ChangePriority, "LOW_PRIORITY", "DELETE"),
    (Feature::ChangePriority, "HIGH_PRIORITY", "INSERT"),
    (Feature::ChangePriority, "QUICK", "DELETE"),
    (Feature::ChangeIgnore, "IGNORE", "UPDATE"),
    (Feature::ChangeIgnore, "IGNORE", "DELETE"),
    (Feature::OptimizerHints, "hint", "INSERT"),
    (Feature::OptimizerHints, "hint", "UPDATE"),
    (Feature::OptimizerHints, "hint", "DELETE"),
    (Feature::IndexedBy, "NOT INDEXED", "FROM"),
    (Feature::IndexHints, "USE INDEX", "FROM"),
    (Feature::IndexHints, "IGNORE INDEX", "FROM"),
    (Feature::Merge, "branches", "MERGE"),
    (Feature::Merge, "another name", "MERGE"),
    (Feature::MergeBySource, "by source", "MERGE"),
    (Feature::MergeReturning, "RETURNING", "MERGE"),
    (Feature::OldAndNew, "old and new", "RETURNING"),
    (Feature::Lateral, "lateral query", "FROM"),
    (Feature::LockingReads, "FOR UPDATE", "query"),
    (Feature::RightJoin, "RIGHT JOIN", "FROM"),
    (Feature::FullJoin, "FULL JOIN", "FROM"),
    (Feature::Intersect, "INTERSECT", "query"),
    (Feature::Intersect, "EXCEPT", "query"),
    (Feature::IntersectAll, "INTERSECT ALL", "query"),
    (Feature::IntersectAll, "EXCEPT ALL", "query"),
];

fn is_cast(tag: &Tag) -> bool {
    TAGS.iter().chain(&[Tag::Decimal]).any(|want| cast_from(*want).contains(tag))
}
