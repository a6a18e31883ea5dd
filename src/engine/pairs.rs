//! Which row that comes back is of which row that was sent.
//!
//! No engine promises in which order RETURNING gives several rows. So a statement of many rows gives back
//! columns that were inserted too, and these are compared with what was sent: in Rust and bit by bit, so that
//! no collation plays a part. Rows that are alike in all that was sent may be taken for each other.
//!
//! What a database makes of a value (rounded, padded, cut, in other words) it leaves alone when it gets it
//! again. Therefore no pair is wrong: if the values that come back are, each as often, those that were sent,
//! every value that was sent is what some value became; then it stays as it is, and the row that comes back
//! with it was sent with it. If they are others, a row is left without a pair, and nothing is guessed: the
//! statement is undone, and its rows go one a statement (see [`super::returning`]).

use std::collections::{HashMap, HashSet};

use super::driver::RawRow;
use super::exact::{Exact, hash};
use crate::dialect::Dialect;
use crate::dml::ChangeBody;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::feature::Feature;
use crate::tree::is_pure;
use crate::types::{Sort, Tag, Type};
use crate::value::Value;

/// What tells the rows of statements apart.
pub(super) struct Pairing {
    /// The columns inserted into.
    columns: Vec<Told>,
    /// Those that are compared for the statement at hand.
    compared: Vec<usize>,
    /// Those of them that come back behind what is asked.
    added: Vec<usize>,
    /// True if all come back without being added.
    asked_all: bool,
}

/// A column inserted into.
struct Told {
    node: Node,
    /// Where it is among the columns that are asked for.
    asked: Option<usize>,
    /// As what its values are read.
    tag: Tag,
    /// The values of which kind surely come back as they were sent.
    exact: Option<Tag>,
    /// False if it may come back as anything, by functions of the program's own.
    comparable: bool,
}

impl Pairing {
    /// Nothing, where the rows of a statement need not be those that were sent, or where RETURNING asks for
    /// what may depend on the rows that went before.
    pub(super) fn of(insert: &ChangeBody, dialect: &dyn Dialect) -> Option<Self> {
        let returns = dialect.features().has(Feature::InsertReturning);
        if !returns
            || !insert.is_rows()
            || insert.returning.is_empty()
            || !insert.returning.iter().all(is_of_row)
        {
            return None;
        }
        // What stands behind a `*` has no place that is known.
        let fixed = !insert.returning.iter().any(Node::is_star);
        let columns: Vec<Told> = insert
            .columns
            .iter()
            .map(|node| Told::new(node, fixed.then_some(&insert.returning)))
            .collect::<Option<_>>()?;
        let asked_all = columns.iter().all(|column| column.asked.is_some() && column.comparable);
        Some(Pairing { columns, compared: Vec::new(), added: Vec::new(), asked_all })
    }

    /// Chooses what is compared for these rows; false if there is nothing by which they can be told apart.
    pub(super) fn choose(&mut self, values: &[Value]) -> bool {
        if self.asked_all {
            self.compared = (0..self.columns.len()).collect();
            return true;
        }
        let before = if let [only] = self.compared[..] { Some(only) } else { None };
        let all = 0..self.columns.len();
        let unique = before.into_iter().chain(all.clone()).find(|&i| self.is_unique(values, i));
        self.compared = match unique {
            Some(only) => vec![only],
            None => all.filter(|&i| self.columns[i].comparable).collect(),
        };
        let asked = |i: &usize| self.columns[*i].asked.is_some();
        self.added = self.compared.iter().copied().filter(|i| !asked(i)).collect();
        unique.is_some() || !self.has_hidden_difference(values)
    }

    /// The numbers of the columns that come back behind what is asked for.
    pub(super) fn added(&self) -> &[usize] {
        &self.added
    }

    pub(super) fn added_nodes(&self) -> impl Iterator<Item = &Node> + Clone {
        self.added.iter().map(|&i| &self.columns[i].node)
    }

    /// The value of a column that is compared, as it came back.
    fn back<'r>(&self, row: &'r dyn RawRow, i: usize) -> Option<Exact<'r>> {
        let column = &self.columns[i];
        let place = match column.asked {
            Some(place) => place,
            None => {
                let front = row.len() - self.added.len();
                front + self.added.iter().position(|other| *other == i)?
            }
        };
        Some(Exact(row.value(place).ok()?.read_as(column.tag)).folded())
    }

    pub(super) fn pairs<'p>(&'p self, values: &'p [Value]) -> Pairs<'p> {
        let rows = values.len() / self.columns.len();
        Pairs { pairing: self, values, seen: 0, taken: vec![false; rows], groups: None }
    }

    /// True if no two rows have the same value, and all come back as they were sent.
    fn is_unique(&self, values: &[Value], column: usize) -> bool {
        let mut seen = HashSet::with_capacity(values.len() / self.columns.len());
        let mut values = values.iter().skip(column).step_by(self.columns.len());
        values.all(|value| self.columns[column].is_exact(value) && seen.insert(Exact::of(value)))
    }

    /// True if rows are alike in all that can be compared, and not in the rest.
    fn has_hidden_difference(&self, values: &[Value]) -> bool {
        if self.columns.iter().all(|column| column.comparable) {
            return false;
        }
        let shown = |row: &'_ [Value]| -> Vec<Value> {
            self.compared.iter().map(|&i| row[i].clone()).collect()
        };
        let mut first: HashMap<Vec<Value>, &[Value]> = HashMap::new();
        let mut rows = values.chunks(self.columns.len());
        rows.any(|row| *first.entry(shown(row)).or_insert(row) != row)
    }
}

