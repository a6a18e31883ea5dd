//! PostgreSQL's functions: <https://www.postgresql.org/docs/current/functions.html>

use sqltree::dialect::{Powers, Template, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) const FUNCTIONS: &[Template] = &[
    template("abs", "ABS({0})"),
    // The mean of integers is a decimal here; a double is what all engines can give.
    template("avg", "AVG(CAST({0} AS DOUBLE PRECISION))"),
    template("coalesce", "COALESCE({*})"),
    template("concat_skip_null", "COALESCE({0}, '') || COALESCE({1}, '')")
        .operator(Powers::ANSI.concat, 0),
    template("count", "COUNT({0})"),
    template("count_distinct", "COUNT(DISTINCT {0})"),
    // Division by zero is an error here, and NULL elsewhere.
    template("div", "CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)")
        .operator(MULTIPLY, MULTIPLY + 1),
    template("div_trunc", "{0} / NULLIF({1}, 0)").operator(MULTIPLY, MULTIPLY + 1),
    template("eq_binary", "{0} = {1}").operator(PREDICATE, BOTH),
    template("is_distinct_from", "{0} IS DISTINCT FROM {1}").operator(PREDICATE, BOTH),
    template("is_not_distinct_from", "{0} IS NOT DISTINCT FROM {1}").operator(PREDICATE, BOTH),
    template("length", "LENGTH({0})"),
    template("lower", "LOWER({0})"),
    template("max", "MAX({0})"),
    template("min", "MIN({0})"),
    template("mod", "{0} % NULLIF({1}, 0)").operator(MULTIPLY, MULTIPLY + 1),
    template("nullif", "NULLIF({0}, {1})"),
    template("replace", "REPLACE({0}, {1}, {2})"),
    template("substring", "SUBSTR({0}, {1}, {2})"),
    template("sum", "SUM({0})"),
    template("trim", "TRIM({0})"),
    template("upper", "UPPER({0})"),
];
