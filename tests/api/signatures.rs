//! Rust's signatures of functions and operators beside the rules of the table: neither can read the
//! other, so each is tried here.

use std::collections::BTreeSet;

use sqltree::expr::func::{Part, Unit};
use sqltree::function::{self, Class, Function};
use sqltree::prelude::*;
use sqltree::view::View;
use sqltree::{Date, Decimal, Interval, Json, SqlValue, Tag, Time, Timestamp, TimestampTz};

use crate::support::tables::{posts, users};

/// The functions that were tried.
#[derive(Default)]
struct Tried(BTreeSet<&'static str>);

impl Tried {
    /// The Rust type says what the tree knows, and has room for its NULLs.
    #[track_caller]
    fn check<T: SqlValue>(&mut self, function: &'static Function, made: Expr<T>) {
        let name = function.name();
        assert_eq!(Tag::of(&made.sql_type()), Tag::of(&T::TYPE), "`{name}`: {made:?}");
        assert!(T::NULLABLE || !made.is_nullable(), "`{name}` can be NULL: {made:?}");
        if let Some(found) = function_of(&made) {
            assert_eq!(found.name(), name, "{made:?}");
        }
        self.0.insert(name);
    }
}

/// The function that an expression calls, if its view shows one.
fn function_of<T>(made: &Expr<T>) -> Option<&'static Function> {
    let mut node = made.view();
    loop {
        match node.view() {
            View::Function { function, .. } | View::Operator { function, .. } => {
                return Some(function);
            }
            View::Over { function, .. } | View::Aggregate { function, .. } => node = function,
            _ => return None,
        }
    }
}

#[test]
fn every_function_has_the_type_of_its_rule() {
    let mut tried = Tried::default();
    operators(&mut tried);
    scalars(&mut tried);
    calendar(&mut tried);
    documents(&mut tried);
    aggregates(&mut tried);
    windows(&mut tried);
    for function in function::ALL {
        assert!(tried.0.contains(function.name()), "`{}` is not tried", function.name());
    }
}

/// Numbers of two types: the same for Rust as for the tree.
#[test]
fn numbers_of_two_types_are_of_the_wider() {
    macro_rules! pairs {
        ($([$($type:ty),*] with $other:ty;)*) => { $( $( {
            let mut tried = Tried::default();
            let (a, b) = (val(7 as $type), val(Some(2 as $other)));
            tried.check(&function::ADD, &a + &b);
            tried.check(&function::ADD, &b + &a);
            tried.check(&function::SUBTRACT, &a - &b);
            tried.check(&function::MULTIPLY, &b * &a);
            tried.check(&function::COALESCE, a.coalesce(&b));
            tried.check(&function::COALESCE, func::coalesce(&b, &a));
            tried.check(&function::CASE, case(a.gt(&b), &a).when(b.gt(1), &b).otherwise(&a));
            tried.check(&function::CASE, case(a.gt(&b), &b).when(b.gt(1), &a).end());
            tried.check(&function::NULLIF, a.nullif(&b));
            tried.check(&function::LAG_OR, func::lag_or(&a, 1, &b).over(window()));
            tried.check(&function::NEGATE, -&a);
            tried.check(&function::NEGATE, -&b);
        } )* )* };
    }
    pairs! {
        [i16, i32, i64, f32, f64] with i16;
        [i16, i32, i64, f32, f64] with i32;
        [i16, i32, i64, f32, f64] with i64;
        [i16, i32, i64, f32, f64, u64] with f32;
        [i16, i32, i64, f32, f64, u64] with f64;
        [f32, f64, u64] with u64;
    }
    let mut tried = Tried::default();
    let (small, large) = (val(7_i16), val(2_i64));
    tried.check(&function::MOD, &small % &large);
    tried.check(&function::DIV_TRUNC, small.div_trunc(&large));
    tried.check(&function::DIV_FLOOR, small.div_floor(&large));
    tried.check(&function::MOD_FLOOR, large.mod_floor(&small));
    tried.check(&function::MOD, large % small);
}

