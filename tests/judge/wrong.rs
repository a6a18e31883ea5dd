//! Dialects that have a fault.

use sqltree::dialect::{Dialect, FeatureSet, Spec, Version};
use sqltree::dialects::{MariaDb, Postgres, Sqlite};

use crate::support::live::Live;

/// A dialect with a fault.
#[derive(Debug)]
pub struct Wrong {
    pub spec: Spec,
    pub right: &'static dyn Dialect,
}

impl Dialect for Wrong {
    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn version(&self) -> Version {
        self.right.version()
    }

    fn features(&self) -> FeatureSet {
        self.right.features()
    }
}

/// What differs from a right dialect's data.
pub type Fault = (&'static str, Live, fn(Spec) -> Spec);

pub static SQLITE: Sqlite = Sqlite::new();
pub static POSTGRES: Postgres = Postgres::new();
pub static MARIADB: MariaDb = MariaDb::new();

pub fn right(live: Live) -> &'static dyn Dialect {
    match live {
        Live::Sqlite => &SQLITE,
        Live::Postgres => &POSTGRES,
        Live::MariaDb => &MARIADB,
    }
}

impl Wrong {
    pub fn of(live: Live, fault: fn(Spec) -> Spec) -> Self {
        let right = right(live);
        Wrong { spec: fault(Spec { ..*right.spec() }), right }
    }
}
