//! Arrays of every kind of values, empty ones and such with NULLs among them: bound and as literals,
//! through a column, through RETURNING and as an expression.

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{Array, Tag};

use super::make::{Dice, Kind};
use super::{count, plain, settings};
use crate::support::live::Live;

#[test]
fn arrays_of_postgres() {
    for (setting, script) in settings(Live::Postgres).iter().enumerate() {
        let mut conn = Live::Postgres.connect();
        conn.run_script(script).expect("settings of the engine");
        let is_element = |kind: &Kind| *kind != Kind::U64 && kind.is_in(Live::Postgres);
        for kind in Kind::ALL.into_iter().filter(is_element) {
            let mut dice = Dice(setting as u64 + 7);
            let arrays: Vec<Array> = (0..count()).map(|_| array(kind, &mut dice)).collect();
            round_trips(&mut conn, kind, setting, &arrays);
        }
    }
}

fn array(kind: Kind, dice: &mut Dice) -> Array {
    let item = |dice: &mut Dice| match dice.below(6) {
        0 => Value::Null,
        _ => kind.make(Live::Postgres, dice),
    };
    let items = (0..dice.below(6)).map(|_| item(dice)).collect();
    Array::new(Tag::of(&kind.column_type()), items).expect("values of one kind")
}

fn round_trips(conn: &mut Connection, kind: Kind, setting: usize, arrays: &[Array]) {
    let name = format!("arrays_{setting}_{kind:?}").to_lowercase();
    let ty = Type::Array(Tag::of(&kind.column_type()));
    let t = Table::new(name.as_str()).column("v", ty);
    conn.run_script(&format!("DROP TABLE IF EXISTS {name}")).expect("no table");
    conn.execute(&create_table(t.clone())).expect("a table");
    for chunk in arrays.chunks(100) {
        let forms = |array: &Array| {
            let value = Value::from(array.clone());
            [val(value.clone()).dynamic(), literal(value).dynamic()]
        };
        let both: Vec<Expr> = chunk.iter().flat_map(forms).collect();
        let rows = both.iter().map(|cell| vec![cell.clone()]);
        let change = insert(t.clone()).columns(t.columns()).rows(rows).returning(t.col("v"));
        let given: Vec<Value> =
            conn.fetch_all(&change).unwrap_or_else(|e| panic!("{kind:?}: {e:?}"));
        let told = conn.fetch_all(&select(both)).unwrap_or_else(|e| panic!("{kind:?}: {e:?}"));
        let told = told[0].values();
        assert_eq!((given.len(), told.len()), (2 * chunk.len(), 2 * chunk.len()));
        for (i, array) in chunk.iter().enumerate() {
            for got in given[2 * i..2 * i + 2].iter().chain(&told[2 * i..2 * i + 2]) {
                assert_eq!(shown(kind, array), shown_value(kind, got), "{array:?}");
            }
        }
    }
    let found = select(func::count()).from(&t).filter(t.col("v").is_null());
    assert_eq!(conn.fetch_one(&found).unwrap(), 0, "{kind:?}");
    conn.execute(&drop_table(t)).expect("the table goes");
}

fn shown(kind: Kind, array: &Array) -> Vec<String> {
    let items = array.items().iter();
    items
        .map(|item| match item {
            Value::Null => "NULL".to_owned(),
            item => plain(kind, item),
        })
        .collect()
}

fn shown_value(kind: Kind, value: &Value) -> Vec<String> {
    let Value::Array(array) = value else { panic!("{kind:?}: {value:?} is no array") };
    assert_eq!(array.element(), Tag::of(&kind.column_type()), "{kind:?}");
    shown(kind, array)
}

#[test]
fn vectors_come_back() {
    let mut conn = Live::Postgres.connect();
    let (ids, words) = (vec![5_i64, -1], vec![Some("a,{\"}\\".to_owned()), None]);
    let row =
        conn.fetch_one(&select((val(ids.clone()), val(words.clone()), val(None::<Vec<f64>>))));
    assert_eq!(row.unwrap(), (ids, words, None));
    let (huge, hosts) = (vec![0_u64, u64::MAX], vec![std::net::IpAddr::from([127, 0, 0, 1])]);
    let query = select((val(huge.clone()), literal(huge.clone()), val(hosts.clone())))
        .filter(val(u64::MAX).eq_any(huge.clone()));
    assert_eq!(conn.fetch_all(&query).unwrap(), [(huge.clone(), huge, hosts)]);
    let error = conn.query_sql("SELECT ARRAY[[1, 2], [3, 4]] AS a", &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}
