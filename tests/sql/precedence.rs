//! Precedence: every operator in every place of every other, run on each engine and compared with
//! the value computed from the tree itself.

use sqltree::Row;
use sqltree::prelude::*;

use crate::support::live::{Live, plain};

sqltree::table! {
    pub v {
        id: i32,
        a: Option<i32>, b: Option<i32>, c: Option<i32>,
        p: Option<bool>, q: Option<bool>, r: Option<bool>,
        s: Option<String>, t: Option<String>,
    }
}

const SCRIPT: &str = "CREATE TEMPORARY TABLE v (id INTEGER, a INTEGER, b INTEGER, c INTEGER, \
    p BOOLEAN, q BOOLEAN, r BOOLEAN, s VARCHAR(9), t VARCHAR(9))";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Int,
    Float,
    Bool,
    Text,
}
use Kind::{Bool, Float, Int, Text};

#[derive(Clone, Debug, PartialEq)]
enum Val {
    Null,
    Int(i64),
    Float(f64),
    Bool(bool),
    Text(String),
}

/// An expression of some kind, with the Rust type that goes with it.
#[derive(Clone)]
enum Typed {
    Int(Expr<Option<i32>>),
    Float(Expr<Option<f64>>),
    Bool(Expr<Option<bool>>),
    Text(Expr<Option<String>>),
}

impl Typed {
    fn int(&self) -> &Expr<Option<i32>> {
        let Typed::Int(e) = self else { unreachable!("an integer") };
        e
    }
    fn bool(&self) -> Expr<Option<bool>> {
        let Typed::Bool(e) = self else { unreachable!("a truth") };
        e.clone()
    }
    fn text(&self) -> &Expr<Option<String>> {
        let Typed::Text(e) = self else { unreachable!("a text") };
        e
    }
    fn dynamic(&self) -> Expr {
        match self {
            Typed::Int(e) => e.dynamic(),
            Typed::Float(e) => e.dynamic(),
            Typed::Bool(e) => e.dynamic(),
            Typed::Text(e) => e.dynamic(),
        }
    }
    fn cast(kind: Kind, e: &Expr) -> Typed {
        match kind {
            Int => Typed::Int(e.typed()),
            Float => Typed::Float(e.typed()),
            Bool => Typed::Bool(e.typed()),
            Text => Typed::Text(e.typed()),
        }
    }
}

/// An operator: what it takes, what it gives, how it is written, what it computes.
struct Op {
    name: &'static str,
    takes: &'static [Kind],
    gives: Kind,
    write: fn(&[Typed]) -> Expr,
    value: fn(&[Val]) -> Val,
}

fn number(v: &Val) -> Option<f64> {
    match v {
        Val::Int(v) => Some(*v as f64),
        Val::Float(v) => Some(*v),
        Val::Bool(v) => Some(f64::from(u8::from(*v))),
        _ => None,
    }
}

fn truth(v: Option<bool>) -> Val {
    v.map_or(Val::Null, Val::Bool)
}

fn is(v: &Val) -> Option<bool> {
    match v {
        Val::Bool(v) => Some(*v),
        _ => None,
    }
}

fn ints(v: &[Val], f: fn(i64, i64) -> Option<i64>) -> Val {
    match v {
        [Val::Int(a), Val::Int(b)] => f(*a, *b).map_or(Val::Null, Val::Int),
        _ => Val::Null,
    }
}

fn ordered(v: &[Val], f: fn(std::cmp::Ordering) -> bool) -> Option<bool> {
    match v {
        [Val::Text(a), Val::Text(b)] => Some(f(a.cmp(b))),
        [a, b] => Some(f(number(a)?.partial_cmp(&number(b)?)?)),
        _ => None,
    }
}

fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(true) || b == Some(true) { Some(true) } else { Some(a? | b?) }
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    or(a.map(|a| !a), b.map(|b| !b)).map(|v| !v)
}

fn between(v: &[Val]) -> Option<bool> {
    and(
        ordered(&[v[0].clone(), v[1].clone()], std::cmp::Ordering::is_ge),
        ordered(&[v[0].clone(), v[2].clone()], std::cmp::Ordering::is_le),
    )
}

