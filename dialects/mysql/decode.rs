//! MySQL's values as those that are lent to a row's type.

use mysql::consts::ColumnType;
use mysql::{Column, Row, Value as Wire};
use sqltree::engine::RawRow;
use sqltree::{Date, Error, ErrorKind, Interval, Result, Time, Timestamp, ValueRef};

/// The number of the character set of bytes.
const BINARY: u16 = 63;

/// A row with its values as lent ones.
pub(super) struct MySqlRow<'r> {
    row: Row,
    names: &'r [String],
}

impl<'r> MySqlRow<'r> {
    pub(super) fn new(row: Row, names: &'r [String]) -> Self {
        MySqlRow { row, names }
    }

    fn undecodable(&self, index: usize, what: &str) -> Error {
        let name = &self.names[index];
        let message = format!("column {} (`{name}`) holds {what}", index + 1);
        Error::new(ErrorKind::Decode, message)
    }

    /// Text, decimals, bits and bytes all come as bytes, and everything does from a statement
    /// that cannot be prepared; the column's type tells them apart.
    fn bytes<'b>(&self, index: usize, column: &Column, bytes: &'b [u8]) -> Result<ValueRef<'b>> {
        use ColumnType as Of;
        let kind = column.column_type();
        if kind == Of::MYSQL_TYPE_BIT {
            // At most 64 bits, the highest byte first.
            let bits = bytes.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
            return Ok(unsigned(bits));
        }
        let is_text = is_number(kind) || is_calendar(kind) || kind == Of::MYSQL_TYPE_JSON;
        if column.character_set() == BINARY && !is_text {
            return Ok(ValueRef::Bytes(bytes));
        }
        let text = str::from_utf8(bytes).map_err(|error| {
            self.undecodable(index, "text that is not UTF-8; cast it to BINARY").with_source(error)
        })?;
        let value = match kind {
            Of::MYSQL_TYPE_DECIMAL | Of::MYSQL_TYPE_NEWDECIMAL => Some(ValueRef::Decimal(text)),
            Of::MYSQL_TYPE_FLOAT | Of::MYSQL_TYPE_DOUBLE => text.parse().ok().map(ValueRef::F64),
            _ if is_number(kind) => {
                let signed = text.parse().map(ValueRef::I64);
                signed.or_else(|_| text.parse().map(ValueRef::U64)).ok()
            }
            Of::MYSQL_TYPE_JSON => Some(ValueRef::Json(text)),
            _ if is_calendar(kind) => return self.calendar(index, kind, calendar_of(kind, text)),
            _ => Some(ValueRef::Text(text)),
        };
        value.ok_or_else(|| self.undecodable(index, "a number that cannot be read"))
    }

    fn calendar(
        &self,
        index: usize,
        kind: ColumnType,
        value: Option<ValueRef<'static>>,
    ) -> Result<ValueRef<'static>> {
        use ColumnType as Of;
        let value = match (value, kind) {
            (
                Some(ValueRef::Timestamp(v)),
                Of::MYSQL_TYPE_TIMESTAMP | Of::MYSQL_TYPE_TIMESTAMP2,
            ) => Some(ValueRef::TimestampTz(v.as_utc())),
            (value, _) => value,
        };
        let what = "a day that is none, such as 0000-00-00; cast it to CHAR";
        value.ok_or_else(|| self.undecodable(index, what))
    }
}

impl RawRow for MySqlRow<'_> {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        Ok(match self.row.as_ref(index) {
            None | Some(Wire::NULL) => ValueRef::Null,
            Some(Wire::Int(v)) => ValueRef::I64(*v),
            Some(Wire::UInt(v)) => unsigned(*v),
            Some(Wire::Float(v)) => ValueRef::F64((*v).into()),
            Some(Wire::Double(v)) => ValueRef::F64(*v),
            Some(Wire::Bytes(bytes)) => {
                return self.bytes(index, &self.row.columns_ref()[index], bytes);
            }
            Some(wire @ (Wire::Date(..) | Wire::Time(..))) => {
                let kind = self.row.columns_ref()[index].column_type();
                return self.calendar(index, kind, calendar(wire, kind));
            }
        })
    }
}

