//! Statements out of all that one engine has: it takes what `compile` gives, and gives the same rows a
//! second time and with the values in the text.

use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, Postgres, Sqlite};
use sqltree::random::{Generator, Profile, World};

use super::court::Court;
use super::findings::Findings;
use super::{note, note_again, number, show};
use crate::support::live::Live;

#[test]
fn each_engine_takes_all_that_it_has() {
    let alone: [(Live, &dyn Dialect); 3] = [
        (Live::Sqlite, &Sqlite::default()),
        (Live::Postgres, &Postgres::version(15)),
        (Live::MariaDb, &MariaDb::version(10, 11)),
    ];
    let (seed, cases) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_ALONE_CASES", 600));
    let first = number("SQLTREE_JUDGE_FIRST", 0);
    let mut court = Court::new("alone", &World::new());
    let mut unknown = Vec::new();
    for (live, dialect) in alone {
        let generator = Generator::new(World::new(), Profile::common(&[dialect]));
        let mut findings = Findings::default();
        for case in first..first + cases {
            let made = generator.made(seed, case);
            findings.start(seed, case, &made);
            if cases == 1 {
                show(&made.statement, &[dialect]);
            }
            let verdicts = court.judge_only(live, &made, generator.world());
            note(&mut findings, &verdicts);
            let again = court.judge_only(live, &generator.literal(seed, case), generator.world());
            note_again(&mut findings, "with literals", &verdicts, &again);
        }
        println!("{live}, seed {seed}, {cases} statements\n{findings}");
        unknown.extend(findings.unknown());
        let refused = findings.refused_by(live);
        assert!(cases < 100 || refused * 20 <= cases, "{live} refuses one in twenty: {refused}");
        assert!(cases < 100 || findings.ran * 4 > cases * 3, "most run: {}", findings.ran);
    }
    assert!(unknown.is_empty(), "seed {seed}: {}", unknown.join("\n"));
}
