//! SQLite's functions: <https://www.sqlite.org/lang_corefunc.html>

use sqltree::dialect::{Powers, Template, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) const FUNCTIONS: &[Template] = &[
    template("abs", "ABS({0})"),
    template("avg", "AVG({distinct}{0}{order}){filter}"),
    template("coalesce", "COALESCE({*})"),
    template("concat_skip_null", "COALESCE({0}, '') || COALESCE({1}, '')")
        .operator(Powers::ANSI.concat, 0),
    template("count", "COUNT({distinct}{0}{order}){filter}"),
    template("cume_dist", "CUME_DIST()"),
    template("dense_rank", "DENSE_RANK()"),
    // Division by zero is NULL here anyway.
    template("div", "CAST({0} AS REAL) / {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("div_trunc", "{0} / {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("eq_binary", "{0} = {1} COLLATE BINARY").operator(PREDICATE, BOTH),
    template("first_value", "FIRST_VALUE({0})"),
    // IS and IS NOT compare any two values; the standard's words came with 3.39.
    template("is_distinct_from", "{0} IS NOT {1}").operator(PREDICATE, BOTH),
    template("is_not_distinct_from", "{0} IS {1}").operator(PREDICATE, BOTH),
    template("lag", "LAG({0}, {1})"),
    template("lag_or", "LAG({0}, {1}, {2})"),
    template("last_value", "LAST_VALUE({0})"),
    template("lead", "LEAD({0}, {1})"),
    template("lead_or", "LEAD({0}, {1}, {2})"),
    template("length", "LENGTH({0})"),
    template("lower", "LOWER({0})"),
    template("max", "MAX({distinct}{0}{order}){filter}"),
    template("min", "MIN({distinct}{0}{order}){filter}"),
    template("mod", "{0} % {1}").operator(MULTIPLY, MULTIPLY + 1),
    template("nth_value", "NTH_VALUE({0}, {1})"),
    template("ntile", "NTILE({0})"),
    template("nullif", "NULLIF({0}, {1})"),
    template("percent_rank", "PERCENT_RANK()"),
    template("rank", "RANK()"),
    template("replace", "REPLACE({0}, {1}, {2})"),
    template("row_number", "ROW_NUMBER()"),
    // An aggregate of two arguments takes no DISTINCT here.
    template("string_agg", "GROUP_CONCAT({0}, {1}{order}){filter}"),
    template("substring", "SUBSTR({0}, {1}, {2})"),
    template("sum", "SUM({distinct}{0}{order}){filter}"),
    template("trim", "TRIM({0})"),
    template("upper", "UPPER({0})"),
];
