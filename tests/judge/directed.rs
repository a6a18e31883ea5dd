//! Faults that random statements seldom show: each has a test of its own in `tests/sql`, whose rows are wrong,
//! or refused, without what the dialect knows of it. Each flag of [`Faults`] is here or among those of
//! `power.rs`.

use std::collections::BTreeMap;

use sqltree::dialect::{Dialect, Faults, Spec};
use sqltree::prelude::*;
use sqltree::random::World;

use super::court::{Court, Verdict};
use super::power::FAULTS;
use super::wrong::{Wrong, right};
use crate::sql::{
    aggregate_order, constant_windows, correlated, in_quirks, rows, short_integers, update_order,
    upsert, window, windows_inside, with_here,
};
use crate::support::live::{Live, goes_well_with};

/// The engine, its dialect without what it knows, and a test that goes wrong then.
type Directed = (&'static str, Live, fn(Spec) -> Spec, fn());

/// A dialect without one of its flags.
macro_rules! without {
    ($flag:ident) => {
        |s| Spec { faults: Faults { $flag: Faults::NONE.$flag, ..s.faults }, ..s }
    };
}

const DIRECTED: &[Directed] = &[
    (
        "a window of constant keys beside another",
        Live::MariaDb,
        without!(sorts_windows_as_one),
        constant_windows::a_constant_partition_beside_another,
    ),
    (
        "a window whose key is a query beside another",
        Live::MariaDb,
        without!(sorts_windows_as_one),
        constant_windows::a_query_as_a_partition_beside_another,
    ),
    (
        "integers in the text beside decimals",
        Live::MariaDb,
        without!(shortens_integers),
        short_integers::a_function_gives_all_digits_on,
    ),
    (
        "aggregates that take NULL for zero",
        Live::MariaDb,
        without!(aggregates_order_null_as_zero),
        aggregate_order::nulls_are_not_zero,
    ),
    (
        "an aggregate before IN of a query",
        Live::MariaDb,
        without!(wraps_before_in),
        in_quirks::a_lone_aggregate_before_a_query,
    ),
    (
        "texts of functions over windows",
        Live::MariaDb,
        without!(wraps_texts),
        in_quirks::a_window_over_groups_in_a_text,
    ),
    // Each of the two flags helps here without the other.
    (
        "the largest of a constant that is joined to nothing",
        Live::MariaDb,
        |s| {
            let faults = Faults { wraps_extremes: false, limits_constants: false, ..s.faults };
            Spec { faults, ..s }
        },
        in_quirks::the_largest_of_a_constant_that_is_joined_to_nothing,
    ),
    (
        "a column of a query around, beside aggregates",
        Live::MariaDb,
        without!(wraps_outer),
        in_quirks::a_column_of_a_query_around_among_aggregates,
    ),
    (
        "conditions moved into windows over one group",
        Live::Sqlite,
        without!(limits_windows),
        windows_inside::over_one_group_with_a_condition_around,
    ),
    (
        "constants of a query that is joined",
        Live::MariaDb,
        without!(limits_constants),
        correlated::a_constant_of_an_item_that_a_join_fills,
    ),
    (
        "the order of groups beside windows",
        Live::MariaDb,
        without!(tests_order),
        window::groups_with_windows_keep_their_order,
    ),
    (
        "tests of rows beside outer joins",
        Live::MariaDb,
        without!(row_tests),
        rows::an_outer_join_keeps_its_rows_beside_tests_of_rows,
    ),
    (
        "queries beside aggregates of no rows",
        Live::MariaDb,
        without!(asks_in_empty_groups),
        correlated::queries_beside_aggregates_of_no_rows,
    ),
    (
        "WITH around in WITH inside",
        Live::MariaDb,
        without!(hides_outer_with),
        with_here::with_around_in_with_inside,
    ),
    (
        "the first of sorted rows for all",
        Live::MariaDb,
        without!(updates_by_one_row),
        update_order::each_row_keeps_its_own_values,
    ),
    (
        "ON that is taken for that of a join",
        Live::Sqlite,
        |s| Spec { on_ends_from: false, ..s },
        upsert::the_rows_of_a_query,
    ),
];

#[test]
fn each_test_shows_its_fault() {
    let mut missed = Vec::new();
    for (what, live, fault, test) in DIRECTED {
        let wrong: &'static Wrong = Box::leak(Box::new(Wrong::of(*live, *fault)));
        assert!(goes_well_with(*live, right(*live), *test), "{what}: without the fault");
        if goes_well_with(*live, wrong, *test) {
            missed.push(*what);
        }
    }
    assert!(missed.is_empty(), "the tests do not show {missed:?}");
}

/// An instant of a row by its key is found equal to itself, where it is a DATETIME.
#[test]
fn an_instant_of_a_query_by_its_key() {
    let world = World::new();
    let things = &world.tables()[0];
    let others = things.alias("others");
    let (live, fault) = INSTANT;
    let wrong = Wrong::of(live, fault);
    let mut court = Court::of(&[live], "instant", &world);
    let mut rows = |key: i64, dialect: &dyn Dialect| {
        let other = select(others.col("instant")).from(&others).filter(others.col("id").eq(key));
        let own = func::coalesce(things.col("instant"), things.col("instant"));
        let query = select(things.col("id"))
            .from(things)
            .filter(things.col("id").eq(key) & own.eq(other.scalar()));
        let verdicts = court.judge_but(&query.to_any().into(), &world, Some((live, dialect)));
        let Some((_, Verdict::Rows(rows))) = verdicts.into_iter().next() else {
            panic!("it gives rows")
        };
        rows.len()
    };
    let [known, found] =
        [right(live), &wrong].map(|dialect| (1..9).map(|key| rows(key, dialect)).sum::<usize>());
    assert!(known > found, "{known} rows and {found}");
}

const INSTANT: (Live, fn(Spec) -> Spec) = (Live::MariaDb, without!(instant_query));

/// Flags for which no statement is known that goes wrong on the version that is here: this list may only
/// shrink.
const NOT_SHOWN: &[&str] = &["forgets_behind_keys"];

#[test]
fn no_flag_is_forgotten() {
    let directed = DIRECTED.iter().map(|(_, live, fault, _)| (live, fault));
    let random = FAULTS.iter().map(|(_, live, fault)| (live, fault));
    let directed = directed.chain([(&INSTANT.0, &INSTANT.1)]);
    let mut forgotten = flags(&Faults::NONE);
    forgotten.retain(|name, _| !NOT_SHOWN.contains(&name.as_str()));
    for (live, fault) in directed.chain(random) {
        let (own, other) =
            (flags(&right(*live).spec().faults), flags(&Wrong::of(*live, *fault).spec.faults));
        forgotten.retain(|name, _| own[name] == other[name]);
    }
    assert!(forgotten.is_empty(), "nothing shows what goes wrong without {forgotten:?}");
}

/// The names of the flags, and what each is.
fn flags(faults: &Faults) -> BTreeMap<String, String> {
    let shown = format!("{faults:#?}");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in shown.lines().skip(1).filter(|line| *line != "}") {
        let field =
            line.strip_prefix("    ").filter(|field| field.starts_with(char::is_alphabetic));
        if let Some((name, value)) = field.and_then(|field| field.split_once(": ")) {
            last = name.into();
            all.insert(name.into(), value.into());
        } else {
            all.entry(last.clone()).or_default().push_str(line);
        }
    }
    assert!(all.len() > 10, "{shown}");
    all
}
