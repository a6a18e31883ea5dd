//! Random statements on the live engines: what `compile` takes the engine takes, all engines give
//! the same rows, in the same order where they are in one, a second time, with the values in the text,
//! with all names in quotes and said in full too, and rows that can be worked out here are those.
//!
//! | variable | meaning |
//! |---|---|
//! | `SQLTREE_JUDGE_CASES` | how many statements: 3,000 |
//! | `SQLTREE_JUDGE_SEED` | which: 1 |
//! | `SQLTREE_JUDGE_FIRST` | the number of the first: 0; with one case the statement is shown |
//! | `SQLTREE_NAMES_CASES` | how many statements about tables of hostile names: 600 |
//! | `SQLTREE_EMPTY_CASES` | how many about tables without rows: 300 |
//! | `SQLTREE_ALONE_CASES` | how many statements each engine gets out of all that it has: 600 |
//! | `SQLTREE_OLDER_CASES` | how many statements each older version gets: 150 |
//! | `SQLTREE_SETTINGS_CASES` | how many statements run in sessions of each of some settings: 150 |
//! | `SQLTREE_PAIRS_CASES` | how many each pair of engines gets out of what both have: 600 |
//! | `SQLTREE_JUDGE_QUERIES` | of a hundred statements so many are queries: 85 |
//! | `SQLTREE_JUDGE_ALL` | each finding is printed at once, not one of each class at the end |
//!
//! A million, in about two hours; memory stays as it is:
//!
//! ```text
//! SQLTREE_JUDGE_CASES=1000000 SQLTREE_JUDGE_SEED=7 \
//!     cargo test --release --all-features --test main judge::all -- --nocapture
//! ```

mod alone;
mod cells;
mod court;
mod coverage;
mod directed;
mod evaluate;
mod expected;
mod findings;
mod known;
mod older;
mod pairs;
mod power;
mod refusals;
mod said;
mod settings;
mod wrong;

use court::{Court, Verdict};
use findings::Findings;
use sqltree::Statement;
use sqltree::compile::{AnyStatement, Options, Quoting};
use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, Postgres, Sqlite};
use sqltree::random::{Generator, Made, Profile, World};

use crate::support::live::Live;

/// Of so many statements one runs again, and with its values as literals too.
const AGAIN: u64 = 4;

/// After so many statements what is left of changes is taken away.
const TIDY: u64 = 100;

/// What each engine made of a statement.
type Verdicts = Vec<(Live, Verdict)>;