fn operators(tried: &mut Tried) {
    let (a, b) = (users::active, users::age.gt(5));
    tried.check(&function::AND, a.clone().and(&b));
    tried.check(&function::OR, a | users::score.lt(0.5));
    tried.check(&function::NOT, !&b);
    tried.check(&function::EQ, users::age.eq(5));
    tried.check(&function::EQ, users::id.eq(posts::id));
    tried.check(&function::NE, users::name.ne("x"));
    tried.check(&function::LT, users::id.lt(users::id + 1_i64));
    tried.check(&function::LE, users::id.le(None::<i64>));
    tried.check(&function::GT, users::boss_id.gt(users::id));
    tried.check(&function::GE, val(1).ge(2));
    tried.check(&function::IS_NULL, users::age.is_null());
    tried.check(&function::BETWEEN, users::age.between(1, 2));
    tried.check(&function::LIKE, users::name.like("a%"));
    tried.check(&function::LIKE, posts::body.like(posts::title));
    tried.check(&function::ILIKE, users::name.ilike("a%"));
    tried.check(&function::ILIKE, posts::body.icontains("a%"));
    tried.check(&function::ILIKE, users::name.istarts_with("a%"));
    tried.check(&function::ILIKE, users::name.iends_with("a%"));
    tried.check(&function::IN, users::id.is_in([1, 2]));
    tried.check(&function::IN, users::age.not_in([users::age + 1]));
    tried.check(&function::IN, users::id.is_in(select(posts::user_id)));
    tried.check(&function::EXISTS, exists(select(posts::id)));
    tried.check(&function::SCALAR, select(posts::likes).limit(1).scalar());
    tried.check(&function::ADD, users::age + 1);
    tried.check(&function::SUBTRACT, users::id - 1_i64);
    tried.check(&function::MULTIPLY, users::score * 2.0);
    tried.check(&function::NEGATE, -users::age);
    tried.check(&function::CONCAT, users::name.concat(posts::body));
    tried.check(&function::COLLATE, posts::body.collate("C"));
    tried.check(&function::CASE, case(users::active, users::id).otherwise(5_i64));
    tried.check(&function::CASE, case_of(users::id).when(1_i64, "a").end());
    tried.check(&function::CAST, users::age.cast::<f64>());
}

fn scalars(tried: &mut Tried) {
    tried.check(&function::ABS, func::abs(users::age));
    tried.check(&function::BITWISE_AND, users::age.bitwise_and(users::id));
    tried.check(&function::BITWISE_NOT, users::age.bitwise_not());
    tried.check(&function::BITWISE_NOT, val(1_u8).bitwise_not());
    tried.check(&function::BITWISE_OR, val(1_i16).bitwise_or(2));
    tried.check(&function::BITWISE_XOR, val(1_u64).bitwise_xor(2_u64));
    tried.check(&function::SHIFT_LEFT, users::age.shift_left(3));
    tried.check(&function::SHIFT_RIGHT, users::id.shift_right(users::age));
    tried.check(&function::GREATEST, func::greatest(users::id, users::age));
    tried.check(&function::GREATEST, func::greatest(func::greatest(1, 2), 3_i64));
    tried.check(&function::GREATEST_SKIP_NULL, func::greatest_skip_null(users::id, users::age));
    tried.check(&function::LEAST, func::least(users::name, posts::body));
    tried.check(&function::LEAST_SKIP_NULL, func::least_skip_null(posts::body, posts::body));
    tried.check(&function::CEIL, func::ceil(users::score));
    tried.check(&function::FLOOR, func::floor(users::age));
    tried.check(&function::ROUND, func::round(users::score));
    tried.check(&function::ROUND_TO, func::round_to(literal(Decimal::from(5)), 2));
    tried.check(&function::COALESCE, func::coalesce(users::age, 5));
    tried.check(&function::COALESCE, posts::body.coalesce(posts::body));
    tried.check(&function::CONCAT_SKIP_NULL, posts::body.concat_skip_null(posts::title));
    tried.check(&function::DIV, users::id / 2);
    tried.check(&function::DIV_TRUNC, users::id.div_trunc(2_i64));
    tried.check(&function::DIV_FLOOR, users::id.div_floor(2));
    tried.check(&function::MOD_FLOOR, users::boss_id.mod_floor(users::age));
    tried.check(&function::EQ_BINARY, posts::body.eq_binary("x"));
    tried.check(&function::IS_DISTINCT_FROM, users::age.is_distinct_from(5));
    tried.check(&function::IS_NOT_DISTINCT_FROM, users::age.is_not_distinct_from(5));
    tried.check(&function::EQ_ANY, users::id.eq_any(vec![5_i64]));
    tried.check(&function::NE_ALL, users::name.ne_all(vec!["x".to_owned()]));
    tried.check(&function::LENGTH, func::length(posts::body));
    tried.check(&function::LOWER, func::lower(users::name));
    tried.check(&function::MOD, users::id % 2_i64);
    tried.check(&function::MERGE_ACTION, func::merge_action());
    tried.check(&function::NULLIF, func::nullif(users::name, "x"));
    tried.check(&function::REPLACE, func::replace(users::name, "a", "b"));
    tried.check(&function::SUBSTRING, func::substring(users::name, 1, 2));
    tried.check(&function::TRIM, func::trim(users::name));
    tried.check(&function::UPPER, func::upper(posts::body));
    texts(tried);
    numbers(tried);
}