fn within(v: &[Val]) -> Option<bool> {
    let eq = |i: usize| ordered(&[v[0].clone(), v[i].clone()], std::cmp::Ordering::is_eq);
    or(eq(1), eq(2))
}

macro_rules! compare {
    ($name:literal, $kind:ident, $method:ident, $test:path) => {
        Op {
            name: $name,
            takes: &[$kind, $kind],
            gives: Bool,
            write: |e| e[0].dynamic().$method(e[1].dynamic()).dynamic(),
            value: |v| truth(ordered(v, $test)),
        }
    };
}

fn operators() -> Vec<Op> {
    use std::cmp::Ordering;
    vec![
        Op {
            name: "+",
            takes: &[Int, Int],
            gives: Int,
            write: |e| (e[0].int() + e[1].int()).dynamic(),
            value: |v| ints(v, |a, b| Some(a + b)),
        },
        Op {
            name: "-",
            takes: &[Int, Int],
            gives: Int,
            write: |e| (e[0].int() - e[1].int()).dynamic(),
            value: |v| ints(v, |a, b| Some(a - b)),
        },
        Op {
            name: "*",
            takes: &[Int, Int],
            gives: Int,
            write: |e| (e[0].int() * e[1].int()).dynamic(),
            value: |v| ints(v, |a, b| Some(a * b)),
        },
        Op {
            name: "/",
            takes: &[Int, Int],
            gives: Float,
            write: |e| (e[0].int() / e[1].int()).dynamic(),
            value: |v| match v {
                [Val::Int(a), Val::Int(b)] if *b != 0 => Val::Float(*a as f64 / *b as f64),
                _ => Val::Null,
            },
        },
        Op {
            name: "div_trunc",
            takes: &[Int, Int],
            gives: Int,
            write: |e| e[0].int().div_trunc(e[1].int()).dynamic(),
            value: |v| ints(v, i64::checked_div),
        },
        Op {
            name: "div_floor",
            takes: &[Int, Int],
            gives: Int,
            write: |e| e[0].int().div_floor(e[1].int()).dynamic(),
            value: |v| {
                ints(v, |a, b| {
                    Some(a.checked_div(b)? - i64::from(a % b != 0 && (a < 0) != (b < 0)))
                })
            },
        },
        Op {
            name: "mod_floor",
            takes: &[Int, Int],
            gives: Int,
            write: |e| e[0].int().mod_floor(e[1].int()).dynamic(),
            value: |v| {
                ints(v, |a, b| a.checked_rem(b)?.checked_add(b).and_then(|sum| sum.checked_rem(b)))
            },
        },
        Op {
            name: "%",
            takes: &[Int, Int],
            gives: Int,
            write: |e| (e[0].int() % e[1].int()).dynamic(),
            value: |v| ints(v, i64::checked_rem),
        },
        Op {
            name: "neg",
            takes: &[Int],
            gives: Int,
            write: |e| (-e[0].int()).dynamic(),
            value: |v| match v[0] {
                Val::Int(a) => Val::Int(-a),
                _ => Val::Null,
            },
        },
        Op {
            name: "neg float",
            takes: &[Float],
            gives: Float,
            write: |e| (-e[0].dynamic()).dynamic(),
            value: |v| match v[0] {
                Val::Float(a) => Val::Float(-a),
                _ => Val::Null,
            },
        },
        Op {
            name: "concat",
            takes: &[Text, Text],
            gives: Text,
            write: |e| e[0].text().concat(e[1].text()).dynamic(),
            value: |v| match v {
                [Val::Text(a), Val::Text(b)] => Val::Text(format!("{a}{b}")),
                _ => Val::Null,
            },
        },
        Op {
            name: "concat_skip_null",
            takes: &[Text, Text],
            gives: Text,
            write: |e| e[0].text().concat_skip_null(e[1].text()).dynamic(),
            value: |v| {
                let text = |v: &Val| if let Val::Text(t) = v { t.clone() } else { String::new() };
                Val::Text(text(&v[0]) + &text(&v[1]))
            },
        },
        compare!("=", Int, eq, Ordering::is_eq),
        compare!("<>", Int, ne, Ordering::is_ne),
        compare!("<", Int, lt, Ordering::is_lt),
        compare!("<=", Int, le, Ordering::is_le),
        compare!(">", Int, gt, Ordering::is_gt),
        compare!(">=", Int, ge, Ordering::is_ge),
        compare!("= bool", Bool, eq, Ordering::is_eq),
        compare!("<> bool", Bool, ne, Ordering::is_ne),
        compare!("< float", Float, lt, Ordering::is_lt),
        compare!("= text", Text, eq, Ordering::is_eq),
        Op {
            name: "eq_binary",
            takes: &[Text, Text],
            gives: Bool,
            write: |e| e[0].text().eq_binary(e[1].text()).dynamic(),
            value: |v| truth(ordered(v, Ordering::is_eq)),
        },
        Op {
            name: "and",
            takes: &[Bool, Bool],
            gives: Bool,
            write: |e| (e[0].bool() & e[1].bool()).dynamic(),
            value: |v| truth(and(is(&v[0]), is(&v[1]))),
        },
        Op {
            name: "or",
            takes: &[Bool, Bool],
            gives: Bool,
            write: |e| (e[0].bool() | e[1].bool()).dynamic(),
            value: |v| truth(or(is(&v[0]), is(&v[1]))),
        },
        Op {
            name: "not",
            takes: &[Bool],
            gives: Bool,
            write: |e| (!e[0].bool()).dynamic(),
            value: |v| truth(is(&v[0]).map(|v| !v)),
        },
        Op {
            name: "is null",
            takes: &[Int],
            gives: Bool,
            write: |e| e[0].int().is_null().dynamic(),
            value: |v| Val::Bool(v[0] == Val::Null),
        },
        Op {
            name: "is null bool",
            takes: &[Bool],
            gives: Bool,
            write: |e| e[0].bool().is_null().dynamic(),
            value: |v| Val::Bool(v[0] == Val::Null),
        },
        Op {
            name: "is not null text",
            takes: &[Text],
            gives: Bool,
            write: |e| e[0].text().is_not_null().dynamic(),
            value: |v| Val::Bool(v[0] != Val::Null),
        },
        Op {
            name: "distinct",
            takes: &[Int, Int],
            gives: Bool,
            write: |e| e[0].int().is_distinct_from(e[1].int()).dynamic(),
            value: |v| Val::Bool(v[0] != v[1]),
        },
        Op {
            name: "not distinct bool",
            takes: &[Bool, Bool],
            gives: Bool,
            write: |e| e[0].bool().is_not_distinct_from(e[1].bool()).dynamic(),
            value: |v| Val::Bool(v[0] == v[1]),
        },
        Op {
            name: "between",
            takes: &[Int, Int, Int],
            gives: Bool,
            write: |e| e[0].int().between(e[1].int(), e[2].int()).dynamic(),
            value: |v| truth(between(v)),
        },
        Op {
            name: "not between bool",
            takes: &[Bool, Bool, Bool],
            gives: Bool,
            write: |e| e[0].bool().not_between(e[1].bool(), e[2].bool()).dynamic(),
            value: |v| truth(between(v).map(|v| !v)),
        },
        Op {
            name: "in",
            takes: &[Int, Int, Int],
            gives: Bool,
            write: |e| e[0].int().is_in([e[1].int(), e[2].int()]).dynamic(),
            value: |v| truth(within(v)),
        },
        Op {
            name: "not in bool",
            takes: &[Bool, Bool, Bool],
            gives: Bool,
            write: |e| e[0].bool().not_in([e[1].bool(), e[2].bool()]).dynamic(),
            value: |v| truth(within(v).map(|v| !v)),
        },
        Op {
            name: "like",
            takes: &[Text],
            gives: Bool,
            write: |e| e[0].text().like("x%").dynamic(),
            value: |v| match &v[0] {
                Val::Text(t) => Val::Bool(t.starts_with('x')),
                _ => Val::Null,
            },
        },
        Op {
            name: "not ilike",
            takes: &[Text],
            gives: Bool,
            write: |e| e[0].text().not_ilike("%Y").dynamic(),
            value: |v| match &v[0] {
                Val::Text(t) => Val::Bool(!t.to_lowercase().ends_with('y')),
                _ => Val::Null,
            },
        },
        Op {
            name: "case",
            takes: &[Bool, Int, Int],
            gives: Int,
            write: |e| case(e[0].bool(), e[1].int()).otherwise(e[2].int()).dynamic(),
            value: |v| if is(&v[0]) == Some(true) { v[1].clone() } else { v[2].clone() },
        },
        Op {
            name: "case of",
            takes: &[Bool, Bool, Bool],
            gives: Bool,
            write: |e| case_of(e[0].bool()).when(e[1].bool(), e[2].bool()).end().dynamic(),
            value: |v| {
                if ordered(&v[..2], Ordering::is_eq) == Some(true) {
                    v[2].clone()
                } else {
                    Val::Null
                }
            },
        },
        Op {
            name: "coalesce",
            takes: &[Bool, Bool],
            gives: Bool,
            write: |e| e[0].bool().coalesce(e[1].bool()).dynamic(),
            value: |v| if v[0] == Val::Null { v[1].clone() } else { v[0].clone() },
        },
        Op {
            name: "cast",
            takes: &[Int],
            gives: Float,
            write: |e| e[0].int().cast::<f64>().dynamic(),
            value: |v| number(&v[0]).map_or(Val::Null, Val::Float),
        },
        Op {
            name: "raw",
            takes: &[Bool, Bool],
            gives: Bool,
            write: |e| sql!("{} OR {}", e[0].bool(), e[1].bool()),
            value: |v| truth(or(is(&v[0]), is(&v[1]))),
        },
    ]
}

