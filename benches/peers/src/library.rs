//! What a library must offer to be counted, and the loops that are counted.
//!
//! No library is named here: each implements [`Library`] in a file of its own, and the list of
//! them is in `main.rs`. The loops have no output and no clock: [`crate::count`] runs them under valgrind.

use std::convert::Infallible;
use std::hint::black_box;
use std::panic::resume_unwind;
use std::thread;

#[cfg(test)]
use crate::workload::IN_VALUES;
use crate::workload::{Filter, Inputs, Joined, Minus, Nested, Point, Report, Workload};

/// Room for recursion through the deep trees, which all libraries get alike.
const STACK_BYTES: usize = 64 << 20;

/// A way of making SQL.
///
/// The methods that give an [`Option`] give `None` where a library cannot say the same.
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

    /// Builds W2 over tables and columns whose names need quotes.
    fn quoted(_input: &Joined) -> Option<impl Statement> {
        None::<Infallible>
    }

    /// Builds W3.
    fn report(_input: &Report) -> Option<impl Statement> {
        None::<Infallible>
    }

    /// Builds the deep IN.
    fn nested(_input: &Nested) -> Option<impl Statement> {
        None::<Infallible>
    }

    /// Builds the subtraction.
    fn minus(_input: &Minus) -> Option<impl Statement> {
        None::<Infallible>
    }
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

/// The statement of a library that has none.
impl Statement for Infallible {
    type Rendered = Infallible;

    fn render(&self) -> Infallible {
        *self
    }
}

impl Rendered for Infallible {
    fn sql(&self) -> &str {
        match *self {}
    }

    fn params(&self) -> usize {
        match *self {}
    }
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
    /// Runs one case so many times; does nothing if the library lacks the workload.
    pub run: fn(Workload, Measure, &Inputs, u64),
    /// The SQL of a workload and the number of its parameters, if the library has it.
    pub sample: fn(Workload, &Inputs) -> Option<(String, usize)>,
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
    with_room(workload, || visit::<L, _>(workload, inputs, Repeat { measure, times }));
}

fn sample<L: Library>(workload: Workload, inputs: &Inputs) -> Option<(String, usize)> {
    with_room(workload, || visit::<L, _>(workload, inputs, Sample))
}

/// Calls `work` on a stack that is large enough for the workload.
fn with_room<R: Send>(workload: Workload, work: impl FnOnce() -> R + Send) -> R {
    if !workload.is_deep() {
        return work();
    }
    thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .expect("the system has memory for one more thread")
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// What is done with the way a library builds a workload.
trait Visitor {
    type Output;

    fn visit<S: Statement>(self, build: impl Fn() -> Option<S>) -> Self::Output;
}

fn visit<L: Library, V: Visitor>(workload: Workload, inputs: &Inputs, visitor: V) -> V::Output {
    match workload {
        Workload::W1 => visitor.visit(|| Some(L::point(black_box(&inputs.point)))),
        Workload::W2 => visitor.visit(|| Some(L::joined(black_box(&inputs.joined)))),
        Workload::W2Quoted => visitor.visit(|| L::quoted(black_box(&inputs.joined))),
        Workload::W3 => visitor.visit(|| L::report(black_box(&inputs.report))),
        Workload::W6 => visitor.visit(|| Some(L::filtered(black_box(&inputs.filters)))),
        Workload::DeepIn => visitor.visit(|| L::nested(black_box(&inputs.nested))),
        Workload::Minus => visitor.visit(|| L::minus(black_box(&inputs.minus))),
    }
}

/// The loops that are counted.
struct Repeat {
    measure: Measure,
    times: u64,
}

impl Visitor for Repeat {
    type Output = ();

    fn visit<S: Statement>(self, build: impl Fn() -> Option<S>) {
        match self.measure {
            Measure::BuildRender => {
                for _ in 0..self.times {
                    let Some(statement) = build() else { return };
                    black_box(&statement.render());
                }
            }
            Measure::Render => {
                let Some(statement) = build() else { return };
                for _ in 0..self.times {
                    black_box(&black_box(&statement).render());
                }
            }
        }
    }
}

/// Text and number of parameters of a workload.
struct Sample;

impl Visitor for Sample {
    type Output = Option<(String, usize)>;

    fn visit<S: Statement>(self, build: impl Fn() -> Option<S>) -> Self::Output {
        let statement = build()?;
        let rendered = statement.render();
        Some((rendered.sql().to_owned(), rendered.params()))
    }
}