fn unsigned(value: u64) -> ValueRef<'static> {
    i64::try_from(value).map_or(ValueRef::U64(value), ValueRef::I64)
}

fn is_number(kind: ColumnType) -> bool {
    use ColumnType as Of;
    matches!(
        kind,
        Of::MYSQL_TYPE_TINY
            | Of::MYSQL_TYPE_SHORT
            | Of::MYSQL_TYPE_INT24
            | Of::MYSQL_TYPE_LONG
            | Of::MYSQL_TYPE_LONGLONG
            | Of::MYSQL_TYPE_YEAR
            | Of::MYSQL_TYPE_FLOAT
            | Of::MYSQL_TYPE_DOUBLE
            | Of::MYSQL_TYPE_DECIMAL
            | Of::MYSQL_TYPE_NEWDECIMAL
    )
}

fn is_calendar(kind: ColumnType) -> bool {
    use ColumnType as Of;
    matches!(
        kind,
        Of::MYSQL_TYPE_DATE
            | Of::MYSQL_TYPE_NEWDATE
            | Of::MYSQL_TYPE_TIME
            | Of::MYSQL_TYPE_TIME2
            | Of::MYSQL_TYPE_DATETIME
            | Of::MYSQL_TYPE_DATETIME2
            | Of::MYSQL_TYPE_TIMESTAMP
            | Of::MYSQL_TYPE_TIMESTAMP2
    )
}

/// A day or a time; none if there is no such day.
fn calendar(value: &Wire, kind: ColumnType) -> Option<ValueRef<'static>> {
    match *value {
        Wire::Date(year, month, day, hour, minute, second, micros) => {
            let day = Date::new(year.into(), month, day)?;
            // A day comes with a time of zero.
            if matches!(kind, ColumnType::MYSQL_TYPE_DATE | ColumnType::MYSQL_TYPE_NEWDATE) {
                return Some(ValueRef::Date(day));
            }
            let time = Time::new(hour, minute, second, micros)?;
            Timestamp::new(day, time).map(ValueRef::Timestamp)
        }
        Wire::Time(negative, days, hours, minutes, seconds, micros) => {
            let hours = i64::from(days) * 24 + i64::from(hours);
            let minutes = hours * 60 + i64::from(minutes);
            let micros = (minutes * 60 + i64::from(seconds)) * 1_000_000 + i64::from(micros);
            Some(time(if negative { -micros } else { micros }))
        }
        _ => None,
    }
}

/// A time of day; what is none is a span of time.
fn time(micros: i64) -> ValueRef<'static> {
    match Time::from_micros(micros) {
        Some(time) => ValueRef::Time(time),
        None => ValueRef::Interval(Interval::from_micros(micros)),
    }
}

/// The same of a statement that could not be prepared, which gives texts.
fn calendar_of(kind: ColumnType, text: &str) -> Option<ValueRef<'static>> {
    use ColumnType as Of;
    match kind {
        Of::MYSQL_TYPE_DATE | Of::MYSQL_TYPE_NEWDATE => text.parse().ok().map(ValueRef::Date),
        Of::MYSQL_TYPE_TIME | Of::MYSQL_TYPE_TIME2 => {
            let (negative, text) = match text.strip_prefix('-') {
                Some(text) => (true, text),
                None => (false, text),
            };
            // Hours can have three digits.
            let (hours, rest) = text.split_once(':')?;
            let hours: i64 = hours.parse().ok()?;
            let rest: Time = format!("00:{rest}").parse().ok()?;
            let micros = hours * 3_600_000_000 + rest.micros();
            Some(time(if negative { -micros } else { micros }))
        }
        _ => text.parse().ok().map(ValueRef::Timestamp),
    }
}