/// One row of the table.
#[derive(Clone)]
struct Given {
    ints: [Option<i32>; 3],
    bools: [Option<bool>; 3],
    texts: [Option<&'static str>; 2],
}

fn rows() -> Vec<Given> {
    let mut rows = Vec::new();
    let ints = [Some(-5), Some(2), Some(0), Some(3), None, Some(1), Some(-2)];
    let bools = [Some(true), Some(false), None];
    let texts = [Some("x"), Some("y"), Some("xY"), None];
    for i in 0..42_usize {
        rows.push(Given {
            ints: [ints[i % 7], ints[(i * 3 + 1) % 7], ints[(i * 5 + 2) % 7]],
            bools: [bools[i % 3], bools[i / 3 % 3], bools[(i / 9 + i) % 3]],
            texts: [texts[i % 4], texts[(i / 4 + 1) % 4]],
        });
    }
    rows
}

fn column(kind: Kind, place: usize) -> Typed {
    match kind {
        Int => Typed::Int([v::a, v::b, v::c][place % 3].clone().expr()),
        Bool => Typed::Bool([v::p, v::q, v::r][place % 3].clone().expr()),
        Text => Typed::Text([v::s, v::t][place % 2].clone().expr()),
        Float => Typed::Float([v::a, v::b, v::c][place % 3].cast::<f64>()),
    }
}

fn given(row: &Given, kind: Kind, place: usize) -> Val {
    match kind {
        Int => row.ints[place % 3].map_or(Val::Null, |v| Val::Int(v.into())),
        Float => row.ints[place % 3].map_or(Val::Null, |v| Val::Float(v.into())),
        Bool => truth(row.bools[place % 3]),
        Text => row.texts[place % 2].map_or(Val::Null, |v| Val::Text(v.into())),
    }
}

/// An operator over columns and, at some places, further operators.
struct Case<'a> {
    op: &'a Op,
    args: Vec<Option<Case<'a>>>,
    /// Which column the first argument is; the next ones follow.
    start: usize,
}

