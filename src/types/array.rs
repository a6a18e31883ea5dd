//! What arrays go with, for Rust's compiler.

use super::{ComparableWith, family};

#[diagnostic::do_not_recommend]
impl<F> ComparableWith<family::Array<F>> for family::Array<F> {}
#[diagnostic::do_not_recommend]
impl<F> ComparableWith<family::Unknown> for family::Array<F> {}
#[diagnostic::do_not_recommend]
impl<F> ComparableWith<family::Array<F>> for family::Unknown {}
/// What a value of a family is looked for in: arrays of the family, and `Unknown` by trust.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no array of `{F}`",
    label = "`= ANY (…)` wants an array of values of the same type",
    note = "a `Vec` is one"
)]
pub trait IsArrayOf<F> {}
#[diagnostic::do_not_recommend]
impl<E, F: ComparableWith<E>> IsArrayOf<F> for family::Array<E> {}
#[diagnostic::do_not_recommend]
impl<F> IsArrayOf<F> for family::Unknown {}
