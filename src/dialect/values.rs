//! Values that are no numbers, texts or bytes: how a dialect writes them, and which it holds.

use crate::types::Tag;

/// How values of one type are written.
///
/// Holes of a literal: `{0}` is the value's text in quotes, `{hex}` its bytes in hexadecimal digits,
/// `{micros}` how many microseconds a span of time has, `{p}` and `{s}` how many digits an exact number
/// has, and how many of them after the point.
#[derive(Clone, Copy, Debug)]
pub struct ValueForm {
    pub(crate) tag: Tag,
    pub(crate) literal: &'static str,
    pub(crate) cast: Option<&'static str>,
    pub(crate) late_cast: Option<&'static str>,
    pub(crate) reads_text: bool,
}

impl ValueForm {
    /// A literal, and parameters that are of the type by themselves.
    #[must_use]
    pub const fn new(tag: Tag, literal: &'static str) -> Self {
        ValueForm { tag, literal, cast: None, late_cast: None, reads_text: true }
    }

    /// A text beside a value of the type is not one of the type: values are kept in another form, or in
    /// one that a text may miss. Such a text is refused.
    #[must_use]
    pub const fn not_from_text(self) -> Self {
        ValueForm { reads_text: false, ..self }
    }

    /// Parameters are cast to this type, wherever they stand; it can have the holes of the literal.
    #[must_use]
    pub const fn cast(self, ty: &'static str) -> Self {
        ValueForm { cast: Some(ty), late_cast: Some(ty), ..self }
    }

    /// Parameters that get their value late are cast to this type, which takes every value.
    #[must_use]
    pub const fn late_cast(self, ty: &'static str) -> Self {
        ValueForm { late_cast: Some(ty), ..self }
    }
}

/// Which values an engine holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueLimits {
    /// The first and the last year, as astronomers count; all that there are, and the infinities, if
    /// there are none.
    pub years: Option<(i32, i32)>,
    /// How many digits an exact number can have, and how many of them after the point; any number of
    /// them, NaN and the infinities, if there are none.
    pub digits: Option<(u16, u16)>,
    /// True if spans of time are microseconds, so that they have no months and no days.
    pub spans_are_micros: bool,
    /// True if a document of JSON can have the escape `\u0000`.
    pub nul_in_json: bool,
    /// True if a path into JSON finds names that begin with `-`.
    pub dash_in_json_path: bool,
    /// Where -0.0 keeps its sign.
    pub minus_zero: MinusZero,
}

/// Where -0.0 keeps its sign; elsewhere it is 0.0, which is equal to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinusZero {
    /// In columns and in expressions.
    Kept,
    /// In expressions.
    NotInColumns,
    /// Nowhere.
    Lost,
}

impl ValueLimits {
    /// All there is.
    pub const ALL: ValueLimits = ValueLimits {
        years: None,
        digits: None,
        spans_are_micros: false,
        nul_in_json: true,
        dash_in_json_path: true,
        minus_zero: MinusZero::Kept,
    };
}
