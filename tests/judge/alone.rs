//! Statements out of all that one engine has: it takes what `compile` gives, and gives the same rows a
//! second time, with the values in the text, and in the words of all engines if there are any: what
//! `REPLACE` leaves is what an upsert of all columns does.

use sqltree::Statement;
use sqltree::random::{Generator, Made, Profile, World};

use super::court::{Court, Verdict};
use super::findings::Findings;
use super::{
    TIDY, Verdicts, assert_tried, differ, note, note_again, number, said, share_of_queries, show,
};
use crate::support::live::Live;

#[test]
fn each_engine_takes_all_that_it_has() {
    let (seed, cases) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_ALONE_CASES", 600));
    let first = number("SQLTREE_JUDGE_FIRST", 0);
    let mut unknown = Vec::new();
    for live in Live::ALL {
        let mut profile =
            Profile::common(&[live.connect().dialect()]).with_collations(collations(live));
        profile.queries = share_of_queries(70);
        let generator = Generator::new(World::of(&profile), profile);
        let mut court = Court::of(&[live], "alone", generator.world());
        let mut findings = Findings::default();
        for case in first..first + cases {
            let made = generator.made(seed, case);
            findings.start(seed, case, &made);
            if case % TIDY == 0 {
                court.tidy(generator.world());
            }
            if cases == 1 {
                show(&made.statement, &[court.dialect(live)]);
            }
            let verdicts = court.judge(&made, generator.world());
            note(&mut findings, &verdicts);
            said::check(&mut findings, &mut court, &generator, (seed, case), (&made, &verdicts));
            let again = court.judge(&generator.literal(seed, case), generator.world());
            note_again(&mut findings, "with literals", &verdicts, &again);
            if let Some(twin) = &made.twin {
                let twin = Made { statement: twin.clone(), ..made.clone() };
                let other = court.judge(&twin, generator.world());
                let counted = made.statement.output_columns().is_empty();
                note_twin(&mut findings, usize::from(counted), [&verdicts, &other]);
            }
        }
        println!("{live}, seed {seed}, {cases} statements\n{findings}");
        assert_tried(&findings, seed);
        unknown.extend(findings.unknown());
        let refused = findings.refused_by(live);
        assert!(cases < 100 || refused * 20 <= cases, "{live} refuses one in twenty: {refused}");
        assert!(cases < 100 || findings.ran * 4 > cases * 3, "most run: {}", findings.ran);
        assert!(cases < 100 || findings.twins > 0, "some are said in other words");
    }
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
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
