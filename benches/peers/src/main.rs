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

const USAGE: &str = "usage: cargo run --release [-- --smoke | --check | --only LIBRARY WORKLOAD]

(nothing)  count every case and print a Markdown table
--smoke    count few iterations; only see that every case gives SQL and a cost
--check    as without, and fail when sqltree exceeds its limits
--only     count one library's instructions in one workload, such as: sqltree 'W2 quoted'";

/// Iterations of a smoke run.
const FEW: u64 = 1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [] => count_all(Workload::iterations).map(|rows| print!("{}", report::table(&rows))),
        ["--smoke"] => smoke(),
        ["--check"] => check(),
        ["--only", library, workload] => only(library, workload),
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

/// Counts every library in every workload that it has.
fn count_all(iterations: fn(Workload) -> u64) -> Result<Vec<Row>, Box<dyn Error>> {
    let inputs = Inputs::new();
    let mut rows = Vec::new();
    for workload in Workload::ALL {
        for measure in Measure::ALL {
            for library in LIBRARIES {
                let Some((sql, _)) = (library.sample)(workload, &inputs) else { continue };
                let cost = Case { library, workload, measure }.count(iterations(workload))?;
                let sql_bytes = sql.len();
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

/// Counts instructions alone, which is what one looks at while tuning.
fn only(library: &str, workload: &str) -> Result<(), Box<dyn Error>> {
    let (library, workload) = (find_library(library)?, find_workload(workload)?);
    if (library.sample)(workload, &Inputs::new()).is_none() {
        return Err(format!("{} has no {}", library.name, workload.name()).into());
    }
    for measure in Measure::ALL {
        let case = Case { library, workload, measure };
        let instructions = case.count_instructions(workload.iterations())?;
        let (workload, measure) = (workload.name(), measure.name());
        println!("{} {workload} {measure}: {instructions} instructions", library.name);
    }
    Ok(())
}

/// The run that valgrind counts.
fn run(library: &str, workload: &str, measure: &str, times: &str) -> Result<(), Box<dyn Error>> {
    let measure = Measure::ALL.into_iter().find(|it| it.name() == measure).ok_or(USAGE)?;
    let (library, workload) = (find_library(library)?, find_workload(workload)?);
    (library.run)(workload, measure, &Inputs::new(), times.parse()?);
    Ok(())
}

fn find_library(name: &str) -> Result<&'static Entry, String> {
    let names = || LIBRARIES.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
    LIBRARIES
        .iter()
        .find(|it| it.name == name)
        .ok_or_else(|| format!("no library is called `{name}`; there are {}", names()))
}

fn find_workload(name: &str) -> Result<Workload, String> {
    let names = || Workload::ALL.map(Workload::name).join(", ");
    Workload::ALL
        .into_iter()
        .find(|it| it.name() == name)
        .ok_or_else(|| format!("no workload is called `{name}`; there are {}", names()))
}
