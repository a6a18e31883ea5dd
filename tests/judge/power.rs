//! That the judge finds what is wrong: dialects with a fault each, which it must find. Those that random
//! statements seldom show are in `directed.rs`.

use sqltree::dialect::{
    Concat, Dialect, Faults, Functions, GroupKeys, Integers, LikeForm, NullsDefault, Own, Powers,
    SetArms, Spec, TextForms, own,
};
use sqltree::random::{Generator, Profile, Said, World};
use sqltree::{function, template};

use super::court::{Court, compile};
use super::findings::Findings;
use super::wrong::{Fault, MARIADB, POSTGRES, SQLITE, Wrong};
use super::{expected, note, said};
use crate::support::live::Live;

/// Within so many statements of one of these seeds a fault is found: most are with the first, the rarest
/// stand in one statement of a few thousand.
const STATEMENTS: u64 = 3_000;
const SEEDS: [u64; 4] = [1, 2, 3, 4];

pub const FAULTS: &[Fault] = &[
    ("no types of lone parameters", Live::Postgres, |s| Spec { typed_binds: false, ..s }),
    ("keys that are alike but for parameters", Live::Postgres, |s| Spec {
        group_keys: GroupKeys::Any,
        ..s
    }),
    ("MIN of conditions", Live::Postgres, |s| changed(s, MIN)),
    ("MAX of conditions", Live::Postgres, |s| changed(s, MAX)),
    ("NULLIF of two types", Live::Postgres, |s| changed(s, NULLIF)),
    ("NULLs are the smallest", Live::Postgres, |s| Spec { nulls: NullsDefault::Smallest, ..s }),
    ("REPLACE by NULL", Live::Sqlite, |s| changed(s, REPLACE)),
    ("LIKE without regard to case", Live::Sqlite, |s| Spec { like: Some(LikeForm::PLAIN), ..s }),
    ("arms of sets in parentheses", Live::Sqlite, |s| Spec { set_arms: SetArms::Parentheses, ..s }),
    ("lengths in bytes", Live::Sqlite, |s| changed(s, LENGTH_OF_BYTES)),
    ("bytes are texts", Live::MariaDb, |s| Spec { cast_bytes: false, ..s }),
    ("NULL plus one is a double", Live::MariaDb, |s| Spec {
        cast_nulls: Spec::ANSI.cast_nulls,
        ..s
    }),
    ("division by zero", Live::MariaDb, |s| changed(s, DIV_TRUNC)),
    ("texts joined by OR", Live::MariaDb, |s| Spec { concat: Concat::Operator, ..s }),
    ("backslashes", Live::MariaDb, |s| Spec { texts: Spec::ANSI.texts, ..s }),
    ("expressions of keys in HAVING", Live::MariaDb, |s| Spec { group_keys: GroupKeys::Any, ..s }),
    ("NULLs are the largest", Live::MariaDb, |s| Spec { nulls: NullsDefault::Largest, ..s }),
    ("characters counted as bytes", Live::MariaDb, |s| changed(s, LENGTH)),
    ("minus as weak as plus", Live::Sqlite, |s| Spec { powers: WEAK, ..s }),
    ("conversions that round", Live::Postgres, |s| Spec { casts: &[], ..s }),
    ("conversions that round", Live::MariaDb, |s| Spec { casts: &[], ..s }),
    ("single precision", Live::Postgres, |s| Spec { calculates_in_single: false, ..s }),
    ("sums of large integers", Live::Postgres, |s| changed(s, SUM)),
    ("integers beside floats", Live::Sqlite, |s| Spec {
        integers_beside_floats: Integers::BecomeFloats,
        ..s
    }),
    ("integers beside floats", Live::MariaDb, |s| Spec {
        integers_beside_floats: Integers::BecomeFloats,
        ..s
    }),
    ("windows in conditions", Live::MariaDb, |s| Spec {
        faults: Faults { lists_windows: false, ..s.faults },
        ..s
    }),
    ("keys that a value decides", Live::Postgres, |s| Spec {
        faults: Faults { folds_keys: false, ..s.faults },
        ..s
    }),
    ("windows sorted as one", Live::MariaDb, |s| Spec {
        faults: Faults { sorts_windows_as_one: false, ..s.faults },
        ..s
    }),
    ("ON that is taken for that of a join", Live::Sqlite, |s| Spec { on_ends_from: false, ..s }),
    ("constants that are texts", Live::MariaDb, |s| Spec {
        texts: TextForms { constant: None, ..s.texts },
        ..s
    }),
    ("integers of digits alone", Live::Postgres, |s| Spec { integers: Spec::ANSI.integers, ..s }),
    ("floats of digits alone", Live::Postgres, |s| Spec { float: "{0}", ..s }),
    ("single precision of digits alone", Live::Postgres, |s| Spec { single: None, ..s }),
    ("conversions that round", Live::Sqlite, |s| Spec { casts: &[], ..s }),
    ("values of the calendar", Live::Sqlite, |s| Spec { values: Spec::ANSI.values, ..s }),
    ("values of the calendar", Live::Postgres, |s| Spec { values: Spec::ANSI.values, ..s }),
    ("LIKE with an escape character", Live::Sqlite, |s| Spec { like_escape: Some('\\'), ..s }),
    ("LIKE with regard to case", Live::Postgres, |s| Spec { ilike: LikeForm::PLAIN, ..s }),
    ("keys that are written once", Live::MariaDb, |s| Spec {
        group_keys: GroupKeys::SameParameters,
        ..s
    }),
    ("bytes that are bits", Live::Postgres, |s| Spec { bytes: Spec::ANSI.bytes, ..s }),
    ("means of integers", Live::MariaDb, |s| changed(s, AVG)),
    ("texts that are the same", Live::MariaDb, |s| changed(s, EQ_BINARY)),
];

