//! TABLESAMPLE.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::select::{Item, Sample};

impl<'a> Writer<'a> {
    /// ` AS name TABLESAMPLE method (percent) REPEATABLE (seed)`, behind a table.
    #[cold]
    pub(super) fn sample(&mut self, item: &'a Item, sample: Sample, is_named_so: bool) {
        if !is_named_so {
            self.text(" AS ");
            self.name(&item.name);
        }
        if !self.require(Feature::TableSample) {
            return;
        }
        let percent = sample.percent();
        if !(0.0..=100.0).contains(&percent) {
            let message = format!("a sample of `{}` is of 0 to 100 percent of its rows", item.name);
            self.fail(ErrorKind::Conflict, message);
        }
        self.text(if sample.by_page {
            " TABLESAMPLE SYSTEM ("
        } else {
            " TABLESAMPLE BERNOULLI ("
        });
        self.text(&percent.to_string());
        self.text(")");
        if let Some(seed) = sample.seed {
            self.text(" REPEATABLE (");
            self.text(&seed.to_string());
            self.text(")");
        }
    }
}
