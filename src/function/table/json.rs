//! JSON documents: what is in them, and values of SQL out of them.

use super::{CONDITION, DOUBLE, NUMBER_OF, TEXT, own, table};
use crate::function::Arg::{Constant, Count, Json};
use crate::function::{Nulls, Rule};
use crate::types::Tag;

table! {
    from super::calendar::END;

    /// True or false, of a document that is one of them.
    JSON_BOOLEAN = own("json_boolean", &[Json], CONDITION).nulls(Nulls::Always);
    /// The number in double precision, of a document that is one.
    JSON_DOUBLE = own("json_double", &[Json], DOUBLE).nulls(Nulls::Always);
    /// The value of a name, of an object that has it.
    JSON_FIELD = own("json_field", &[Json, Constant], Rule::Fixed(Tag::Json)).nulls(Nulls::Always);
    /// The whole number, of a document that is one.
    JSON_INTEGER = own("json_integer", &[Json], NUMBER_OF).nulls(Nulls::Always);
    /// An item, counted from 0, of an array that has so many.
    JSON_ITEM = own("json_item", &[Json, Count], Rule::Fixed(Tag::Json)).nulls(Nulls::Always);
    /// What a document is.
    JSON_KIND = own("json_kind", &[Json], TEXT);
    /// The number of items of an array.
    JSON_LENGTH = own("json_length", &[Json], NUMBER_OF).nulls(Nulls::Always);
    /// The text, of a document that is one.
    JSON_TEXT = own("json_text", &[Json], TEXT).nulls(Nulls::Always);
}
