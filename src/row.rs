//! Rows whose shape is known only at run time.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result, suggest};
use crate::name::Name;
use crate::value::{FromValue, Value};

/// A row of named values: what a query over run-time columns gives.
///
/// ```
/// use sqltree::{Row, Value};
/// let row = Row::new(["id", "name"], [Value::from(7), Value::from("ann")]);
/// assert_eq!(row.get::<i64>("id").unwrap(), 7);
/// assert_eq!(row.at::<String>(1).unwrap(), "ann");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    names: Arc<[Name]>,
    values: Vec<Value>,
}

impl Row {
    /// A row of `values` under `names`.
    #[must_use]
    pub fn new<N: Into<Name>>(
        names: impl IntoIterator<Item = N>,
        values: impl IntoIterator<Item = Value>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Row { names, values: values.into_iter().collect() }
    }

    pub(crate) fn shared(names: Arc<[Name]>, values: Vec<Value>) -> Self {
        Row { names, values }
    }

    /// The values, in the order of the select list.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The value of the column called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownColumn`] if there is none, [`ErrorKind::DuplicateName`] if there are
    /// two, [`ErrorKind::Decode`] if its value is not a `T`.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T> {
        let mut found = (0..self.names.len()).filter(|&i| self.names[i].as_str() == name);
        match (found.next(), found.next()) {
            (Some(index), None) => self.at(index),
            (Some(_), Some(_)) => Err(Error::new(
                ErrorKind::DuplicateName,
                format!("the row has more than one column `{name}`; use `at(position)` or labels"),
            )),
            (None, _) => {
                let names = self.names.iter().map(Name::as_str);
                let hint = suggest(name, names);
                let message = format!("the row has no column `{name}`{hint}");
                Err(Error::new(ErrorKind::UnknownColumn, message))
            }
        }
    }

    /// The value of column number `index`, from 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownColumn`] past the last column, [`ErrorKind::Decode`] if the value is
    /// not a `T`.
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T> {
        let Some(value) = self.values.get(index) else {
            let message =
                format!("the row has {} columns, and none at position {index}", self.values.len());
            return Err(Error::new(ErrorKind::UnknownColumn, message));
        };
        T::from_value(value.as_ref()).map_err(|mismatch| {
            let name = self.names.get(index).map_or("", Name::as_str);
            decode_error(index, name, mismatch)
        })
    }
}

/// The error of a column whose value is not of the type asked for.
pub(crate) fn decode_error(index: usize, name: &str, why: crate::value::Mismatch) -> Error {
    let way_out = if why.found == "NULL" {
        format!("; read it as Option<{}>", why.wanted)
    } else {
        String::new()
    };
    Error::new(
        ErrorKind::Decode,
        format!(
            "column {} (`{name}`) holds {}, which is no {}{way_out}",
            index + 1,
            why.found,
            why.wanted
        ),
    )
}
