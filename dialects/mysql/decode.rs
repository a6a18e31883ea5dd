//! MySQL's values as those that are lent to a row's type.

use mysql::consts::ColumnType;
use mysql::{Column, Row, Value as Wire};
use sqltree::engine::RawRow;
use sqltree::{Error, ErrorKind, Result, ValueRef};

/// The number of the character set of bytes.
const BINARY: u16 = 63;

/// A row with its values as lent ones; days and times are text.
pub(super) struct MySqlRow<'r> {
    row: Row,
    names: &'r [String],
    texts: Vec<Option<String>>,
}

impl<'r> MySqlRow<'r> {
    pub(super) fn new(row: Row, names: &'r [String]) -> Self {
        let mut texts = Vec::new();
        for (i, column) in row.columns_ref().iter().enumerate() {
            if let Some(text) = row.as_ref(i).and_then(|value| calendar(value, column)) {
                texts.resize(i + 1, None);
                texts[i] = Some(text);
            }
        }
        MySqlRow { row, names, texts }
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
            _ => Some(ValueRef::Text(text)),
        };
        value.ok_or_else(|| self.undecodable(index, "a number that cannot be read"))
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
            Some(Wire::Date(..) | Wire::Time(..)) => {
                let text = self.texts.get(index).and_then(Option::as_deref);
                ValueRef::Text(text.unwrap_or_default())
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

/// A day or a time as text; `None` for other values.
fn calendar(value: &Wire, column: &Column) -> Option<String> {
    let fraction = |micros: u32| match micros {
        0 => String::new(),
        micros => format!(".{micros:06}"),
    };
    Some(match *value {
        // A day comes with a time of zero.
        Wire::Date(year, month, day, ..) if column.column_type() == ColumnType::MYSQL_TYPE_DATE => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        Wire::Date(year, month, day, hour, minute, second, micros) => {
            let clock = format!("{hour:02}:{minute:02}:{second:02}{}", fraction(micros));
            format!("{year:04}-{month:02}-{day:02} {clock}")
        }
        Wire::Time(negative, days, hours, minutes, seconds, micros) => {
            let sign = if negative { "-" } else { "" };
            let hours = u64::from(days) * 24 + u64::from(hours);
            format!("{sign}{hours:02}:{minutes:02}:{seconds:02}{}", fraction(micros))
        }
        _ => return None,
    })
}
