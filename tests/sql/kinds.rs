//! Values of the calendar, exact numbers, UUIDs and documents: as parameters and as literals.

use sqltree::prelude::*;
use sqltree::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid};

use crate::assert_sql;

sqltree::table! {
    pub events {
        id: i64 => primary_key,
        day: Date,
        clock: Time,
        start: Timestamp,
        instant: TimestampTz,
        span: Interval,
        price: Decimal => sql_type(Decimal(20, 4)),
        key: Uuid,
        document: Json,
    }
}

fn date() -> Date {
    Date::new(2024, 2, 29).unwrap()
}

fn timestamp() -> Timestamp {
    Timestamp::new(date(), Time::new(12, 30, 0, 0).unwrap()).unwrap()
}

fn uuid() -> Uuid {
    "00112233-4455-6677-8899-aabbccddeeff".parse().unwrap()
}

#[test]
fn parameters_alone_say_their_type() {
    assert_sql!(select((val(date()), val(Time::END), val(timestamp()), val(timestamp().as_utc()))),
        sqlite: "SELECT ?, ?, ?, ?"
            [date(), Time::END, timestamp(), timestamp().as_utc()],
        postgres: "SELECT CAST($1 AS DATE), CAST($2 AS TIME), CAST($3 AS TIMESTAMP), \
            CAST($4 AS TIMESTAMP WITH TIME ZONE)"
            [date(), Time::END, timestamp(), timestamp().as_utc()],
        mysql | mariadb: "SELECT CAST(? AS DATE), CAST(? AS TIME(6)), CAST(? AS DATETIME(6)), \
            CAST(? AS DATETIME(6))" [date(), Time::END, timestamp(), timestamp().as_utc()],
        ansi: "SELECT :p1, :p2, :p3, :p4" [date(), Time::END, timestamp(), timestamp().as_utc()],
    );
    let price: Decimal = "-12.50".parse().unwrap();
    assert_sql!(select(val(price.clone())),
        postgres: "SELECT CAST($1 AS NUMERIC)" [price.clone()],
        mysql | mariadb: "SELECT CAST(? AS DECIMAL(4, 2))" [price.clone()],
        ansi: "SELECT :p1" [price],
        sqlite: error "SQLite has no exact numbers (in SELECT); count in the smallest unit, or \
            send it as text",
    );
    let document: Json = "[1]".parse().unwrap();
    let span = Interval::from_micros(-5);
    assert_sql!(select((val(uuid()), val(document.clone()))),
        sqlite: "SELECT ?, ?" [uuid(), document.clone()],
        postgres: "SELECT CAST($1 AS UUID), CAST($2 AS JSONB)" [uuid(), document.clone()],
        mysql | mariadb: "SELECT CAST(? AS BINARY(16)), ?" [uuid(), document.clone()],
        ansi: "SELECT :p1, :p2" [uuid(), document.clone()],
    );
    assert_sql!(select(val(span)),
        sqlite | mysql | mariadb: "SELECT ?" [span],
        postgres: "SELECT CAST($1 AS INTERVAL)" [span],
        ansi: "SELECT :p1" [span],
    );
}

