//! Dates, times of day, moments and spans of time: parts, and reckoning with them.

use sqltree::expr::func::Part;
use sqltree::prelude::*;
use sqltree::{Date, Interval, Time, Timestamp, TimestampTz};

use crate::assert_sql;
use crate::support::tables::posts;

fn span(micros: i64) -> Interval {
    Interval::from_micros(micros)
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn parts_of_a_date() {
    let day = literal(date("2024-02-29"));
    let part = |part| func::extract(part, &day);
    let query = select((
        part(Part::Year).label("a"),
        part(Part::Quarter).label("b"),
        part(Part::Month).label("c"),
        part(Part::Day).label("d"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT CAST(SUBSTR('2024-02-29', 1, 4) AS INTEGER) AS a, \
             (CAST(SUBSTR('2024-02-29', 6, 2) AS INTEGER) + 2) / 3 AS b, \
             CAST(SUBSTR('2024-02-29', 6, 2) AS INTEGER) AS c, CAST(SUBSTR('2024-02-29', 9, 2) \
             AS INTEGER) AS d",
        postgres:
            "SELECT CAST(EXTRACT(YEAR FROM CAST('2024-02-29' AS DATE)) + CASE WHEN EXTRACT(YEAR \
             FROM CAST('2024-02-29' AS DATE)) < 0 THEN 1 ELSE 0 END AS INTEGER) AS a, \
             CAST(EXTRACT(QUARTER FROM CAST('2024-02-29' AS DATE)) AS INTEGER) AS b, \
             CAST(EXTRACT(MONTH FROM CAST('2024-02-29' AS DATE)) AS INTEGER) AS c, \
             CAST(EXTRACT(DAY FROM CAST('2024-02-29' AS DATE)) AS INTEGER) AS d",
        mysql | mariadb:
            "SELECT YEAR(DATE'2024-02-29') AS a, QUARTER(DATE'2024-02-29') AS b, \
             MONTH(DATE'2024-02-29') AS c, DAYOFMONTH(DATE'2024-02-29') AS d",
        ansi:
            "SELECT EXTRACT(YEAR FROM DATE '2024-02-29') AS a, (EXTRACT(MONTH FROM DATE \
             '2024-02-29') + 2) / 3 AS b, EXTRACT(MONTH FROM DATE '2024-02-29') AS c, \
             EXTRACT(DAY FROM DATE '2024-02-29') AS d",
    );
    assert_sql!(select(part(Part::DayOfYear).label("a")),
        sqlite: "SELECT CAST(STRFTIME('%j', SUBSTR('2024-02-29', 1, 10)) AS INTEGER) AS a",
        postgres: "SELECT CAST(EXTRACT(DOY FROM CAST('2024-02-29' AS DATE)) AS INTEGER) AS a",
        mysql | mariadb: "SELECT DAYOFYEAR(DATE'2024-02-29') AS a",
        ansi: error "ANSI SQL 2023.0 has no function like `day_of_year` (in SELECT)",
    );
    assert_sql!(select(part(Part::DayOfWeek).label("a")),
        sqlite:
            "SELECT (CAST(STRFTIME('%w', SUBSTR('2024-02-29', 1, 10)) AS INTEGER) + 6) % 7 + 1 \
             AS a",
        postgres: "SELECT CAST(EXTRACT(ISODOW FROM CAST('2024-02-29' AS DATE)) AS INTEGER) AS a",
        mysql | mariadb: "SELECT WEEKDAY(DATE'2024-02-29') + 1 AS a",
        ansi: error "ANSI SQL 2023.0 has no function like `day_of_week` (in SELECT)",
    );
}

#[test]
fn parts_of_a_moment_and_of_a_time_of_day() {
    let (start, clock) = (moment("1999-12-31 23:59:58.000007"), Time::END);
    let part = |part| func::extract(part, literal(start));
    let query = select((
        part(Part::Year).label("a"),
        part(Part::Hour).label("b"),
        part(Part::Minute).label("c"),
        part(Part::Second).label("d"),
        part(Part::Microsecond).label("e"),
        func::extract(Part::Hour, literal(clock)).label("f"),
        func::extract(Part::Microsecond, literal(clock)).label("g"),
        func::date(literal(start)).label("h"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT CAST(SUBSTR('1999-12-31 23:59:58.000007', 1, 4) AS INTEGER) AS a, \
             CAST(SUBSTR('1999-12-31 23:59:58.000007', 12, 2) AS INTEGER) AS b, \
             CAST(SUBSTR('1999-12-31 23:59:58.000007', 15, 2) AS INTEGER) AS c, \
             CAST(SUBSTR('1999-12-31 23:59:58.000007', 18, 2) AS INTEGER) AS d, \
             CAST(SUBSTR('1999-12-31 23:59:58.000007', 21, 6) AS INTEGER) AS e, \
             CAST(SUBSTR('24:00:00.000000', 1, 2) AS INTEGER) AS f, \
             CAST(SUBSTR('24:00:00.000000', 10, 6) AS INTEGER) AS g, SUBSTR('1999-12-31 \
             23:59:58.000007', 1, 10) AS h",
        postgres:
            "SELECT CAST(EXTRACT(YEAR FROM CAST('1999-12-31 23:59:58.000007' AS TIMESTAMP)) + \
             CASE WHEN EXTRACT(YEAR FROM CAST('1999-12-31 23:59:58.000007' AS TIMESTAMP)) < 0 \
             THEN 1 ELSE 0 END AS INTEGER) AS a, CAST(EXTRACT(HOUR FROM CAST('1999-12-31 \
             23:59:58.000007' AS TIMESTAMP)) AS INTEGER) AS b, CAST(EXTRACT(MINUTE FROM \
             CAST('1999-12-31 23:59:58.000007' AS TIMESTAMP)) AS INTEGER) AS c, \
             CAST(TRUNC(EXTRACT(SECOND FROM CAST('1999-12-31 23:59:58.000007' AS TIMESTAMP))) \
             AS INTEGER) AS d, CAST(EXTRACT(MICROSECONDS FROM CAST('1999-12-31 23:59:58.000007' \
             AS TIMESTAMP)) AS INTEGER) % 1000000 AS e, CAST(EXTRACT(HOUR FROM \
             CAST('24:00:00.000000' AS TIME)) AS INTEGER) AS f, CAST(EXTRACT(MICROSECONDS FROM \
             CAST('24:00:00.000000' AS TIME)) AS INTEGER) % 1000000 AS g, CAST(CAST('1999-12-31 \
             23:59:58.000007' AS TIMESTAMP) AS DATE) AS h",
        mysql | mariadb:
            "SELECT YEAR(TIMESTAMP'1999-12-31 23:59:58.000007') AS a, HOUR(TIMESTAMP'1999-12-31 \
             23:59:58.000007') AS b, MINUTE(TIMESTAMP'1999-12-31 23:59:58.000007') AS c, \
             SECOND(TIMESTAMP'1999-12-31 23:59:58.000007') AS d, \
             MICROSECOND(TIMESTAMP'1999-12-31 23:59:58.000007') AS e, \
             HOUR(TIME'24:00:00.000000') AS f, MICROSECOND(TIME'24:00:00.000000') AS g, \
             DATE(TIMESTAMP'1999-12-31 23:59:58.000007') AS h",
        ansi:
            "SELECT EXTRACT(YEAR FROM TIMESTAMP '1999-12-31 23:59:58.000007') AS a, \
             EXTRACT(HOUR FROM TIMESTAMP '1999-12-31 23:59:58.000007') AS b, EXTRACT(MINUTE \
             FROM TIMESTAMP '1999-12-31 23:59:58.000007') AS c, CAST(FLOOR(EXTRACT(SECOND FROM \
             TIMESTAMP '1999-12-31 23:59:58.000007')) AS INTEGER) AS d, CAST(MOD(EXTRACT(SECOND \
             FROM TIMESTAMP '1999-12-31 23:59:58.000007') * 1000000, 1000000) AS INTEGER) AS e, \
             EXTRACT(HOUR FROM TIME '24:00:00.000000') AS f, CAST(MOD(EXTRACT(SECOND FROM TIME \
             '24:00:00.000000') * 1000000, 1000000) AS INTEGER) AS g, CAST(TIMESTAMP \
             '1999-12-31 23:59:58.000007' AS DATE) AS h",
    );
}

#[test]
fn points_in_time_are_taken_apart_in_utc() {
    let point = moment("2024-12-31 23:30:00").as_utc();
    let query = select((
        func::extract(Part::Year, literal(point)).label("a"),
        func::extract(Part::Hour, literal(point)).label("b"),
        func::date(literal(point)).label("c"),
        literal(point).plus_months(2).label("d"),
        literal(point).plus(Interval::from_micros(1)).label("e"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT CAST(SUBSTR('2024-12-31 23:30:00.000000', 1, 4) AS INTEGER) AS a, \
             CAST(SUBSTR('2024-12-31 23:30:00.000000', 12, 2) AS INTEGER) AS b, \
             SUBSTR('2024-12-31 23:30:00.000000', 1, 10) AS c, \
             COALESCE(MIN(DATE(SUBSTR('2024-12-31 23:30:00.000000', 1, 10), ? || ' months'), \
             DATE(SUBSTR('2024-12-31 23:30:00.000000', 1, 10), 'start of month', (? + 1) || ' \
             months', '-1 day')), DATE(SUBSTR('2024-12-31 23:30:00.000000', 1, 10), ? || ' \
             months')) || SUBSTR('2024-12-31 23:30:00.000000', 11) AS d, STRFTIME('%Y-%m-%d \
             %H:%M:%S', SUBSTR('2024-12-31 23:30:00.000000', 1, 19), ((CAST(SUBSTR('2024-12-31 \
             23:30:00.000000', 21) AS INTEGER) + ?) / 1000000 - ((CAST(SUBSTR('2024-12-31 \
             23:30:00.000000', 21) AS INTEGER) + ?) % 1000000 < 0)) || ' seconds') || \
             PRINTF('.%06d', ((CAST(SUBSTR('2024-12-31 23:30:00.000000', 21) AS INTEGER) + ?) % \
             1000000 + 1000000) % 1000000) AS e" [2, 2, 2, span(1), span(1), span(1)],
        postgres:
            "SELECT CAST(EXTRACT(YEAR FROM CAST('2024-12-31 23:30:00.000000+00:00' AS TIMESTAMP \
             WITH TIME ZONE) AT TIME ZONE 'UTC') + CASE WHEN EXTRACT(YEAR FROM CAST('2024-12-31 \
             23:30:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'UTC') < 0 THEN 1 \
             ELSE 0 END AS INTEGER) AS a, CAST(EXTRACT(HOUR FROM CAST('2024-12-31 \
             23:30:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'UTC') AS \
             INTEGER) AS b, CAST(CAST('2024-12-31 23:30:00.000000+00:00' AS TIMESTAMP WITH TIME \
             ZONE) AT TIME ZONE 'UTC' AS DATE) AS c, TIMEZONE('UTC', CAST('2024-12-31 23:30:00.000000+00:00' \
             AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'UTC' + MAKE_INTERVAL(months => \
             CAST(CAST($1 AS INTEGER) AS INTEGER))) AS d, TIMEZONE('UTC', CAST('2024-12-31 \
             23:30:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'UTC' + CAST($2 \
             AS INTERVAL)) AS e" [2, span(1)],
        mysql | mariadb:
            "SELECT YEAR(TIMESTAMP'2024-12-31 23:30:00.000000') AS a, HOUR(TIMESTAMP'2024-12-31 \
             23:30:00.000000') AS b, DATE(TIMESTAMP'2024-12-31 23:30:00.000000') AS c, \
             TIMESTAMP'2024-12-31 23:30:00.000000' + INTERVAL ? MONTH AS d, \
             TIMESTAMP'2024-12-31 23:30:00.000000' + INTERVAL ? MICROSECOND AS e" [2, span(1)],
        ansi:
            error "ANSI SQL 2023.0 has no function like `plus_months` (in SELECT); its months \
             end in an error where they have no such day",
    );
}

#[test]
fn a_part_that_there_is_not() {
    assert_sql!(select(func::extract(Part::Hour, val(date("2024-02-29")))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`hour` wants a time of day or a timestamp, and the value is DATE (in \
             SELECT); give values of one type, or cast them",
    );
    assert_sql!(select(func::extract(Part::Month, val(Time::MIDNIGHT))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`month` wants a date or a timestamp, and the value is TIME (in SELECT); give \
             values of one type, or cast them",
    );
}

#[test]
fn days_and_months_later() {
    let day = literal(date("2024-01-31"));
    let query = select((
        posts::id,
        day.plus_days(posts::likes).label("a"),
        day.plus_months(posts::likes).label("b"),
        literal(moment("2024-08-31 23:59:59.999999")).plus_months(posts::likes - 2).label("c"),
        literal(moment("2024-08-31 23:59:59.999999")).plus_days(-60).label("d"),
        day.plus_months(1).days_since(&day).label("e"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, DATE('2024-01-31', posts.likes || ' days') AS a, \
             COALESCE(MIN(DATE(SUBSTR('2024-01-31', 1, 10), posts.likes || ' months'), \
             DATE(SUBSTR('2024-01-31', 1, 10), 'start of month', (posts.likes + 1) || ' \
             months', '-1 day')), DATE(SUBSTR('2024-01-31', 1, 10), posts.likes || ' months')) \
             || SUBSTR('2024-01-31', 11) AS b, COALESCE(MIN(DATE(SUBSTR('2024-08-31 \
             23:59:59.999999', 1, 10), (posts.likes - ?) || ' months'), DATE(SUBSTR('2024-08-31 \
             23:59:59.999999', 1, 10), 'start of month', ((posts.likes - ?) + 1) || ' months', \
             '-1 day')), DATE(SUBSTR('2024-08-31 23:59:59.999999', 1, 10), (posts.likes - ?) || \
             ' months')) || SUBSTR('2024-08-31 23:59:59.999999', 11) AS c, \
             DATE(SUBSTR('2024-08-31 23:59:59.999999', 1, 10), ? || ' days') || \
             SUBSTR('2024-08-31 23:59:59.999999', 11) AS d, \
             CAST(JULIANDAY(COALESCE(MIN(DATE(SUBSTR('2024-01-31', 1, 10), ? || ' months'), \
             DATE(SUBSTR('2024-01-31', 1, 10), 'start of month', (? + 1) || ' months', '-1 \
             day')), DATE(SUBSTR('2024-01-31', 1, 10), ? || ' months')) || SUBSTR('2024-01-31', \
             11)) - JULIANDAY('2024-01-31') AS INTEGER) AS e FROM posts ORDER BY posts.id" [2, 2, 2, -60, 1, 1, 1],
        postgres:
            "SELECT posts.id, CAST(CAST('2024-01-31' AS DATE) + MAKE_INTERVAL(days => \
             CAST(posts.likes AS INTEGER)) AS DATE) AS a, CAST(CAST('2024-01-31' AS DATE) + \
             MAKE_INTERVAL(months => CAST(posts.likes AS INTEGER)) AS DATE) AS b, \
             CAST('2024-08-31 23:59:59.999999' AS TIMESTAMP) + MAKE_INTERVAL(months => \
             CAST(posts.likes - $1 AS INTEGER)) AS c, CAST('2024-08-31 23:59:59.999999' AS \
             TIMESTAMP) + MAKE_INTERVAL(days => CAST(CAST($2 AS INTEGER) AS INTEGER)) AS d, \
             CAST(CAST('2024-01-31' AS DATE) + MAKE_INTERVAL(months => CAST(CAST($3 AS INTEGER) \
             AS INTEGER)) AS DATE) - CAST('2024-01-31' AS DATE) AS e FROM posts ORDER BY \
             posts.id" [2, -60, 1],
        mysql | mariadb:
            "SELECT posts.id, DATE'2024-01-31' + INTERVAL posts.likes DAY AS a, \
             DATE'2024-01-31' + INTERVAL posts.likes MONTH AS b, TIMESTAMP'2024-08-31 \
             23:59:59.999999' + INTERVAL (posts.likes - ?) MONTH AS c, TIMESTAMP'2024-08-31 \
             23:59:59.999999' + INTERVAL ? DAY AS d, DATEDIFF(DATE'2024-01-31' + INTERVAL ? \
             MONTH, DATE'2024-01-31') AS e FROM posts ORDER BY posts.id" [2, -60, 1],
        ansi:
            error "ANSI SQL 2023.0 has no function like `plus_months` (in SELECT); its months \
             end in an error where they have no such day",
    );
}

#[test]
fn spans_of_time() {
    let (start, end) = (moment("2024-02-28 23:59:59.999999"), moment("1969-07-20 20:17:40.5"));
    let query = select((
        literal(start).plus(Interval::from_micros(1)).label("a"),
        literal(start).minus(Interval::from_micros(86_400_000_001)).label("b"),
        literal(date("2024-03-01")).minus(Interval::from_micros(1)).label("c"),
        literal(end).since(start).label("d"),
        literal(start).plus(literal(end).since(start)).eq(end).label("e"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT STRFTIME('%Y-%m-%d %H:%M:%S', SUBSTR('2024-02-28 23:59:59.999999', 1, 19), \
             ((CAST(SUBSTR('2024-02-28 23:59:59.999999', 21) AS INTEGER) + ?) / 1000000 - \
             ((CAST(SUBSTR('2024-02-28 23:59:59.999999', 21) AS INTEGER) + ?) % 1000000 < 0)) \
             || ' seconds') || PRINTF('.%06d', ((CAST(SUBSTR('2024-02-28 23:59:59.999999', 21) \
             AS INTEGER) + ?) % 1000000 + 1000000) % 1000000) AS a, STRFTIME('%Y-%m-%d \
             %H:%M:%S', SUBSTR('2024-02-28 23:59:59.999999', 1, 19), ((CAST(SUBSTR('2024-02-28 \
             23:59:59.999999', 21) AS INTEGER) - ?) / 1000000 - ((CAST(SUBSTR('2024-02-28 \
             23:59:59.999999', 21) AS INTEGER) - ?) % 1000000 < 0)) || ' seconds') || \
             PRINTF('.%06d', ((CAST(SUBSTR('2024-02-28 23:59:59.999999', 21) AS INTEGER) - ?) % \
             1000000 + 1000000) % 1000000) AS b, STRFTIME('%Y-%m-%d %H:%M:%S', \
             SUBSTR('2024-03-01', 1, 19), ((CAST(SUBSTR('2024-03-01', 21) AS INTEGER) - ?) / \
             1000000 - ((CAST(SUBSTR('2024-03-01', 21) AS INTEGER) - ?) % 1000000 < 0)) || ' \
             seconds') || PRINTF('.%06d', ((CAST(SUBSTR('2024-03-01', 21) AS INTEGER) - ?) % \
             1000000 + 1000000) % 1000000) AS c, (STRFTIME('%s', SUBSTR('1969-07-20 \
             20:17:40.500000', 1, 19)) - STRFTIME('%s', SUBSTR(?, 1, 19))) * 1000000 + \
             SUBSTR('1969-07-20 20:17:40.500000', 21) - SUBSTR(?, 21) AS d, STRFTIME('%Y-%m-%d \
             %H:%M:%S', SUBSTR('2024-02-28 23:59:59.999999', 1, 19), ((CAST(SUBSTR('2024-02-28 \
             23:59:59.999999', 21) AS INTEGER) + ((STRFTIME('%s', SUBSTR('1969-07-20 \
             20:17:40.500000', 1, 19)) - STRFTIME('%s', SUBSTR(?, 1, 19))) * 1000000 + \
             SUBSTR('1969-07-20 20:17:40.500000', 21) - SUBSTR(?, 21))) / 1000000 - \
             ((CAST(SUBSTR('2024-02-28 23:59:59.999999', 21) AS INTEGER) + ((STRFTIME('%s', \
             SUBSTR('1969-07-20 20:17:40.500000', 1, 19)) - STRFTIME('%s', SUBSTR(?, 1, 19))) * \
             1000000 + SUBSTR('1969-07-20 20:17:40.500000', 21) - SUBSTR(?, 21))) % 1000000 < \
             0)) || ' seconds') || PRINTF('.%06d', ((CAST(SUBSTR('2024-02-28 23:59:59.999999', \
             21) AS INTEGER) + ((STRFTIME('%s', SUBSTR('1969-07-20 20:17:40.500000', 1, 19)) - \
             STRFTIME('%s', SUBSTR(?, 1, 19))) * 1000000 + SUBSTR('1969-07-20 20:17:40.500000', \
             21) - SUBSTR(?, 21))) % 1000000 + 1000000) % 1000000) = ? AS e" [span(1), span(1), span(1), span(86400000001), span(86400000001), span(86400000001), span(1), span(1), span(1), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("1969-07-20 20:17:40.500000")],
        postgres:
            "SELECT CAST('2024-02-28 23:59:59.999999' AS TIMESTAMP) + CAST($1 AS INTERVAL) AS \
             a, CAST('2024-02-28 23:59:59.999999' AS TIMESTAMP) - CAST($2 AS INTERVAL) AS b, \
             CAST('2024-03-01' AS DATE) - CAST($3 AS INTERVAL) AS c, CAST(CAST(EXTRACT(EPOCH \
             FROM CAST('1969-07-20 20:17:40.500000' AS TIMESTAMP) - CAST($4 AS TIMESTAMP)) * \
             1000000 AS BIGINT) || ' microseconds' AS INTERVAL) AS d, CAST('2024-02-28 \
             23:59:59.999999' AS TIMESTAMP) + CAST(CAST(EXTRACT(EPOCH FROM CAST('1969-07-20 \
             20:17:40.500000' AS TIMESTAMP) - CAST($5 AS TIMESTAMP)) * 1000000 AS BIGINT) || ' \
             microseconds' AS INTERVAL) = $6 AS e" [span(1), span(86400000001), span(1), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("1969-07-20 20:17:40.500000")],
        mysql | mariadb:
            "SELECT TIMESTAMP'2024-02-28 23:59:59.999999' + INTERVAL ? MICROSECOND AS a, \
             TIMESTAMP'2024-02-28 23:59:59.999999' - INTERVAL ? MICROSECOND AS b, \
             DATE'2024-03-01' - INTERVAL ? MICROSECOND AS c, TIMESTAMPDIFF(MICROSECOND, CAST(? \
             AS DATETIME(6)), TIMESTAMP'1969-07-20 20:17:40.500000') AS d, TIMESTAMP'2024-02-28 \
             23:59:59.999999' + INTERVAL TIMESTAMPDIFF(MICROSECOND, CAST(? AS DATETIME(6)), \
             TIMESTAMP'1969-07-20 20:17:40.500000') MICROSECOND = CAST(? AS DATETIME(6)) AS e" [span(1), span(86400000001), span(1), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("1969-07-20 20:17:40.500000")],
        ansi:
            "SELECT TIMESTAMP '2024-02-28 23:59:59.999999' + :p1 AS a, TIMESTAMP '2024-02-28 \
             23:59:59.999999' - :p2 AS b, DATE '2024-03-01' - :p3 AS c, (TIMESTAMP '1969-07-20 \
             20:17:40.500000' - :p4) DAY TO SECOND AS d, TIMESTAMP '2024-02-28 23:59:59.999999' \
             + (TIMESTAMP '1969-07-20 20:17:40.500000' - :p5) DAY TO SECOND = :p6 AS e" [span(1), span(86400000001), span(1), moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), moment("1969-07-20 20:17:40.500000")],
    );
}

#[test]
fn parameters_say_what_they_are() {
    let start = moment("2024-02-28 23:59:59.999999");
    assert_sql!(select(val(start).plus(span(1)).label("a")),
        sqlite:
            "SELECT STRFTIME('%Y-%m-%d %H:%M:%S', SUBSTR(?, 1, 19), ((CAST(SUBSTR(?, 21) AS \
             INTEGER) + ?) / 1000000 - ((CAST(SUBSTR(?, 21) AS INTEGER) + ?) % 1000000 < 0)) || \
             ' seconds') || PRINTF('.%06d', ((CAST(SUBSTR(?, 21) AS INTEGER) + ?) % 1000000 + \
             1000000) % 1000000) AS a" [moment("2024-02-28 23:59:59.999999"), moment("2024-02-28 23:59:59.999999"), span(1), moment("2024-02-28 23:59:59.999999"), span(1), moment("2024-02-28 23:59:59.999999"), span(1)],
        postgres:
            "SELECT CAST($1 AS TIMESTAMP) + CAST($2 AS INTERVAL) AS a" [moment("2024-02-28 23:59:59.999999"), span(1)],
        mysql | mariadb:
            "SELECT CAST(? AS DATETIME(6)) + INTERVAL ? MICROSECOND AS a" [moment("2024-02-28 23:59:59.999999"), span(1)],
        ansi: "SELECT :p1 + :p2 AS a" [moment("2024-02-28 23:59:59.999999"), span(1)],
    );
}

#[test]
fn a_day_with_a_span_is_a_timestamp() {
    let day = val(date("2024-02-28"));
    assert_eq!(day.plus(span(1)).sql_type(), Type::Timestamp);
    assert_eq!(day.plus_days(1).sql_type(), Type::Date);
}

#[test]
fn what_would_be_written_too_often_is_refused() {
    let mut day = literal(date("2024-02-28")).plus_months(1);
    for _ in 0..9 {
        day = day.plus_months(1);
    }
    assert_sql!(select(day),
        sqlite:
            error "`plus_months` (in SELECT) is written with an argument twice, and so deep in \
             such functions that it would be written more than 256 times; compute what is inside \
             in a subquery",
        postgres:
            "SELECT CAST(CAST(CAST(CAST(CAST(CAST(CAST(CAST(CAST(CAST(CAST('2024-02-28' AS \
             DATE) + MAKE_INTERVAL(months => CAST(CAST($1 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($2 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($3 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($4 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($5 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($6 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($7 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($8 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($9 AS INTEGER) AS INTEGER)) AS DATE) + \
             MAKE_INTERVAL(months => CAST(CAST($10 AS INTEGER) AS INTEGER)) AS DATE)" [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        mysql | mariadb:
            "SELECT (((((((((DATE'2024-02-28' + INTERVAL ? MONTH) + INTERVAL ? MONTH) + \
             INTERVAL ? MONTH) + INTERVAL ? MONTH) + INTERVAL ? MONTH) + INTERVAL ? MONTH) + \
             INTERVAL ? MONTH) + INTERVAL ? MONTH) + INTERVAL ? MONTH) + INTERVAL ? MONTH" [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ansi:
            error "ANSI SQL 2023.0 has no function like `plus_months` (in SELECT); its months \
             end in an error where they have no such day",
    );
}

#[test]
fn a_span_of_months_is_for_engines_that_have_such() {
    let months = Interval { months: 1, days: 0, micros: 0 };
    assert_sql!(select(val(moment("2024-01-31 00:00:00")).plus(months)),
        sqlite: error "a span of time with months or days (in SELECT) cannot be stored by SQLite",
        postgres:
            "SELECT CAST($1 AS TIMESTAMP) + CAST($2 AS INTERVAL)" [moment("2024-01-31 00:00:00"), months],
        mysql: error "a span of time with months or days (in SELECT) cannot be stored by MySQL",
        mariadb: error "a span of time with months or days (in SELECT) cannot be stored by MariaDB",
        ansi: "SELECT :p1 + :p2" [moment("2024-01-31 00:00:00"), months],
    );
}

#[test]
fn of_null_all_is_null() {
    let query = select((
        val(None::<Date>).plus_days(1).label("a"),
        val(date("2024-01-31")).plus_months(None::<i32>).label("b"),
        val(None::<Timestamp>).plus(Interval::from_micros(5)).label("c"),
        func::extract(Part::Second, literal(None::<Timestamp>)).label("d"),
        val(None::<Timestamp>).since(moment("2024-01-31 00:00:00")).label("e"),
        func::extract(Part::Year, val(None::<Date>)).label("f"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT DATE(?, ? || ' days') AS a, COALESCE(MIN(DATE(SUBSTR(?, 1, 10), ? || ' \
             months'), DATE(SUBSTR(?, 1, 10), 'start of month', (? + 1) || ' months', '-1 \
             day')), DATE(SUBSTR(?, 1, 10), ? || ' months')) || SUBSTR(?, 11) AS b, \
             STRFTIME('%Y-%m-%d %H:%M:%S', SUBSTR(?, 1, 19), ((CAST(SUBSTR(?, 21) AS INTEGER) + \
             ?) / 1000000 - ((CAST(SUBSTR(?, 21) AS INTEGER) + ?) % 1000000 < 0)) || ' \
             seconds') || PRINTF('.%06d', ((CAST(SUBSTR(?, 21) AS INTEGER) + ?) % 1000000 + \
             1000000) % 1000000) AS c, CAST(SUBSTR(NULL, 18, 2) AS INTEGER) AS d, \
             (STRFTIME('%s', SUBSTR(?, 1, 19)) - STRFTIME('%s', SUBSTR(?, 1, 19))) * 1000000 + \
             SUBSTR(?, 21) - SUBSTR(?, 21) AS e, CAST(SUBSTR(?, 1, 4) AS INTEGER) AS f" [None::<i32>, 1, date("2024-01-31"), None::<i32>, date("2024-01-31"), None::<i32>, date("2024-01-31"), None::<i32>, date("2024-01-31"), None::<i32>, None::<i32>, span(5), None::<i32>, span(5), None::<i32>, span(5), None::<i32>, moment("2024-01-31 00:00:00"), None::<i32>, moment("2024-01-31 00:00:00"), None::<i32>],
        postgres:
            "SELECT CAST(CAST($1 AS DATE) + MAKE_INTERVAL(days => CAST(CAST($2 AS INTEGER) AS \
             INTEGER)) AS DATE) AS a, CAST(CAST($3 AS DATE) + MAKE_INTERVAL(months => \
             CAST(CAST($4 AS INTEGER) AS INTEGER)) AS DATE) AS b, CAST($5 AS TIMESTAMP) + \
             CAST($6 AS INTERVAL) AS c, CAST(TRUNC(EXTRACT(SECOND FROM CAST(NULL AS \
             TIMESTAMP))) AS INTEGER) AS d, CAST(CAST(EXTRACT(EPOCH FROM CAST($7 AS TIMESTAMP) \
             - CAST($8 AS TIMESTAMP)) * 1000000 AS BIGINT) || ' microseconds' AS INTERVAL) AS \
             e, CAST(EXTRACT(YEAR FROM CAST($9 AS DATE)) + CASE WHEN EXTRACT(YEAR FROM CAST($10 \
             AS DATE)) < 0 THEN 1 ELSE 0 END AS INTEGER) AS f" [None::<i32>, 1, date("2024-01-31"), None::<i32>, None::<i32>, span(5), None::<i32>, moment("2024-01-31 00:00:00"), None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT ? + INTERVAL ? DAY AS a, CAST(? AS DATE) + INTERVAL CAST(? AS SIGNED) MONTH \
             AS b, ? + INTERVAL ? MICROSECOND AS c, SECOND(NULL) AS d, \
             TIMESTAMPDIFF(MICROSECOND, CAST(? AS DATETIME(6)), ?) AS e, YEAR(?) AS f" [None::<i32>, 1, date("2024-01-31"), None::<i32>, None::<i32>, span(5), moment("2024-01-31 00:00:00"), None::<i32>, None::<i32>],
        ansi:
            error "ANSI SQL 2023.0 has no function like `plus_months` (in SELECT); its months \
             end in an error where they have no such day",
    );
}

#[test]
fn what_time_it_is() {
    let now = func::now();
    let query = select((
        now.gt(moment("2026-01-01 00:00:00").as_utc()).label("a"),
        now.lt(now.plus_days(1)).label("b"),
        func::date(&now).is_not_distinct_from(func::current_date()).label("c"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT STRFTIME('%Y-%m-%d %H:%M:%f000', 'now') > ? AS a, STRFTIME('%Y-%m-%d \
             %H:%M:%f000', 'now') < DATE(SUBSTR(STRFTIME('%Y-%m-%d %H:%M:%f000', 'now'), 1, \
             10), ? || ' days') || SUBSTR(STRFTIME('%Y-%m-%d %H:%M:%f000', 'now'), 11) AS b, \
             SUBSTR(STRFTIME('%Y-%m-%d %H:%M:%f000', 'now'), 1, 10) IS DATE('now') AS c" [moment("2026-01-01 00:00:00").as_utc(), 1],
        postgres:
            "SELECT STATEMENT_TIMESTAMP() > $1 AS a, STATEMENT_TIMESTAMP() < \
             TIMEZONE('UTC', STATEMENT_TIMESTAMP() AT TIME ZONE 'UTC' + MAKE_INTERVAL(days => CAST(CAST($2 AS \
             INTEGER) AS INTEGER))) AS b, CAST(STATEMENT_TIMESTAMP() AT TIME \
             ZONE 'UTC' AS DATE) IS NOT DISTINCT FROM CAST(STATEMENT_TIMESTAMP() AT TIME ZONE \
             'UTC' AS DATE) AS c" [moment("2026-01-01 00:00:00").as_utc(), 1],
        mysql | mariadb:
            "SELECT UTC_TIMESTAMP(6) > CAST(? AS DATETIME(6)) AS a, UTC_TIMESTAMP(6) < \
             UTC_TIMESTAMP(6) + INTERVAL ? DAY AS b, DATE(UTC_TIMESTAMP(6)) <=> UTC_DATE() AS \
             c" [moment("2026-01-01 00:00:00").as_utc(), 1],
        ansi:
            "SELECT CURRENT_TIMESTAMP(6) > :p1 AS a, CURRENT_TIMESTAMP(6) < \
             CURRENT_TIMESTAMP(6) + :p2 * INTERVAL '1' DAY AS b, CAST(CURRENT_TIMESTAMP(6) AS \
             DATE) IS NOT DISTINCT FROM CAST(CURRENT_TIMESTAMP AT TIME ZONE INTERVAL '0:00' \
             HOUR TO MINUTE AS DATE) AS c" [moment("2026-01-01 00:00:00").as_utc(), 1],
    );
    let point: TimestampTz = "2024-01-31 00:00:00Z".parse().unwrap();
    assert_ne!(now, val(point));
}

#[test]
fn whole_numbers() {
    let numbers = [-2.5, -0.5, 0.499_999_999_999_999_94, 2.5, 4_503_599_627_370_495.5, 1e300];
    let rows: Vec<_> = numbers.iter().map(|number| (*number,)).collect();
    let t = values(["n"], rows).subquery("t");
    let n = t.column_at(0).expr().typed::<f64>();
    let query = select((
        func::floor(&n).label("a"),
        func::ceil(&n).label("b"),
        func::round(&n).label("c"),
        func::round(posts::likes).label("d"),
    ))
    .from(t)
    .cross_join(posts::table())
    .order_by((n.asc(), posts::id.asc()));
    assert_sql!(query,
        sqlite:
            "SELECT CASE WHEN ABS(t.n) < 9007199254740992 THEN CAST(t.n AS INTEGER) - (t.n < \
             CAST(t.n AS INTEGER)) + 0.0 ELSE t.n END AS a, CASE WHEN ABS(t.n) < \
             9007199254740992 THEN CAST(t.n AS INTEGER) + (t.n > CAST(t.n AS INTEGER)) + 0.0 \
             ELSE t.n END AS b, CASE WHEN ABS(t.n) < 0.5 THEN 0.0 WHEN ABS(t.n) < \
             4503599627370496 THEN ROUND(t.n) ELSE t.n END AS c, (posts.likes) AS d FROM (SELECT \
             ? AS n UNION ALL VALUES (?), (?), (?), (?), (?)) AS t CROSS JOIN posts ORDER BY t.n, posts.id" [-2.5, -0.5, 0.49999999999999994, 2.5, 4503599627370495.5, 1e300],
        postgres:
            "SELECT FLOOR(t.n) AS a, CEIL(t.n) AS b, TRUNC(t.n) + CASE WHEN ABS(t.n - \
             TRUNC(t.n)) >= 0.5 THEN SIGN(t.n) ELSE 0 END AS c, COALESCE(posts.likes) AS d FROM (VALUES \
             (CAST($1 AS DOUBLE PRECISION)), ($2), ($3), ($4), ($5), ($6)) AS t (n) CROSS JOIN \
             posts ORDER BY t.n, posts.id" [-2.5, -0.5, 0.49999999999999994, 2.5, 4503599627370495.5, 1e300],
        mysql:
            "SELECT FLOOR(t.n) + 0e0 AS a, CEIL(t.n) + 0e0 AS b, TRUNCATE(t.n, 0) + (ABS(t.n - \
             TRUNCATE(t.n, 0)) >= 0.5) * SIGN(t.n) + 0e0 AS c, COALESCE(posts.likes) AS d FROM (VALUES \
             ROW(?), ROW(?), ROW(?), ROW(?), ROW(?), ROW(?)) AS t (n) CROSS JOIN posts ORDER BY \
             t.n, posts.id" [-2.5, -0.5, 0.49999999999999994, 2.5, 4503599627370495.5, 1e300],
        mariadb:
            "SELECT FLOOR(t.n) + 0e0 AS a, CEIL(t.n) + 0e0 AS b, TRUNCATE(t.n, 0) + (ABS(t.n - \
             TRUNCATE(t.n, 0)) >= 0.5) * SIGN(t.n) + 0e0 AS c, COALESCE(posts.likes) AS d FROM (SELECT \
             ? AS n UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ? \
             UNION ALL SELECT ?) AS t CROSS JOIN posts ORDER BY t.n, posts.id" [-2.5, -0.5, 0.49999999999999994, 2.5, 4503599627370495.5, 1e300],
        ansi:
            "SELECT FLOOR(t.n) AS a, CEIL(t.n) AS b, ROUND(t.n) AS c, ROUND(posts.likes) AS d \
             FROM (VALUES (:p1), (:p2), (:p3), (:p4), (:p5), (:p6)) AS t (n) CROSS JOIN posts \
             ORDER BY t.n, posts.id" [-2.5, -0.5, 0.49999999999999994, 2.5, 4503599627370495.5, 1e300],
    );
}

#[test]
fn exact_digits_are_for_exact_numbers() {
    let price = literal("-1.005".parse::<sqltree::Decimal>().unwrap());
    assert_sql!(select(func::round_to(&price, 2).label("a")),
        sqlite:
            error "SQLite 3.54 has no function like `round_to` (in SELECT); round it in the \
             program",
        postgres: "SELECT ROUND(CAST('-1.005' AS NUMERIC), 2) AS a",
        mysql | mariadb | ansi: "SELECT ROUND(CAST('-1.005' AS DECIMAL(4, 3)), 2) AS a",
    );
    assert_sql!(select(func::round_to(val(1.005), 2).label("a")),
        sqlite:
            error "SQLite 3.54 has no function like `round_to` (in SELECT); round it in the \
             program",
        postgres:
            error "PostgreSQL 18.0 has no function like `round_to` (in SELECT); a fraction in \
             binary has no exact digits; cast it to `Type::Decimal`, or round it in the \
             program",
        mysql:
            error "MySQL 8.4 has no function like `round_to` (in SELECT); a fraction in binary \
             has no exact digits; cast it to `Type::Decimal`, or round it in the program",
        mariadb:
            error "MariaDB 11.4 has no function like `round_to` (in SELECT); a fraction in \
             binary has no exact digits; cast it to `Type::Decimal`, or round it in the \
             program",
        ansi: "SELECT ROUND(:p1, 2) AS a" [1.005],
    );
}

#[test]
fn a_sum_stands_between_bounds() {
    let noon = moment("2026-01-01 12:00:00").as_utc();
    let later = val(noon).plus_days(1);
    assert_sql!(select(val(noon).not_between(later.clone(), later).label("a")),
        sqlite:
            "SELECT ? NOT BETWEEN DATE(SUBSTR(?, 1, 10), ? || ' days') || SUBSTR(?, 11) AND \
             DATE(SUBSTR(?, 1, 10), ? || ' days') || SUBSTR(?, 11) AS a" [noon, noon, 1, noon, noon, 1, noon],
        postgres:
            "SELECT $1 NOT BETWEEN TIMEZONE('UTC', CAST($2 AS TIMESTAMP WITH TIME ZONE) AT TIME \
             ZONE 'UTC' + MAKE_INTERVAL(days => CAST(CAST($3 AS INTEGER) AS INTEGER))) AND \
             TIMEZONE('UTC', CAST($4 AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'UTC' + \
             MAKE_INTERVAL(days => CAST(CAST($5 AS INTEGER) AS INTEGER))) AS a" [noon, noon, 1, noon, 1],
        mysql | mariadb:
            "SELECT CAST(? AS DATETIME(6)) NOT BETWEEN CAST(? AS DATETIME(6)) + INTERVAL ? DAY \
             AND CAST(? AS DATETIME(6)) + INTERVAL ? DAY AS a" [noon, noon, 1, noon, 1],
        ansi:
            "SELECT :p1 NOT BETWEEN :p2 + :p3 * INTERVAL '1' DAY AND :p4 + :p5 * INTERVAL '1' \
             DAY AS a" [noon, noon, 1, noon, 1],
    );
}
