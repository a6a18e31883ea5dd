//! PostgreSQL's functions, where they differ from the common form:
//! <https://www.postgresql.org/docs/current/functions.html>

use sqltree::dialect::{Functions, Own, own};
use sqltree::{function, template};

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);

const OWN: &[Own] =
    &[own(&function::STRING_AGG, template!("STRING_AGG({distinct}{0}, {1}{order}){filter}"))];
