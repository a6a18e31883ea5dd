//! The statements that every library builds, and the values that go into them.
//!
//! Only inputs: the same borrowed values for all, made at run time so that no compiler can fold
//! them into the SQL. How a library turns them into a statement is its own file's matter (see
//! [`crate::library`]); the names and numbers of the workloads are those of the tables printed.

use std::hint::black_box;

/// One of the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// One row of four columns by its key, with LIMIT.
    W1,
    /// Four tables, twelve columns, six predicates, ORDER BY, LIMIT and OFFSET.
    W2,
    /// W2 with names that need quotes.
    W2Quoted,
    /// A report: UNION ALL, a subquery in FROM, a window, groups, CASE and functions.
    W3,
    /// Two hundred predicates added one at a time.
    W6,
    /// Subqueries in IN, [`LEVELS`] deep.
    DeepIn,
    /// A subtraction of [`OPERANDS`] operands, columns and values by turns.
    Minus,
}

impl Workload {
    pub const ALL: [Self; 7] =
        [Self::W1, Self::W2, Self::W2Quoted, Self::W3, Self::W6, Self::DeepIn, Self::Minus];

    /// The name in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::W1 => "W1",
            Self::W2 => "W2",
            Self::W2Quoted => "W2 quoted",
            Self::W3 => "W3",
            Self::W6 => "W6",
            Self::DeepIn => "deep IN",
            Self::Minus => "minus",
        }
    }

    /// Iterations of a full run: enough for a steady state of the allocator, few enough for valgrind.
    pub const fn iterations(self) -> u64 {
        match self {
            Self::W1 => 500,
            Self::W2 | Self::W2Quoted => 200,
            Self::W3 => 100,
            Self::W6 => 20,
            Self::DeepIn => 1,
            Self::Minus => 2,
        }
    }

    /// True if the statement is so deep a tree that recursion needs a large stack.
    pub const fn is_deep(self) -> bool {
        matches!(self, Self::DeepIn | Self::Minus)
    }

    /// Bound values of the statement when an IN list of [`IN_VALUES`] values binds `in_binds`.
    #[cfg(test)]
    pub const fn binds(self, in_binds: usize) -> usize {
        match self {
            Self::W1 => 2,
            Self::W2 | Self::W2Quoted => 7 + in_binds,
            Self::W3 => 13,
            Self::W6 => FILTERS,
            Self::DeepIn => 1,
            Self::Minus => OPERANDS / 2,
        }
    }
}

/// Values of W2's IN list.
pub const IN_VALUES: usize = 10;

/// Predicates of W6.
pub const FILTERS: usize = 200;

/// Queries of the deep IN, one inside the other.
pub const LEVELS: usize = 400;

/// Operands of the subtraction: columns and one value.
pub const OPERANDS: usize = 10_000;

/// W6's columns of whole numbers, which are also those of the subtraction.
pub const INT_COLUMNS: [&str; 10] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"];

/// W6's columns of text.
pub const TEXT_COLUMNS: [&str; 10] =
    ["c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18", "c19"];

/// The values of all workloads.
pub struct Inputs {
    pub point: Point,
    pub joined: Joined,
    pub report: Report,
    pub filters: Vec<Filter>,
    pub nested: Nested,
    pub minus: Minus,
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

/// What W2's tables are called, and those of their columns whose names differ.
pub struct Names {
    pub posts: &'static str,
    pub users: &'static str,
    pub teams: &'static str,
    pub comments: &'static str,
    pub author_id: &'static str,
    pub team_id: &'static str,
    pub post_id: &'static str,
    pub created_at: &'static str,
    pub score: &'static str,
}

impl Names {
    pub const PLAIN: Self = Self {
        posts: "posts",
        users: "users",
        teams: "teams",
        comments: "comments",
        author_id: "author_id",
        team_id: "team_id",
        post_id: "post_id",
        created_at: "created_at",
        score: "score",
    };
    pub const QUOTED: Self = Self {
        posts: "Posts",
        users: "Users",
        teams: "Teams",
        comments: "Comments",
        author_id: "authorId",
        team_id: "teamId",
        post_id: "postId",
        created_at: "createdAt",
        score: "order",
    };
}

/// W3's values.
pub struct Report {
    /// The least revenue of the sizes that have one, the largest first.
    pub from: [i64; 2],
    pub sizes: [String; 3],
    pub month: i64,
    pub orders: i64,
    pub cents: i64,
    pub places: i64,
    pub reason: String,
    pub refunds: String,
    pub limit: u32,
}

/// The deep IN's values.
pub struct Nested {
    /// The name of the table at each level, the outermost first.
    pub aliases: Vec<String>,
    pub above: i64,
}

/// The subtraction's values.
pub struct Minus {
    /// Columns and values by turns: indices into [`INT_COLUMNS`], and what is bound.
    pub pairs: Vec<(usize, i64)>,
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
            report: Report {
                from: [black_box(1_000_000), black_box(10_000)],
                sizes: ["large", "medium", "small"].map(|size| black_box(size).to_owned()),
                month: black_box(6),
                orders: black_box(3),
                cents: black_box(100),
                places: black_box(10),
                reason: black_box("no reason").to_owned(),
                refunds: black_box("refunds").to_owned(),
                limit: black_box(500),
            },
            filters: (0..FILTERS).map(|i| filter(black_box(i))).collect(),
            nested: Nested {
                aliases: (0..LEVELS).map(|i| format!("t{}", black_box(i))).collect(),
                above: black_box(5),
            },
            minus: Minus {
                pairs: (0..OPERANDS / 2)
                    .map(|i| (black_box(i) % INT_COLUMNS.len(), black_box(i) as i64))
                    .collect(),
            },
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
