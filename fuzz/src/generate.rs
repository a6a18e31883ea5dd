//! Statements out of bytes: mostly meaningful, sometimes wrong on purpose.

use sqltree::expr::Order;
use sqltree::prelude::*;
use sqltree::select::{Alias, IntoSource};
use sqltree::{Name, Row};

use super::bytes::Bytes;
use super::ctes::with_ctes;
use super::tables::{posts, users};
use super::windows::{aggregate, over};

/// A statement of any kind.
pub enum Made {
    Select(Select<Row>),
    Compound(Compound<Row>),
    Insert(sqltree::dml::Insert),
    Update(sqltree::dml::Update),
    Delete(sqltree::dml::Delete),
    Create(sqltree::ddl::CreateTable),
    Drop(sqltree::ddl::DropTable),
}

pub fn statement(b: &mut Bytes<'_>) -> Made {
    match b.pick(14) {
        0 => Made::Insert(insert_statement(b)),
        1 => Made::Update(update_statement(b)),
        2 => Made::Delete(delete_statement(b)),
        3 => Made::Create(create_table(a_table(b))),
        4 => Made::Drop(if b.once_in(2) {
            drop_table(a_table(b)).if_exists()
        } else {
            drop_table(a_table(b))
        }),
        5 | 6 => Made::Compound(compound(b)),
        7 => Made::Select(with_ctes(b)),
        _ => Made::Select(query(b)),
    }
}

fn a_table(b: &mut Bytes<'_>) -> Table {
    match b.pick(3) {
        0 => users::table(),
        1 => posts::table(),
        _ => run_time_table(b),
    }
}

fn run_time_table(b: &mut Bytes<'_>) -> Table {
    let types = [
        Type::Boolean,
        Type::SmallInt,
        Type::Integer,
        Type::BigInt,
        Type::UnsignedBigInt,
        Type::Real,
        Type::Double,
        Type::Decimal(10, 2),
        Type::Text,
        Type::VarChar(9),
        Type::Char(3),
        Type::Bytes,
        Type::Date,
        Type::Time,
        Type::Timestamp,
        Type::TimestampTz,
        Type::Uuid,
        Type::Json,
        Type::Native("varchar(5)".into()),
        Type::Unknown,
    ];
    let mut table = Table::new(name(b));
    for _ in 0..b.pick(4) {
        let mut column = ColumnDef::new(name(b), types[b.pick(types.len())].clone());
        match b.pick(6) {
            0 => column = column.primary_key(),
            1 => column = column.not_null().unique(),
            2 => column = column.default(value(b)),
            3 => column = column.references(&users::id),
            _ => {}
        }
        table = table.with(column);
    }
    if b.once_in(8) { table.schema(name(b)) } else { table }
}

/// Mostly a plain name, sometimes a hostile one.
pub fn name(b: &mut Bytes<'_>) -> Name {
    const PLAIN: [&str; 8] = ["a", "b", "total", "user", "select", "Order", "x1", "a b"];
    if b.once_in(6) { b.text(70).into() } else { PLAIN[b.pick(PLAIN.len())].into() }
}

/// A value of any kind; an edge of its range more often.
pub fn value(b: &mut Bytes<'_>) -> Value {
    match b.pick(12) {
        0 => Value::Null,
        1 => b.once_in(2).into(),
        2 => (b.word() as i16).into(),
        3 => i32::from(b.byte()).into(),
        4 => (b.word() as i64).into(),
        5 => [i64::MIN, i64::MAX, 0, -1][b.pick(4)].into(),
        6 => if b.once_in(3) { u64::MAX } else { b.word() >> 1 }.into(),
        7 => f64::from_bits(b.word()).into(),
        8 => [0.0, -0.0, 1e300, f64::NAN, f64::INFINITY, 0.1][b.pick(6)].into(),
        9 => f32::from_bits(b.word() as u32).into(),
        10 => Value::from(b.text(8).into_bytes()),
        _ => b.text(12).into(),
    }
}

