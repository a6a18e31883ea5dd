//! The tables that statements are about, and the rows in them.

use super::Profile;
use super::naming::Names;
use crate::ddl::{CreateTable, create_table};
use crate::dml::{Insert, insert};
use crate::expr::{literal, val};
use crate::name::Name;
use crate::schema::{ColumnDef, Table};
use crate::types::{Tag, Type};
use crate::value::{Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid, Value};

/// The types of columns and expressions.
pub(super) const TAGS: [Tag; 15] = [
    Tag::Boolean,
    Tag::SmallInt,
    Tag::Integer,
    Tag::BigInt,
    Tag::Real,
    Tag::Double,
    Tag::Text,
    Tag::Bytes,
    Tag::Date,
    Tag::Timestamp,
    Tag::Uuid,
    Tag::Time,
    Tag::TimestampTz,
    Tag::Interval,
    Tag::Json,
];

/// Of an exact number, for what has these.
pub(super) const EXACT: Type = Type::Decimal(12, 3);

/// Those whose values are compared, put in order and in groups: all but documents.
pub(super) const COMPARED: &[Tag] = TAGS.split_at(14).0;
/// Of them those that are picked more often, and the others.
pub(super) const COMMON: &[Tag] = COMPARED.split_at(11).0;
pub(super) const RARE: &[Tag] = COMPARED.split_at(11).1;
pub(super) const RARE_OR_EXACT: &[Tag] =
    &[Tag::Time, Tag::TimestampTz, Tag::Interval, Tag::Decimal, Tag::Decimal, Tag::Decimal];

/// Tables with tricky rows: NULLs, ends of ranges, blanks, quotes, upper and lower case,
/// values that are there twice.
///
/// Texts are compared by their bytes here: the columns of a server that compares them otherwise
/// need a collation that says so.
#[derive(Clone, Debug)]
pub struct World {
    tables: Vec<Table>,
    exact: bool,
    empty: bool,
    names: Names,
}

/// A row; the columns of both tables go through the types in one order. Sums of the floats are
/// exact: engines add them in orders of their own, and what is rounded or compared afterwards
/// would jump.
type Cells = (i64, Option<i64>, i32, Option<i64>, Option<f64>, Option<&'static str>, u8);

const PEOPLE: &[Cells] = &[
    (1, None, 0, Some(7), Some(0.5), Some("a"), 1),
    (2, Some(1), -1, None, Some(0.0), Some("A"), 0),
    (3, Some(1), 7, Some(9_007_199_254_740_993), None, Some(""), 2),
    (4, Some(2), 7, Some(-3), Some(1e10), None, 1),
    (5, Some(9), i32::MAX, Some(0), Some(-2.25), Some("O'Br\"ien"), 0),
    (6, None, 2, Some(2), Some(3.0), Some("a "), 2),
    (7, Some(4), -5, None, None, Some("50%_\\"), 1),
];

const THINGS: &[Cells] = &[
    (1, Some(1), 3, Some(1), Some(1.5), Some("b"), 1),
    (2, Some(1), 0, Some(1), Some(0.0), Some("日本"), 2),
    (3, Some(4), 7, None, Some(0.0625), Some("a"), 0),
    (7, Some(5), 1, Some(i64::MAX), None, Some(" "), 1),
    (8, None, -7, Some(-4), Some(3.0), None, 0),
];

/// Documents of each kind; names in them stand in the order that all engines keep.
pub(super) const DOCUMENTS: [&str; 8] = [
    "null",
    "true",
    "[1, \"a\", null, [false]]",
    "{\"a\": 1, \"b\": {\"a\": [2, 3]}}",
    "\"O'Br\\\"ien\"",
    "-2.5",
    "{}",
    "{\"\": null, \"a\": \"x\", \"x y\": 9007199254740993}",
];

impl World {
    /// The tables.
    #[must_use]
    pub fn new() -> Self {
        World::called_by(Names::Plain)
    }

    fn called_by(names: Names) -> Self {
        let share = ColumnDef::new(names.of("share"), Type::Double);
        let single = ColumnDef::new(names.of("single"), Type::Real);
        let people = table(names, "people", share.clone(), single.clone());
        let single = single.on_insert(val(2.5_f32)).on_update_with(|| literal(1.5_f32));
        let things = table(names, "things", share.on_update(val(7) + 0.5), single);
        World { tables: vec![people, things], exact: false, empty: false, names }
    }

    /// The same tables, but all names, those that statements give too, are words of SQL or have in them what
    /// ends a name, a text or a statement: what is written must mean the same all the same.
    #[must_use]
    pub fn with_hostile_names(self) -> Self {
        let empty = self.empty;
        World { empty, ..World::called_by(Names::Hostile).with_exact(self.exact) }
    }

    /// The same tables without a row.
    #[must_use]
    pub fn without_rows(self) -> Self {
        World { empty: true, ..self }
    }

    /// How that is called which has a plain name.
    pub(super) fn called(&self, plain: &str) -> Name {
        self.names.of(plain)
    }

    /// The name of a column of a query by its place.
    pub(super) fn column_name(&self, place: usize) -> Name {
        self.called(&format!("c{place}"))
    }

    /// The tables with a column of exact numbers, if there are to be any.
    fn with_exact(mut self, exact: bool) -> Self {
        self.exact = exact;
        if exact {
            let name = self.called("price");
            self.tables = self.tables.into_iter().map(|t| t.column(name.clone(), EXACT)).collect();
        }
        self
    }

    /// The tables with all columns that the dialects of a profile can hold: exact numbers are not in every
    /// one.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        World::new().with_exact(profile.has_exact())
    }

    /// The tables, the first of which has the most rows.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// What makes the tables.
    #[must_use]
    pub fn create(&self) -> Vec<CreateTable> {
        self.tables.iter().cloned().map(create_table).collect()
    }

    /// What fills them.
    #[must_use]
    pub fn fill(&self) -> Vec<Insert> {
        let fill = |table: &Table, row: Vec<Value>| {
            let cells = table.columns().into_iter().zip(row);
            cells.fold(insert(table.clone()), |made, (column, value)| made.set(column, value))
        };
        let of_table = |table| self.rows(table).into_iter().map(move |row| fill(table, row));
        self.tables.iter().flat_map(of_table).collect()
    }

    /// The rows of a table, the values in the order of its columns.
    #[must_use]
    pub fn rows(&self, table: &Table) -> Vec<Vec<Value>> {
        let place = self.tables.iter().position(|own| own.name() == table.name());
        let rows = place.and_then(|place| [PEOPLE, THINGS].get(place).copied());
        let rows = rows.filter(|_| !self.empty);
        let price = |row: &Cells| self.exact.then(|| price(row));
        rows.unwrap_or(&[])
            .iter()
            .map(|row| values(row).into_iter().chain(price(row)).collect())
            .collect()
    }
}

