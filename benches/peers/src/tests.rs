//! That all libraries are given the same work: their SQL says the same, with the same parameters.

use crate::LIBRARIES;
use crate::library::Measure;
use crate::report;
use crate::workload::{Inputs, Workload};

/// The SQL of one library, `None` when it is not in the list or lacks the workload.
fn sql(library: &str, workload: Workload, inputs: &Inputs) -> Option<String> {
    let entry = LIBRARIES.iter().find(|entry| entry.name == library)?;
    Some((entry.sample)(workload, inputs)?.0)
}

/// The text without what libraries may write or leave out at will.
fn normal(sql: &str) -> String {
    let bare: String = sql.chars().filter(|c| !matches!(c, '"' | '(' | ')')).collect();
    let words: Vec<&str> =
        bare.split_whitespace().filter(|word| !["ASC", "OUTER", "INNER"].contains(word)).collect();
    words.join(" ").replace(" ASC,", ",").replace("!=", "<>")
}

/// The numbers of the placeholders, in the order of the text.
fn placeholders(sql: &str) -> Vec<usize> {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    sql.split('$').skip(1).map(|rest| digits(rest).parse().unwrap()).collect()
}

#[test]
fn every_library_binds_every_value_once() {
    let inputs = Inputs::new();
    for entry in LIBRARIES {
        for workload in Workload::ALL {
            let Some((sql, params)) = (entry.sample)(workload, &inputs) else { continue };
            let expected = workload.binds(entry.in_binds);
            assert_eq!(params, expected, "{} {workload:?}: {sql}", entry.name);
            assert_eq!(placeholders(&sql), Vec::from_iter(1..=expected), "{}: {sql}", entry.name);
        }
    }
}

#[test]
fn every_library_says_what_hand_says() {
    let inputs = Inputs::new();
    for entry in LIBRARIES {
        for workload in Workload::ALL {
            let hand = normal(&sql(report::BASE, workload, &inputs).unwrap());
            let Some((theirs, _)) = (entry.sample)(workload, &inputs) else { continue };
            let theirs = normal(&theirs);
            // An array in place of an IN list has fewer parameters, so the texts part there.
            match theirs.split_once(" = ANY") {
                Some((before, _)) => {
                    assert_eq!(hand.split_once(" IN ").unwrap().0, before, "{}", entry.name)
                }
                None => assert_eq!(hand, theirs, "{}", entry.name),
            }
        }
    }
}

#[test]
fn sqltree_writes_the_text_of_hand() {
    let inputs = Inputs::new();
    for workload in Workload::ALL {
        if let Some(sqltree) = sql(report::LIMITED, workload, &inputs) {
            assert_eq!(sql(report::BASE, workload, &inputs).unwrap(), sqltree);
        }
    }
}

#[test]
fn hand_and_sqltree_have_every_workload() {
    let inputs = Inputs::new();
    for workload in Workload::ALL {
        for library in [report::BASE, report::LIMITED] {
            assert!(sql(library, workload, &inputs).is_some(), "{library} {workload:?}");
        }
    }
}

#[test]
fn every_measure_runs() {
    let inputs = Inputs::new();
    for entry in LIBRARIES {
        for workload in Workload::ALL {
            for measure in Measure::ALL {
                (entry.run)(workload, measure, &inputs, 1);
            }
        }
    }
}
