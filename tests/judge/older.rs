//! What is written for older versions, on the newer ones that are here: they still take it, and it gives
//! the rows that their own text does.

use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, MySql, Postgres, Sqlite};
use sqltree::random::{Generator, Profile, World};

use super::court::Court;
use super::findings::Findings;
use super::{TIDY, note, note_again, number, share_of_queries, show};
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
    let (seed, cases) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_OLDER_CASES", 150));
    let first = number("SQLTREE_JUDGE_FIRST", 0);
    let mut unknown = Vec::new();
    for (live, older) in OLDER {
        let mut profile = Profile::common(&[live.connect().dialect(), older]);
        profile.queries = share_of_queries(profile.queries);
        let generator = Generator::new(World::of(&profile), profile);
        let mut court = Court::of(&[live], "older", generator.world());
        let mut findings = Findings::default();
        for case in first..first + cases {
            let made = generator.made(seed, case);
            findings.start(seed, case, &made);
            if case % TIDY == 0 {
                court.tidy(generator.world());
            }
            if cases == 1 {
                show(&made.statement, &[older, court.dialect(live)]);
            }
            let own = court.judge(&made, generator.world());
            let verdicts = court.judge_but(&made, generator.world(), Some((live, older)));
            note(&mut findings, &verdicts);
            let how = format!("as of {}", older.version());
            note_again(&mut findings, &how, &own, &verdicts);
        }
        let what = format!("{live} as {} {}", older.spec().name, older.version());
        println!("{what}, seed {seed}, {cases} statements\n{findings}");
        unknown.extend(findings.unknown().iter().map(|said| format!("{what}: {said}")));
        assert!(cases < 100 || findings.again * 4 > cases, "a quarter runs: {}", findings.again);
    }
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
}