#[test]
fn literals_have_the_type_of_the_parameters() {
    let instant = literal(timestamp().as_utc());
    assert_sql!(select((literal(date()), literal(Time::MIDNIGHT), literal(timestamp()), instant)),
        sqlite: "SELECT '2024-02-29', '00:00:00.000000', '2024-02-29 12:30:00.000000', \
            '2024-02-29 12:30:00.000000'",
        postgres: "SELECT CAST('2024-02-29' AS DATE), CAST('00:00:00.000000' AS TIME), \
            CAST('2024-02-29 12:30:00.000000' AS TIMESTAMP), \
            CAST('2024-02-29 12:30:00.000000+00:00' AS TIMESTAMP WITH TIME ZONE)",
        mysql | mariadb: "SELECT DATE'2024-02-29', TIME'00:00:00.000000', \
            TIMESTAMP'2024-02-29 12:30:00.000000', TIMESTAMP'2024-02-29 12:30:00.000000'",
        ansi: "SELECT DATE '2024-02-29', TIME '00:00:00.000000', \
            TIMESTAMP '2024-02-29 12:30:00.000000', TIMESTAMP '2024-02-29 12:30:00.000000+00:00'",
    );
    assert_sql!(select(literal("-12.50".parse::<Decimal>().unwrap())),
        postgres: "SELECT CAST('-12.50' AS NUMERIC)",
        mysql | mariadb | ansi: "SELECT CAST('-12.50' AS DECIMAL(4, 2))",
        sqlite: error "SQLite has no exact numbers (in SELECT); count in the smallest unit, or \
            send it as text",
    );
    assert_sql!(select(literal(uuid())),
        sqlite | mysql | mariadb: "SELECT X'00112233445566778899aabbccddeeff'",
        postgres | ansi: "SELECT CAST('00112233-4455-6677-8899-aabbccddeeff' AS UUID)",
    );
    assert_sql!(select(literal(Interval::from_micros(-5))),
        sqlite | mysql | mariadb: "SELECT (-5)",
        postgres | ansi: "SELECT CAST('+0 mons +0 days -5 microseconds' AS INTERVAL)",
    );
    assert_sql!(select(literal(r#"["\\"]"#.parse::<Json>().unwrap())),
        sqlite: r#"SELECT '["\\"]'"#,
        postgres: r#"SELECT CAST( E'["\\\\"]' AS JSONB)"#,
        mysql | mariadb: "SELECT _utf8mb4 X'5b225c5c225d'",
        ansi: r#"SELECT JSON('["\\"]')"#,
    );
}

#[test]
fn beside_columns() {
    let query = select(func::count())
        .from(events::table())
        .filter(events::day.eq(date()) & events::start.is_in([timestamp(), timestamp()]))
        .filter(
            events::key.ne(uuid()) & events::instant.between(TimestampTz::MIN, TimestampTz::MAX),
        );
    let early = TimestampTz::MIN;
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "SELECT COUNT(*) FROM events WHERE events.day = $1 AND events.start IN ($2, $3) \
         AND events.key <> $4 AND events.instant BETWEEN $5 AND $6"
    );
    let error = query.compile(&MariaDb::default()).unwrap_err();
    assert_eq!(
        error.problems().next().unwrap().message(),
        "a date outside of the years 1 to 9999 (in WHERE) cannot be stored by MariaDB"
    );
    assert_eq!(early.to_string(), "4714-11-24 00:00:00+00:00 BC");
}

#[test]
fn what_an_engine_cannot_hold_is_refused() {
    assert_sql!(select(literal(Date::INFINITY)),
        postgres: "SELECT CAST('infinity' AS DATE)",
        ansi: "SELECT DATE 'infinity'",
        sqlite: error "an infinite date (in SELECT) cannot be stored by SQLite",
        mysql: error "an infinite date (in SELECT) cannot be stored by MySQL",
        mariadb: error "an infinite date (in SELECT) cannot be stored by MariaDB",
    );
    let span = Interval { months: 1, days: 0, micros: 0 };
    assert_sql!(select(val(span)),
        postgres: "SELECT CAST($1 AS INTERVAL)" [span],
        sqlite: error "a span of time with months or days (in SELECT) cannot be stored by SQLite",
        mysql: error "a span of time with months or days (in SELECT) cannot be stored by MySQL",
        mariadb: error "a span of time with months or days (in SELECT) cannot be stored by MariaDB",
        ansi: "SELECT :p1" [span],
    );
    let long: Decimal = "1e-31".parse().unwrap();
    for dialect in [&MySql::default() as &dyn sqltree::dialect::Dialect, &MariaDb::default()] {
        let error = select(val(long.clone())).compile(dialect).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
    }
    let document: Json = "\"\\u0000\"".parse().unwrap();
    let error = select(val(document)).compile(&Postgres::default()).unwrap_err();
    assert!(error.to_string().contains("with the escape \\u0000"), "{error}");
    let fine: Json = "\"\\\\u0000\"".parse().unwrap();
    assert!(select(val(fine)).compile(&Postgres::default()).is_ok());
}

#[test]
fn digits_that_a_column_would_round_are_refused() {
    let price = |text: &str| {
        let change = insert(events::table()).set(events::price, text.parse::<Decimal>().unwrap());
        change.compile(&MariaDb::default()).map(|_| ())
    };
    assert!(price("1234567890123456.1234").is_ok());
    assert!(price("1.12340000").is_ok());
    assert_eq!(
        price("1.12345").unwrap_err().problems().next().unwrap().message(),
        "the value has more digits than column `price`, DECIMAL(20, 4); `lossy::digits(…)` \
         rounds (in VALUES)"
    );
    assert!(price("12345678901234567").is_err());
}

#[test]
fn values_of_different_kinds_do_not_go_together() {
    let t = Table::new("t").column("day", Type::Date).column("start", Type::Timestamp);
    let error = select(t.col("day")).filter(t.col("day").eq(t.col("start")));
    assert_eq!(
        error.compile(&Postgres::default()).unwrap_err().problems().next().unwrap().message(),
        "column `day` is DATE, column `start` is TIMESTAMP (in WHERE); give values of one type, or \
         cast them"
    );
}

#[test]
fn tables_of_all_kinds() {
    let create = create_table(events::table());
    let text = |dialect: &dyn sqltree::dialect::Dialect| {
        create.compile(dialect).map(|made| made.sql().to_owned()).map_err(|e| e.to_string())
    };
    assert_eq!(
        text(&Postgres::default()).unwrap(),
        "CREATE TABLE events (id BIGINT NOT NULL PRIMARY KEY, day DATE NOT NULL, \
         clock TIME NOT NULL, start TIMESTAMP NOT NULL, \
         instant TIMESTAMP WITH TIME ZONE NOT NULL, span INTERVAL NOT NULL, \
         price NUMERIC(20, 4) NOT NULL, key UUID NOT NULL, document JSONB NOT NULL)"
    );
    assert_eq!(
        text(&MariaDb::default()).unwrap(),
        "CREATE TABLE events (id BIGINT NOT NULL PRIMARY KEY, day DATE NOT NULL, \
         clock TIME(6) NOT NULL, start DATETIME(6) NOT NULL, instant TIMESTAMP(6) NOT NULL, \
         span BIGINT NOT NULL, price DECIMAL(20, 4) NOT NULL, `key` BINARY(16) NOT NULL, \
         document JSON NOT NULL)"
    );
    assert_eq!(
        text(&Sqlite::default()).unwrap_err(),
        "SQLite 3.54 has no type like `Decimal(20, 4)` (in CREATE TABLE); keep exact numbers as \
         integers of the smallest unit, or as text"
    );
}

#[test]
fn parameters_that_come_late_and_lists() {
    let query = select(events::id).filter(
        events::day.is_in(param_list::<Date>("days")) & events::price.lt(param::<Decimal>("most")),
    );
    let mut made = query.compile(&MariaDb::default()).unwrap();
    made.bind_list("days", [date(), date()]).unwrap();
    made.bind("most", "1.50".parse::<Decimal>().unwrap()).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT events.id FROM events WHERE events.day IN (CAST(? AS DATE), CAST(? AS DATE)) \
         AND events.price < CAST(? AS DECIMAL(65, 30))"
    );
    let error = made.bind("most", Decimal::from(10_i128.pow(36))).unwrap_err();
    assert!(error.to_string().contains("more than 35 digits before the point"), "{error}");
    let mut made = query.compile(&Postgres::default()).unwrap();
    made.bind_list("days", [date()]).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT events.id FROM events WHERE events.day IN ($2) AND events.price < $1"
    );
}

