//! What of a level goes into one statement, or into several of one form.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::value::Value;

use super::super::key::Key;
use super::super::store::Store;
use super::plan::{Op, Verb, by};

/// What is done, to which table, by which columns, and whether by values alone.
type Form<'o> = (Verb, u16, &'o [usize], bool);

/// What goes into one statement, or into several of one form: by what is done, table and columns.
pub(super) fn groups<'o>(ops: &'o [Op], level: &[usize], store: &Store) -> Vec<Vec<&'o Op>> {
    let mut sorted: Vec<&Op> = level.iter().map(|&i| &ops[i]).collect();
    let key = |op: &Op| by(op.before(), &store.table(op.raw.table).mapping().key);
    sorted.sort_by(|a, b| {
        a.verb.cmp(&b.verb).then_with(|| match a.verb {
            Verb::Insert => a.number.cmp(&b.number),
            Verb::Free | Verb::Delete | Verb::Update | Verb::Fill => {
                a.raw.table.cmp(&b.raw.table).then_with(|| compare(&key(a), &key(b)))
            }
        })
    });
    let mut places: HashMap<Form<'_>, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Op>> = Vec::new();
    let mut last: Option<(Form<'_>, usize)> = None;
    for op in sorted {
        let form = (op.verb, op.raw.table, &*op.columns, op.given().is_empty());
        // Most are like the one before.
        if let Some((last, place)) = last
            && last == form
        {
            groups[place].push(op);
            continue;
        }
        let place = *places.entry(form).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(op);
        last = Some((form, place));
    }
    groups
}

/// An order of keys that all sessions agree on, so that they do not wait for each other in a circle.
fn compare(a: &Key, b: &Key) -> Ordering {
    let pairs = a.values().iter().zip(b.values());
    let unequal = pairs.map(|(a, b)| match (a, b) {
        (Value::I64(a), Value::I64(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => str::cmp(a, b),
        (Value::Uuid(a), Value::Uuid(b)) => a.to_string().cmp(&b.to_string()),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        _ => Ordering::Equal,
    });
    unequal.fold(Ordering::Equal, Ordering::then)
}
