//! How tightly operators bind.

/// How tightly operators bind, from 1; what binds less tightly than its place wants gets
/// parentheses.
///
/// Only what all engines agree on is left without parentheses: predicates are never operands of
/// predicates bare, `NOT` always has its operand in parentheses, and `||` never mixes bare with
/// arithmetic.
#[derive(Clone, Copy, Debug)]
pub struct Powers {
    /// `OR`
    pub or: u8,
    /// `AND`
    pub and: u8,
    /// `NOT`
    pub not: u8,
    /// `=`, `<`, `IS`, `IN`, `LIKE`, `BETWEEN`, `EXISTS` …
    pub predicate: u8,
    /// `||`
    pub concat: u8,
    /// `+` and `-`
    pub add: u8,
    /// `*`, `/` and `%`
    pub multiply: u8,
    /// `-` before one operand
    pub negate: u8,
}

impl Powers {
    /// The powers that hold in every engine measured.
    pub const ANSI: Powers = Powers {
        or: 10,
        and: 20,
        not: 30,
        predicate: 40,
        concat: 50,
        add: 60,
        multiply: 70,
        negate: 80,
    };
    /// What needs no parentheses anywhere.
    pub const PRIMARY: u8 = 100;
}