fn texts(tried: &mut Tried) {
    let body = || posts::body;
    tried.check(&function::CHARACTER, func::character(users::age));
    tried.check(&function::CODE_POINT, func::code_point(users::name));
    tried.check(&function::CONCAT_WS, func::concat_ws(",", (posts::title, posts::body)));
    tried.check(&function::CONCAT_WS, func::concat_ws(posts::body, [posts::title]));
    tried.check(&function::SUBSTRING, func::left(posts::title, 2));
    tried.check(&function::LEFT, func::left(posts::title, users::age));
    tried.check(&function::LPAD, func::lpad(body(), 5, ' '));
    tried.check(&function::OCTET_LENGTH, func::octet_length(body()));
    tried.check(&function::POSITION, func::position(posts::title, "x"));
    tried.check(&function::POSITION, func::position(posts::title, body()));
    tried.check(&function::REGEXP_MATCH, posts::title.regexp_match("^a"));
    tried.check(&function::REGEXP_MATCH_IGNORE_CASE, body().regexp_match_ignore_case(posts::title));
    tried.check(&function::REGEXP_REPLACE, body().regexp_replace("a", "b"));
    tried.check(&function::REPEAT, func::repeat(body(), 2));
    tried.check(&function::REVERSE, func::reverse(posts::title));
    tried.check(&function::RIGHT, func::right(body(), 2_i64));
    tried.check(&function::RPAD, func::rpad(posts::title, 5, 'x'));
    tried.check(&function::SPLIT_PART, func::split_part(posts::title, ',', 2));
    tried.check(&function::SUBSTRING_FROM, func::substring_from(body(), posts::id));
    tried.check(&function::TRIM_CHAR, func::trim_char(posts::title, 'x'));
    tried.check(&function::TRIM_END, func::trim_end(posts::title));
    tried.check(&function::TRIM_END_CHAR, func::trim_end_char(body(), 'x'));
    tried.check(&function::TRIM_START, func::trim_start(body()));
    tried.check(&function::TRIM_START_CHAR, func::trim_start_char(posts::title, 'x'));
}

