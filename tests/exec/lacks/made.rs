//! Statements with one feature each, as programs say them.

use sqltree::dialect::Dialect;
use sqltree::dialects::mysql::{
    MySqlChange as _, MySqlInsert as _, MySqlSelect as _, MySqlUpdate as _,
};
use sqltree::dialects::sqlite::{SqliteInsert as _, SqliteSelect as _};
use sqltree::dml::{Insert, Update, new, old};
use sqltree::prelude::*;
use sqltree::select::Lock;
use sqltree::{Compiled, Feature, Result};

use crate::support::tables::{posts, stock, users};

sqltree::table! {
    /// Two keys, either of which may be met.
    coded { id: i64 => primary_key, code: i32 => unique, n: i32 }
    /// No key.
    loose { a: i32, b: i32 }
}

type Made = fn(&dyn Dialect) -> Result<Compiled>;

/// What a table without a key, or another one, would allow: errors of another kind.
pub(super) const OTHER_KINDS: &[Feature] = &[Feature::LimitInChange, Feature::ReturningOfFrom];

fn pen() -> Insert {
    insert(stock::table()).set(stock::item, "pen").set(stock::shop, 1)
}

fn likes(value: i32) -> Update {
    update(posts::table()).set(posts::likes, value)
}

/// What the feature is, a statement with it, and the dialects that lack it and say it otherwise, or have it
/// and lack something else of the statement.
pub(super) const MADE: &[(Feature, Made, &[&str])] = &[
    (Feature::InsertReturning, |d| pen().returning(stock::n).compile(d), &[]),
    (Feature::UpdateReturning, |d| likes(1).all_rows().returning(posts::id).compile(d), &[]),
    (
        Feature::DeleteReturning,
        |d| delete(posts::table()).all_rows().returning(posts::id).compile(d),
        &[],
    ),
    (
        Feature::DefaultInValues,
        |d| {
            let rows = insert(stock::table()).columns((stock::item, stock::n));
            rows.values(("pen", default())).values(("ink", 3)).compile(d)
        },
        &[],
    ),
    (
        Feature::DefaultInSet,
        |d| update(stock::table()).set(stock::n, default()).all_rows().compile(d),
        &[],
    ),
    (
        Feature::DefaultInDoUpdateWhere,
        |d| {
            let met = pen().on_conflict((stock::item, stock::shop)).do_update();
            met.set(stock::n, default()).filter(stock::n.gt(1)).compile(d)
        },
        &[],
    ),
    (Feature::UpdateFrom, |d| from_users().compile(d), &["MySQL", "MariaDB"]),
    (Feature::UpdateOfSeveral, |d| from_users().compile(d), &["SQLite", "PostgreSQL"]),
    (
        Feature::DeleteUsing,
        |d| {
            let gone = delete(posts::table()).using(users::table());
            gone.filter(users::id.eq(posts::user_id) & users::active).compile(d)
        },
        &["SQLite", "MySQL", "MariaDB"],
    ),
    (
        Feature::TupleSet,
        |d| {
            let last = select((users::id.cast::<i32>(), users::name)).from(users::table());
            let last = last.order_by(users::id).limit(1);
            update(posts::table()).set_row((posts::likes, posts::body), last).all_rows().compile(d)
        },
        &[],
    ),
    (
        Feature::DeleteAlias,
        |d| {
            let p = posts::alias("p");
            delete(&p).filter(p.col(posts::id).gt(1)).limit(1).compile(d)
        },
        &[],
    ),
    (
        Feature::AliasInReturning,
        |d| {
            let p = posts::alias("p");
            update(&p).set(p.col(posts::likes), 1).all_rows().returning(p.col(posts::id)).compile(d)
        },
        &["SQLite"],
    ),
    (
        Feature::OldAndNew,
        |d| likes(1).all_rows().returning((old(posts::likes), new(posts::likes))).compile(d),
        &[],
    ),
    (Feature::ReturningOfFrom, |d| from_users().returning(users::id).compile(d), &[]),
    (Feature::Merge, |d| merging().when_matched().delete().compile(d), &[]),
    (Feature::MergeBySource, |d| merging().when_not_matched_by_source().delete().compile(d), &[]),
    (
        Feature::MergeReturning,
        |d| merging().when_matched().delete().returning(users::id).compile(d),
        &[],
    ),
    (
        Feature::MergeAction,
        |d| merging().when_matched().delete().returning(func::merge_action()).compile(d),
        &[],
    ),
    (
        Feature::RecursiveMerge,
        |d| {
            let first = select(users::id).filter(users::id.eq(1));
            let up = first.recursive("up", |up| {
                select(up.col(users::id) + 1).filter(up.col(users::id).lt(4))
            });
            let made = merge(users::table()).using(&up, up.col(users::id).eq(users::id));
            made.when_matched().delete().compile(d)
        },
        &[],
    ),
    (
        Feature::LimitedLockInChange,
        |d| {
            let free = select(users::id).filter(users::active).limit(1).lock(Lock::update());
            delete(posts::table()).filter(exists(free)).compile(d)
        },
        &["SQLite"],
    ),
    (
        Feature::LimitInChange,
        |d| delete(loose::table()).all_rows().order_by(loose::a).limit(1).compile(d),
        &[],
    ),
    (
        Feature::OnConflict,
        |d| {
            let row = insert(coded::table()).set(coded::id, 1).set(coded::code, 2).set(coded::n, 3);
            row.on_conflict(coded::id).do_update().set_incoming(coded::n).compile(d)
        },
        &[],
    ),
    (Feature::OnConstraint, |d| pen().on_constraint("stock_pkey").do_nothing().compile(d), &[]),
    (
        Feature::DefaultRowConflict,
        |d| insert(stock::table()).default_values().on_any_conflict().do_nothing().compile(d),
        &[],
    ),
    (Feature::OnDuplicateKey, |d| pen().on_duplicate_key_update().set(stock::n, 3).compile(d), &[]),
    (
        Feature::RowAlias,
        |d| pen().on_duplicate_key_update().set_incoming(stock::n).compile(d),
        &["MariaDB"],
    ),
    (
        Feature::IncomingInQueries,
        |d| {
            let less = posts::likes.lt(incoming(stock::n));
            let most = select(func::max(posts::likes)).from(posts::table()).filter(less);
            let met = pen().set(stock::n, 4).on_conflict((stock::item, stock::shop)).do_update();
            met.set(stock::n, most.scalar().coalesce(0)).compile(d)
        },
        &[],
    ),
    (
        Feature::ReturningOfUpserts,
        |d| {
            let met = pen().on_conflict((stock::item, stock::shop));
            met.do_nothing().returning(stock::n).compile(d)
        },
        &[],
    ),
    (Feature::InsertOr, |d| pen().or_ignore().compile(d), &[]),
    (Feature::InsertIgnore, |d| pen().ignore().compile(d), &[]),
    (Feature::Replace, |d| pen().replace().compile(d), &[]),
    (Feature::ChangeIgnore, |d| likes(1).all_rows().ignore().compile(d), &[]),
    (
        Feature::IndexHints,
        |d| select(users::id).use_index(users::table(), &["PRIMARY"]).compile(d),
        &[],
    ),
    (Feature::IndexedBy, |d| select(users::id).not_indexed(users::table()).compile(d), &[]),
    (Feature::StraightJoin, |d| select(users::id).straight_join().compile(d), &[]),
    (Feature::ChangePriority, |d| likes(1).all_rows().low_priority().compile(d), &[]),
    (
        Feature::OptimizerHints,
        |d| likes(1).all_rows().optimizer_hint("NO_ICP(posts)").compile(d),
        &[],
    ),
    (
        Feature::OwnTableInConflict,
        |d| {
            let o = stock::alias("o");
            let most = select(func::max(o.col(stock::n))).from(&o);
            let met = pen().on_conflict((stock::item, stock::shop)).do_update();
            met.set(stock::n, most.scalar().coalesce(0)).compile(d)
        },
        &[],
    ),
    (
        Feature::OwnTableInValues,
        |d| {
            let o = stock::alias("o");
            let most = select(func::max(o.col(stock::n))).from(&o);
            pen().set(stock::n, most.scalar().coalesce(0)).compile(d)
        },
        &[],
    ),
    (Feature::Overriding, |d| pen().overriding_system_value().compile(d), &[]),
    (
        Feature::OldValuesInSet,
        |d| {
            let swapped = update(loose::table()).set(loose::a, loose::b).set(loose::b, loose::a);
            swapped.all_rows().compile(d)
        },
        &["MariaDB"],
    ),
    (
        Feature::OwnTableInSet,
        |d| update(loose::table()).set(loose::b, most_loose()).all_rows().compile(d),
        &[],
    ),
    (
        Feature::OwnTableInFilter,
        |d| delete(loose::table()).filter(loose::b.eq(most_loose())).compile(d),
        &[],
    ),
    (
        Feature::WithBeforeChange,
        |d| {
            let q = select(users::id).filter(users::active).cte("q");
            let known = select(q.col(users::id)).from(&q);
            delete(posts::table()).filter(posts::user_id.is_in(known)).compile(d)
        },
        &[],
    ),
    (
        Feature::WithBeforeInsert,
        |d| {
            let q = select(users::age).filter(users::id.eq(1)).cte("q");
            let most = select(func::max(q.col(users::age))).from(&q);
            pen().set(stock::n, most.scalar().coalesce(0)).compile(d)
        },
        &[],
    ),
    (
        Feature::ChangeInWith,
        |d| {
            let gone = delete(posts::table()).all_rows().returning(posts::id).cte("gone");
            select(func::count()).from(&gone).compile(d)
        },
        &[],
    ),
    (
        Feature::AnalyzedChange,
        |d| delete(posts::table()).all_rows().explain().analyze().compile(d),
        &[],
    ),
];

fn from_users() -> Update {
    let change = likes(1).from(users::table());
    change.filter(users::id.eq(posts::user_id))
}

fn merging() -> sqltree::dml::Merge {
    merge(users::table()).using(posts::table(), posts::id.eq(users::id))
}

fn most_loose() -> Expr<i32> {
    let o = loose::alias("o");
    select(func::max(o.col(loose::b)))
        .from(&o)
        .filter(o.col(loose::a).lt(loose::a))
        .scalar()
        .coalesce(0)
}