const MIN: &[Own] = &[own(&function::MIN, template!("MIN({distinct}{0}{order}){filter}"))];
const MAX: &[Own] = &[own(&function::MAX, template!("MAX({distinct}{0}{order}){filter}"))];
const NULLIF: &[Own] = &[own(&function::NULLIF, template!("NULLIF({0}, {1})"))];
const REPLACE: &[Own] = &[own(&function::REPLACE, template!("REPLACE({0}, {1}, {2})"))];
const SUM: &[Own] = &[own(&function::SUM, template!("SUM({distinct}{0}{order}){filter}"))];
const AVG: &[Own] = &[own(&function::AVG, template!("AVG({distinct}{0})"))];
const EQ_BINARY: &[Own] = &[own(&function::EQ_BINARY, template!("{0} = {1}", EQUAL, EQUAL))];
const EQUAL: u8 = Powers::ANSI.predicate + 1;
const DIV_TRUNC: &[Own] = &[own(&function::DIV_TRUNC, template!("{0} DIV {1}", TIMES, TIMES + 1))];
const LENGTH: &[Own] = &[own(&function::LENGTH, template!("LENGTH({0})"))];
const LENGTH_OF_BYTES: &[Own] = &[own(&function::LENGTH, template!("OCTET_LENGTH({0})"))];
const TIMES: u8 = Powers::ANSI.multiply;
const WEAK: Powers = Powers { add: Powers::ANSI.multiply, ..Powers::ANSI };

fn changed(spec: Spec, own: &'static [Own]) -> Spec {
    let functions: &'static Functions = Box::leak(Box::new(spec.functions.with(own)));
    Spec { functions, ..spec }
}

#[test]
fn faults_of_dialects_are_found() {
    let all: [&dyn Dialect; 3] = [&SQLITE, &POSTGRES, &MARIADB];
    let generator = Generator::new(World::new(), Profile::common(&all));
    let mut court = Court::new("power", generator.world());
    let mut missed = Vec::new();
    for (what, live, fault) in FAULTS {
        let wrong = Wrong::of(*live, *fault);
        match found(&generator, &mut court, *live, &wrong) {
            Some((seed, case, said)) => {
                println!("{live}, {what}: seed {seed} case {case}: {said}");
            }
            None => missed.push(*what),
        }
    }
    assert!(missed.is_empty(), "not found in {STATEMENTS} statements: {missed:?}");
}

#[test]
fn mistakes_of_inferred_from_and_numbers_of_columns_are_found() {
    let all: [&dyn Dialect; 3] = [&SQLITE, &POSTGRES, &MARIADB];
    let generator = Generator::new(World::new(), Profile::common(&all));
    let mut court = Court::new("said", generator.world());
    for mistake in [Said::Lacking, Said::Doubled, Said::Outer, Said::Numbered] {
        // What lacks is refused before any engine sees it.
        let rows = if mistake == Said::Lacking { "refuses it" } else { "different rows" };
        let found = (0..STATEMENTS).find_map(|case| {
            let findings = said::of_mistake(mistake, &mut court, &generator, (1, case));
            let said = findings.unknown().into_iter().find(|said| said.contains(rows));
            said.map(|said| (case, said))
        });
        let (case, said) = found.unwrap_or_else(|| panic!("{mistake:?} is not found"));
        println!("{mistake:?}: case {case}: {}", said.lines().next().unwrap_or_default());
    }
}

/// The first case in which the judge finds something that is not known.
fn found(
    generator: &Generator,
    court: &mut Court,
    live: Live,
    wrong: &Wrong,
) -> Option<(u64, u64, String)> {
    SEEDS.iter().find_map(|seed| {
        let found = found_with(*seed, generator, court, live, wrong);
        found.map(|(case, said)| (*seed, case, said))
    })
}

fn found_with(
    seed: u64,
    generator: &Generator,
    court: &mut Court,
    live: Live,
    wrong: &Wrong,
) -> Option<(u64, String)> {
    let world = generator.world();
    for case in 0..STATEMENTS {
        for made in [generator.made(seed, case), generator.literal(seed, case)] {
            // Texts that are the same have been judged already.
            let text = |dialect: &dyn Dialect| {
                compile(&made, dialect).ok().map(|compiled| compiled.into_parts())
            };
            let own = text(wrong);
            if own.is_none() || own == text(wrong.right) {
                continue;
            }
            let mut findings = Findings::default();
            findings.start(seed, case, &made);
            let verdicts = court.judge_but(&made, world, Some((live, wrong)));
            note(&mut findings, &verdicts);
            expected::check(&mut findings, &made, world, &verdicts);
            if let Some(said) = findings.unknown().into_iter().next() {
                return Some((case, said.lines().next().unwrap_or_default().into()));
            }
        }
    }
    None
}
