//! Functions of one row over texts.

use super::{BOTH, CONDITION, NUMBER_OF, PREDICATE, TEXT, table};
use crate::function::Arg::{Count, Text};
use crate::function::{Function, Nulls, Powers};
use crate::template;

table! {
    from super::numbers::END;

    /// Both texts joined, a NULL counting as empty.
    CONCAT_SKIP_NULL = Function::scalar("concat_skip_null", &[Text, Text], TEXT)
        .nulls(Nulls::Never)
        .written(template!("COALESCE({0}, '') || COALESCE({1}, '')", Powers::ANSI.concat, 0));
    /// True if both texts are the same, byte for byte.
    EQ_BINARY = Function::scalar("eq_binary", &[Text, Text], CONDITION).commutative()
        .written(template!("{0} = {1}", PREDICATE, BOTH));
    /// The number of characters.
    LENGTH = Function::scalar("length", &[Text], NUMBER_OF).written(template!("LENGTH({0})"));
    /// The text in lower case.
    LOWER = Function::scalar("lower", &[Text], TEXT).written(template!("LOWER({0})"));
    /// The text with every second argument replaced by the third.
    REPLACE = Function::scalar("replace", &[Text, Text, Text], TEXT)
        .written(template!("REPLACE({0}, {1}, {2})"));
    /// So many characters from a position, which is counted from 1.
    SUBSTRING = Function::scalar("substring", &[Text, Count, Count], TEXT)
        .written(template!("SUBSTR({0}, {1}, {2})"));
    /// The text without spaces at both ends.
    TRIM = Function::scalar("trim", &[Text], TEXT).written(template!("TRIM({0})"));
    /// The text in upper case.
    UPPER = Function::scalar("upper", &[Text], TEXT).written(template!("UPPER({0})"));
}
