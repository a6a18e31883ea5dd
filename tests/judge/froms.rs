//! That a FROM which is inferred is the one that would be given: a statement whose queries leave theirs out
//! gives the same rows as with all of them said, and is refused where nobody can know what it is from.

use sqltree::random::{Froms, Generator, Made, Profile, World};

use super::court::{Court, compile};
use super::findings::Findings;
use super::{Verdicts, note_again};

/// Compares a statement with the one that gives its FROM everywhere, and tries whether it is refused
/// without what it cannot do without.
pub fn check(
    findings: &mut Findings,
    court: &mut Court,
    generator: &Generator,
    (seed, case): (u64, u64),
    (made, verdicts): (&Made, &Verdicts),
) {
    if made.inferred > 0 {
        findings.inferred += 1;
        let given = generator.said(seed, case, Froms::Given);
        if are_written_otherwise(findings, court, [made, &given]) {
            let given = court.judge(&given, generator.world());
            note_again(findings, "with FROM given", verdicts, &given);
        }
    }
    if made.untold {
        findings.untold += 1;
        let untold = generator.said(seed, case, Froms::Untold);
        for (live, connection) in &court.engines {
            if compile(&untold, connection.dialect()).is_ok() {
                findings.add(format!("{live} gets a query that nobody knows the FROM of"));
            }
        }
    }
}

/// True if two texts for an engine differ: where they are the same, so are the rows. Only several items that
/// are inferred can stand in another order.
fn are_written_otherwise(
    findings: &mut Findings,
    court: &Court,
    [made, given]: [&Made; 2],
) -> bool {
    let mut differs = false;
    for (live, connection) in &court.engines {
        let text = |made| compile(made, connection.dialect()).map(sqltree::Compiled::into_parts);
        let [own, other] = [made, given].map(text);
        match (own, other) {
            (Ok(own), Ok(other)) if own == other => {}
            (Ok(_), Ok(_)) => {
                differs = true;
                if given.inferred == 1 {
                    findings.add(format!("{live} gets another text with FROM given"));
                }
            }
            (Ok(_), Err(error)) => findings.add(format!("{live} refuses its FROM: {error}")),
            (Err(error), Ok(_)) => findings.add(format!("{live} does not infer FROM: {error}")),
            (Err(_), Err(_)) => {}
        }
    }
    differs
}

/// What is found of a statement whose inferred FROM is wrong.
pub fn of_mistake(
    mistake: Froms,
    court: &mut Court,
    generator: &Generator,
    (seed, case): (u64, u64),
) -> Findings {
    let mut findings = Findings::default();
    let made = generator.said(seed, case, mistake);
    if made.inferred == 0 {
        return findings;
    }
    findings.start(seed, case, &made);
    let given = generator.said(seed, case, Froms::Given);
    if are_written_otherwise(&mut findings, court, [&made, &given]) {
        let [made, given] = [made, given].map(|made| court.judge(&made, generator.world()));
        note_again(&mut findings, "with FROM given", &made, &given);
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
        for (froms, differs) in [(Froms::Given, made.inferred > 0), (Froms::Untold, made.untold)] {
            let said = generator.said(1, case, froms);
            let values = |made: &Made| (made.late.clone(), made.lists.clone());
            assert_eq!(values(&said), values(&made), "case {case}");
            let text = |made: &Made| format!("{:#?}", made.statement);
            assert!(differs || text(&said) == text(&made), "case {case}");
        }
    }
    assert!(inferred > 200 && untold > 5, "{inferred} infer, {untold} cannot");
}
