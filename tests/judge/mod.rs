//! Random statements on the live engines: what `compile` takes the engine takes, and all engines
//! give the same rows.
//!
//! `SQLTREE_JUDGE_CASES` says how many statements (3,000), `SQLTREE_JUDGE_SEED` which (1),
//! `SQLTREE_JUDGE_FIRST` the number of the first; with `SQLTREE_JUDGE_ALL` each finding is printed,
//! not one of each class alone.

mod cells;
mod court;
mod coverage;
mod findings;
mod known;

use court::{Court, Verdict};
use findings::Findings;
use sqltree::Statement;
use sqltree::compile::AnyStatement;
use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, Postgres, Sqlite};
use sqltree::random::{Generator, Profile, World};

use crate::support::live::Live;

fn number(variable: &str, otherwise: u64) -> u64 {
    let said = std::env::var(variable).ok();
    said.map_or(otherwise, |text| text.parse().expect("a number"))
}

#[test]
fn all_engines_agree_on_random_statements() {
    let dialects: [&dyn Dialect; 3] =
        [&Sqlite::default(), &Postgres::default(), &MariaDb::default()];
    let (seed, cases) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_JUDGE_CASES", 3000));
    let generator = Generator::new(World::new(), Profile::common(&dialects));
    let mut court = Court::new(generator.world());
    let mut findings = Findings::default();
    let first = number("SQLTREE_JUDGE_FIRST", 0);
    for case in first..first + cases {
        let made = generator.made(seed, case);
        let verdicts = court.judge(&made, generator.world());
        findings.start(case, &made);
        if cases == 1 {
            show(&made.statement, &dialects);
        }
        note(&mut findings, verdicts);
    }
    println!("seed {seed}, {cases} statements\n{findings}");
    let unknown = findings.unknown();
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
    for live in Live::ALL {
        let refused = findings.refused_by(live);
        println!("{live}: {refused} refused");
        assert!(cases < 100 || refused * 20 <= cases, "{live} refuses one in twenty: {refused}");
    }
    assert!(cases < 100 || findings.ran > 2 * cases, "most statements run: {}", findings.ran);
}

/// What each dialect makes of a statement.
fn show(statement: &AnyStatement, dialects: &[&dyn Dialect]) {
    println!("{statement:#?}");
    for dialect in dialects {
        let name = dialect.spec().name;
        match statement.compile(*dialect) {
            Ok(compiled) => println!("{name}: {}\n{:?}", compiled.sql(), compiled.params()),
            Err(error) => println!("{name}: {error}"),
        }
    }
}

fn note(findings: &mut Findings, verdicts: Vec<(Live, Verdict)>) {
    // A number that is too large for one engine may be another number for the next.
    let data = verdicts.iter().any(|(_, verdict)| matches!(verdict, Verdict::DataError));
    let mut first: Option<(Live, Vec<Vec<String>>)> = None;
    for (live, verdict) in verdicts {
        match verdict {
            Verdict::Refused(error) => findings.refused(live, &error),
            Verdict::DataError => findings.data += 1,
            Verdict::NotTaken(said) => findings.add(format!("{live} does not take it: {said}")),
            Verdict::Rows(rows) => {
                findings.ran += 1;
                match &first {
                    Some((other, before)) if !data && !cells::same(before, &rows) => {
                        let cells = before.iter().zip(&rows).find(|(a, b)| a != b);
                        let shown =
                            format!("{cells:?} of {} and {} rows", before.len(), rows.len());
                        findings.add(format!("different rows: {other} and {live}\n    {shown}"));
                    }
                    Some(_) => {}
                    None => first = Some((live, rows)),
                }
            }
        }
    }
}
