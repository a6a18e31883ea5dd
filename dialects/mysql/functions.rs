//! The functions of MySQL and MariaDB:
//! <https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html>

use sqltree::dialect::{Powers, Template, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) const FUNCTIONS: &[Template] = &[
    template("abs", "ABS({0})"),
    // The mean of integers would have four digits after the point.
    template("avg", "AVG({distinct}{0} + 0e0)").operator(Powers::PRIMARY, Powers::ANSI.add),
    template("coalesce", "COALESCE({*})"),
    template("concat_skip_null", "CONCAT(COALESCE({0}, ''), COALESCE({1}, ''))"),
    template("count", "COUNT({distinct}{0})"),
    template("cume_dist", "CUME_DIST()"),
    template("dense_rank", "DENSE_RANK()"),
    // A quotient of integers would have four digits after the point. Division by zero is NULL.
    template("div", "({0} + 0e0) / {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("div_trunc", "{0} DIV {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("eq_binary", "CAST({0} AS BINARY) = CAST({1} AS BINARY)").operator(PREDICATE, 0),
    template("first_value", "FIRST_VALUE({0})"),
    template("is_distinct_from", "NOT ({0} <=> {1})").operator(Powers::ANSI.not, BOTH),
    template("is_not_distinct_from", "{0} <=> {1}").operator(PREDICATE, BOTH),
    template("lag", "LAG({0}, {1})"),
    template("lag_or", "LAG({0}, {1}, {2})"),
    template("last_value", "LAST_VALUE({0})"),
    template("lead", "LEAD({0}, {1})"),
    template("lead_or", "LEAD({0}, {1}, {2})"),
    // LENGTH counts bytes.
    template("length", "CHAR_LENGTH({0})"),
    template("lower", "LOWER({0})"),
    template("max", "MAX({distinct}{0})"),
    template("min", "MIN({distinct}{0})"),
    template("mod", "{0} % {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("nth_value", "NTH_VALUE({0}, {1})"),
    template("ntile", "NTILE({0})"),
    template("nullif", "NULLIF({0}, {1})"),
    template("percent_rank", "PERCENT_RANK()"),
    template("rank", "RANK()"),
    template("replace", "REPLACE({0}, {1}, {2})"),
    template("row_number", "ROW_NUMBER()"),
    // https://dev.mysql.com/doc/refman/8.4/en/aggregate-functions.html#function_group-concat
    template("string_agg", "GROUP_CONCAT({distinct}{0}{order} SEPARATOR {1})"),
    template("substring", "SUBSTR({0}, {1}, {2})"),
    template("sum", "SUM({distinct}{0})"),
    template("trim", "TRIM({0})"),
    template("upper", "UPPER({0})"),
];
