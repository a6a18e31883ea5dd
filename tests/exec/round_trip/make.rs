//! Values of each kind: the ends of ranges and what has found differences, and random ones.

use sqltree::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Type, Uuid, Value};

use crate::support::live::Live;

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// From `first` to `last`, both among them; the ends more often.
    fn between(&mut self, first: i64, last: i64) -> i64 {
        match self.below(12) {
            0 => first,
            1 => last,
            2 => first.saturating_add(1),
            _ => {
                let span = last.wrapping_sub(first) as u64;
                let step = if span == u64::MAX { self.next() } else { self.below(span + 1) };
                first.wrapping_add(step as i64)
            }
        }
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize].clone()
    }
}

/// A kind of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    I16,
    I32,
    I64,
    U64,
    F32,
    F64,
    Text,
    Bytes,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Decimal,
    Uuid,
    Json,
}

impl Kind {
    pub const ALL: [Kind; 17] = [
        Kind::Bool,
        Kind::I16,
        Kind::I32,
        Kind::I64,
        Kind::U64,
        Kind::F32,
        Kind::F64,
        Kind::Text,
        Kind::Bytes,
        Kind::Date,
        Kind::Time,
        Kind::Timestamp,
        Kind::TimestampTz,
        Kind::Interval,
        Kind::Decimal,
        Kind::Uuid,
        Kind::Json,
    ];

    pub fn column_type(self) -> Type {
        match self {
            Kind::Bool => Type::Boolean,
            Kind::I16 => Type::SmallInt,
            Kind::I32 => Type::Integer,
            Kind::I64 => Type::BigInt,
            Kind::U64 => Type::UnsignedBigInt,
            Kind::F32 => Type::Real,
            Kind::F64 => Type::Double,
            Kind::Text => Type::Text,
            Kind::Bytes => Type::Bytes,
            Kind::Date => Type::Date,
            Kind::Time => Type::Time,
            Kind::Timestamp => Type::Timestamp,
            Kind::TimestampTz => Type::TimestampTz,
            Kind::Interval => Type::Interval,
            Kind::Decimal => Type::Decimal(65, 30),
            Kind::Uuid => Type::Uuid,
            Kind::Json => Type::Json,
        }
    }

    /// True if the engine has such values.
    pub fn is_in(self, live: Live) -> bool {
        match self {
            Kind::U64 => live != Live::Sqlite,
            Kind::Decimal => live != Live::Sqlite,
            _ => true,
        }
    }

    /// A value that the engine holds, in a column too.
    pub fn make(self, live: Live, dice: &mut Dice) -> Value {
        match self {
            Kind::Bool => dice.pick(&[true, false]).into(),
            Kind::I16 => (dice.between(i16::MIN.into(), i16::MAX.into()) as i16).into(),
            Kind::I32 => (dice.between(i32::MIN.into(), i32::MAX.into()) as i32).into(),
            Kind::I64 => match dice.below(4) {
                0 => dice.pick(&[2_000_000_000, 9_007_199_254_740_993, -32_768, 0_i64]).into(),
                1 => dice.between(-300, 300).into(),
                _ => dice.between(i64::MIN, i64::MAX).into(),
            },
            Kind::U64 => match dice.below(3) {
                0 => dice.pick(&[5_849_675_321, u64::MAX, 0, 9_999_999_999]).into(),
                _ => (dice.next() >> dice.below(64)).into(),
            },
            Kind::F32 => single(live, dice).into(),
            Kind::F64 => double(live, dice).into(),
            Kind::Text => text(live, dice).into(),
            Kind::Bytes => bytes(dice).into(),
            Kind::Date => date(live, dice).into(),
            Kind::Time => Time::from_micros(micros_of_day(dice)).unwrap().into(),
            Kind::Timestamp => timestamp(live, dice).into(),
            Kind::TimestampTz => instant(live, dice).into(),
            Kind::Interval => interval(live, dice).into(),
            Kind::Decimal => decimal(live, dice).into(),
            Kind::Uuid => {
                let (high, low) = (dice.next().to_be_bytes(), dice.next().to_be_bytes());
                let bytes: Vec<u8> = high.into_iter().chain(low).collect();
                let extreme = dice.pick(&[[0; 16], [255; 16], *b"a'\\\0\"`$?:0123456"]);
                let usual = bytes.try_into().unwrap();
                Uuid::from_bytes(if dice.below(10) == 0 { extreme } else { usual }).into()
            }
            Kind::Json => json(dice).into(),
        }
    }
}

