//! JSON documents: what is in them, and values of SQL out of them.

use super::{CONDITION, DOUBLE, NUMBER_OF, TEXT, own, table};
use crate::function::Arg::{Any, Constant, Count, Json};
use crate::function::{Form, Function, Nulls, Rule};
use crate::types::Tag;

const DOCUMENT: Rule = Rule::Fixed(Tag::Json);

table! {
    from super::calendar::END;

    /// The documents of all rows in an array, which is empty over no rows.
    JSON_AGG = Function::aggregate("json_agg", &[Json], DOCUMENT).counts_null().nulls(Nulls::Never).form(Form::Own);
    /// Parts of documents in an array.
    JSON_ARRAY = own("json_array", &[Any], DOCUMENT).nulls(Nulls::Never).variadic();
    /// True or false, of a document that is one of them.
    JSON_BOOLEAN = own("json_boolean", &[Json], CONDITION).nulls(Nulls::Always);
    /// A value as a part of a document that holds it without loss, whatever its type is.
    JSON_CELL = own("json_cell", &[Any], Rule::Unknown);
    /// The number in double precision, of a document that is one.
    JSON_DOUBLE = own("json_double", &[Json], DOUBLE).nulls(Nulls::Always);
    /// The value of a name, of an object that has it.
    JSON_FIELD = own("json_field", &[Json, Constant], DOCUMENT).nulls(Nulls::Always);
    /// The whole number, of a document that is one.
    JSON_INTEGER = own("json_integer", &[Json], NUMBER_OF).nulls(Nulls::Always);
    /// An item, counted from 0, of an array that has so many.
    JSON_ITEM = own("json_item", &[Json, Count], DOCUMENT).nulls(Nulls::Always);
    /// What a document is.
    JSON_KIND = own("json_kind", &[Json], TEXT);
    /// The number of items of an array.
    JSON_LENGTH = own("json_length", &[Json], NUMBER_OF).nulls(Nulls::Always);
    /// Names, each with the part of a document behind it, in an object.
    JSON_OBJECT = own("json_object", &[Any], DOCUMENT).nulls(Nulls::Never).variadic();
    /// A value as a part of a document.
    JSON_PART = own("json_part", &[Any], Rule::Unknown);
    /// The text, of a document that is one.
    JSON_TEXT = own("json_text", &[Json], TEXT).nulls(Nulls::Always);
    /// A part of a document as one, `null` for NULL.
    TO_JSON = own("to_json", &[Any], DOCUMENT).nulls(Nulls::Never);
}