fn alias() -> Alias {
    users::alias("u2")
}

fn column_of(b: &mut Bytes<'_>) -> Column {
    match b.pick(16) {
        0 => users::id.dynamic(),
        1 => users::name.dynamic(),
        2 => users::age.dynamic(),
        3 => users::boss_id.dynamic(),
        4 => users::active.dynamic(),
        5 => users::score.dynamic(),
        6 => posts::id.dynamic(),
        7 => posts::user_id.dynamic(),
        8 => posts::title.dynamic(),
        9 => posts::group.dynamic(),
        10 => alias().col(users::id).dynamic(),
        11 => column(name(b)),
        12 => users::table().col("nope"),
        13 => column((["users", "posts", "s"][b.pick(3)], "id")),
        14 => posts::table().column_at(b.pick(9)),
        _ => users::raw.dynamic(),
    }
}

/// A leaf or an operator over further expressions, as long as the budget lasts.
pub fn expr(b: &mut Bytes<'_>) -> Expr {
    if b.budget == 0 {
        return users::id.dynamic().expr();
    }
    b.budget -= 1;
    match b.pick(32) {
        0..=5 => column_of(b).expr(),
        31 => late(b),
        6 | 7 => val(value(b)),
        8 => literal(value(b)),
        9 => null(),
        10 => (expr(b) + expr(b)).dynamic(),
        11 => (expr(b) - expr(b)).dynamic(),
        12 => (expr(b) * expr(b)).dynamic(),
        13 => (expr(b) / expr(b)).dynamic(),
        14 => (expr(b).typed::<i64>() % expr(b).typed::<i64>()).dynamic(),
        15 => expr(b).typed::<i64>().div_trunc(expr(b).typed::<i64>()).dynamic(),
        16 => (-expr(b)).dynamic(),
        17 => expr(b).concat(expr(b)).dynamic(),
        18 => function(b),
        19 => case(condition(b), expr(b)).when(condition(b), expr(b)).otherwise(expr(b)).dynamic(),
        20 => case_of(expr(b)).when(expr(b), expr(b)).end().dynamic(),
        21 => match b.pick(4) {
            0 => expr(b).cast::<i64>().dynamic(),
            1 => expr(b).cast::<String>().dynamic(),
            2 => expr(b).cast::<f64>().dynamic(),
            _ => expr(b).cast_as(Type::Decimal(8, 3)),
        },
        22 => subquery(b).scalar_unchecked().dynamic(),
        23 => sql!("lower({}) || {}", expr(b), expr(b)),
        24 => func::call(name(b), vec![expr(b), expr(b)]),
        25 => expr(b).label(name(b)),
        26 => over(b),
        27 => aggregate(b),
        _ => condition(b).dynamic(),
    }
}

/// A parameter, or a list of them, that gets its value after compiling.
fn late(b: &mut Bytes<'_>) -> Expr {
    match b.pick(5) {
        0 => param::<i32>("number").dynamic(),
        1 => param::<String>("text").dynamic(),
        2 => expr(b).is_in(param_list::<i64>(name(b))).dynamic(),
        3 => expr(b).not_in(param_list::<String>("texts")).dynamic(),
        _ => param::<i64>(name(b)).dynamic(),
    }
}

fn function(b: &mut Bytes<'_>) -> Expr {
    match b.pick(19) {
        0 => func::count().dynamic(),
        1 => func::count_of(expr(b)).dynamic(),
        2 => func::count_distinct(expr(b)).dynamic(),
        3 => func::sum(expr(b)).dynamic(),
        4 => func::avg(expr(b)).dynamic(),
        5 => func::min(expr(b)).dynamic(),
        6 => func::max(expr(b)).dynamic(),
        7 => func::coalesce(expr(b), expr(b)).dynamic(),
        8 => func::nullif(expr(b), expr(b)).dynamic(),
        9 => func::lower(expr(b)).dynamic(),
        10 => func::upper(expr(b)).dynamic(),
        11 => func::length(expr(b)).dynamic(),
        12 => func::trim(expr(b)).dynamic(),
        13 => func::substring(expr(b), u32::from(b.byte()) % 4, 2).dynamic(),
        14 => func::replace(expr(b), expr(b), expr(b)).dynamic(),
        15 => func::abs(expr(b)).dynamic(),
        16 => expr(b).concat_skip_null(expr(b)).dynamic(),
        17 => expr(b).coalesce(expr(b)).dynamic(),
        _ => expr(b).nullif(expr(b)).dynamic(),
    }
}