impl Case<'_> {
    fn name(&self) -> String {
        let args = self.args.iter().map(|arg| arg.as_ref().map_or("_".into(), Case::name));
        format!("{}({})", self.op.name, args.collect::<Vec<_>>().join(", "))
    }

    fn expr(&self) -> Expr {
        let args = self.args.iter().zip(self.op.takes).enumerate();
        let args: Vec<Typed> = args
            .map(|(i, (arg, kind))| match arg {
                Some(case) => Typed::cast(*kind, &case.expr()),
                None => column(*kind, self.start + i),
            })
            .collect();
        (self.op.write)(&args)
    }

    fn value(&self, row: &Given) -> Val {
        let args = self.args.iter().zip(self.op.takes).enumerate();
        let args: Vec<Val> = args
            .map(|(i, (arg, kind))| match arg {
                Some(case) => case.value(row),
                None => given(row, *kind, self.start + i),
            })
            .collect();
        (self.op.value)(&args)
    }
}

fn plain_case(op: &Op, start: usize) -> Case<'_> {
    Case { op, args: op.takes.iter().map(|_| None).collect(), start }
}

fn shown(value: &Val) -> String {
    let value = match value {
        Val::Null => Value::Null,
        Val::Int(v) => Value::from(*v),
        Val::Float(v) => Value::from(*v),
        Val::Bool(v) => Value::from(*v),
        Val::Text(v) => Value::from(v.as_str()),
    };
    plain(&[Row::new(["x"], [value])])[0][0].clone()
}

