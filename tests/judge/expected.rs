//! The rows of plain lists, worked out here and compared with those of the engines.

use sqltree::random::{List, Made, World};
use sqltree::{Tag, Value};

use super::Verdicts;
use super::cells::{alike, cell};
use super::court::Verdict;
use super::evaluate::Scope;
use super::findings::Findings;

/// A row as the judge shows rows; `None` where there is no answer.
type Expected = Vec<Option<String>>;

/// Compares what the engines gave for a list.
pub fn check(findings: &mut Findings, made: &Made, world: &World, verdicts: &Verdicts) {
    let Some(list) = &made.list else { return };
    let expected = expected(list, made, world);
    for (live, verdict) in verdicts {
        let Verdict::Rows(rows) = verdict else { continue };
        if rows.len() != expected.len() {
            findings.add(format!("{live} gives {} rows of a list", rows.len()));
        }
        for row in rows {
            let Some(own) = expected.iter().find(|own| own[0] == row.first().cloned()) else {
                findings.add(format!("{live} gives a row that is not there: {row:?}"));
                continue;
            };
            findings.cells += row.len() as u64 - 1;
            findings.answers += own[1..].iter().flatten().count() as u64;
            let differs = |(own, got): &(&Option<String>, &String)| {
                own.as_ref().is_some_and(|own| !alike(own, got))
            };
            if let Some((own, got)) = own.iter().zip(row).find(differs) {
                let own = own.as_deref().unwrap_or_default();
                findings.add(format!(
                    "{live} gives what is wrong\n    {got}, not {own}, in the row {}",
                    row[0]
                ));
            }
        }
    }
}

fn expected(list: &List, made: &Made, world: &World) -> Vec<Expected> {
    let names: Vec<String> = list
        .table
        .columns()
        .iter()
        .map(|column| column.name().expect("a name").to_string())
        .collect();
    let of_row = |row: Vec<Value>| {
        let columns: Vec<(String, Value)> = names.iter().cloned().zip(row).collect();
        let scope = Scope { columns: &columns, late: &made.late, lists: &made.lists };
        let answer = |expr: &sqltree::Expr| {
            let value = scope.value(expr.view())?.value();
            Some(cell(&value, Tag::of(&expr.sql_type())))
        };
        list.columns.iter().map(answer).collect()
    };
    world.rows(&list.table).into_iter().map(of_row).collect()
}
