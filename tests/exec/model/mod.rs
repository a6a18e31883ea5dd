//! Changes against a model: random ones are made on each engine and in plain Rust, and the table is
//! compared after each.

mod change;
mod run;
mod terms;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use sqltree::ErrorKind;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use crate::support::live::Live;
use change::{Change, change};

sqltree::table! {
    kept { id: i64 => primary_key, a: i32, b: Option<i32>, word: String => sql_type(VarChar(20)) }
    given { id: i64 => primary_key, a: i32, b: Option<i32>, word: String => sql_type(VarChar(20)) }
}

/// What a row has beside its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub a: i32,
    pub b: Option<i32>,
    pub word: String,
}

/// The rows of a table by their keys.
pub type Rows = BTreeMap<i64, Row>;

/// What is in both tables.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub kept: Rows,
    pub given: Rows,
}

fn connect(live: Live) -> Connection {
    let mut connection = live.connect();
    for table in ["kept", "given"] {
        let columns =
            "(id BIGINT PRIMARY KEY, a INTEGER NOT NULL, b INTEGER, word VARCHAR(20) NOT NULL)";
        connection.run_script(&format!("CREATE TEMPORARY TABLE {table} {columns}")).unwrap();
    }
    connection
}

fn rows_of(connection: &mut Connection) -> Rows {
    let columns = (kept::id, kept::a, kept::b, kept::word);
    let rows = connection.fetch_all(&select(columns)).unwrap();
    rows.into_iter().map(|(id, a, b, word)| (id, Row { a, b, word })).collect()
}

/// Makes the changes on an engine, one after the other, and compares with the model.
fn follow(live: Live, changes: &[Change]) {
    let mut connection = connect(live);
    let mut model = Model::default();
    for change in changes {
        let before = model.clone();
        let expected = change.model(&mut model);
        let found = change.run(&mut connection);
        match (&found, expected) {
            (Ok(()), true) => {}
            // The engine refuses a key twice; nothing has changed.
            (Err(error), false) if error.kind() == ErrorKind::Database => {}
            (Err(error), _) if change.may_be_refused(live, error) => model = before,
            _ => panic!("{live}: {change:?} gives {found:?} where the model says {expected}"),
        }
        assert_eq!(rows_of(&mut connection), model.kept, "{live}: after {change:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn tables_are_what_a_model_says(changes in vec(change(), 1..14)) {
        for live in Live::ALL {
            follow(live, &changes);
        }
    }
}
