//! Operators and other grammar.

use super::{CONDITION, TEXT, syntax, table};
use crate::function::Arg::{Any, Boolean, Collation, Number, Query, SameAs, Text};
use crate::function::{Nulls, Rule};

table! {
    from 0;

    /// `a AND b`
    AND = syntax("AND", &[Boolean, Boolean], CONDITION).nulls(Nulls::Maybe).variadic()
        .commutative();
    /// `a OR b`
    OR = syntax("OR", &[Boolean, Boolean], CONDITION).nulls(Nulls::Maybe).variadic().commutative();
    /// `NOT a`
    NOT = syntax("NOT", &[Boolean], CONDITION);
    /// `a = b`
    EQ = syntax("=", &[Any, SameAs(0)], CONDITION).commutative();
    /// `a <> b`
    NE = syntax("<>", &[Any, SameAs(0)], CONDITION).commutative();
    /// `a < b`
    LT = syntax("<", &[Any, SameAs(0)], CONDITION);
    /// `a <= b`
    LE = syntax("<=", &[Any, SameAs(0)], CONDITION);
    /// `a > b`
    GT = syntax(">", &[Any, SameAs(0)], CONDITION);
    /// `a >= b`
    GE = syntax(">=", &[Any, SameAs(0)], CONDITION);
    /// `a IS NULL`
    IS_NULL = syntax("IS NULL", &[Any], CONDITION).nulls(Nulls::Never);
    /// `a BETWEEN low AND high`
    BETWEEN = syntax("BETWEEN", &[Any, SameAs(0), SameAs(0)], CONDITION).nulls(Nulls::Maybe);
    /// `text LIKE pattern`, upper and lower case being different
    LIKE = syntax("LIKE", &[Text, Text], CONDITION);
    /// `text LIKE pattern`, without regard to case
    ILIKE = syntax("ILIKE", &[Text, Text], CONDITION);
    /// `a IN (items)`, or a query of one column
    IN = syntax("IN", &[Any, SameAs(0)], CONDITION).nulls(Nulls::Maybe).variadic();
    /// `EXISTS (query)`
    EXISTS = syntax("EXISTS", &[Query], CONDITION).nulls(Nulls::Never);
    /// `(query)`, as one value
    SCALAR = syntax("(query)", &[Query], Rule::SameAs(0)).nulls(Nulls::Always);
    /// `a + b`
    ADD = syntax("+", &[Number, Number], Rule::Widen).variadic().commutative();
    /// `a - b`
    SUBTRACT = syntax("-", &[Number, Number], Rule::Widen).variadic();
    /// `a * b`
    MULTIPLY = syntax("*", &[Number, Number], Rule::Widen).variadic().commutative();
    /// `-a`
    NEGATE = syntax("negate", &[Number], Rule::Negative);
    /// `a || b`; NULL if either is
    CONCAT = syntax("||", &[Text, Text], TEXT).variadic();
    /// `text COLLATE name`
    COLLATE = syntax("COLLATE", &[Text, Collation], TEXT);
    /// `CASE … END`
    CASE = syntax("CASE", &[Any], Rule::Unify).nulls(Nulls::Maybe).variadic();
    /// `CAST(a AS type)`
    CAST = syntax("CAST", &[Any], Rule::Named);
}