impl Default for World {
    fn default() -> Self {
        World::new()
    }
}

fn table(names: Names, name: &str, share: ColumnDef, single: ColumnDef) -> Table {
    let of = |plain| names.of(plain);
    Table::new(of(name))
        .with(ColumnDef::new(of("id"), Type::BigInt).primary_key().default(500))
        .column(of("boss_id"), Type::BigInt)
        .with(ColumnDef::new(of("small"), Type::Integer).not_null().default(1))
        .column(of("large"), Type::BigInt)
        .with(share)
        .with(ColumnDef::new(of("word"), Type::VarChar(80)).default("d'\\"))
        .column(of("yes"), Type::Boolean)
        .column(of("raw"), Type::Bytes)
        .with(ColumnDef::new(of("tiny"), Type::SmallInt).default(3))
        .with(single)
        .column(of("day"), Type::Date)
        .column(of("moment"), Type::Timestamp)
        .column(of("code"), Type::Uuid)
        .column(of("clock"), Type::Time)
        .column(of("instant"), Type::TimestampTz)
        .column(of("span"), Type::Interval)
        .column(of("doc"), Type::Json)
}

/// Engines work with single precision in double precision or not: only few digits are the same.
fn single(share: f64) -> f32 {
    if share.abs() < 10.0 && (share * 4.0).fract() == 0.0 { share as f32 } else { 0.25 }
}

/// An exact number, or NULL: some are whole, and two are alike but for zeros at their end.
fn price(row: &Cells) -> Value {
    let (_, _, small, ..) = *row;
    let digits = ["0.100", "-2.5", "0", "7.000", "12345678.999"];
    let digits = usize::try_from(small).ok().and_then(|small| digits.get(small));
    digits.and_then(|digits| digits.parse::<Decimal>().ok()).into()
}

/// A time of day: that of so many hours and a bit.
fn clock(hours: i32) -> Option<Time> {
    Time::from_micros(i64::from(hours.rem_euclid(24)) * 3_600_000_001)
}

/// A moment that all engines have, few as they are for some.
fn instant(days: i64) -> Option<TimestampTz> {
    TimestampTz::from_micros_from_2000(days * 86_400_000_001)
}

/// So many days and a bit around the beginning of the year 2000.
fn moment(days: i64) -> Option<Timestamp> {
    Timestamp::from_micros_from_2000(days % 1_000 * 86_400_000_001)
}

fn values(row: &Cells) -> Vec<Value> {
    let (id, boss, small, large, share, word, yes) = *row;
    let raw = [Value::Null, Value::from(vec![0_u8, 255]), Value::from(b"a".to_vec())];
    let yes_value = [Value::from(false), Value::from(true), Value::Null];
    vec![
        id.into(),
        boss.into(),
        small.into(),
        large.into(),
        share.into(),
        word.into(),
        yes_value[usize::from(yes)].clone(),
        raw[usize::from(id.unsigned_abs() as u8 % 3)].clone(),
        i16::try_from(small).ok().into(),
        share.map(single).into(),
        moment(id).and_then(Timestamp::date).filter(|_| yes > 0).into(),
        moment(small.into()).filter(|_| word.is_some()).into(),
        large.map(|large| Uuid::from_bytes([large.unsigned_abs() as u8; 16])).into(),
        clock(small).filter(|_| share.is_some()).into(),
        boss.and_then(instant).into(),
        boss.map(|boss| Interval::from_micros((boss - 3) * 43_200_000_001)).into(),
        DOCUMENTS.get(id.unsigned_abs() as usize).and_then(|text| text.parse::<Json>().ok()).into(),
    ]
}
