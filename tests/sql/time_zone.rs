//! AT TIME ZONE.

use sqltree::prelude::*;
use sqltree::{Timestamp, TimestampTz};

use crate::assert_sql;
use crate::support::live::Live;

fn noon() -> Expr<TimestampTz> {
    literal("2024-07-01 12:00:00+00".parse::<TimestampTz>().unwrap())
}

#[test]
fn clocks_of_a_zone_are_postgresqls() {
    let clock = literal("2024-01-31 23:30:00".parse::<Timestamp>().unwrap());
    assert_sql!(select((
            noon().at_time_zone("Europe/Berlin").label("a"),
            clock.at_time_zone("UTC").eq(noon()).label("b"),
        )),
        sqlite:
            error "SQLite 3.54 has no function like `clock_in_zone` (in SELECT); keep points in time, and show \
             them in a zone in the program\nSQLite 3.54 has no function like `at_time_zone` (in SELECT); keep \
             points in time, and show them in a zone in the program",
        postgres:
            "SELECT (CAST('2024-07-01 12:00:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE) AT TIME ZONE 'Europe/Berlin') \
             AS a, (CAST('2024-01-31 23:30:00.000000' AS TIMESTAMP) AT TIME ZONE 'UTC') = CAST('2024-07-01 \
             12:00:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE) AS b",
        mysql:
            error "MySQL 8.4 has no function like `clock_in_zone` (in SELECT); keep points in time, and show \
             them in a zone in the program\nMySQL 8.4 has no function like `at_time_zone` (in SELECT); keep \
             points in time, and show them in a zone in the program",
        mariadb:
            error "MariaDB 11.4 has no function like `clock_in_zone` (in SELECT); keep points in time, and show \
             them in a zone in the program\nMariaDB 11.4 has no function like `at_time_zone` (in SELECT); keep \
             points in time, and show them in a zone in the program",
        ansi:
            error "ANSI SQL 2023.0 has no function like `clock_in_zone` (in SELECT)\nANSI SQL 2023.0 has no \
             function like `at_time_zone` (in SELECT)",
    );
}

#[test]
fn both_ways_keep_summer_time() {
    let clock: Timestamp = "2024-07-01 14:00:00".parse().unwrap();
    let there = select(noon().at_time_zone("Europe/Berlin"));
    let back = select(val(clock).at_time_zone("Europe/Berlin").eq(noon()));
    Live::Postgres.with(|conn| {
        conn.run_script("SET TimeZone = 'Asia/Tokyo'").unwrap();
        assert_eq!(conn.fetch_one(&there).unwrap(), clock);
        assert!(conn.fetch_one(&back).unwrap());
        conn.run_script("RESET TimeZone").unwrap();
    });
}

#[test]
fn what_is_of_no_known_type_is_refused() {
    let query = select(column("x").at_time_zone("UTC"));
    let error = query.compile(&Postgres::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
}