/// Runs the cases in queries of 50 columns and compares every cell.
fn check(live: Live, cases: &[Case<'_>]) {
    let mut connection = live.connect();
    connection.run_script(SCRIPT).expect("the table");
    let given = rows();
    let values = given.iter().enumerate().map(|(i, row)| {
        let [a, b, c] = row.ints;
        let [p, q, r] = row.bools;
        let [s, t] = row.texts;
        (i as i32, a, b, c, p, q, r, s, t)
    });
    let columns = (v::id, v::a, v::b, v::c, v::p, v::q, v::r, v::s, v::t);
    let fill = insert(v::table()).columns(columns).rows(values);
    connection.execute(&fill).expect("the rows");
    for group in cases.chunks(50) {
        let columns: Vec<Expr> = group.iter().map(Case::expr).collect();
        let query = select(columns).from(v::table()).order_by(v::id);
        let rows: Vec<Row> = connection.fetch_all(&query).expect("a query that runs");
        for (row, cells) in given.iter().zip(plain(&rows)) {
            for (case, cell) in group.iter().zip(cells) {
                let sql = select(case.expr()).from(v::table());
                assert_eq!(
                    cell,
                    shown(&case.value(row)),
                    "{live:?}: {} of {:?} {:?} {:?} as {sql:?}",
                    case.name(),
                    row.ints,
                    row.bools,
                    row.texts
                );
            }
        }
    }
}

/// Every operator in every place of every other that takes what it gives.
fn triples(operators: &[Op]) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for outer in operators {
        for (place, kind) in outer.takes.iter().enumerate() {
            for inner in operators.iter().filter(|inner| inner.gives == *kind) {
                for start in [0, 1] {
                    let mut case = plain_case(outer, start);
                    case.args[place] = Some(plain_case(inner, start + place));
                    cases.push(case);
                }
            }
        }
    }
    cases
}

/// Trees of operators in both or all places, four levels deep, from a fixed seed.
fn thickets(operators: &[Op]) -> Vec<Case<'_>> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..600).map(|_| thicket(operators, None, 4, &mut next)).collect()
}

fn thicket<'a>(
    operators: &'a [Op],
    gives: Option<Kind>,
    depth: usize,
    next: &mut impl FnMut(usize) -> usize,
) -> Case<'a> {
    let fit: Vec<&Op> =
        operators.iter().filter(|op| gives.is_none_or(|kind| op.gives == kind)).collect();
    let mut case = plain_case(fit[next(fit.len())], next(3));
    for (i, kind) in case.op.takes.iter().enumerate() {
        if depth > 0 && next(4) > 0 {
            case.args[i] = Some(thicket(operators, Some(*kind), depth - 1, next));
        }
    }
    case
}

#[test]
fn on_sqlite() {
    let operators = operators();
    check(Live::Sqlite, &triples(&operators));
    check(Live::Sqlite, &thickets(&operators));
}

#[test]
fn on_postgres() {
    let operators = operators();
    check(Live::Postgres, &triples(&operators));
    check(Live::Postgres, &thickets(&operators));
}

#[test]
fn on_mariadb() {
    let operators = operators();
    check(Live::MariaDb, &triples(&operators));
    check(Live::MariaDb, &thickets(&operators));
}

#[test]
fn there_are_triples_of_every_operator() {
    let operators = operators();
    let cases = triples(&operators);
    assert!(cases.len() > 800, "{}", cases.len());
    for op in &operators {
        assert!(cases.iter().any(|case| case.op.name == op.name));
    }
}