fn numbers(tried: &mut Tried) {
    tried.check(&function::ACOS, func::acos(users::score));
    tried.check(&function::ASIN, func::asin(users::age));
    tried.check(&function::ATAN, func::atan(users::age));
    tried.check(&function::ATAN2, func::atan2(users::age, users::score));
    tried.check(&function::COS, func::cos(users::score));
    tried.check(&function::DEGREES, func::degrees(1));
    tried.check(&function::EXP, func::exp(users::age));
    tried.check(&function::LN, func::ln(users::score));
    tried.check(&function::LOG10, func::log10(users::score));
    tried.check(&function::POWER, func::power(users::age, 2));
    tried.check(&function::RADIANS, func::radians(users::score));
    tried.check(&function::SIGN, func::sign(users::age));
    tried.check(&function::SIN, func::sin(users::score));
    tried.check(&function::SQRT, func::sqrt(users::score));
    tried.check(&function::TAN, func::tan(users::score));
    tried.check(&function::TRUNC, func::trunc(users::score));
    tried.check(&function::TRUNC, func::trunc(users::age));
}

fn documents(tried: &mut Tried) {
    let document = val("[1]".parse::<Json>().unwrap());
    tried.check(&function::JSON_BOOLEAN, document.json_boolean());
    tried.check(&function::JSON_DOUBLE, document.json_double());
    tried.check(&function::JSON_FIELD, document.json_field("a"));
    tried.check(&function::JSON_INTEGER, document.json_integer());
    tried.check(&function::JSON_ITEM, document.json_item(0));
    tried.check(&function::JSON_KIND, document.json_kind());
    tried.check(&function::JSON_LENGTH, document.json_length());
    tried.check(&function::JSON_TEXT, document.json_field("a").json_text());
    tried.check(&function::JSON_AGG, func::json_agg(users::age));
    tried.check(&function::JSON_ARRAY, func::json_array((users::age, users::name)));
    tried.check(&function::JSON_CELL, function::JSON_CELL.call((users::age,)));
    tried.check(&function::JSON_OBJECT, func::json_object((users::age, users::name)));
    tried.check(&function::JSON_PART, function::JSON_PART.call((users::age,)));
    tried.check(&function::TO_JSON, func::to_json(users::age));
}

fn calendar(tried: &mut Tried) {
    let (day, moment, span) = (val(Date::MIN), val(Some(Timestamp::MIN)), Interval::default());
    let (clock, point) = (val(Time::MIDNIGHT), val(TimestampTz::MIN));
    tried.check(&function::NOW, func::now());
    tried.check(&function::CURRENT_DATE, func::current_date());
    tried.check(&function::DATE_OF, func::date(&moment));
    tried.check(&function::AT_TIME_ZONE, moment.at_time_zone("UTC"));
    tried.check(&function::CLOCK_IN_ZONE, point.at_time_zone("UTC"));
    tried.check(&function::YEAR, func::extract(Part::Year, &day));
    tried.check(&function::QUARTER, func::extract(Part::Quarter, &moment));
    tried.check(&function::MONTH, func::extract(Part::Month, &point));
    tried.check(&function::DAY, func::extract(Part::Day, &day));
    tried.check(&function::DAY_OF_YEAR, func::extract(Part::DayOfYear, &day));
    tried.check(&function::DAY_OF_WEEK, func::extract(Part::DayOfWeek, &day));
    tried.check(&function::ISO_YEAR, func::extract(Part::IsoYear, &moment));
    tried.check(&function::ISO_WEEK, func::extract(Part::IsoWeek, &day));
    tried.check(&function::START_OF_YEAR, func::start_of(Unit::Year, &day));
    tried.check(&function::START_OF_QUARTER, func::start_of(Unit::Quarter, &moment));
    tried.check(&function::START_OF_MONTH, func::start_of(Unit::Month, &point));
    tried.check(&function::START_OF_WEEK, func::start_of(Unit::Week, &day));
    tried.check(&function::START_OF_DAY, func::start_of(Unit::Day, &moment));
    tried.check(&function::START_OF_HOUR, func::start_of(Unit::Hour, &point));
    tried.check(&function::START_OF_MINUTE, func::start_of(Unit::Minute, &moment));
    tried.check(&function::START_OF_SECOND, func::start_of(Unit::Second, &moment));
    tried.check(&function::HOUR, func::extract(Part::Hour, &clock));
    tried.check(&function::MINUTE, func::extract(Part::Minute, &moment));
    tried.check(&function::SECOND, func::extract(Part::Second, &point));
    tried.check(&function::MICROSECOND, func::extract(Part::Microsecond, &clock));
    tried.check(&function::PLUS_DAYS, day.plus_days(5));
    tried.check(&function::PLUS_MONTHS, moment.plus_months(users::age));
    tried.check(&function::PLUS, day.plus(span));
    tried.check(&function::PLUS, moment.plus(span));
    tried.check(&function::MINUS, point.minus(Some(span)));
    tried.check(&function::DAYS_SINCE, day.days_since(Date::MAX));
    tried.check(&function::SINCE, moment.since(Timestamp::MAX));
    tried.check(&function::SINCE, point.since(TimestampTz::MAX));
}

