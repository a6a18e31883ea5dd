//! The statements that every library builds, and the values that go into them.
//!
//! Only inputs: the same borrowed values for all, made at run time so that no compiler can fold
//! them into the SQL. How a library turns them into a statement is its own file's matter (see
//! [`crate::library`]); the names and numbers of the workloads are those of the tables printed.

use std::hint::black_box;

/// One of the three statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// One row of four columns by its key, with LIMIT.
    W1,
    /// Four tables, twelve columns, six predicates, ORDER BY, LIMIT and OFFSET.
    W2,
    /// Two hundred predicates added one at a time.
    W6,
}

impl Workload {
    pub const ALL: [Self; 3] = [Self::W1, Self::W2, Self::W6];

    /// The name in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::W1 => "W1",
            Self::W2 => "W2",
            Self::W6 => "W6",
        }
    }

    /// Iterations of a full run: enough for a steady state of the allocator, few enough for valgrind.
    pub const fn iterations(self) -> u64 {
        match self {
            Self::W1 => 500,
            Self::W2 => 200,
            Self::W6 => 20,
        }
    }

    /// Bound values of the statement when an IN list of [`IN_VALUES`] values binds `in_binds`.
    #[cfg(test)]
    pub const fn binds(self, in_binds: usize) -> usize {
        match self {
            Self::W1 => 2,
            Self::W2 => 7 + in_binds,
            Self::W6 => FILTERS,
        }
    }
}

/// Values of W2's IN list.
pub const IN_VALUES: usize = 10;

/// Predicates of W6.
pub const FILTERS: usize = 200;

/// W6's columns of whole numbers.
pub const INT_COLUMNS: [&str; 10] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"];

/// W6's columns of text.
pub const TEXT_COLUMNS: [&str; 10] =
    ["c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18", "c19"];

/// The values of all workloads.
pub struct Inputs {
    pub point: Point,
    pub joined: Joined,
    pub filters: Vec<Filter>,
}

/// W1's values.
pub struct Point {
    pub id: i64,
    pub limit: u32,
}

/// W2's values.
pub struct Joined {
    pub published: bool,
    pub score: i64,
    pub karma: i64,
    pub team: String,
    pub name: String,
    pub teams: Vec<i64>,
    pub limit: u32,
    pub offset: u32,
}

/// One predicate of W6: `column OP value`.
pub struct Filter {
    /// An index into [`INT_COLUMNS`] or [`TEXT_COLUMNS`], as the value says.
    pub column: usize,
    pub op: Op,
    pub value: FilterValue,
}

/// A comparison operator.
#[derive(Clone, Copy)]
pub enum Op {
    Eq,
    Ne,
    Lt,
    Gt,
    Le,
    Ge,
}

/// The right side of a predicate of W6.
pub enum FilterValue {
    Int(i64),
    Text(String),
}

impl Inputs {
    /// Makes the values; the optimiser sees none of them.
    pub fn new() -> Self {
        Self {
            point: Point { id: black_box(4_711), limit: black_box(1) },
            joined: Joined {
                published: black_box(true),
                score: black_box(10),
                karma: black_box(1_000),
                team: black_box("administrators").to_owned(),
                name: black_box("An%").to_owned(),
                teams: (1..=IN_VALUES as i64).map(|i| black_box(i * 7)).collect(),
                limit: black_box(20),
                offset: black_box(40),
            },
            filters: (0..FILTERS).map(|i| filter(black_box(i))).collect(),
        }
    }
}

/// The predicate number `i`: columns and operators go round, whole numbers and text take turns of ten.
fn filter(i: usize) -> Filter {
    const OPS: [Op; 6] = [Op::Eq, Op::Ne, Op::Lt, Op::Gt, Op::Le, Op::Ge];
    let text = i / INT_COLUMNS.len() % 2 == 1;
    Filter {
        column: i % INT_COLUMNS.len(),
        op: OPS[i % OPS.len()],
        value: if text {
            FilterValue::Text(format!("value {i}"))
        } else {
            FilterValue::Int(i as i64 * 31)
        },
    }
}