#[test]
fn lists_of_values() {
    assert_sql!(select(val(date()).is_in([date(), Date::MIN]).label("a")),
        postgres: "SELECT CAST($1 AS DATE) IN ($2, $3) AS a" [date(), date(), Date::MIN],
        sqlite: error "a date outside of the years 0 to 9999 (in SELECT) cannot be stored by SQLite",
        mysql: error "a date outside of the years 1 to 9999 (in SELECT) cannot be stored by MySQL",
        mariadb: error
            "a date outside of the years 1 to 9999 (in SELECT) cannot be stored by MariaDB",
        ansi: "SELECT :p1 IN (:p2, :p3) AS a" [date(), date(), Date::MIN],
    );
    assert_sql!(select(val(date()).is_in([date(), date()]).label("a")),
        postgres: "SELECT CAST($1 AS DATE) IN ($2, $3) AS a" [date(), date(), date()],
        sqlite: "SELECT ? IN (?, ?) AS a" [date(), date(), date()],
        mysql | mariadb: "SELECT CAST(? AS DATE) IN (CAST(? AS DATE), CAST(? AS DATE)) AS a"
            [date(), date(), date()],
        ansi: "SELECT :p1 IN (:p2, :p3) AS a" [date(), date(), date()],
    );
}

#[test]
fn a_text_is_no_value_of_a_kind_that_is_kept_in_another_form() {
    let t = Table::new("t").column("key", Type::Uuid).column("start", Type::Timestamp);
    let key = select([t.col("key")]).filter(t.col("key").eq(uuid().to_string()));
    let start = select([t.col("key")]).filter(t.col("start").gt("2024-02-29 12:00"));
    fn error(
        query: &impl Statement,
        dialect: &dyn sqltree::dialect::Dialect,
    ) -> Result<(), ErrorKind> {
        query.compile(dialect).map(drop).map_err(|e| e.kind())
    }
    assert_eq!(error(&key, &Postgres::default()), Ok(()));
    assert_eq!(error(&key, &Sqlite::default()), Err(ErrorKind::TypeMismatch));
    assert_eq!(error(&key, &MariaDb::default()), Err(ErrorKind::TypeMismatch));
    assert_eq!(error(&start, &Postgres::default()), Ok(()));
    assert_eq!(error(&start, &MariaDb::default()), Ok(()));
    // SQLite would compare texts of different lengths.
    assert_eq!(error(&start, &Sqlite::default()), Err(ErrorKind::TypeMismatch));
}