impl Told {
    fn new(node: &Node, returning: Option<&Vec<Node>>) -> Option<Self> {
        let column = node.as_column()?;
        let same = |other: &Node| other.as_column().is_some_and(|other| other.same(column));
        Some(Told {
            node: node.clone(),
            asked: returning.and_then(|returning| returning.iter().position(same)),
            tag: node.sort().tag,
            exact: exact(column.def().map_or(&Type::Unknown, |def| def.column_type().stored())),
            comparable: column.binder().is_none() && column.reader().is_none(),
        })
    }

    /// True for a value that comes back as it is: no engine rounds it, pads it or writes it otherwise.
    fn is_exact(&self, value: &Value) -> bool {
        let tag = match value {
            Value::Null => return self.comparable,
            Value::I16(_) | Value::I32(_) | Value::I64(_) | Value::U64(_) => Tag::BigInt,
            other => other.tag(),
        };
        self.comparable
            && self.exact.is_some_and(|own| own == tag || own == Tag::Unknown && is_plain(tag))
    }
}

/// True for what gives the same whichever rows went before, and so in whatever statement.
fn is_of_row(node: &Node) -> bool {
    !node.sort().has(Sort::QUERY) && is_pure(NodeRef::new(node))
}

/// The values of which kind a column of the type gives back as they are.
fn exact(ty: &Type) -> Option<Tag> {
    match ty {
        Type::SmallInt | Type::Integer | Type::BigInt | Type::UnsignedBigInt => Some(Tag::BigInt),
        Type::Unknown
        | Type::Boolean
        | Type::Text
        | Type::VarChar(_)
        | Type::Bytes
        | Type::Date
        | Type::Uuid => Some(Tag::of(ty)),
        _ => None,
    }
}

/// True for what comes back as it is from a column of which nothing is known.
fn is_plain(tag: Tag) -> bool {
    matches!(tag, Tag::BigInt | Tag::Boolean | Tag::Text | Tag::Bytes | Tag::Date)
}

/// The pairs of a statement, as its rows come back.
pub(super) struct Pairs<'p> {
    pairing: &'p Pairing,
    /// What was sent, row by row.
    values: &'p [Value],
    seen: usize,
    taken: Vec<bool>,
    groups: Option<Groups>,
}

/// Rows that are alike in all values that come back as they are, by the hash of these.
struct Groups {
    /// Of the columns that are compared.
    exact: Vec<bool>,
    rows: HashMap<u64, Group>,
}

#[derive(Default)]
struct Group {
    rows: Vec<usize>,
    /// True if they are not alike in the rest, so that this must be the same too.
    differ: bool,
}

impl Pairs<'_> {
    /// The number of the row that was sent; nothing if none is left with these values.
    pub(super) fn find(&mut self, row: &dyn RawRow) -> Option<usize> {
        let next = self.seen;
        self.seen += 1;
        // The order that no engine promises is mostly there.
        let found = match self.taken.get(next) {
            Some(false) if self.is_next(next, row) => next,
            _ => {
                let compared = self.pairing.compared.iter();
                let back = compared.map(|&i| self.pairing.back(row, i)).collect::<Option<Vec<_>>>();
                self.search(&back?)?
            }
        };
        self.taken[found] = true;
        Some(found)
    }

    /// True if a row was sent with these values, in all columns that are compared.
    fn is_next(&self, next: usize, row: &dyn RawRow) -> bool {
        let sent = &self.values[next * self.pairing.columns.len()..];
        let mut compared = self.pairing.compared.iter();
        compared.all(|&i| self.pairing.back(row, i).is_some_and(|back| back == Exact::of(&sent[i])))
    }

    /// True if a row was sent with these values, in the columns that are meant.
    fn is(&self, row: usize, back: &[Exact<'_>], meant: impl Fn(usize) -> bool) -> bool {
        let row = &self.values[row * self.pairing.columns.len()..];
        let mut columns = self.pairing.compared.iter().zip(back).enumerate();
        columns.all(|(n, (&i, back))| !meant(n) || Exact::of(&row[i]) == *back)
    }

    fn search(&mut self, back: &[Exact<'_>]) -> Option<usize> {
        let groups = match self.groups.take() {
            Some(groups) => groups,
            None => self.group(),
        };
        let hash =
            hash(back.iter().zip(&groups.exact).filter(|(_, exact)| **exact).map(|(v, _)| v));
        let found = groups.rows.get(&hash).and_then(|group| {
            let meant = |n: usize| group.differ || groups.exact[n];
            let mut rows = group.rows.iter().copied();
            rows.find(|&row| !self.taken[row] && self.is(row, back, meant))
        });
        self.groups = Some(groups);
        found
    }

    fn group(&self) -> Groups {
        let Pairing { columns, compared, .. } = self.pairing;
        let width = columns.len();
        let rows = || self.values.chunks(width).enumerate();
        let all = |i: &usize| rows().all(|(_, row)| columns[*i].is_exact(&row[*i]));
        let exact: Vec<bool> = compared.iter().map(all).collect();
        let mut groups: HashMap<u64, Group> = HashMap::new();
        for (n, row) in rows() {
            let values = compared.iter().zip(&exact).filter(|(_, exact)| **exact);
            let values: Vec<Exact<'_>> = values.map(|(&i, _)| Exact::of(&row[i])).collect();
            let group = groups.entry(hash(values.iter())).or_default();
            if let Some(&first) = group.rows.first() {
                group.differ |= self.values[first * width..][..width] != *row;
            }
            group.rows.push(n);
        }
        Groups { exact, rows: groups }
    }
}
