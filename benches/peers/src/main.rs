//! Counts what it costs to build and render SQL: by hand, with sqltree and with its peers.
//!
//! Instructions and allocations, not time, so that a busy machine gives the same answer. No
//! database is involved. To add a library: its file, its `mod` line and its line in [`LIBRARIES`].

use std::error::Error;
use std::process::ExitCode;

use count::Case;
use library::{Entry, Measure};
use report::Row;
use workload::{Inputs, Workload};

mod count;
mod library;
mod report;
#[cfg(test)]
mod tests;
mod workload;

mod diesel;
mod hand;
mod sea_query;
mod sqltree;

/// The libraries, in the order of the table.
const LIBRARIES: &[Entry] = &[
    Entry::of::<hand::Hand>(),
    Entry::of::<sqltree::Sqltree>(),
    Entry::of::<sea_query::SeaQuery>(),
    Entry::of::<diesel::Diesel>(),
];

const USAGE: &str = "usage: cargo run --release [-- --smoke | --check]

(nothing)  count every case and print a Markdown table
--smoke    count few iterations; only see that every case gives SQL and a cost
--check    as without, and fail when sqltree exceeds its limits";

/// Iterations of a smoke run.
const FEW: u64 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [] => count_all(Workload::iterations).map(|rows| print!("{}", report::table(&rows))),
        ["--smoke"] => smoke(),
        ["--check"] => check(),
        [count::RUN, library, workload, measure, times] => run(library, workload, measure, times),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Counts every library in every workload.
fn count_all(iterations: fn(Workload) -> u64) -> Result<Vec<Row>, Box<dyn Error>> {
    let inputs = Inputs::new();
    let mut rows = Vec::new();
    for workload in Workload::ALL {
        for measure in Measure::ALL {
            for library in LIBRARIES {
                let cost = Case { library, workload, measure }.count(iterations(workload))?;
                let sql_bytes = (library.sample)(workload, &inputs).0.len();
                rows.push(Row { workload, measure, library: library.name, cost, sql_bytes });
            }
        }
    }
    Ok(rows)
}

fn smoke() -> Result<(), Box<dyn Error>> {
    let rows = count_all(|_| FEW)?;
    for row in &rows {
        let costs =
            [row.cost.instructions, row.cost.allocations, row.cost.bytes, row.sql_bytes as u64];
        if costs.contains(&0) {
            let (workload, measure) = (row.workload.name(), row.measure.name());
            return Err(
                format!("{} {workload} {measure} counts nothing: {costs:?}", row.library).into()
            );
        }
    }
    println!("{} cases give SQL and a cost", rows.len());
    Ok(())
}

fn check() -> Result<(), Box<dyn Error>> {
    let rows = count_all(Workload::iterations)?;
    print!("{}", report::table(&rows));
    let broken = report::broken_limits(&rows);
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n").into()) }
}

/// The run that valgrind counts.
fn run(library: &str, workload: &str, measure: &str, times: &str) -> Result<(), Box<dyn Error>> {
    let library = LIBRARIES.iter().find(|it| it.name == library).ok_or(USAGE)?;
    let workload = Workload::ALL.into_iter().find(|it| it.name() == workload).ok_or(USAGE)?;
    let measure = Measure::ALL.into_iter().find(|it| it.name() == measure).ok_or(USAGE)?;
    (library.run)(workload, measure, &Inputs::new(), times.parse()?);
    Ok(())
}
