//! What compiling gives: the types of parameters, and the columns of the result.

use sqltree::prelude::*;

use crate::support::tables::{posts, users};

fn param_types(statement: &impl Statement) -> Vec<Type> {
    statement.compile(&Postgres::default()).unwrap().param_types()
}

#[test]
fn every_parameter_has_a_type() {
    let query = select(users::id)
        .filter(users::age.gt(1) & users::name.like("a%"))
        .filter(users::id.is_in([1_i64, 2]))
        .limit(3);
    let own = [Type::Integer, Type::Text, Type::BigInt, Type::BigInt, Type::BigInt];
    assert_eq!(param_types(&query), own);
}

#[test]
fn a_null_has_the_type_that_it_was_made_with() {
    let nulls = select((
        func::coalesce(None::<i64>, users::age).label("a"),
        func::coalesce(None::<String>, users::name).label("b"),
        param_of(None::<f64>).label("c"),
    ));
    assert_eq!(param_types(&nulls), [Type::BigInt, Type::Text, Type::Double]);

    let inserted = insert(posts::table())
        .columns((posts::id, posts::body, posts::title))
        .values((1, None::<&str>, "a"))
        .values((2, Some("x"), "b"));
    let row = [Type::Integer, Type::Text, Type::Text];
    assert_eq!(param_types(&inserted), [row.clone(), row].concat());

    let changed = update(users::table()).set(users::age, None::<i32>).filter(users::id.eq(1));
    assert_eq!(param_types(&changed), [Type::Integer, Type::Integer]);
}

#[test]
fn a_null_before_an_expression_keeps_the_type_of_its_column() {
    let row = insert(users::table())
        .set(users::boss_id, None::<i64>)
        .set(users::id, param::<i64>("p"))
        .set(users::age, None::<i32>);
    assert_eq!(param_types(&row), [Type::BigInt, Type::BigInt, Type::Integer]);
    let changed = update(users::table())
        .set(users::boss_id, None::<i64>)
        .set(users::id, users::id + 1)
        .all_rows();
    assert_eq!(param_types(&changed), [Type::BigInt, Type::Integer]);
}

/// An expression that is nothing but a parameter.
fn param_of(value: Option<f64>) -> Expr<Option<f64>> {
    value.into_expr()
}

#[test]
fn types_keep_their_places_at_any_depth() {
    let mut query = select(users::id).from(users::table()).filter(users::age.eq(7));
    for level in 0..150 {
        let null = if level % 2 == 0 { None::<i64> } else { Some(level) };
        let missing = func::coalesce(null, users::id).gt(0);
        query =
            select(users::id).from(users::table()).filter(users::id.is_in(query)).filter(missing);
    }
    let compiled = query.compile(&Postgres::default()).unwrap();
    let types = compiled.param_types();
    assert_eq!(types.len(), compiled.params().len());
    assert_eq!(types[0], Type::Integer);
    for (value, ty) in compiled.params().iter().zip(&types).skip(1) {
        match value {
            Value::I32(_) => assert_eq!(*ty, Type::Integer),
            Value::Null | Value::I64(_) => assert_eq!(*ty, Type::BigInt),
            other => panic!("{other:?} is not among the parameters"),
        }
    }
}

#[test]
fn output_columns_need_no_compiling() {
    let query = select((users::id, posts::title, func::count()))
        .from(users::table())
        .left_join(posts::table(), posts::user_id.eq(users::id));
    let columns = query.output_columns();
    let names: Vec<_> = columns.iter().map(|column| column.name().map(|n| n.as_str())).collect();
    assert_eq!(names, [Some("id"), Some("title"), None]);
    let nullable: Vec<_> = columns.iter().map(|column| column.is_nullable()).collect();
    assert_eq!(nullable, [false, true, false]);

    assert!(delete(users::table()).all_rows().output_columns().is_empty());
    assert!(create_table(users::table()).output_columns().is_empty());
    let given = insert(users::table()).set(users::id, 1).returning((users::id, users::age));
    assert_eq!(given.output_columns().len(), 2);
}
