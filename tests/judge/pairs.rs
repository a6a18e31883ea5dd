//! Statements out of all that two engines have, and the third may lack: both take them, and give the
//! same rows.

use sqltree::random::{Profile, World};

use super::trial::Trial;
use super::{number, share_of_queries};
use crate::support::live::Live;

const PAIRS: [[Live; 2]; 3] = [
    [Live::Sqlite, Live::Postgres],
    [Live::Sqlite, Live::MariaDb],
    [Live::Postgres, Live::MariaDb],
];

#[test]
fn two_engines_agree_on_all_that_both_have() {
    let count = number("SQLTREE_PAIRS_CASES", 600);
    let mut unknown = Vec::new();
    for pair in PAIRS {
        let [one, other] = pair.map(|live| live.connect());
        let mut profile = Profile::common(&[one.dialect(), other.dialect()]);
        profile.queries = share_of_queries(profile.queries);
        let mut trial = Trial::new("pairs", &pair, World::of(&profile), profile, count);
        for case in trial.cases() {
            let (made, verdicts) = trial.judge(case);
            trial.said(case, &made, &verdicts);
            if case % 2 == 0 {
                let literal = trial.literal(case);
                trial.again("with literals", &literal, &verdicts);
            }
        }
        let [one, other] = pair;
        unknown.extend(trial.unknown(&format!("{one} and {other}")));
        trial.assert_refusals();
        let ran = trial.findings.ran;
        assert!(trial.at_least(count, ran), "most run: {ran}");
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
