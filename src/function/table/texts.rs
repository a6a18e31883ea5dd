//! Functions of one row over texts.

use super::{BOTH, CONDITION, NUMBER_OF, PREDICATE, TEXT, own, table};
use crate::function::Arg::{Character, Count, Integer, Pattern, Place, Text};
use crate::function::{Function, Nulls, Powers, Rule};
use crate::template;
use crate::types::Tag;

table! {
    from super::numbers::END;

    /// The character of a number in Unicode; NULL if there is none.
    CHARACTER = own("character", &[Integer], TEXT).nulls(Nulls::Always);
    /// The number in Unicode of the first character; NULL if there is none.
    CODE_POINT = own("code_point", &[Text], Rule::Fixed(Tag::Integer)).nulls(Nulls::Always);
    /// Both texts joined, a NULL counting as empty.
    CONCAT_SKIP_NULL = Function::scalar("concat_skip_null", &[Text, Text], TEXT)
        .nulls(Nulls::Never)
        .written(template!("COALESCE({0}, '') || COALESCE({1}, '')", Powers::ANSI.concat, 0));
    /// Texts that are not NULL with the first between them; NULL if the first is.
    CONCAT_WS = Function::scalar("concat_ws", &[Text, Text], TEXT).nulls(Nulls::First).variadic()
        .written(template!("CONCAT_WS({*})"));
    /// True if both texts are the same, byte for byte.
    EQ_BINARY = Function::scalar("eq_binary", &[Text, Text], CONDITION).commutative()
        .written(template!("{0} = {1}", PREDICATE, BOTH));
    /// So many characters from the beginning.
    LEFT = own("left", &[Text, Integer], TEXT);
    /// The number of characters.
    LENGTH = Function::scalar("length", &[Text], NUMBER_OF).written(template!("LENGTH({0})"));
    /// The text in lower case.
    LOWER = Function::scalar("lower", &[Text], TEXT).written(template!("LOWER({0})"));
    /// The last so many characters, or with a character so often before the text as there are fewer.
    LPAD = own("lpad", &[Text, Count, Character], TEXT);
    /// The number of bytes in UTF-8.
    OCTET_LENGTH = Function::scalar("octet_length", &[Text], NUMBER_OF)
        .written(template!("OCTET_LENGTH({0})"));
    /// Where the second text first is in the first, from 1; 0 if it is not.
    POSITION = Function::scalar("position", &[Text, Text], NUMBER_OF)
        .written(template!("POSITION({1} IN {0})", Powers::PRIMARY, Powers::PRIMARY));
    /// True if a part of the text matches a regular expression of the engine's.
    REGEXP_MATCH = own("regexp_match", &[Text, Pattern], CONDITION);
    /// The same without regard to case.
    REGEXP_MATCH_IGNORE_CASE = own("regexp_match_ignore_case", &[Text, Pattern], CONDITION);
    /// The text with all parts that match a regular expression replaced.
    REGEXP_REPLACE = own("regexp_replace", &[Text, Pattern, Pattern], TEXT);
    /// The text so many times.
    REPEAT = Function::scalar("repeat", &[Text, Place], TEXT).written(template!("REPEAT({0}, {1})"));
    /// The text with every second argument replaced by the third.
    REPLACE = Function::scalar("replace", &[Text, Text, Text], TEXT)
        .written(template!("REPLACE({0}, {1}, {2})"));
    /// The characters from the last to the first.
    REVERSE = Function::scalar("reverse", &[Text], TEXT).written(template!("REVERSE({0})"));
    /// So many characters before the end.
    RIGHT = own("right", &[Text, Integer], TEXT);
    /// The first so many characters, or with a character so often behind the text as there are fewer.
    RPAD = own("rpad", &[Text, Count, Character], TEXT);
    /// One of the parts that a character parts the text into, from 1; empty if there are fewer.
    SPLIT_PART = own("split_part", &[Text, Character, Place], TEXT);
    /// So many characters from a position, which is counted from 1.
    SUBSTRING = Function::scalar("substring", &[Text, Place, Count], TEXT)
        .written(template!("SUBSTR({0}, {1}, {2})"));
    /// The characters from a position on, which is counted from 1; all from positions before.
    SUBSTRING_FROM = own("substring_from", &[Text, Integer], TEXT);
    /// The text without spaces at both ends.
    TRIM = Function::scalar("trim", &[Text], TEXT).written(template!("TRIM({0})"));
    /// The text without a character at both ends.
    TRIM_CHAR = Function::scalar("trim_char", &[Text, Character], TEXT)
        .written(template!("TRIM(BOTH {1} FROM {0})", Powers::PRIMARY, Powers::PRIMARY));
    /// The text without spaces at its end.
    TRIM_END = Function::scalar("trim_end", &[Text], TEXT).written(template!("RTRIM({0})"));
    /// The text without a character at its end.
    TRIM_END_CHAR = Function::scalar("trim_end_char", &[Text, Character], TEXT)
        .written(template!("TRIM(TRAILING {1} FROM {0})", Powers::PRIMARY, Powers::PRIMARY));
    /// The text without spaces at its beginning.
    TRIM_START = Function::scalar("trim_start", &[Text], TEXT).written(template!("LTRIM({0})"));
    /// The text without a character at its beginning.
    TRIM_START_CHAR = Function::scalar("trim_start_char", &[Text, Character], TEXT)
        .written(template!("TRIM(LEADING {1} FROM {0})", Powers::PRIMARY, Powers::PRIMARY));
    /// The text in upper case.
    UPPER = Function::scalar("upper", &[Text], TEXT).written(template!("UPPER({0})"));
}
