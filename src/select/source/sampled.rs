//! Samples of tables, as FROM items.

use std::sync::Arc;

use super::{Item, ItemBody, Source};
use crate::schema::Table;

/// How many rows of a table a sample takes, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Sample {
    pub(crate) by_page: bool,
    /// The bits of the number, so that samples can be compared.
    percent: u64,
    pub(crate) seed: Option<u32>,
}

impl Sample {
    /// Each row by itself, with that chance in a hundred: `TABLESAMPLE BERNOULLI (percent)`.
    pub fn bernoulli(percent: f64) -> Sample {
        Sample { by_page: false, percent: percent.to_bits(), seed: None }
    }

    /// All rows of a page of the disk or none, with that chance in a hundred: faster, and less even.
    /// `TABLESAMPLE SYSTEM (percent)`.
    pub fn system(percent: f64) -> Sample {
        Sample { by_page: true, ..Sample::bernoulli(percent) }
    }

    /// The same rows each time, as long as the table does not change: `REPEATABLE (seed)`.
    pub fn repeatable(self, seed: u32) -> Sample {
        Sample { seed: Some(seed), ..self }
    }

    pub(crate) fn percent(self) -> f64 {
        f64::from_bits(self.percent)
    }
}

/// Some rows of a table, as a FROM item; made by [`Table::sample`].
#[derive(Clone)]
#[must_use]
pub struct Sampled {
    pub(crate) source: Source,
}

impl Table {
    /// Some of its rows, by chance: `table TABLESAMPLE …`. PostgreSQL.
    ///
    /// A percentage that is none is an error from compile.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// use sqltree::select::Sample;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let some = users::table().sample(Sample::bernoulli(2.5).repeatable(7));
    /// assert_eq!(select(func::avg(some.col(users::age))).compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT AVG(CAST(users.age AS DOUBLE PRECISION)) FROM users \
    ///      TABLESAMPLE BERNOULLI (2.5) REPEATABLE (7)");
    /// ```
    pub fn sample(&self, sample: Sample) -> Sampled {
        Sampled { source: Source::Item(Arc::new(Item::sampled(self.source.clone(), sample))) }
    }
}

impl Item {
    /// Some rows of a table.
    pub(super) fn sampled(table: Source, sample: Sample) -> Self {
        let (depth, name) = (table.depth(), table.name().clone());
        let (body, outputs) = (ItemBody::Sampled(table, sample), Box::default());
        Item { depth, name, body, outputs, labels_may_clash: false, open: false }
    }

    /// The sample that it is, seen through aliases.
    pub(crate) fn sample(&self) -> Option<Sample> {
        match &self.body {
            ItemBody::Sampled(_, sample) => Some(*sample),
            ItemBody::Alias(Source::Item(of)) => of.sample(),
            _ => None,
        }
    }
}
