//! Functions of one row over values of any type.

use super::{BOTH, CONDITION, PREDICATE, TEXT, table};
use crate::feature::Feature;
use crate::function::Arg::{Any, Array, SameAs};
use crate::function::{Function, Nulls, Rule};
use crate::template;

table! {
    from super::grammar::END;

    /// The first argument that is not NULL.
    COALESCE = Function::scalar("coalesce", &[Any, SameAs(0)], Rule::Unify).nulls(Nulls::All)
        .variadic().written(template!("COALESCE({*})"));
    /// True if the value is one of the items of an array.
    EQ_ANY = Function::scalar("eq_any", &[Any, Array], CONDITION).nulls(Nulls::Maybe)
        .needs(Feature::Arrays).written(template!("{0} = ANY ({1})", PREDICATE, BOTH));
    /// The largest of two or more; NULL if one is.
    GREATEST = Function::scalar("greatest", &[Any, SameAs(0), SameAs(0)], Rule::Unify).variadic()
        .written(template!("GREATEST({*})"));
    /// The largest of those of both that are not NULL.
    GREATEST_SKIP_NULL = Function::scalar("greatest_skip_null", &[Any, SameAs(0)], Rule::Unify)
        .nulls(Nulls::All)
        .written(template!("GREATEST(COALESCE({0}, {1}), COALESCE({1}, {0}))"));
    /// Like `<>`, but NULL is a value equal to itself.
    IS_DISTINCT_FROM = Function::scalar("is_distinct_from", &[Any, SameAs(0)], CONDITION)
        .nulls(Nulls::Never).commutative()
        .written(template!("{0} IS DISTINCT FROM {1}", PREDICATE, BOTH));
    /// Like `=`, but NULL is a value equal to itself.
    IS_NOT_DISTINCT_FROM = Function::scalar("is_not_distinct_from", &[Any, SameAs(0)], CONDITION)
        .nulls(Nulls::Never).commutative()
        .written(template!("{0} IS NOT DISTINCT FROM {1}", PREDICATE, BOTH));
    /// The smallest of two or more; NULL if one is.
    LEAST = Function::scalar("least", &[Any, SameAs(0), SameAs(0)], Rule::Unify).variadic()
        .written(template!("LEAST({*})"));
    /// The smallest of those of both that are not NULL.
    LEAST_SKIP_NULL = Function::scalar("least_skip_null", &[Any, SameAs(0)], Rule::Unify)
        .nulls(Nulls::All)
        .written(template!("LEAST(COALESCE({0}, {1}), COALESCE({1}, {0}))"));
    /// What a MERGE did to the row that it gives back: `INSERT`, `UPDATE` or `DELETE`.
    MERGE_ACTION = Function::returning("merge_action", TEXT).needs(Feature::MergeAction)
        .written(template!("MERGE_ACTION()"));
    /// NULL if both are equal, else the first.
    NULLIF = Function::scalar("nullif", &[Any, SameAs(0)], Rule::SameAs(0)).nulls(Nulls::Always)
        .written(template!("NULLIF({0}, {1})"));
    /// True if the value is none of the items of an array.
    NE_ALL = Function::scalar("ne_all", &[Any, Array], CONDITION).nulls(Nulls::Maybe)
        .needs(Feature::Arrays).written(template!("{0} <> ALL ({1})", PREDICATE, BOTH));
}
