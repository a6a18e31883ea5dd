//! What is written for older versions, on the newer ones that are here: they still take it, and it gives
//! the rows that their own text does.

use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, MySql, Postgres, Sqlite};
use sqltree::random::{Profile, World};

use super::trial::Trial;
use super::{number, share_of_queries};
use crate::support::live::Live;

/// Versions on each side of those from which on something is written otherwise.
const OLDER: [(Live, &dyn Dialect); 10] = [
    (Live::Sqlite, &Sqlite::version(3, 8)),
    (Live::Sqlite, &Sqlite::version(3, 24)),
    (Live::Sqlite, &Sqlite::version(3, 29)),
    (Live::Sqlite, &Sqlite::version(3, 34)),
    (Live::Sqlite, &Sqlite::version(3, 43)),
    (Live::Postgres, &Postgres::version(10)),
    (Live::Postgres, &Postgres::version(13)),
    (Live::MariaDb, &MariaDb::version(10, 3)),
    (Live::MariaDb, &MariaDb::version(10, 5)),
    // MariaDB takes what MySQL took when the two parted.
    (Live::MariaDb, &MySql::version(5, 7)),
];

#[test]
fn what_is_written_for_older_versions_means_the_same_on_newer_ones() {
    let count = number("SQLTREE_OLDER_CASES", 150);
    let mut unknown = Vec::new();
    for (live, older) in OLDER {
        let mut profile = Profile::common(&[live.connect().dialect(), older]);
        profile.queries = share_of_queries(profile.queries);
        let mut trial = Trial::new("older", &[live], World::of(&profile), profile, count);
        for case in trial.cases() {
            let (made, verdicts) = trial.judge_but(case, Some((live, older)));
            trial.again("as of its own version", &made, &verdicts);
        }
        unknown.extend(trial.unknown(&format!(
            "{live} as {} {}",
            older.spec().name,
            older.version()
        )));
        let again = trial.findings.again;
        assert!(trial.at_least(count, again * 4), "a quarter runs: {again}");
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
