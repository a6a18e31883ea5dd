//! Statements out of all that two engines have, and the third may lack: both take them, and give the
//! same rows.

use sqltree::random::{Generator, Profile, World};

use super::court::Court;
use super::findings::Findings;
use super::{TIDY, assert_tried, note, note_again, number, said, share_of_queries, show};
use crate::support::live::Live;

const PAIRS: [[Live; 2]; 3] = [
    [Live::Sqlite, Live::Postgres],
    [Live::Sqlite, Live::MariaDb],
    [Live::Postgres, Live::MariaDb],
];

#[test]
fn two_engines_agree_on_all_that_both_have() {
    let (seed, cases) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_PAIRS_CASES", 600));
    let first = number("SQLTREE_JUDGE_FIRST", 0);
    let mut unknown = Vec::new();
    for pair in PAIRS {
        let [one, other] = pair.map(|live| live.connect());
        let mut profile = Profile::common(&[one.dialect(), other.dialect()]);
        profile.queries = share_of_queries(profile.queries);
        let generator = Generator::new(World::of(&profile), profile);
        let mut court = Court::of(&pair, "pairs", generator.world());
        let mut findings = Findings::default();
        for case in first..first + cases {
            let made = generator.made(seed, case);
            findings.start(seed, case, &made);
            if case % TIDY == 0 {
                court.tidy(generator.world());
            }
            if cases == 1 {
                show(&made.statement, &pair.map(|live| court.dialect(live)));
            }
            let verdicts = court.judge(&made, generator.world());
            note(&mut findings, &verdicts);
            said::check(&mut findings, &mut court, &generator, (seed, case), (&made, &verdicts));
            if case % 2 == 0 {
                let literal = generator.literal(seed, case);
                let again = court.judge(&literal, generator.world());
                note_again(&mut findings, "with literals", &verdicts, &again);
            }
        }
        let [one, other] = pair;
        println!("{one} and {other}, seed {seed}, {cases} statements\n{findings}");
        assert_tried(&findings, seed);
        unknown.extend(findings.unknown());
        for live in pair {
            let refused = findings.refused_by(live);
            assert!(
                cases < 100 || refused * 20 <= cases,
                "{live} refuses one in twenty: {refused}"
            );
        }
        assert!(cases < 100 || findings.ran > cases, "most run: {}", findings.ran);
    }
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
}