fn single(live: Live, dice: &mut Dice) -> f32 {
    if dice.below(4) == 0 {
        let mut some =
            vec![0.1, f32::MAX, f32::MIN, 16_777_216.0, f32::MIN_POSITIVE, 1e-45, 0.0, -2.5];
        if live == Live::Postgres {
            some.extend([f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0]);
        }
        return dice.pick(&some);
    }
    loop {
        let made = f32::from_bits(dice.next() as u32);
        if made.is_finite() && made != 0.0 {
            return made;
        }
    }
}

fn double(live: Live, dice: &mut Dice) -> f64 {
    if dice.below(4) == 0 {
        let mut some = vec![0.1, f64::MAX, f64::MIN, 1e300, f64::MIN_POSITIVE, 5e-324, 0.0, -2.5];
        if live == Live::Postgres {
            some.extend([f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]);
        }
        return dice.pick(&some);
    }
    loop {
        let made = f64::from_bits(dice.next());
        if made.is_finite() && made != 0.0 {
            return made;
        }
    }
}

const PIECES: &[&str] = &[
    "'",
    "''",
    "\\",
    "\\'",
    "\"",
    "`",
    ";",
    "--",
    "/*",
    "*/",
    "#",
    "$1",
    "?",
    ":p1",
    "@p1",
    "%s",
    "%",
    "_",
    "$$",
    "\n",
    "\r",
    "\t",
    "\u{8}",
    "\u{1a}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "é",
    "日本",
    "😀",
    "\u{10ffff}",
    "\u{ff07}",
    "\u{2bc}",
    "' OR '1'='1",
    "'; DROP TABLE t; --",
    "\\x27",
    "E'",
    "\\u0027",
    " ",
    "a",
    "0",
    "NULL",
    "\u{301}",
    "\u{202e}",
];

fn text(live: Live, dice: &mut Dice) -> String {
    let count = dice.below(6);
    let mut made: String = (0..count).map(|_| dice.pick(PIECES)).collect();
    for _ in 0..dice.below(4) {
        let code = dice.next() as u32 % 0x11_0000;
        made.extend(char::from_u32(code).filter(|c| *c != '\0'));
    }
    if live != Live::Postgres && dice.below(8) == 0 {
        made.push('\0');
        made.push_str(dice.pick(PIECES));
    }
    made
}

fn bytes(dice: &mut Dice) -> Vec<u8> {
    match dice.below(4) {
        0 => dice
            .pick(&[&b""[..], b"a", b"A", b"'", b"\\", b"\0", &[255], b"\\x00", b"a\0b'\\"])
            .to_vec(),
        _ => (0..dice.below(24)).map(|_| dice.next() as u8).collect(),
    }
}

fn day(year: i32, month: u8, day: u8) -> i64 {
    Date::new(year, month, day).unwrap().days_from_2000().into()
}

/// The first and the last day that the engine holds.
fn days(live: Live) -> (i64, i64) {
    match live {
        Live::Sqlite => (day(0, 1, 1), day(9999, 12, 31)),
        Live::Postgres => (Date::MIN.days_from_2000().into(), Date::MAX.days_from_2000().into()),
        Live::MariaDb => (day(1, 1, 1), day(9999, 12, 31)),
    }
}

fn date(live: Live, dice: &mut Dice) -> Date {
    if live == Live::Postgres && dice.below(8) == 0 {
        return dice.pick(&[Date::INFINITY, Date::NEG_INFINITY, Date::new(-43, 3, 15).unwrap()]);
    }
    let (first, last) = match dice.below(2) {
        0 => days(live),
        _ => (day(1582, 1, 1), day(2100, 1, 1)),
    };
    Date::from_days_from_2000(dice.between(first, last) as i32).unwrap()
}

const DAY: i64 = 86_400_000_000;

fn micros_of_day(dice: &mut Dice) -> i64 {
    match dice.below(3) {
        0 => dice.between(0, 86_400) * 1_000_000,
        _ => dice.between(0, DAY),
    }
}

