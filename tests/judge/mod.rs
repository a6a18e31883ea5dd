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
mod trial;
mod wrong;

use court::Verdict;
use findings::Findings;
use sqltree::compile::{Options, Quoting};
use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, Postgres, Sqlite};
use sqltree::random::{Made, Profile, World};
use trial::Trial;

use crate::support::live::Live;

/// Of so many statements one runs again, and with its values as literals too.
const AGAIN: u64 = 4;

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
fn trial(name: &str, world: World, count: u64) {
    let dialects: [&dyn Dialect; 3] =
        [&Sqlite::default(), &Postgres::default(), &MariaDb::default()];
    let mut profile = Profile::common(&dialects);
    profile.queries = share_of_queries(profile.queries);
    let queries = profile.queries > 0;
    let mut trial = Trial::new(name, &Live::ALL, world, profile, count);
    for case in trial.cases() {
        let (made, verdicts) = trial.judge(case);
        expected::check(&mut trial.findings, &made, trial.generator.world(), &verdicts);
        trial.said(case, &made, &verdicts);
        if case % AGAIN == 0 || trial.is_of_one() {
            again(&mut trial, case, &made, &verdicts);
        }
    }
    let unknown = trial.unknown(name);
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    trial.assert_refusals();
    let Findings { answers, cells, ran, ordered, inferred, .. } = trial.findings;
    assert!(trial.at_least(2 * count, ran), "most statements run: {ran}");
    if queries {
        assert!(
            trial.at_least(cells * 2, answers * 3),
            "{answers} of {cells} cells have an answer"
        );
        assert!(trial.at_least(count, inferred * 5), "few infer FROM: {inferred}");
        assert!(trial.at_least(count, ordered * 20), "few in an order: {ordered}");
    }
}

/// The statement once more, with its values in the text, and in lines with all names in quotes.
fn again(trial: &mut Trial, case: u64, made: &Made, verdicts: &Verdicts) {
    trial.again("the second time", made, verdicts);
    let literal = trial.literal(case);
    trial.again("with literals", &literal, verdicts);
    let options = Options::new().pretty().quoting(Quoting::Always);
    let laid_out = trial.court.judge_with(made, trial.generator.world(), options);
    note_again(&mut trial.findings, "in lines and quotes", verdicts, &laid_out);
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