fn aggregates(tried: &mut Tried) {
    tried.check(&function::AVG, func::avg(users::age));
    tried.check(&function::COUNT_ROWS, func::count());
    tried.check(&function::COUNT_ROWS, func::count_distinct(users::age));
    tried.check(&function::ANY_VALUE, func::any_value(users::name).filter(users::active));
    tried.check(&function::GROUPING, func::grouping((users::id, users::age)));
    tried.check(&function::MAX, func::max(users::name).filter(users::active));
    tried.check(&function::MIN, func::min(users::score));
    tried.check(&function::STRING_AGG, func::string_agg(users::name, ",").order_by(users::id));
    tried.check(&function::SUM, func::sum(users::age));
    tried.check(&function::MODE, func::mode(users::name));
    let median = func::percentile_cont(0.5).within_group(users::score);
    tried.check(&function::PERCENTILE_CONT, median);
    let lower = func::percentile_disc(0.2).within_group(users::age);
    tried.check(&function::PERCENTILE_DISC, lower);
}

fn windows(tried: &mut Tried) {
    let over = || window().order_by(users::id);
    tried.check(&function::CUME_DIST, func::cume_dist().over(over()));
    tried.check(&function::DENSE_RANK, func::dense_rank().over(over()));
    tried.check(&function::FIRST_VALUE, func::first_value(users::name).over(over()));
    tried.check(&function::LAG, func::lag(users::id, 1).over(over()));
    tried.check(&function::LAG_OR, func::lag_or(users::id, 1, 0_i64).over(over()));
    tried.check(&function::LAST_VALUE, func::last_value(users::score).over(over()));
    tried.check(&function::LEAD, func::lead(users::age, 1).over(over()));
    tried.check(&function::LEAD_OR, func::lead_or(users::age, 1, 0).over(over()));
    tried.check(&function::NTH_VALUE, func::nth_value(users::id, 2).over(over()));
    tried.check(&function::NTILE, func::ntile(4).over(over()));
    tried.check(&function::PERCENT_RANK, func::percent_rank().over(over()));
    tried.check(&function::RANK, func::rank().over(over()));
    tried.check(&function::ROW_NUMBER, func::row_number().over(over()));
}

#[test]
fn the_table_says_what_stands_where() {
    let classes = |wanted: fn(Class) -> bool| {
        function::ALL.iter().filter(|function| wanted(function.class())).count()
    };
    assert_eq!(classes(|class| class == Class::Window), 13);
    assert_eq!(classes(|class| matches!(class, Class::Aggregate { .. })), 8);
    assert_eq!(classes(|class| class == Class::OrderedSet), 3);
    assert_eq!(classes(|class| class == Class::Grouping), 1);
    assert_eq!(classes(|class| class == Class::Returning), 1);
    for function in function::ALL {
        let args = function.args().len();
        assert!(!function.is_commutative() || args >= 2, "`{}`", function.name());
        assert!(!function.is_variadic() || args >= 1, "`{}`", function.name());
        // What a MERGE did is another thing for each row.
        let of_rows = function.class() == Class::Returning;
        assert_eq!(function.is_stable(), !of_rows, "`{}`", function.name());
    }
}
