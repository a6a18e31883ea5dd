//! The first moments of years, quarters, months, weeks … and the weeks of ISO 8601.

use sqltree::expr::func::{Part, Unit};
use sqltree::prelude::*;
use sqltree::{Date, Timestamp, TimestampTz};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::posts;

/// A day, the first day of its quarter and of its week, and its week.
const DAYS: [(&str, &str, &str, i32, i32); 8] = [
    ("2024-02-29", "2024-01-01", "2024-02-26", 2024, 9),
    ("2021-01-03", "2021-01-01", "2020-12-28", 2020, 53),
    ("2021-01-04", "2021-01-01", "2021-01-04", 2021, 1),
    ("2020-12-31", "2020-10-01", "2020-12-28", 2020, 53),
    ("9999-12-31", "9999-10-01", "9999-12-27", 9999, 52),
    ("0050-05-31", "0050-04-01", "0050-05-30", 50, 22),
    ("1900-11-30", "1900-10-01", "1900-11-26", 1900, 48),
    ("2018-12-31", "2018-10-01", "2018-12-31", 2019, 1),
];

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn starts_of_days() {
    let start = |unit| func::start_of(unit, val(date("2024-02-29")));
    let query = select((
        start(Unit::Year).label("y"),
        start(Unit::Quarter).label("q"),
        start(Unit::Month).label("m"),
        start(Unit::Week).label("w"),
        func::extract(Part::IsoYear, start(Unit::Week)).label("iy"),
        func::extract(Part::IsoWeek, val(date("2024-02-29"))).label("iw"),
    ));
    assert_sql!(query,
        sqlite:
            "SELECT SUBSTR(?, 1, 4) || '-01-01' AS y, SUBSTR(?, 1, 5) || PRINTF('%02d', \
                (SUBSTR(?, 6, 2) - 1) / 3 * 3 + 1) || '-01' AS q, SUBSTR(?, 1, 7) || '-01' AS \
                m, DATE(SUBSTR(?, 1, 10), '-6 days', 'weekday 1') AS w, CAST(STRFTIME('%Y', \
                SUBSTR(DATE(SUBSTR(?, 1, 10), '-6 days', 'weekday 1'), 1, 10), '-3 days', \
                'weekday 4') AS INTEGER) AS iy, (STRFTIME('%j', SUBSTR(?, 1, 10), '-3 days', \
                'weekday 4') - 1) / 7 + 1 AS iw" [date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29")],
        postgres:
            "SELECT CAST(DATE_TRUNC('year', CAST(CAST($1 AS DATE) AS TIMESTAMP)) AS DATE) AS \
                y, CAST(DATE_TRUNC('quarter', CAST(CAST($2 AS DATE) AS TIMESTAMP)) AS DATE) AS \
                q, CAST(DATE_TRUNC('month', CAST(CAST($3 AS DATE) AS TIMESTAMP)) AS DATE) AS m, \
                CAST(DATE_TRUNC('week', CAST(CAST($4 AS DATE) AS TIMESTAMP)) AS DATE) AS w, \
                CAST(EXTRACT(ISOYEAR FROM CAST(DATE_TRUNC('week', CAST(CAST($5 AS DATE) AS \
                TIMESTAMP)) AS DATE)) + CASE WHEN EXTRACT(ISOYEAR FROM CAST(DATE_TRUNC('week', \
                CAST(CAST($6 AS DATE) AS TIMESTAMP)) AS DATE)) < 0 THEN 1 ELSE 0 END AS \
                INTEGER) AS iy, CAST(EXTRACT(WEEK FROM CAST($7 AS DATE)) AS INTEGER) AS iw" [date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29")],
        mysql | mariadb:
            "SELECT CAST(DATE_FORMAT(CAST(? AS DATE), '%Y-01-01') AS DATE) AS y, \
                CAST(DATE_FORMAT(CAST(? AS DATE), '%Y-01-01') AS DATE) + INTERVAL \
                (QUARTER(CAST(? AS DATE)) - 1) * 3 MONTH AS q, CAST(DATE_FORMAT(CAST(? AS \
                DATE), '%Y-%m-01') AS DATE) AS m, CAST(CAST(? AS DATE) AS DATE) - INTERVAL \
                WEEKDAY(CAST(? AS DATE)) DAY AS w, YEARWEEK(CAST(CAST(? AS DATE) AS DATE) - \
                INTERVAL WEEKDAY(CAST(? AS DATE)) DAY, 3) DIV 100 AS iy, WEEK(CAST(? AS DATE), \
                3) AS iw" [date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29"), date("2024-02-29")],
        ansi:
            error "ANSI SQL 2023.0 has no function like `start_of_year` (in SELECT)\nANSI SQL \
                2023.0 has no function like `start_of_quarter` (in SELECT)\nANSI SQL 2023.0 has \
                no function like `start_of_month` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `start_of_week` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `iso_year` (in SELECT)\nANSI SQL 2023.0 has no function like `iso_week` (in \
                SELECT)",
    );
}

#[test]
fn weeks_and_quarters_of_days_at_the_ends_of_years() {
    for (day, quarter, week, iso_year, iso_week) in DAYS {
        let day = date(day);
        let row = (
            func::start_of(Unit::Quarter, val(day)),
            func::start_of(Unit::Week, val(day)),
            func::extract(Part::IsoYear, val(day)),
            func::extract(Part::IsoWeek, val(day)),
        );
        let right = (date(quarter), date(week), iso_year, iso_week);
        for live in Live::ALL {
            live.with(|connection| {
                let found = connection.fetch_one(&select(row.clone())).unwrap();
                assert_eq!(found, right, "{live}: {day}");
            });
        }
    }
}

#[test]
fn starts_of_moments() {
    let at: Timestamp = "2024-05-30 13:59:58.999999".parse().unwrap();
    let start = |unit| func::start_of(unit, literal(at));
    assert_sql!(select((
            start(Unit::Year).label("y"),
            start(Unit::Quarter).label("q"),
            start(Unit::Month).label("m"),
            start(Unit::Week).label("w"),
        )),
        sqlite:
            "SELECT SUBSTR('2024-05-30 13:59:58.999999', 1, 4) || '-01-01' || ' \
                00:00:00.000000' AS y, SUBSTR('2024-05-30 13:59:58.999999', 1, 5) || \
                PRINTF('%02d', (SUBSTR('2024-05-30 13:59:58.999999', 6, 2) - 1) / 3 * 3 + 1) || \
                '-01' || ' 00:00:00.000000' AS q, SUBSTR('2024-05-30 13:59:58.999999', 1, 7) || \
                '-01' || ' 00:00:00.000000' AS m, DATE(SUBSTR('2024-05-30 13:59:58.999999', 1, \
                10), '-6 days', 'weekday 1') || ' 00:00:00.000000' AS w",
        postgres:
            "SELECT DATE_TRUNC('year', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS \
                y, DATE_TRUNC('quarter', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS q, \
                DATE_TRUNC('month', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS m, \
                DATE_TRUNC('week', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS w",
        mysql | mariadb:
            "SELECT CAST(CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', '%Y-01-01') \
                AS DATE) AS DATETIME(6)) AS y, CAST(CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 \
                13:59:58.999999', '%Y-01-01') AS DATE) + INTERVAL (QUARTER(TIMESTAMP'2024-05-30 \
                13:59:58.999999') - 1) * 3 MONTH AS DATETIME(6)) AS q, \
                CAST(CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', '%Y-%m-01') AS \
                DATE) AS DATETIME(6)) AS m, CAST(CAST(TIMESTAMP'2024-05-30 13:59:58.999999' AS \
                DATE) - INTERVAL WEEKDAY(TIMESTAMP'2024-05-30 13:59:58.999999') DAY AS \
                DATETIME(6)) AS w",
        ansi:
            error "ANSI SQL 2023.0 has no function like `start_of_year` (in SELECT)\nANSI SQL \
                2023.0 has no function like `start_of_quarter` (in SELECT)\nANSI SQL 2023.0 has \
                no function like `start_of_month` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `start_of_week` (in SELECT)",
    );
    assert_sql!(select((
            start(Unit::Day).label("d"),
            start(Unit::Hour).label("h"),
            start(Unit::Minute).label("mi"),
            start(Unit::Second).label("s"),
            start(Unit::Second).eq(start(Unit::Day).plus_days(0)).label("same"),
        )),
        sqlite:
            "SELECT SUBSTR('2024-05-30 13:59:58.999999', 1, 10) || ' 00:00:00.000000' AS d, \
                SUBSTR('2024-05-30 13:59:58.999999', 1, 13) || ':00:00.000000' AS h, \
                SUBSTR('2024-05-30 13:59:58.999999', 1, 16) || ':00.000000' AS mi, \
                SUBSTR('2024-05-30 13:59:58.999999', 1, 19) || '.000000' AS s, \
                SUBSTR('2024-05-30 13:59:58.999999', 1, 19) || '.000000' = \
                DATE(SUBSTR(SUBSTR('2024-05-30 13:59:58.999999', 1, 10) || ' 00:00:00.000000', \
                1, 10), ? || ' days') || SUBSTR(SUBSTR('2024-05-30 13:59:58.999999', 1, 10) || \
                ' 00:00:00.000000', 11) AS same" [0],
        postgres:
            "SELECT DATE_TRUNC('day', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS d, \
                DATE_TRUNC('hour', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS h, \
                DATE_TRUNC('minute', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS mi, \
                DATE_TRUNC('second', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) AS s, \
                DATE_TRUNC('second', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) = \
                DATE_TRUNC('day', CAST('2024-05-30 13:59:58.999999' AS TIMESTAMP)) + \
                MAKE_INTERVAL(days => CAST(CAST($1 AS INTEGER) AS INTEGER)) AS same" [0],
        mysql | mariadb:
            "SELECT CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', '%Y-%m-%d') AS \
                DATETIME(6)) AS d, CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', \
                '%Y-%m-%d %H:00:00') AS DATETIME(6)) AS h, \
                CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', '%Y-%m-%d %H:%i:00') AS \
                DATETIME(6)) AS mi, CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', \
                '%Y-%m-%d %H:%i:%s') AS DATETIME(6)) AS s, \
                CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', '%Y-%m-%d %H:%i:%s') AS \
                DATETIME(6)) = CAST(DATE_FORMAT(TIMESTAMP'2024-05-30 13:59:58.999999', \
                '%Y-%m-%d') AS DATETIME(6)) + INTERVAL ? DAY AS same" [0],
        ansi:
            error "ANSI SQL 2023.0 has no function like `start_of_day` (in SELECT)\nANSI SQL \
                2023.0 has no function like `start_of_hour` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `start_of_minute` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `start_of_second` (in SELECT)",
    );
}

#[test]
fn starts_of_points_in_time_are_those_of_utc() {
    let at: TimestampTz = "2024-12-31 23:30:00-05:00".parse().unwrap();
    let start = |unit| func::start_of(unit, val(at));
    let query = select((
        posts::id,
        start(Unit::Year).label("y"),
        start(Unit::Hour).label("h"),
        func::extract(Part::IsoWeek, val(at)).label("w"),
        func::start_of(Unit::Month, None::<TimestampTz>).label("n"),
        func::start_of(Unit::Quarter, None::<Date>).label("d"),
    ))
    .order_by((start(Unit::Month), posts::id));
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, SUBSTR(?, 1, 4) || '-01-01' || ' 00:00:00.000000' AS y, \
                SUBSTR(?, 1, 13) || ':00:00.000000' AS h, (STRFTIME('%j', SUBSTR(?, 1, 10), '-3 \
                days', 'weekday 4') - 1) / 7 + 1 AS w, SUBSTR(?, 1, 7) || '-01' || ' \
                00:00:00.000000' AS n, SUBSTR(?, 1, 5) || PRINTF('%02d', (SUBSTR(?, 6, 2) - 1) \
                / 3 * 3 + 1) || '-01' AS d FROM posts ORDER BY posts.id" [at, at, at, Value::Null, Value::Null, Value::Null],
        postgres:
            "SELECT posts.id, DATE_TRUNC('year', CAST($1 AS TIMESTAMP WITH TIME ZONE), \
                'UTC') AS y, DATE_TRUNC('hour', CAST($2 AS TIMESTAMP WITH TIME ZONE), 'UTC') AS \
                h, CAST(EXTRACT(WEEK FROM CAST($3 AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE \
                'UTC') AS INTEGER) AS w, DATE_TRUNC('month', CAST($4 AS TIMESTAMP WITH TIME \
                ZONE), 'UTC') AS n, CAST(DATE_TRUNC('quarter', CAST(CAST($5 AS DATE) AS \
                TIMESTAMP)) AS DATE) AS d FROM posts ORDER BY posts.id" [at, at, at, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT posts.id, CAST(CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-01-01') AS \
                DATE) AS DATETIME(6)) AS y, CAST(DATE_FORMAT(CAST(? AS DATETIME(6)), '%Y-%m-%d \
                %H:00:00') AS DATETIME(6)) AS h, WEEK(CAST(? AS DATETIME(6)), 3) AS w, \
                CAST(CAST(DATE_FORMAT(?, '%Y-%m-01') AS DATE) AS DATETIME(6)) AS n, \
                CAST(DATE_FORMAT(?, '%Y-01-01') AS DATE) + INTERVAL (QUARTER(?) - 1) * 3 MONTH \
                AS d FROM posts ORDER BY posts.id" [at, at, at, Value::Null, Value::Null, Value::Null],
        ansi:
            error "ANSI SQL 2023.0 has no function like `start_of_year` (in SELECT)\nANSI SQL \
                2023.0 has no function like `start_of_hour` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `iso_week` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `start_of_month` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `start_of_quarter` (in SELECT)",
    );
}

#[test]
fn a_date_has_no_hours() {
    let t = Table::new("t").column("day", Type::Date);
    let query = select(func::start_of(Unit::Hour, t.col("day")));
    for dialect in sqltree::dialects::all() {
        let error = query.compile(dialect).unwrap_err().to_string();
        assert!(error.contains("`start_of_hour` wants a timestamp, and"), "{error}");
    }
}