fn timestamp(live: Live, dice: &mut Dice) -> Timestamp {
    if live == Live::Postgres && dice.below(8) == 0 {
        return dice.pick(&[
            Timestamp::INFINITY,
            Timestamp::NEG_INFINITY,
            Timestamp::MIN,
            Timestamp::MAX,
        ]);
    }
    let (first, last) = match (live, dice.below(2)) {
        (Live::Postgres, 0) => {
            (Timestamp::MIN.micros_from_2000(), Timestamp::MAX.micros_from_2000())
        }
        (_, 0) => (days(live).0 * DAY, (days(live).1 + 1) * DAY - 1),
        _ => (day(1582, 1, 1) * DAY, day(2100, 1, 1) * DAY),
    };
    Timestamp::from_micros_from_2000(dice.between(first, last)).unwrap()
}

fn instant(live: Live, dice: &mut Dice) -> TimestampTz {
    if live != Live::MariaDb {
        return timestamp(live, dice).as_utc();
    }
    // A TIMESTAMP begins a second after the epoch, and is of 32 bits; hours from the ends, it is held in
    // every time zone.
    TimestampTz::from_unix_micros(dice.between(DAY, 2_147_400_000_999_999)).unwrap()
}

fn interval(live: Live, dice: &mut Dice) -> Interval {
    let micros = match dice.below(3) {
        0 => dice.pick(&[0, 1, -1, 9_007_199_254_740_993, 1_500_000, -86_400_000_000]),
        _ => dice.between(i64::MIN, i64::MAX),
    };
    if live != Live::Postgres || dice.below(3) == 0 {
        return Interval::from_micros(micros);
    }
    let small = |dice: &mut Dice| match dice.below(2) {
        0 => dice.between(-40, 40) as i32,
        _ => dice.between(i32::MIN.into(), i32::MAX.into()) as i32,
    };
    Interval { months: small(dice), days: small(dice), micros }
}

fn decimal(live: Live, dice: &mut Dice) -> Decimal {
    let some =
        ["0", "1.10", "1.1", "-0.5", "12345678901234567.89", "1e-29", "1e34", "-1e-30", "100"];
    if dice.below(4) == 0 {
        return dice.pick(&some).parse().unwrap();
    }
    if live == Live::Postgres && dice.below(10) == 0 {
        return "NaN".parse().unwrap();
    }
    let digits = |dice: &mut Dice, most: u64| -> String {
        (0..dice.below(most + 1)).map(|_| char::from(b'0' + dice.below(10) as u8)).collect()
    };
    let sign = dice.pick(&["", "-"]);
    format!("{sign}0{}.{}", digits(dice, 35), digits(dice, 30)).parse().unwrap()
}

/// A document in the form in which PostgreSQL writes it.
fn json(dice: &mut Dice) -> Json {
    let mut text = String::new();
    value_of_json(dice, 3, &mut text);
    text.parse().unwrap()
}

fn value_of_json(dice: &mut Dice, depth: u32, out: &mut String) {
    match dice.below(if depth == 0 { 5 } else { 8 }) {
        0 => out.push_str(dice.pick(&["true", "false", "null"])),
        1 => out.push_str(&dice.between(i64::MIN, i64::MAX).to_string()),
        2 => out.push_str(dice.pick(&["1.10", "-0.5", "12345678901234567890123.5", "0"])),
        3 | 4 => string_of_json(dice, out),
        5 | 6 => {
            out.push('[');
            for i in 0..dice.below(4) {
                out.push_str(if i > 0 { ", " } else { "" });
                value_of_json(dice, depth - 1, out);
            }
            out.push(']');
        }
        _ => {
            out.push('{');
            for (i, name) in
                ["a", "b'", "cc\\\\", "é\\\""].iter().enumerate().take(dice.below(5) as usize)
            {
                out.push_str(if i > 0 { ", " } else { "" });
                out.push_str(&format!("\"{name}\": "));
                value_of_json(dice, depth - 1, out);
            }
            out.push('}');
        }
    }
}

fn string_of_json(dice: &mut Dice, out: &mut String) {
    out.push('"');
    for c in text(Live::Postgres, dice).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}