fn number(variable: &str, otherwise: u64) -> u64 {
    let said = std::env::var(variable).ok();
    said.map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Of a hundred statements so many are queries.
fn share_of_queries(otherwise: u32) -> u32 {
    number("SQLTREE_JUDGE_QUERIES", otherwise.into()).try_into().expect("a share of a hundred")
}

#[test]
fn all_engines_agree_on_random_statements() {
    trial("judge", World::new(), number("SQLTREE_JUDGE_CASES", 3000));
}

#[test]
fn all_engines_agree_where_names_are_hostile() {
    trial("names", World::new().with_hostile_names(), number("SQLTREE_NAMES_CASES", 600));
}

#[test]
fn all_engines_agree_where_no_table_has_a_row() {
    trial("empty", World::new().without_rows(), number("SQLTREE_EMPTY_CASES", 300));
}

/// So many statements about a world: no finding, and no refusal that is not tried.
fn trial(name: &str, world: World, cases: u64) {
    let dialects: [&dyn Dialect; 3] =
        [&Sqlite::default(), &Postgres::default(), &MariaDb::default()];
    let mut profile = Profile::common(&dialects);
    profile.queries = share_of_queries(profile.queries);
    let (seed, first) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_JUDGE_FIRST", 0));
    let queries = profile.queries;
    let generator = Generator::new(world, profile);
    let mut court = Court::new(name, generator.world());
    let mut findings = Findings::default();
    for case in first..first + cases {
        let made = generator.made(seed, case);
        findings.start(seed, case, &made);
        if case % TIDY == 0 {
            court.tidy(generator.world());
        }
        if cases == 1 {
            show(&made.statement, &dialects);
        }
        let verdicts = court.judge(&made, generator.world());
        note(&mut findings, &verdicts);
        expected::check(&mut findings, &made, generator.world(), &verdicts);
        said::check(&mut findings, &mut court, &generator, (seed, case), (&made, &verdicts));
        if case % AGAIN == 0 || cases == 1 {
            let literal = generator.literal(seed, case);
            if cases == 1 {
                show(&literal.statement, &dialects);
            }
            again(&mut findings, &mut court, (&made, &literal), generator.world(), &verdicts);
        }
    }
    println!("seed {seed}, {cases} statements\n{findings}");
    let unknown = findings.unknown();
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
    assert_tried(&findings, seed);
    for live in Live::ALL {
        let refused = findings.refused_by(live);
        println!("{live}: {refused} refused");
        assert!(cases < 100 || refused * 20 <= cases, "{live} refuses one in twenty: {refused}");
    }
    let Findings { answers, cells, ran, ordered, .. } = findings;
    assert!(
        cases < 100 || queries == 0 || answers * 3 >= cells * 2,
        "{answers} of {cells} cells have an answer"
    );
    assert!(cases < 100 || ran > 2 * cases, "most statements run: {ran}");
    assert!(cases < 100 || queries == 0 || findings.inferred * 5 > cases, "few infer FROM");
    assert!(cases < 100 || queries == 0 || ordered * 20 > cases, "few in an order: {ordered}");
}

/// Each reason of a refusal is among those that are tried.
fn assert_tried(findings: &Findings, seed: u64) {
    let untried: Vec<&str> = findings.reasons().filter(|said| !refusals::is_tried(said)).collect();
    assert!(
        untried.is_empty(),
        "seed {seed}: refusals that are not among those tried: {untried:#?}"
    );
}

/// The statement once more, with its values in the text, and in lines with all names in quotes.
fn again(
    findings: &mut Findings,
    court: &mut Court,
    (made, literal): (&Made, &Made),
    world: &World,
    verdicts: &Verdicts,
) {
    let second = court.judge(made, world);
    note_again(findings, "the second time", verdicts, &second);
    let literal = court.judge(literal, world);
    note_again(findings, "with literals", verdicts, &literal);
    let options = Options::new().pretty().quoting(Quoting::Always);
    let laid_out = court.judge_with(made, world, options);
    note_again(findings, "in lines and quotes", verdicts, &laid_out);
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

fn note(findings: &mut Findings, verdicts: &Verdicts) {
    // A number that is too large for one engine may be another number for the next.
    let data = verdicts.iter().any(|(_, verdict)| matches!(verdict, Verdict::DataError));
    let mut first: Option<(Live, &[Vec<String>])> = None;
    for (live, verdict) in verdicts {
        match verdict {
            Verdict::Refused(error) => findings.refused(*live, error),
            Verdict::DataError => findings.data += 1,
            Verdict::NotTaken(said) => findings.add(format!("{live} does not take it: {said}")),
            Verdict::Gone(said) => findings.gone(*live, said),
            Verdict::Rows(rows) => {
                findings.ran += 1;
                match first {
                    Some((other, before)) if !data => {
                        differ(findings, &format!("{other} and {live}"), before, rows);
                    }
                    Some(_) => {}
                    None => first = Some((*live, rows)),
                }
            }
        }
    }
}

/// The same engine gives the same rows again: when a prepared statement runs a second time, and for
/// values in the text.
fn note_again(findings: &mut Findings, how: &str, before: &Verdicts, again: &Verdicts) {
    for ((live, before), (_, again)) in before.iter().zip(again) {
        match (before, again) {
            (Verdict::Rows(before), Verdict::Rows(again)) => {
                findings.again += 1;
                differ(findings, &format!("{live} {how}"), before, again);
            }
            (Verdict::Rows(_), Verdict::NotTaken(said)) => {
                findings.add(format!("{live} does not take it {how}: {said}"));
            }
            (_, Verdict::Gone(said)) => findings.gone(*live, said),
            _ => {}
        }
    }
}

fn differ(findings: &mut Findings, who: &str, a: &[Vec<String>], b: &[Vec<String>]) {
    if !cells::same(a, b) {
        let cells = a.iter().zip(b).find(|(a, b)| a != b);
        let shown = format!("{cells:?} of {} and {} rows", a.len(), b.len());
        findings.add(format!("different rows: {who}\n    {shown}"));
    }
}
