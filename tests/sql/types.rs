//! What expressions know of themselves: type, and whether they can be NULL.

use sqltree::prelude::*;

use crate::support::tables::{posts, users};

/// A table known at run time, with types that have parameters.
fn stock() -> Table {
    Table::new("stock")
        .with(ColumnDef::new("id", Type::Integer).primary_key())
        .with(ColumnDef::new("code", Type::VarChar(9)).not_null())
        .column("price", Type::Decimal(9, 2))
        .column("count", Type::SmallInt)
        .column("day", Type::Date)
}

#[test]
fn columns_keep_the_parameters_of_their_types() {
    let t = stock();
    assert_eq!(t.col("code").sql_type(), Type::VarChar(9));
    assert_eq!(t.col("price").sql_type(), Type::Decimal(9, 2));
    assert_eq!(t.alias("s").col("price").sql_type(), Type::Decimal(9, 2));
    assert!(!t.col("id").is_nullable() && t.col("price").is_nullable());
    assert_eq!(func::sum(t.col("price")).sql_type(), Type::Decimal(9, 2));
    assert_eq!(func::max(t.col("code")).sql_type(), Type::VarChar(9));
    assert_eq!((-t.col("price")).sql_type(), Type::Decimal(9, 2));
    // Two exact numbers make one whose digits are not known.
    assert_eq!((t.col("price") * t.col("price")).sql_type(), Type::BigDecimal);
}

#[test]
fn numbers_widen() {
    let t = stock();
    let (count, id) = (t.col("count"), t.col("id"));
    assert_eq!((&count + &id).sql_type(), Type::Integer);
    assert_eq!((&count + 1_i64).sql_type(), Type::BigInt);
    assert_eq!((&id - 1.5).sql_type(), Type::Double);
    assert_eq!((&id * 2 + 0.5).sql_type(), Type::Double);
    assert_eq!((&id / 2).sql_type(), Type::Double);
    assert_eq!(func::coalesce(&count, 7_i64).sql_type(), Type::BigInt);
    let branch = case(id.gt(1), 1_i16).when(id.gt(0), 2_i64).otherwise(3);
    assert_eq!(branch.sql_type(), Type::BigInt);
}

#[test]
fn a_null_keeps_the_type_it_was_given() {
    assert_eq!(val(None::<i32>).sql_type(), Type::Integer);
    assert_eq!(literal(None::<String>).sql_type(), Type::Text);
    assert_eq!(null().sql_type(), Type::Unknown);
    assert!(val(None::<i32>).is_nullable() && null().is_nullable());
    // A NULL without a type takes that of what stands beside it.
    assert_eq!(func::coalesce(null(), 5).sql_type(), Type::Integer);
    assert_eq!(val(Value::Null).sql_type(), Type::Unknown);
    assert_ne!(val(None::<i32>).dynamic(), val(None::<String>).dynamic());
}

#[test]
fn a_type_that_the_program_gives_stays() {
    let t = stock();
    let raw = sql!("{} || 'x'", t.col("code")).typed::<String>();
    assert_eq!(raw.sql_type(), Type::Text);
    assert!(!raw.is_nullable());
    assert_eq!(raw.eq("ax").sql_type(), Type::Boolean);
    assert_eq!(func::call("now", ()).sql_type(), Type::Unknown);
    let typed = t.col("count").typed::<Option<i64>>();
    assert_eq!(typed.sql_type(), Type::BigInt);
    // Where it says nothing new the tree is the same.
    assert_eq!(t.col("id").typed::<i32>().dynamic(), t.col("id").expr());
    let query = select((typed.label("n"), typed.typed::<Option<i32>>())).order_by(typed.desc());
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "SELECT stock.count AS n, stock.count FROM stock ORDER BY stock.count DESC"
    );
    assert_eq!(query.output_columns()[1].name().unwrap().as_str(), "count");
}

#[test]
fn null_comes_and_goes() {
    assert!((users::age + 1).is_nullable() && !(users::id + 1_i64).is_nullable());
    assert!(!func::coalesce(users::age, 5).is_nullable());
    assert!(func::coalesce(users::age, users::boss_id).is_nullable());
    assert!(!users::age.is_null().is_nullable() && !func::count_of(users::age).is_nullable());
    assert!(func::sum(users::id).is_nullable() && (users::id / 2).is_nullable());
    assert!(users::id.is_in([Some(1), None]).is_nullable());
    assert!(!users::id.is_in([1, 2]).is_nullable());
    assert!(case(users::active, 1).end().is_nullable());
    assert!(!case(users::active, 1).otherwise(2).is_nullable());
    assert!(select(posts::id).scalar().is_nullable());
    assert!(!func::row_number().over(window()).is_nullable());
}

#[test]
fn a_query_tells_of_its_columns_and_what_joins_do_to_them() {
    let totals =
        select((posts::user_id, func::sum(posts::likes).label("n"), func::count().label("c")))
            .group_by(posts::user_id)
            .subquery("totals");
    assert_eq!(totals.col("n").sql_type(), Type::BigInt);
    assert!(totals.col("n").is_nullable() && !totals.col("c").is_nullable());
    let query = select((users::id, totals.col("c"), func::coalesce(totals.col("c"), 0_i64)))
        .from(users::table())
        .left_join(&totals, totals.col(posts::user_id).eq(users::id));
    let columns = query.output_columns();
    let nullable: Vec<bool> = columns.iter().map(|column| column.is_nullable()).collect();
    assert_eq!(nullable, [false, true, false]);
    assert_eq!(*columns[2].column_type(), Type::BigInt);
    let outer = query.subquery("q");
    assert!(outer.columns()[1].is_nullable() && !outer.columns()[0].is_nullable());
    let deeper = select(outer.columns()).subquery("r");
    assert!(deeper.columns()[1].is_nullable() && !deeper.columns()[0].is_nullable());
}

#[test]
fn a_set_operation_unifies_the_types_of_its_queries() {
    let t = stock();
    let both = select([t.col("id")]).union_all(select([t.col("count") * 2_i64]));
    let columns = both.output_columns();
    assert_eq!(*columns[0].column_type(), Type::BigInt);
    assert!(columns[0].is_nullable());
    let three = both.union(select([t.col("price")])).subquery("s");
    assert_eq!(three.columns()[0].sql_type(), Type::BigDecimal);
    let all = select([val(1_i16)]).union(select([val(1.5)])).cte("c");
    assert_eq!(all.columns()[0].sql_type(), Type::Double);
    assert!(!all.columns()[0].is_nullable());
}
