//! Statements out of all that one engine has: it takes what `compile` gives, and gives the same rows a
//! second time, with the values in the text, and in the words of all engines if there are any: what
//! `REPLACE` leaves is what an upsert of all columns does.

use sqltree::Statement;
use sqltree::random::{Made, Profile, World};

use super::court::Verdict;
use super::findings::Findings;
use super::trial::Trial;
use super::{Verdicts, differ, number, share_of_queries};
use crate::support::live::Live;

#[test]
fn each_engine_takes_all_that_it_has() {
    let count = number("SQLTREE_ALONE_CASES", 600);
    let mut unknown = Vec::new();
    for live in Live::ALL {
        let mut profile =
            Profile::common(&[live.connect().dialect()]).with_collations(collations(live));
        profile.queries = share_of_queries(70);
        let mut trial = Trial::new("alone", &[live], World::of(&profile), profile, count);
        for case in trial.cases() {
            let (made, verdicts) = trial.judge(case);
            trial.said(case, &made, &verdicts);
            let literal = trial.literal(case);
            trial.again("with literals", &literal, &verdicts);
            if let Some(twin) = &made.twin {
                let twin = Made { statement: twin.clone(), ..made.clone() };
                let other = trial.court.judge(&twin, trial.generator.world());
                let counted = made.statement.output_columns().is_empty();
                note_twin(&mut trial.findings, usize::from(counted), [&verdicts, &other]);
            }
        }
        unknown.extend(trial.unknown(&live.to_string()));
        trial.assert_refusals();
        let Findings { ran, twins, .. } = trial.findings;
        assert!(trial.at_least(count * 3, ran * 4), "most run: {ran}");
        assert!(trial.at_least(1, twins), "some are said in other words");
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// Collations that each server has: in databases of UTF-8, and for columns in it.
fn collations(live: Live) -> &'static [&'static str] {
    match live {
        Live::Sqlite => &["NOCASE", "RTRIM"],
        Live::Postgres => &["C", "POSIX"],
        Live::MariaDb => &["utf8mb4_general_ci", "utf8mb4_bin"],
    }
}

/// A statement in the words of one engine gives and leaves what it does in those of all; how many rows it
/// counts, in the first row, is the engine's own.
fn note_twin(findings: &mut Findings, counted: usize, [own, other]: [&Verdicts; 2]) {
    for ((live, own), (_, other)) in own.iter().zip(other) {
        match (own, other) {
            (Verdict::Rows(own), Verdict::Rows(other)) => {
                findings.twins += 1;
                let (own, other) = (&own[counted..], &other[counted..]);
                differ(findings, &format!("{live} in other words"), own, other);
            }
            (Verdict::Rows(_), Verdict::NotTaken(said)) => {
                findings.add(format!("{live} does not take it in other words: {said}"));
            }
            (_, Verdict::Gone(said)) => findings.gone(*live, said),
            _ => {}
        }
    }
}
