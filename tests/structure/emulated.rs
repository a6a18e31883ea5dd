//! What dialects without a feature write in its place: statements that need one each, and the rewrites
//! that compiling them names.

use itertools::Itertools as _;
use sqltree::dialect::Dialect;
use sqltree::expr::row;
use sqltree::prelude::*;
use sqltree::{Compiled, Feature, Result};

sqltree::table! {
    pub users {
        id: i64 => primary_key,
        team: i64,
        age: Option<i32>,
        name: String,
    }
    pub posts {
        id: i64 => primary_key,
        user_id: i64,
        likes: i32,
    }
}

type Sample = fn(&dyn Dialect) -> Result<Compiled>;

const SAMPLES: &[(Feature, Sample)] = &[
    (Feature::NullsOrder, |dialect| {
        let nulls = (users::age.asc().nulls_last(), users::age.desc().nulls_first());
        select(users::id).order_by(nulls).compile(dialect)
    }),
    (Feature::AggregateFilter, |dialect| {
        select(func::sum(posts::likes).filter(posts::id.gt(1))).compile(dialect)
    }),
    (Feature::DistinctReadNowAndThen, |dialect| {
        let sum = select(func::sum(posts::likes).distinct()).filter(posts::user_id.eq(users::id));
        select(sum.scalar()).from(users::table()).compile(dialect)
    }),
    (Feature::NotNullOfComputed, |dialect| {
        let column = ColumnDef::new("b", Type::BigInt).not_null().computed_as("a + 1");
        create_table(Table::new("t").column("a", Type::BigInt).with(column)).compile(dialect)
    }),
    (Feature::GroupingSets, |dialect| {
        let query = select((posts::user_id.nullable(), func::count()));
        query.group_by_rollup(posts::user_id).compile(dialect)
    }),
    (Feature::DistinctOn, |dialect| {
        let query = select((posts::user_id, posts::id)).distinct_on(posts::user_id);
        query.order_by((posts::user_id, posts::likes)).compile(dialect)
    }),
    (Feature::Qualify, |dialect| {
        let number = func::row_number().over(window().order_by(posts::likes));
        select(posts::id).qualify(number.le(3)).compile(dialect)
    }),
    (Feature::WithTies, |dialect| {
        select(posts::id).order_by(posts::likes).limit_with_ties(3).compile(dialect)
    }),
    (Feature::FetchPercent, |dialect| {
        select(posts::id).order_by(posts::likes).limit_percent(3).compile(dialect)
    }),
    (Feature::RowsInList, |dialect| {
        let found = row((posts::id, posts::likes)).is_in([(1_i64, 2), (3, 4)]);
        select(posts::id).filter(found).compile(dialect)
    }),
    (Feature::RowsOfGroups, |dialect| {
        let last = row((posts::user_id, 1)).lt((func::max(posts::id), func::count()));
        select((posts::user_id, last)).group_by(posts::user_id).compile(dialect)
    }),
    (Feature::UnfinishedPatterns, |dialect| {
        select(users::id).filter(users::name.ilike(users::name)).compile(dialect)
    }),
    (Feature::Quantified, |dialect| {
        select(users::id).filter(users::id.gt_any(select(posts::id))).compile(dialect)
    }),
    (Feature::ValuesQuery, |dialect| values(["n"], [1_i64, 2]).compile(dialect)),
    (Feature::LimitInChange, |dialect| {
        delete(posts::table()).all_rows().order_by(posts::likes).limit(1).compile(dialect)
    }),
    (Feature::DeleteUsing, |dialect| {
        let change = delete(posts::table()).using(users::table());
        change.filter(posts::user_id.eq(users::id)).compile(dialect)
    }),
    (Feature::UpdateFrom, |dialect| {
        let change = update(posts::table()).set(posts::likes, 0).from(users::table());
        change.filter(posts::user_id.eq(users::id)).compile(dialect)
    }),
    (Feature::OldValuesInSet, |dialect| {
        let change = update(posts::table()).set(posts::id, posts::user_id);
        change.set(posts::user_id, posts::id).all_rows().compile(dialect)
    }),
    (Feature::TupleSet, |dialect| {
        let other = posts::alias("other");
        let found = select((other.col(posts::id), other.col(posts::likes)));
        let found = found.filter(other.col(posts::id).eq(users::id));
        update(users::table()).set_row((users::team, users::age), found).all_rows().compile(dialect)
    }),
    (Feature::OnConflict, |dialect| {
        let change = insert(users::table()).set(users::id, 1).set(users::team, 2);
        let change = change.set(users::name, "ann").on_conflict(users::id).do_update();
        change.set(users::team, 3).compile(dialect)
    }),
    (Feature::Merge, |dialect| {
        let change = merge(users::table()).using(posts::table(), posts::id.eq(users::id));
        let change = change.when_matched().update().set(users::team, posts::user_id);
        let change = change.when_not_matched().insert().set(users::id, posts::id);
        change.set(users::team, posts::user_id).set(users::name, "new").compile(dialect)
    }),
];

/// The rewrites that stand in for a feature that a dialect lacks, or that it has a form of its own; none if
/// it refuses the statement.
pub fn rewrites(feature: Feature, dialect: &dyn Dialect) -> Option<String> {
    let (_, sample) = SAMPLES.iter().find(|(own, _)| *own == feature)?;
    let compiled = sample(dialect).ok()?;
    let rewrites = compiled.rewrites();
    if rewrites.is_empty() {
        return Some("its own form".into());
    }
    Some(rewrites.iter().map(|one| format!("`{one:?}`")).join(", "))
}

#[test]
fn each_sample_needs_no_rewrite_where_the_feature_is() {
    for (feature, sample) in SAMPLES {
        let mut natively = 0;
        for dialect in sqltree::dialects::all() {
            if dialect.features().has(*feature) {
                let compiled = sample(dialect).expect("a statement of what the dialect has");
                assert_eq!(compiled.rewrites(), [], "{feature}: {}", compiled.sql());
                natively += 1;
            }
        }
        let nowhere = *feature == Feature::Qualify;
        assert!(natively > 0 || nowhere, "{feature}");
    }
}
