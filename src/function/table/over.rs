//! Aggregates, and functions over windows.

use super::{DOUBLE, NUMBER_OF, TEXT, rank, table};
use crate::feature::Feature;
use crate::function::Arg::{Any, Constant, Count, Fraction, Number, Place, SameAs, Text};
use crate::function::{Form, Function, Nulls, Rule};
use crate::template;
use crate::types::Tag;

table! {
    from super::calendar::END;

    // Aggregates.

    /// One of the values that are not NULL.
    ANY_VALUE = Function::aggregate("any_value", &[Any], Rule::SameAs(0))
        .written(template!("MIN({distinct}{0}{order}){filter}"));
    /// The mean in double precision.
    AVG = Function::aggregate("avg", &[Number], DOUBLE)
        .written(template!("AVG({distinct}CAST({0} AS DOUBLE PRECISION){order}){filter}"));
    /// The number of rows, or of values that are not NULL.
    COUNT_ROWS = Function::aggregate("count", &[Any], NUMBER_OF).nulls(Nulls::Never)
        .written(template!("COUNT({distinct}{0}{order}){filter}"));
    /// Which of some keys of GROUP BY are not in the set that a row is of, as the bits of a number.
    GROUPING = Function::grouping("grouping", &[Any], Rule::Fixed(Tag::Integer))
        .written(template!("GROUPING({*})"));
    /// The largest value.
    MAX = Function::aggregate("max", &[Any], Rule::SameAs(0))
        .written(template!("MAX({distinct}{0}{order}){filter}"));
    /// The smallest value.
    MIN = Function::aggregate("min", &[Any], Rule::SameAs(0))
        .written(template!("MIN({distinct}{0}{order}){filter}"));
    /// All texts, with one between.
    STRING_AGG = Function::aggregate("string_agg", &[Text, Constant], TEXT).form(Form::Own);
    /// The sum.
    SUM = Function::aggregate("sum", &[Number], Rule::Sum)
        .written(template!("SUM({distinct}{0}{order}){filter}"));

    // Aggregates over ordered sets.

    /// The value that comes most often.
    MODE = Function::ordered_set("mode", &[Any], Rule::SameAs(0),
        template!("MODE() WITHIN GROUP (ORDER BY {0}){filter}"));
    /// The number at a fraction of the ordered numbers, or between two of them.
    PERCENTILE_CONT = Function::ordered_set("percentile_cont", &[Fraction, Number], DOUBLE,
        template!("PERCENTILE_CONT({0}) WITHIN GROUP (ORDER BY {1}){filter}"));
    /// The first of the ordered values at or past a fraction of them.
    PERCENTILE_DISC = Function::ordered_set("percentile_disc", &[Fraction, Any], Rule::SameAs(1),
        template!("PERCENTILE_DISC({0}) WITHIN GROUP (ORDER BY {1}){filter}"));

    // Functions over windows.

    /// The share of rows up to the row and its peers.
    CUME_DIST = rank("cume_dist", DOUBLE).written(template!("CUME_DIST()"));
    /// One more than the number of groups of peers before.
    DENSE_RANK = rank("dense_rank", NUMBER_OF).written(template!("DENSE_RANK()"));
    /// The value in the first row of the frame.
    FIRST_VALUE = Function::window("first_value", &[Any], Rule::SameAs(0))
        .written(template!("FIRST_VALUE({0})"));
    /// The value so many rows before.
    LAG = Function::window("lag", &[Any, Count], Rule::SameAs(0))
        .written(template!("LAG({0}, {1})"));
    /// The value so many rows before, or another where there is none.
    LAG_OR = Function::window("lag_or", &[Any, Count, SameAs(0)], Rule::Unify)
        .nulls(Nulls::Maybe).needs(Feature::LagDefault).written(template!("LAG({0}, {1}, {2})"));
    /// The value in the last row of the frame.
    LAST_VALUE = Function::window("last_value", &[Any], Rule::SameAs(0))
        .written(template!("LAST_VALUE({0})"));
    /// The value so many rows after.
    LEAD = Function::window("lead", &[Any, Count], Rule::SameAs(0))
        .written(template!("LEAD({0}, {1})"));
    /// The value so many rows after, or another where there is none.
    LEAD_OR = Function::window("lead_or", &[Any, Count, SameAs(0)], Rule::Unify)
        .nulls(Nulls::Maybe).needs(Feature::LagDefault).written(template!("LEAD({0}, {1}, {2})"));
    /// The value in a row of the frame, from 1.
    NTH_VALUE = Function::window("nth_value", &[Any, Place], Rule::SameAs(0))
        .written(template!("NTH_VALUE({0}, {1})"));
    /// Which of so many parts of about equal size the row is in.
    NTILE = Function::window("ntile", &[Place], NUMBER_OF).nulls(Nulls::Never)
        .written(template!("NTILE({0})"));
    /// The rank from 0 to 1.
    PERCENT_RANK = rank("percent_rank", DOUBLE).written(template!("PERCENT_RANK()"));
    /// One more than the number of rows before the row's peers.
    RANK = rank("rank", NUMBER_OF).written(template!("RANK()"));
    /// The number of the row, from 1.
    ROW_NUMBER = rank("row_number", NUMBER_OF).written(template!("ROW_NUMBER()"));
}
