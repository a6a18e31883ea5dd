//! That the judged statements are of all kinds: no kind stands in few places only.

use sqltree::dialect::Dialect;
use sqltree::dialects::{MariaDb, Postgres, Sqlite};
use sqltree::random::{Generator, Profile, World};

/// So many statements reach what is asked.
const STATEMENTS: u64 = 100_000;

const VERBS: [&str; 4] = ["INSERT", "UPDATE", "DELETE", "MERGE"];

/// So many changes reach every clause of theirs.
const CHANGES: u64 = 4_000;

#[test]
fn nearly_all_that_can_stand_somewhere_is_made_there() {
    let dialects: [&dyn Dialect; 3] =
        [&Sqlite::default(), &Postgres::default(), &MariaDb::default()];
    let profile = Profile::common(&dialects);
    let legal = profile.legal_pairs();
    let generator = Generator::new(World::new(), profile);
    for case in 0..STATEMENTS {
        let _ = generator.made(1, case);
    }
    let counts = generator.counts();
    let never: Vec<_> =
        legal.iter().filter(|(what, parent)| counts.of(what, parent) == 0).collect();
    let reached = legal.len() - never.len();
    println!("{reached} of {} pairs are made; never: {never:?}", legal.len());
    let others: Vec<_> =
        counts.pairs().filter(|(what, parent, _)| !legal.contains(&(what, parent))).collect();
    assert!(others.is_empty(), "made, but not known as legal: {others:?}");
    assert!(legal.len() > 1000, "there are many pairs: {}", legal.len());
    assert!(reached * 100 >= legal.len() * 97, "{reached} of {}: {never:?}", legal.len());
}

#[test]
fn each_part_of_a_change_that_a_dialect_has_is_made() {
    for dialect in sqltree::dialects::all() {
        let mut profile = Profile::common(&[dialect]);
        profile.queries = 0;
        let legal = profile.legal_pairs();
        let generator = Generator::new(World::new(), profile);
        for case in 0..CHANGES {
            let _ = generator.made(1, case);
        }
        let counts = generator.counts();
        let parts = legal.iter().filter(|(_, parent)| VERBS.contains(parent));
        let never: Vec<_> = parts.filter(|(what, parent)| counts.of(what, parent) == 0).collect();
        assert!(never.is_empty(), "{}: {never:?}", dialect.spec().name);
    }
}
