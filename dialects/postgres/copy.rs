//! COPY: many rows at a time.
//!
//! It does what INSERT does, but for tables with rules or row security and columns whose values the database
//! gives by itself: <https://www.postgresql.org/docs/current/sql-copy.html>. Those are left to INSERT, and so
//! are values that are not of the types of their columns, which COPY does not convert.

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::Type;
use postgres::{Client, Error};
use sqltree::Value;
use sqltree::engine::RowsToInsert;

use super::bind::Param;

/// True for a table whose columns are filled with what is given.
const FACTS: &str = "SELECT (c.relkind = 'r' OR c.relkind = 'p') AND NOT c.relhasrules \
    AND NOT c.relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a \
    WHERE a.attrelid = c.oid AND a.attname::text = ANY ($3) \
    AND (a.attidentity = 'a' OR a.attgenerated <> '')) \
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
    WHERE c.relname = $1 AND CASE WHEN $2::text IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) \
    ELSE n.nspname = $2 END";

/// How the rows of a table are copied.
pub(super) struct Copy {
    statement: postgres::Statement,
    types: Vec<Type>,
}

impl Copy {
    /// A way to copy such rows, if COPY does what INSERT would.
    ///
    /// The INSERT is prepared, which holds the table as it is until the transaction ends: types that are read
    /// here are those of all rows that are copied.
    pub(super) fn of(client: &mut Client, rows: &RowsToInsert<'_>) -> Result<Option<Self>, Error> {
        // How the server spells the current database is not known here.
        if rows.table.catalog().is_some() {
            return Ok(None);
        }
        let columns: Vec<&str> = rows.columns.iter().map(|name| name.as_str()).collect();
        let target = target(rows, &columns);
        let values: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
        let insert = format!("INSERT INTO {target} VALUES ({})", values.join(", "));
        let types = client.prepare(&insert)?.params().to_vec();
        let (table, schema) = (rows.table.name().as_str(), rows.table.schema());
        let schema = schema.map(|name| name.as_str());
        let known = client.query_opt(FACTS, &[&table, &schema, &columns])?;
        let plain = known.is_some_and(|row| row.try_get(0).unwrap_or(false));
        if !plain || types.len() != columns.len() {
            return Ok(None);
        }
        let statement = client.prepare(&format!("COPY {target} FROM STDIN BINARY"))?;
        Ok(Some(Copy { statement, types }))
    }

    /// True if all values are of the types of their columns, as COPY wants them.
    pub(super) fn takes(&self, values: &[Value]) -> bool {
        values.iter().zip(self.types.iter().cycle()).all(|(value, ty)| is_of(value, ty))
    }

    /// Copies rows for as long as there are some that it takes, and gives how many are there now.
    pub(super) fn send(
        &self,
        client: &mut Client,
        values: &mut Vec<Value>,
        refill: &mut dyn FnMut(&mut Vec<Value>),
    ) -> Result<u64, Error> {
        let mut writer = BinaryCopyInWriter::new(client.copy_in(&self.statement)?, &self.types);
        while !values.is_empty() && self.takes(values) {
            for row in values.chunks_exact(self.types.len()) {
                writer.write_raw(row.iter().map(Param))?;
            }
            refill(values);
        }
        writer.finish()
    }
}

/// The table and its columns.
fn target(rows: &RowsToInsert<'_>, columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
    let table = quoted(rows.table.name().as_str());
    match rows.table.schema() {
        Some(schema) => format!("{}.{table} ({})", quoted(schema.as_str()), columns.join(", ")),
        None => format!("{table} ({})", columns.join(", ")),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// True if a value is sent in the binary form of a type.
fn is_of(value: &Value, ty: &Type) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) => *ty == Type::BOOL,
        Value::I16(_) => *ty == Type::INT2,
        Value::I32(_) => *ty == Type::INT4,
        Value::I64(_) => *ty == Type::INT8,
        Value::U64(v) => *ty == Type::INT8 && i64::try_from(*v).is_ok(),
        Value::F32(_) => *ty == Type::FLOAT4,
        Value::F64(_) => *ty == Type::FLOAT8,
        Value::Text(_) => [Type::TEXT, Type::VARCHAR].contains(ty),
        Value::Bytes(_) => *ty == Type::BYTEA,
        Value::Date(_) => *ty == Type::DATE,
        Value::Time(_) => *ty == Type::TIME,
        Value::Timestamp(_) => *ty == Type::TIMESTAMP,
        Value::TimestampTz(_) => *ty == Type::TIMESTAMPTZ,
        Value::Interval(_) => *ty == Type::INTERVAL,
        Value::Uuid(_) => *ty == Type::UUID,
        // These are sent as texts, or of types that the server knows by other names.
        _ => false,
    }
}