/// An expression that is true or false.
pub fn condition(b: &mut Bytes<'_>) -> Expr<Option<bool>> {
    if b.budget == 0 {
        return users::active.expr().typed();
    }
    b.budget -= 1;
    let made = match b.pick(26) {
        0 => expr(b).eq(expr(b)).dynamic(),
        1 => expr(b).ne(expr(b)).dynamic(),
        2 => expr(b).lt(expr(b)).dynamic(),
        3 => expr(b).le(expr(b)).dynamic(),
        4 => expr(b).gt(expr(b)).dynamic(),
        5 => column_of(b).ge(value(b)).dynamic(),
        6 => column_of(b).eq(value(b)).dynamic(),
        7 => column_of(b).ne(column_of(b)).dynamic(),
        8 => (condition(b) & condition(b)).dynamic(),
        9 => (condition(b) | condition(b)).dynamic(),
        10 => (!condition(b)).dynamic(),
        11 => expr(b).is_null().dynamic(),
        12 => expr(b).is_not_null().dynamic(),
        13 => expr(b).is_distinct_from(expr(b)).dynamic(),
        14 => expr(b).is_not_distinct_from(expr(b)).dynamic(),
        15 => expr(b).between(expr(b), expr(b)).dynamic(),
        16 => expr(b).not_between(expr(b), expr(b)).dynamic(),
        17 => expr(b).is_in((0..b.pick(4)).map(|_| value(b)).collect::<Vec<_>>()).dynamic(),
        18 => expr(b).not_in((0..b.pick(3)).map(|_| expr(b)).collect::<Vec<_>>()).dynamic(),
        19 => expr(b).is_in(subquery(b)).dynamic(),
        20 => pattern(b),
        21 => exists(subquery(b)).dynamic(),
        22 => not_exists(subquery(b)).dynamic(),
        23 => all_of((0..b.pick(3)).map(|_| condition(b)).collect::<Vec<_>>()).dynamic(),
        24 => any_of((0..b.pick(3)).map(|_| condition(b)).collect::<Vec<_>>()).dynamic(),
        _ => expr(b).eq_binary(expr(b)).dynamic(),
    };
    made.typed()
}

fn pattern(b: &mut Bytes<'_>) -> Expr {
    match b.pick(7) {
        0 => expr(b).like(b.text(6)).dynamic(),
        1 => expr(b).not_like(expr(b)).dynamic(),
        2 => expr(b).ilike(b.text(6)).dynamic(),
        3 => expr(b).not_ilike(expr(b)).dynamic(),
        4 => expr(b).like_escape(b.text(6), '!').dynamic(),
        5 => expr(b).starts_with(&b.text(6)).dynamic(),
        _ => (expr(b).ends_with(&b.text(6)) | expr(b).contains(&b.text(6))).dynamic(),
    }
}

/// A query of one column.
fn subquery(b: &mut Bytes<'_>) -> Select<Value> {
    let query = select(posts::user_id.dynamic().expr()).filter(condition(b));
    if b.once_in(3) { query.limit(1) } else { query }
}

