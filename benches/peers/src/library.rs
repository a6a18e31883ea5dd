//! What a library must offer to be counted, and the loops that are counted.
//!
//! No library is named here: each implements [`Library`] in a file of its own, and the list of
//! them is in `main.rs`. The loops have no output and no clock: [`crate::count`] runs them under valgrind.

use std::hint::black_box;

#[cfg(test)]
use crate::workload::IN_VALUES;
use crate::workload::{Filter, Inputs, Joined, Point, Workload};

/// A way of making SQL.
pub trait Library {
    /// The name in tables and on the command line.
    const NAME: &'static str;

    /// Parameters that W2's IN list becomes; 1 when the library sends an array instead.
    #[cfg(test)]
    const IN_BINDS: usize = IN_VALUES;

    /// Builds W1.
    fn point(input: &Point) -> impl Statement;

    /// Builds W2.
    fn joined(input: &Joined) -> impl Statement;

    /// Builds W6, one predicate at a time.
    fn filtered(input: &[Filter]) -> impl Statement;
}

/// A statement that has been built.
pub trait Statement {
    /// What the library gives for a driver: text and parameters.
    type Rendered: Rendered;

    /// Renders for PostgreSQL.
    fn render(&self) -> Self::Rendered;
}

/// A statement that has been rendered.
pub trait Rendered {
    fn sql(&self) -> &str;

    /// The number of parameters.
    fn params(&self) -> usize;
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Build, render, drop the statement and the result.
    BuildRender,
    /// Render and drop the result, of a statement built before.
    Render,
}

impl Measure {
    pub const ALL: [Self; 2] = [Self::BuildRender, Self::Render];

    /// The name in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BuildRender => "build + render",
            Self::Render => "render",
        }
    }
}

/// A [`Library`] as a row of the list in `main.rs`.
pub struct Entry {
    pub name: &'static str,
    #[cfg(test)]
    pub in_binds: usize,
    /// Runs one case so many times.
    pub run: fn(Workload, Measure, &Inputs, u64),
    /// The SQL of a workload and the number of its parameters.
    pub sample: fn(Workload, &Inputs) -> (String, usize),
}

impl Entry {
    pub const fn of<L: Library>() -> Self {
        Self {
            name: L::NAME,
            #[cfg(test)]
            in_binds: L::IN_BINDS,
            run: run::<L>,
            sample: sample::<L>,
        }
    }
}

fn run<L: Library>(workload: Workload, measure: Measure, inputs: &Inputs, times: u64) {
    match workload {
        Workload::W1 => repeat(measure, times, || L::point(black_box(&inputs.point))),
        Workload::W2 => repeat(measure, times, || L::joined(black_box(&inputs.joined))),
        Workload::W6 => repeat(measure, times, || L::filtered(black_box(&inputs.filters))),
    }
}

fn repeat<S: Statement>(measure: Measure, times: u64, build: impl Fn() -> S) {
    match measure {
        Measure::BuildRender => {
            for _ in 0..times {
                let statement = build();
                black_box(&statement.render());
            }
        }
        Measure::Render => {
            let statement = build();
            for _ in 0..times {
                black_box(&black_box(&statement).render());
            }
        }
    }
}

fn sample<L: Library>(workload: Workload, inputs: &Inputs) -> (String, usize) {
    fn parts(statement: &impl Statement) -> (String, usize) {
        let rendered = statement.render();
        (rendered.sql().to_owned(), rendered.params())
    }
    match workload {
        Workload::W1 => parts(&L::point(&inputs.point)),
        Workload::W2 => parts(&L::joined(&inputs.joined)),
        Workload::W6 => parts(&L::filtered(&inputs.filters)),
    }
}
