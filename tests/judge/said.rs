//! That a FROM which is inferred is the one that would be given, and that constants in ORDER BY order nothing:
//! a statement gives the same rows said in full, and is refused where nobody can know what a query is from.

use sqltree::Compiled;
use sqltree::compile::Rewrite;
use sqltree::random::{Generator, Made, Profile, Said, World};

use super::court::{Court, compile};
use super::findings::Findings;
use super::{Verdicts, note_again};

/// True if it is another statement in full.
fn can_be_in_full(made: &Made) -> bool {
    made.inferred > 0 || made.constants
}

/// Compares a statement with the same one in full, and tries whether it is refused
/// without what it cannot do without.
pub fn check(
    findings: &mut Findings,
    court: &mut Court,
    generator: &Generator,
    (seed, case): (u64, u64),
    (made, verdicts): (&Made, &Verdicts),
) {
    if can_be_in_full(made) {
        findings.inferred += u64::from(made.inferred > 0);
        let given = generator.said(seed, case, Said::InFull);
        if are_written_otherwise(findings, court, [made, &given]) {
            let given = court.judge(&given, generator.world());
            note_again(findings, "said in full", verdicts, &given);
        }
    }
    if made.untold {
        findings.untold += 1;
        let untold = generator.said(seed, case, Said::Untold);
        for (live, connection) in &court.engines {
            // Of what is before an empty list of IN nothing is written.
            let is_written = |compiled: &Compiled| !compiled.rewrites().contains(&Rewrite::EmptyIn);
            if compile(&untold, connection.dialect()).is_ok_and(|compiled| is_written(&compiled)) {
                findings.add(format!("{live} gets a query that nobody knows the FROM of"));
            }
        }
    }
}

/// True if two texts for an engine differ: where they are the same, so are the rows. Several items that
/// are inferred, and queries of WITH, can stand in another order, and an arm of a set is closed off for an order of constants too.
fn are_written_otherwise(
    findings: &mut Findings,
    court: &Court,
    [made, given]: [&Made; 2],
) -> bool {
    let mut differs = false;
    for (live, connection) in &court.engines {
        let text = |made| compile(made, connection.dialect()).map(Compiled::into_parts);
        let [own, other] = [made, given].map(text);
        match (own, other) {
            (Ok(own), Ok(other)) if own == other => {}
            (Ok((own, _)), Ok((other, _))) => {
                differs = true;
                let may_differ = given.inferred > 1 || given.constants || own.contains("WITH ");
                if !may_differ {
                    findings
                        .add(format!("{live} gets another text in full\n    {own}\n    {other}"));
                }
            }
            (Ok(_), Err(error)) => findings.add(format!("{live} refuses it said in full: {error}")),
            (Err(error), Ok(_)) => findings.add(format!("{live} refuses it said shortly: {error}")),
            (Err(_), Err(_)) => {}
        }
    }
    differs
}

/// What is found of a statement that is said with a mistake.
pub fn of_mistake(
    mistake: Said,
    court: &mut Court,
    generator: &Generator,
    (seed, case): (u64, u64),
) -> Findings {
    let mut findings = Findings::default();
    let made = generator.said(seed, case, mistake);
    if !can_be_in_full(&made) {
        return findings;
    }
    findings.start(seed, case, &made);
    let given = generator.said(seed, case, Said::InFull);
    if are_written_otherwise(&mut findings, court, [&made, &given]) {
        let [made, given] = [made, given].map(|made| court.judge(&made, generator.world()));
        note_again(&mut findings, "said in full", &made, &given);
    }
    findings
}

#[test]
fn a_statement_said_otherwise_is_the_same_statement() {
    let generator = Generator::new(World::new(), Profile::everything());
    let (mut inferred, mut untold) = (0, 0);
    for case in 0..1_000 {
        let made = generator.made(1, case);
        inferred += u64::from(made.inferred > 0);
        untold += u64::from(made.untold);
        for (how, differs) in [(Said::InFull, can_be_in_full(&made)), (Said::Untold, made.untold)] {
            let said = generator.said(1, case, how);
            let values = |made: &Made| (made.late.clone(), made.lists.clone());
            assert_eq!(values(&said), values(&made), "case {case}");
            let text = |made: &Made| format!("{:#?}", made.statement);
            assert!(differs || text(&said) == text(&made), "case {case}");
        }
    }
    assert!(inferred > 200 && untold > 5, "{inferred} infer, {untold} cannot");
}
