//! Statements one after the other, and what is found of them.

use std::ops::Range;

use sqltree::Statement;
use sqltree::compile::AnyStatement;
use sqltree::dialect::Dialect;
use sqltree::random::{Generator, Made, Profile, World};

use super::court::Court;
use super::findings::Findings;
use super::{Verdicts, note, note_again, number, refusals, said};
use crate::support::live::Live;

/// After so many statements what is left of changes is taken away.
const TIDY: u64 = 100;

/// Of fewer statements nobody asks what share of them is how.
const MANY: u64 = 100;

pub struct Trial {
    pub generator: Generator,
    pub court: Court,
    pub findings: Findings,
    cases: Range<u64>,
    seed: u64,
}

impl Trial {
    /// So many statements about a world, for some engines, whose databases have that name.
    pub fn new(name: &str, engines: &[Live], world: World, profile: Profile, count: u64) -> Self {
        let generator = Generator::new(world, profile);
        let court = Court::of(engines, name, generator.world());
        let (seed, first) = (number("SQLTREE_JUDGE_SEED", 1), number("SQLTREE_JUDGE_FIRST", 0));
        let cases = first..first + count;
        Trial { generator, court, findings: Findings::default(), cases, seed }
    }

    pub fn cases(&self) -> Range<u64> {
        self.cases.clone()
    }

    fn count(&self) -> u64 {
        self.cases.end - self.cases.start
    }

    /// True if there is one statement, which is looked at closely.
    pub fn is_of_one(&self) -> bool {
        self.count() == 1
    }

    /// True if there are as many as wanted, or too few statements to want any share of them.
    pub fn at_least(&self, wanted: u64, found: u64) -> bool {
        self.count() < MANY || found >= wanted
    }

    /// A statement, and what the engines make of it.
    pub fn judge(&mut self, case: u64) -> (Made, Verdicts) {
        self.judge_but(case, None)
    }

    /// The same, with another dialect for one of the engines.
    pub fn judge_but(
        &mut self,
        case: u64,
        other: Option<(Live, &dyn Dialect)>,
    ) -> (Made, Verdicts) {
        let made = self.generator.made(self.seed, case);
        self.findings.start(self.seed, case, &made);
        if case.is_multiple_of(TIDY) {
            self.court.tidy(self.generator.world());
        }
        if self.is_of_one() {
            let own = self.court.engines.iter().map(|(_, connection)| connection.dialect());
            show(&made.statement, own.chain(other.map(|(_, dialect)| dialect)));
        }
        let verdicts = self.court.judge_but(&made, self.generator.world(), other);
        note(&mut self.findings, &verdicts);
        (made, verdicts)
    }

    /// The same statement with its values in the text.
    pub fn literal(&self, case: u64) -> Made {
        let literal = self.generator.literal(self.seed, case);
        if self.is_of_one() {
            show(&literal.statement, self.court.engines.iter().map(|(_, own)| own.dialect()));
        }
        literal
    }

    /// A statement that gives the same rows.
    pub fn again(&mut self, how: &str, made: &Made, before: &Verdicts) {
        let again = self.court.judge(made, self.generator.world());
        note_again(&mut self.findings, how, before, &again);
    }

    /// The statement said otherwise.
    pub fn said(&mut self, case: u64, made: &Made, verdicts: &Verdicts) {
        let Trial { findings, court, generator, seed, .. } = self;
        said::check(findings, court, generator, (*seed, case), (made, verdicts));
    }

    /// Shows what was found, and gives what nobody knows of.
    pub fn unknown(&self, what: &str) -> Vec<String> {
        let (seed, count) = (self.seed, self.count());
        println!("{what}, seed {seed}, {count} statements\n{}", self.findings);
        let unknown = self.findings.unknown();
        unknown.iter().map(|said| format!("{what}, seed {seed}: {said}")).collect()
    }

    /// Few statements are refused, for reasons that are tried.
    pub fn assert_refusals(&self) {
        let untried: Vec<&str> =
            self.findings.reasons().filter(|said| !refusals::is_tried(said)).collect();
        assert!(untried.is_empty(), "refusals that are not among those tried: {untried:#?}");
        for (live, _) in &self.court.engines {
            let refused = self.findings.refused_by(*live);
            println!("{live}: {refused} refused");
            assert!(
                self.at_least(refused * 20, self.count()),
                "{live} refuses one in twenty: {refused}"
            );
        }
    }
}

/// What each dialect makes of a statement.
fn show<'d>(statement: &AnyStatement, dialects: impl Iterator<Item = &'d dyn Dialect>) {
    println!("{statement:#?}");
    for dialect in dialects {
        let (name, version) = (dialect.spec().name, dialect.version());
        match statement.compile(dialect) {
            Ok(compiled) => {
                println!("{name} {version}: {}\n{:?}", compiled.sql(), compiled.params());
            }
            Err(error) => println!("{name} {version}: {error}"),
        }
    }
}
