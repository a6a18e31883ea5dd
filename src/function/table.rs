//! The table of built-in functions and operators.

use super::Arg::{
    Any, Array, Boolean, Clock, Constant, Count, Date, Day, Fraction, Integer, Moment, Number,
    Query, SameAs, Span, Text,
};
use super::{Form, Function, Nulls, Powers, Rule};
use crate::feature::Feature;
use crate::template;
use crate::types::Tag;

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const TIMES: u8 = Powers::ANSI.multiply;
const CONDITION: Rule = Rule::Fixed(Tag::Boolean);
const TEXT: Rule = Rule::Fixed(Tag::Text);
const NUMBER_OF: Rule = Rule::Fixed(Tag::BigInt);
const DOUBLE: Rule = Rule::Fixed(Tag::Double);

macro_rules! table {
    ($($(#[$meta:meta])* $name:ident = $function:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Row {
            $($name,)*
        }

        $($(#[$meta])* pub static $name: Function = $function.at(Row::$name as u16);)*

        /// Every built-in function and operator.
        pub static ALL: &[&Function] = &[$(&$name),*];

        /// How many there are.
        pub(crate) const COUNT: usize = [$(Row::$name as u16),*].len();
    };
}

/// An operator of the power table, or another piece of grammar.
const fn syntax(name: &'static str, args: &'static [super::Arg], result: Rule) -> Function {
    Function::scalar(name, args, result).form(Form::Syntax)
}

/// A part of a value of the calendar, as a number.
const fn part(name: &'static str, args: &'static [super::Arg]) -> Function {
    Function::scalar(name, args, Rule::Fixed(Tag::Integer)).form(Form::Own)
}

/// A function that each dialect writes in its own way.
const fn own(name: &'static str, args: &'static [super::Arg], result: Rule) -> Function {
    Function::scalar(name, args, result).form(Form::Own)
}

/// A function over a window that is never NULL and takes no arguments.
const fn rank(name: &'static str, result: Rule) -> Function {
    Function::window(name, &[], result).nulls(Nulls::Never)
}

table! {
    // Operators and other grammar.

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
    /// `CASE … END`
    CASE = syntax("CASE", &[Any], Rule::Unify).nulls(Nulls::Maybe).variadic();
    /// `CAST(a AS type)`
    CAST = syntax("CAST", &[Any], Rule::Named);

    // Functions of one row.

    /// The number without its sign.
    ABS = Function::scalar("abs", &[Number], Rule::SameAs(0)).written(template!("ABS({0})"));
    /// The smallest whole number that is not less.
    CEIL = Function::scalar("ceil", &[Number], Rule::SameAs(0)).written(template!("CEIL({0})"));
    /// The first argument that is not NULL.
    COALESCE = Function::scalar("coalesce", &[Any, SameAs(0)], Rule::Unify).nulls(Nulls::All)
        .variadic().written(template!("COALESCE({*})"));
    /// Both texts joined, a NULL counting as empty.
    CONCAT_SKIP_NULL = Function::scalar("concat_skip_null", &[Text, Text], TEXT)
        .nulls(Nulls::Never)
        .written(template!("COALESCE({0}, '') || COALESCE({1}, '')", Powers::ANSI.concat, 0));
    /// The quotient in double precision; NULL by zero.
    DIV = Function::scalar("div", &[Number, Number], DOUBLE).nulls(Nulls::Always)
        .written(template!("CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)",
            TIMES, TIMES + 1));
    /// The quotient without its fraction; NULL by zero.
    DIV_TRUNC = Function::scalar("div_trunc", &[Integer, Integer], Rule::Widen)
        .nulls(Nulls::Always).written(template!("{0} / NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// True if the value is one of the items of an array.
    EQ_ANY = Function::scalar("eq_any", &[Any, Array], CONDITION).nulls(Nulls::Maybe)
        .needs(Feature::Arrays).written(template!("{0} = ANY ({1})", PREDICATE, BOTH));
    /// The largest whole number that is not greater.
    FLOOR = Function::scalar("floor", &[Number], Rule::SameAs(0)).written(template!("FLOOR({0})"));
    /// True if both texts are the same, byte for byte.
    EQ_BINARY = Function::scalar("eq_binary", &[Text, Text], CONDITION).commutative()
        .written(template!("{0} = {1}", PREDICATE, BOTH));
    /// Like `<>`, but NULL is a value equal to itself.
    IS_DISTINCT_FROM = Function::scalar("is_distinct_from", &[Any, SameAs(0)], CONDITION)
        .nulls(Nulls::Never).commutative()
        .written(template!("{0} IS DISTINCT FROM {1}", PREDICATE, BOTH));
    /// Like `=`, but NULL is a value equal to itself.
    IS_NOT_DISTINCT_FROM = Function::scalar("is_not_distinct_from", &[Any, SameAs(0)], CONDITION)
        .nulls(Nulls::Never).commutative()
        .written(template!("{0} IS NOT DISTINCT FROM {1}", PREDICATE, BOTH));
    /// The number of characters.
    LENGTH = Function::scalar("length", &[Text], NUMBER_OF).written(template!("LENGTH({0})"));
    /// The text in lower case.
    LOWER = Function::scalar("lower", &[Text], TEXT).written(template!("LOWER({0})"));
    /// The remainder, with the sign of the first; NULL by zero.
    MOD = Function::scalar("mod", &[Integer, Integer], Rule::Widen).nulls(Nulls::Always)
        .written(template!("{0} % NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// NULL if both are equal, else the first.
    NULLIF = Function::scalar("nullif", &[Any, SameAs(0)], Rule::SameAs(0)).nulls(Nulls::Always)
        .written(template!("NULLIF({0}, {1})"));
    /// The text with every second argument replaced by the third.
    REPLACE = Function::scalar("replace", &[Text, Text, Text], TEXT)
        .written(template!("REPLACE({0}, {1}, {2})"));
    /// The nearest whole number, a half going away from zero.
    ROUND = Function::scalar("round", &[Number], Rule::SameAs(0))
        .written(template!("ROUND({0})"));
    /// An exact number with so many digits after the point, a half going away from zero.
    ROUND_TO = Function::scalar("round_to", &[Number, Count], Rule::Fixed(Tag::Decimal))
        .written(template!("ROUND({0}, {1})"));
    /// True if the value is none of the items of an array.
    NE_ALL = Function::scalar("ne_all", &[Any, Array], CONDITION).nulls(Nulls::Maybe)
        .needs(Feature::Arrays).written(template!("{0} <> ALL ({1})", PREDICATE, BOTH));
    /// So many characters from a position, which is counted from 1.
    SUBSTRING = Function::scalar("substring", &[Text, Count, Count], TEXT)
        .written(template!("SUBSTR({0}, {1}, {2})"));
    /// The text without spaces at both ends.
    TRIM = Function::scalar("trim", &[Text], TEXT).written(template!("TRIM({0})"));
    /// The text in upper case.
    UPPER = Function::scalar("upper", &[Text], TEXT).written(template!("UPPER({0})"));

    // The calendar.

    /// The day in UTC.
    CURRENT_DATE = own("current_date", &[], Rule::Fixed(Tag::Date)).nulls(Nulls::Never).stable();
    /// The moment at which the statement began.
    NOW = own("now", &[], Rule::Fixed(Tag::TimestampTz)).nulls(Nulls::Never).stable();
    /// The day of a moment.
    DATE_OF = own("date", &[Moment], Rule::Fixed(Tag::Date));
    /// The year, as astronomers count.
    YEAR = part("year", &[Day]);
    /// The quarter of the year, from 1.
    QUARTER = part("quarter", &[Day]);
    /// The month, from 1.
    MONTH = part("month", &[Day]);
    /// The day of the month, from 1.
    DAY = part("day", &[Day]);
    /// The day of the year, from 1.
    DAY_OF_YEAR = part("day_of_year", &[Day]);
    /// The day of the week, from 1, which is Monday.
    DAY_OF_WEEK = part("day_of_week", &[Day]);
    /// The hour.
    HOUR = part("hour", &[Clock]);
    /// The minute.
    MINUTE = part("minute", &[Clock]);
    /// The second, without its fraction.
    SECOND = part("second", &[Clock]);
    /// The fraction of the second, in microseconds.
    MICROSECOND = part("microsecond", &[Clock]);
    /// So many days later.
    PLUS_DAYS = own("plus_days", &[Day, Integer], Rule::SameAs(0)).nulls(Nulls::Always);
    /// So many months later, on the last day of the month where it has no such day.
    PLUS_MONTHS = own("plus_months", &[Day, Integer], Rule::SameAs(0)).nulls(Nulls::Always);
    /// A span of time later.
    PLUS = own("plus", &[Day, Span], Rule::Moment).nulls(Nulls::Always);
    /// A span of time before.
    MINUS = own("minus", &[Day, Span], Rule::Moment).nulls(Nulls::Always);
    /// How many days the first is after the second.
    DAYS_SINCE = own("days_since", &[Date, SameAs(0)], Rule::Fixed(Tag::Integer));
    /// The span of time from the second to the first, all of it in microseconds.
    SINCE = own("since", &[Moment, SameAs(0)], Rule::Fixed(Tag::Interval))
        .needs(Feature::SpansBetween);

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
    NTH_VALUE = Function::window("nth_value", &[Any, Count], Rule::SameAs(0))
        .written(template!("NTH_VALUE({0}, {1})"));
    /// Which of so many parts of about equal size the row is in.
    NTILE = Function::window("ntile", &[Count], NUMBER_OF).nulls(Nulls::Never)
        .written(template!("NTILE({0})"));
    /// The rank from 0 to 1.
    PERCENT_RANK = rank("percent_rank", DOUBLE).written(template!("PERCENT_RANK()"));
    /// One more than the number of rows before the row's peers.
    RANK = rank("rank", NUMBER_OF).written(template!("RANK()"));
    /// The number of the row, from 1.
    ROW_NUMBER = rank("row_number", NUMBER_OF).written(template!("ROW_NUMBER()"));
}

/// No two have one name.
const _: () = {
    let mut i = 0;
    while i < ALL.len() {
        let mut j = 0;
        while j < i {
            assert!(!same(ALL[i].name, ALL[j].name), "two functions of one name");
            j += 1;
        }
        i += 1;
    }
};

/// True if both texts are the same.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
