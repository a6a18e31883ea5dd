//! What is a JSON document.

use super::family;

/// What a JSON document can be taken apart in.
#[diagnostic::on_unimplemented(
    message = "this is not a JSON document",
    label = "JSON wanted",
    note = "convert with `.cast::<Json>()`"
)]
pub trait IsJson {}
#[diagnostic::do_not_recommend]
impl IsJson for family::Json {}
#[diagnostic::do_not_recommend]
impl IsJson for family::Unknown {}
