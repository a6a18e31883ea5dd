//! Types of other crates: what they hold comes back as it went, on every engine; what SQL or the crate
//! does not hold is refused, with both named.

use std::fmt::Debug;
use std::net::IpAddr;

use sqltree::expr::IntoExpr;
use sqltree::prelude::*;
use sqltree::{FromValue, SqlValue, ValueRef};

use crate::support::live::Live;

/// Sends a value bound and as a literal, and reads it.
fn trips<T>(live: Live, value: T)
where
    T: IntoExpr<Sql = T> + SqlValue<Output = T> + FromValue + Clone + PartialEq + Debug,
{
    let mut conn = live.connect();
    let query = select((val(value.clone()), literal(value.clone()))).rows_as::<(T, T)>();
    let (bound, inlined) =
        conn.fetch_one(&query).unwrap_or_else(|e| panic!("{live} {value:?}: {e}"));
    assert_eq!((&bound, &inlined), (&value, &value), "{live}");
}

fn refused(value: impl Into<Value>) -> String {
    match value.into() {
        Value::Refused(words) => words.to_string(),
        other => panic!("{other:?} is taken"),
    }
}

fn unread<T: FromValue>(value: ValueRef<'_>) {
    assert!(T::from_value(value).is_err(), "{} is read as {}", value.kind_name(), T::NAME);
}

fn day(text: &str) -> ValueRef<'static> {
    ValueRef::Date(text.parse().unwrap())
}

fn end_of_day() -> ValueRef<'static> {
    ValueRef::Time(sqltree::Time::END)
}

#[test]
fn std_types() {
    for live in Live::ALL {
        trips(live, "2001:db8::1".parse::<IpAddr>().unwrap());
        let mut conn = live.connect();
        let query =
            select((val('ß'), val(std::borrow::Cow::from("x")))).rows_as::<(char, String)>();
        assert_eq!(conn.fetch_one(&query).unwrap(), ('ß', "x".into()));
        if live != Live::Sqlite {
            trips(live, i128::from(u64::MAX) * 1_000_000);
        }
    }
    unread::<char>(ValueRef::Text("ab"));
    unread::<u8>(ValueRef::I64(256));
}

#[test]
fn uuid_crate() {
    for live in Live::ALL {
        trips(live, uuid::Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff));
        trips(live, uuid::Uuid::nil());
    }
    unread::<uuid::Uuid>(ValueRef::Bytes(&[0; 15]));
}

#[test]
fn chrono_crate() {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
    let date = NaiveDate::from_ymd_opt(999, 2, 28).unwrap();
    let time = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    for live in Live::ALL {
        trips(live, date);
        trips(live, time);
        trips(live, date.and_time(time));
        trips(live, date.and_time(time).and_utc());
        trips(live, DateTime::<FixedOffset>::from(date.and_time(time).and_utc()));
        trips(live, TimeDelta::microseconds(-5));
    }
    let fine = NaiveTime::from_hms_nano_opt(1, 2, 3, 1_001).unwrap();
    assert!(refused(fine).contains("chrono has a part of a microsecond"));
    let leap = NaiveTime::from_hms_micro_opt(23, 59, 59, 1_500_000).unwrap();
    assert!(refused(leap).contains("leap second"));
    assert!(refused(DateTime::<Utc>::MIN_UTC).contains("out of the range"));
    unread::<NaiveDate>(day("infinity"));
    unread::<NaiveDate>(day("5874897-12-31"));
    unread::<NaiveTime>(end_of_day());
}

#[test]
fn jiff_crate() {
    use jiff::{SignedDuration, Timestamp, civil};
    let both = civil::date(9999, 12, 31).at(23, 59, 59, 999_999_000);
    for live in Live::ALL {
        trips(live, both.date());
        trips(live, both.time());
        trips(live, both);
        trips(live, Timestamp::from_microsecond(-1).unwrap());
        trips(live, SignedDuration::from_micros(7));
    }
    assert!(refused(civil::time(0, 0, 0, 1)).contains("jiff has a part of a microsecond"));
    assert!(refused(Timestamp::from_nanosecond(1).unwrap()).contains("jiff"));
    assert!(refused(civil::date(-9999, 1, 1)).contains("out of the range"));
    unread::<civil::Date>(day("10000-01-01"));
    unread::<civil::Time>(end_of_day());
    unread::<Timestamp>(ValueRef::TimestampTz(sqltree::TimestampTz::MAX));
}

#[test]
fn time_crate() {
    use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time};
    let date = Date::from_calendar_date(1, Month::January, 1).unwrap();
    let time = Time::from_hms_micro(0, 0, 0, 1).unwrap();
    for live in Live::ALL {
        trips(live, date);
        trips(live, time);
        trips(live, PrimitiveDateTime::new(date, time));
        trips(live, OffsetDateTime::UNIX_EPOCH);
        trips(live, Duration::microseconds(-7));
    }
    assert!(refused(Time::from_hms_nano(0, 0, 0, 1).unwrap()).contains("part of a microsecond"));
    assert!(refused(Duration::nanoseconds(1)).contains("part of a microsecond"));
    unread::<Date>(day("10000-01-01"));
    unread::<Time>(end_of_day());
}

#[test]
fn decimals_of_other_crates() {
    let small = "-12.50";
    for live in [Live::Postgres, Live::MariaDb] {
        trips(live, small.parse::<rust_decimal::Decimal>().unwrap());
        trips(live, rust_decimal::Decimal::MAX);
        trips(live, small.parse::<bigdecimal::BigDecimal>().unwrap());
        trips(live, "1e20".parse::<bigdecimal::BigDecimal>().unwrap());
    }
    let huge = bigdecimal::BigDecimal::new(1.into(), -1_000_000_000);
    assert!(refused(huge).contains("bigdecimal has more digits than SQL"));
    unread::<rust_decimal::Decimal>(ValueRef::Decimal("0.00000000000000000000000000001"));
    unread::<rust_decimal::Decimal>(ValueRef::Decimal("79228162514264337593543950336"));
    unread::<rust_decimal::Decimal>(ValueRef::Decimal("NaN"));
    unread::<bigdecimal::BigDecimal>(ValueRef::Decimal("Infinity"));
}

#[test]
fn documents_of_serde_json() {
    let document = serde_json::json!({"a": [1, 2.5, null, "x\\\"y'", u64::MAX], "b": {"c": 1e300}});
    for live in Live::ALL {
        trips(live, document.clone());
    }
    let read = |text| serde_json::Value::from_value(ValueRef::Json(text)).is_ok();
    assert!(read("[1.10, 0.1, -5, \"1.00000000000000000001\", \"\\\"\", 1e2, 9007199254740993]"));
    assert!(!read("[1, 12345678901234567890123]"));
    assert!(!read("{\"a\": 0.10000000000000000001}"));
    assert!(!read("9007199254740993.5"));
    assert!(!read("1e400"));
}
