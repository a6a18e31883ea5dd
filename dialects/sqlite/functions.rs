//! SQLite's functions: <https://www.sqlite.org/lang_corefunc.html>

use sqltree::dialect::{Powers, Template, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) const FUNCTIONS: &[Template] = &[
    template("abs", "ABS({0})"),
    template("avg", "AVG({0})"),
    template("coalesce", "COALESCE({*})"),
    template("concat_skip_null", "COALESCE({0}, '') || COALESCE({1}, '')")
        .operator(Powers::ANSI.concat, 0),
    template("count", "COUNT({0})"),
    template("count_distinct", "COUNT(DISTINCT {0})"),
    // Division by zero is NULL here anyway.
    template("div", "CAST({0} AS REAL) / {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("div_trunc", "{0} / {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("eq_binary", "{0} = {1} COLLATE BINARY").operator(PREDICATE, BOTH),
    // IS and IS NOT compare any two values; the standard's words came with 3.39.
    template("is_distinct_from", "{0} IS NOT {1}").operator(PREDICATE, BOTH),
    template("is_not_distinct_from", "{0} IS {1}").operator(PREDICATE, BOTH),
    template("length", "LENGTH({0})"),
    template("lower", "LOWER({0})"),
    template("max", "MAX({0})"),
    template("min", "MIN({0})"),
    template("mod", "{0} % {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("nullif", "NULLIF({0}, {1})"),
    template("replace", "REPLACE({0}, {1}, {2})"),
    template("substring", "SUBSTR({0}, {1}, {2})"),
    template("sum", "SUM({0})"),
    template("trim", "TRIM({0})"),
    template("upper", "UPPER({0})"),
];
