//! The table of all costs, and the limits that sqltree must keep.
//!
//! Nothing is counted here (see [`crate::count`]); a [`Row`] is a case with its cost. Limits are
//! multiples of the hand-written code's instructions, so they hold on any machine.

use crate::count::Cost;
use crate::library::Measure;
use crate::workload::Workload;

/// The library that the others are compared with.
pub const BASE: &str = "hand";

/// The library that has limits.
pub const LIMITED: &str = "sqltree";

/// The most instructions that sqltree may take, in multiples of `hand`.
pub const LIMITS: [(Workload, Measure, f64); 14] = [
    (Workload::W1, Measure::BuildRender, 3.5),
    (Workload::W2, Measure::BuildRender, 2.8),
    (Workload::W2Quoted, Measure::BuildRender, 2.8),
    (Workload::W3, Measure::BuildRender, 5.0),
    (Workload::W6, Measure::BuildRender, 3.0),
    (Workload::DeepIn, Measure::BuildRender, 12.0),
    (Workload::Minus, Measure::BuildRender, 6.0),
    (Workload::W1, Measure::Render, 2.0),
    (Workload::W2, Measure::Render, 1.6),
    (Workload::W2Quoted, Measure::Render, 1.5),
    (Workload::W3, Measure::Render, 2.2),
    (Workload::W6, Measure::Render, 1.4),
    (Workload::DeepIn, Measure::Render, 6.0),
    (Workload::Minus, Measure::Render, 3.0),
];

/// A counted case.
pub struct Row {
    pub workload: Workload,
    pub measure: Measure,
    pub library: &'static str,
    pub cost: Cost,
    pub sql_bytes: usize,
}

/// The rows as a Markdown table.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| workload | measure | library | instructions | × hand | allocations | bytes | SQL bytes |\n\
         |---|---|---|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let times =
            times_base(rows, row).map_or_else(|| "?".to_owned(), |times| format!("{times:.2}"));
        let Cost { instructions, allocations, bytes } = row.cost;
        text += &format!(
            "| {} | {} | {} | {instructions} | {times} | {allocations} | {bytes} | {} |\n",
            row.workload.name(),
            row.measure.name(),
            row.library,
            row.sql_bytes,
        );
    }
    text
}

/// What is wrong with sqltree's rows, one sentence each; nothing when all limits are kept.
pub fn broken_limits(rows: &[Row]) -> Vec<String> {
    let check = |(workload, measure, limit): (Workload, Measure, f64)| {
        let case = format!("{LIMITED} {} {}", workload.name(), measure.name());
        let row = find(rows, workload, measure, LIMITED);
        match row.and_then(|row| times_base(rows, row)) {
            None => Some(format!("{case} was not counted")),
            Some(times) if times > limit => {
                Some(format!("{case} takes {times:.2} times {BASE}; the limit is {limit}"))
            }
            Some(_) => None,
        }
    };
    LIMITS.into_iter().filter_map(check).collect()
}

/// The instructions of `row` in multiples of the hand-written code's.
fn times_base(rows: &[Row], row: &Row) -> Option<f64> {
    let base = find(rows, row.workload, row.measure, BASE)?;
    Some(row.cost.instructions as f64 / base.cost.instructions as f64)
}

fn find<'a>(
    rows: &'a [Row],
    workload: Workload,
    measure: Measure,
    library: &str,
) -> Option<&'a Row> {
    rows.iter()
        .find(|row| row.workload == workload && row.measure == measure && row.library == library)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(workload: Workload, measure: Measure, library: &'static str, instructions: u64) -> Row {
        let cost = Cost { instructions, allocations: 2, bytes: 100 };
        Row { workload, measure, library, cost, sql_bytes: 80 }
    }

    /// Each limited case at a hundred instructions by hand and `percent` of its limit by sqltree.
    fn rows(percent: f64) -> Vec<Row> {
        let pair = |(workload, measure, limit)| {
            let instructions = (limit * percent) as u64;
            [row(workload, measure, BASE, 100), row(workload, measure, LIMITED, instructions)]
        };
        LIMITS.into_iter().flat_map(pair).collect()
    }

    #[test]
    fn limits_hold_up_to_the_limit() {
        assert_eq!(broken_limits(&rows(100.0)), [""; 0]);
        let broken = broken_limits(&rows(110.0));
        assert_eq!(broken.len(), LIMITS.len());
        assert_eq!(broken[0], "sqltree W1 build + render takes 3.85 times hand; the limit is 3.5");
    }

    #[test]
    fn a_case_that_was_not_counted_breaks_its_limit() {
        assert_eq!(broken_limits(&rows(100.0)[2..]), ["sqltree W1 build + render was not counted"]);
    }

    #[test]
    fn the_table_compares_with_hand() {
        let table = table(&rows(100.0)[..2]);
        assert_eq!(
            table.lines().last().unwrap(),
            "| W1 | build + render | sqltree | 350 | 3.50 | 2 | 100 | 80 |"
        );
    }
}