pub fn query(b: &mut Bytes<'_>) -> Select<Row> {
    let columns: Vec<Expr> = (0..b.pick(5)).map(|_| output(b)).collect();
    let mut query = select(columns);
    if b.once_in(3) {
        query = query.from(a_table(b));
    }
    for _ in 0..b.pick(3) {
        query = join(query, b);
    }
    for _ in 0..b.pick(3) {
        query = query.filter(condition(b));
    }
    if b.once_in(4) {
        query = query.group_by(vec![expr(b)]).having(condition(b));
    }
    let terms: Vec<Order> = (0..b.pick(3)).map(|_| term(b)).collect();
    query = query.order_by(terms);
    match b.pick(6) {
        0 => query.limit(b.word()),
        1 => query.offset(3),
        2 => query.limit(5).offset(1),
        3 => query.distinct(),
        4 => {
            let inner = query.subquery(name(b));
            select(inner.columns()).from(&inner)
        }
        _ => query,
    }
}

/// What stands in a select list: mostly an expression, sometimes all columns.
fn output(b: &mut Bytes<'_>) -> Expr {
    match b.pick(16) {
        0 => star().expr(),
        1 => users::table().star().expr(),
        2 => alias().star().expr(),
        3 => run_time_table(b).star().expr(),
        4 => subquery(b).subquery("s").star().expr(),
        _ => expr(b),
    }
}

fn arm(b: &mut Bytes<'_>) -> Select<Row> {
    let columns: Vec<Expr> = vec![output(b)];
    let query = select(columns).filter(condition(b));
    if b.once_in(4) { query.limit(1) } else { query }
}

fn compound(b: &mut Bytes<'_>) -> Compound<Row> {
    let mut query = arm(b).union(arm(b));
    for _ in 0..b.pick(4) {
        query = match b.pick(7) {
            0 => query.union(arm(b)),
            1 => query.union_all(arm(b)),
            2 => query.intersect(arm(b)),
            3 => query.except_all(arm(b)),
            4 => arm(b).except(query),
            5 => arm(b).intersect_all(query),
            _ => query.limit(b.word()).offset(1),
        };
    }
    if b.once_in(3) { query.order_by(vec![term(b)]) } else { query }
}

fn join(query: Select<Row>, b: &mut Bytes<'_>) -> Select<Row> {
    match b.pick(9) {
        7 => {
            let inner = subquery(b).subquery(name(b)).alias("again");
            let key = inner.column_at(b.pick(2));
            query.from(&inner).filter(key.eq(column(("again", "user_id"))))
        }
        8 => query.left_join(users::table().into_source(), condition(b)),
        0 => query.join(posts::table(), foreign_key()),
        1 => query.left_join(posts::table(), posts::user_id.eq(users::id)),
        2 => query.right_join(alias(), condition(b)),
        3 => query.full_join(alias(), condition(b)),
        4 => query.cross_join(posts::table()),
        5 => query.left_join(subquery(b).subquery("s"), condition(b)),
        _ => query.join(alias(), foreign_key()),
    }
}

pub fn term(b: &mut Bytes<'_>) -> Order {
    let term = if b.once_in(2) { expr(b).asc() } else { column_of(b).desc() };
    match b.pick(3) {
        0 => term.nulls_first(),
        1 => term.nulls_last(),
        _ => term,
    }
}

fn insert_statement(b: &mut Bytes<'_>) -> sqltree::dml::Insert {
    let statement = insert(users::table());
    match b.pick(3) {
        0 => statement.set(users::name, expr(b)).set(users::age, default()),
        1 => statement.set(column_of(b), value(b)),
        _ => statement.set(users::id, 1).set(users::score, value(b)).set(users::age, expr(b)),
    }
}

fn update_statement(b: &mut Bytes<'_>) -> sqltree::dml::Update {
    let mut statement = update(users::table());
    for _ in 0..b.pick(3) {
        statement = statement.set(column_of(b), expr(b));
    }
    match b.pick(3) {
        0 => statement.all_rows(),
        1 => statement.filter(condition(b)),
        _ => statement,
    }
}

fn delete_statement(b: &mut Bytes<'_>) -> sqltree::dml::Delete {
    let statement = delete(users::table());
    if b.once_in(3) { statement.all_rows() } else { statement.filter(condition(b)) }
}
