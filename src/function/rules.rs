//! What functions take and give, as data.

use crate::types::{Family, Tag};

/// Where a function can stand, and what it looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// One row: `LOWER(x)`, `a + b`.
    Scalar,
    /// All rows of a group, or of a window: `SUM(x)`.
    Aggregate {
        /// True if rows where the argument is NULL do not count.
        skips_null: bool,
    },
    /// The rows of a window only: `ROW_NUMBER()`.
    Window,
    /// All rows of a group in an order of its own: `MODE() WITHIN GROUP (ORDER BY x)`.
    OrderedSet,
    /// Gives rows, and stands in FROM.
    Rows,
    /// Keys of GROUP BY: `GROUPING(a, b)`.
    Grouping,
    /// What a MERGE did to a row, and stands in its RETURNING alone: `MERGE_ACTION()`.
    Returning,
}

impl Class {
    /// True for what can stand before OVER.
    #[must_use]
    pub const fn takes_window(self) -> bool {
        matches!(self, Class::Aggregate { .. } | Class::Window)
    }

    /// True for what says one thing of a group of rows.
    #[must_use]
    pub const fn is_aggregate(self) -> bool {
        matches!(self, Class::Aggregate { .. } | Class::OrderedSet | Class::Grouping)
    }
}

/// What a function takes in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arg {
    /// A value of any type.
    Any,
    /// True, false or NULL.
    Boolean,
    /// A number.
    Number,
    /// An integer.
    Integer,
    /// Text.
    Text,
    /// A text in the engine's own words: a regular expression, and what it replaces.
    Pattern,
    /// What has a day: a date, a timestamp, a point in time.
    Day,
    /// What has a time of day: one, a timestamp, a point in time.
    Clock,
    /// A timestamp or a point in time.
    Moment,
    /// A timestamp of no time zone.
    Local,
    /// A point in time.
    Instant,
    /// A date.
    Date,
    /// A span of time.
    Span,
    /// An array.
    Array,
    /// A JSON document.
    Json,
    /// What can be compared with argument number so.
    SameAs(u8),
    /// A whole number of the program's, written into the text: how many rows, characters, buckets.
    Count,
    /// A whole number of the program's from 1, written into the text: which character, part, row.
    Place,
    /// A number from 0 to 1.
    Fraction,
    /// A text of the program's, written into the text of the statement.
    Constant,
    /// One character of the program's, written into the text of the statement.
    Character,
    /// The name of a collation.
    Collation,
    /// A query.
    Query,
}

impl Arg {
    /// True if values of the family are right there; of no known family they are everywhere.
    #[must_use]
    #[inline]
    pub const fn takes(self, family: Family) -> bool {
        self.families() >> family as u16 & 1 == 1
    }

    /// One bit a family that is right there.
    const fn families(self) -> u16 {
        const fn bits(families: &[Family]) -> u16 {
            let (mut bits, mut i) = (1 << Family::Unknown as u16, 0);
            while i < families.len() {
                bits |= 1 << families[i] as u16;
                i += 1;
            }
            bits
        }
        use Family::{
            Array, Boolean, Date, Interval, Json, Number, Text, Time, Timestamp, TimestampTz,
        };
        match self {
            Arg::Any | Arg::SameAs(_) | Arg::Query => u16::MAX,
            Arg::Boolean => const { bits(&[Boolean]) },
            Arg::Number | Arg::Integer | Arg::Count | Arg::Place | Arg::Fraction => {
                const { bits(&[Number]) }
            }
            Arg::Text | Arg::Pattern | Arg::Constant | Arg::Character | Arg::Collation => {
                const { bits(&[Text]) }
            }
            Arg::Day => const { bits(&[Date, Timestamp, TimestampTz]) },
            Arg::Clock => const { bits(&[Time, Timestamp, TimestampTz]) },
            Arg::Moment => const { bits(&[Timestamp, TimestampTz]) },
            Arg::Local => const { bits(&[Timestamp]) },
            Arg::Instant => const { bits(&[TimestampTz]) },
            Arg::Date => const { bits(&[Date]) },
            Arg::Span => const { bits(&[Interval]) },
            Arg::Array => const { bits(&[Array]) },
            Arg::Json => const { bits(&[Json]) },
        }
    }

    /// What is wanted, in words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Arg::Any | Arg::SameAs(_) | Arg::Query => "anything",
            Arg::Boolean => "a condition",
            Arg::Number | Arg::Integer | Arg::Fraction => "a number",
            Arg::Count => "a whole number of the program's",
            Arg::Place => "a whole number of the program's from 1",
            Arg::Text | Arg::Pattern => "text",
            Arg::Constant => "a text of the program's",
            Arg::Character => "one character of the program's",
            Arg::Collation => "the name of a collation",
            Arg::Day => "a date or a timestamp",
            Arg::Clock => "a time of day or a timestamp",
            Arg::Moment => "a timestamp",
            Arg::Local => "a timestamp of no time zone",
            Arg::Instant => "a point in time",
            Arg::Date => "a date",
            Arg::Span => "a span of time",
            Arg::Array => "an array",
            Arg::Json => "a JSON document",
        }
    }

    /// True for values of the calendar, of which a bare parameter does not show which one it is.
    pub(crate) const fn is_of_calendar(self) -> bool {
        matches!(
            self,
            Arg::Day | Arg::Clock | Arg::Moment | Arg::Local | Arg::Instant | Arg::Date | Arg::Span
        )
    }

    /// The argument that this one is compared with.
    pub(crate) const fn same_as(self) -> Option<usize> {
        match self {
            Arg::SameAs(place) => Some(place as usize),
            Arg::Any
            | Arg::Boolean
            | Arg::Number
            | Arg::Integer
            | Arg::Text
            | Arg::Pattern
            | Arg::Day
            | Arg::Clock
            | Arg::Moment
            | Arg::Local
            | Arg::Instant
            | Arg::Date
            | Arg::Span
            | Arg::Array
            | Arg::Json
            | Arg::Count
            | Arg::Place
            | Arg::Fraction
            | Arg::Constant
            | Arg::Character
            | Arg::Collation
            | Arg::Query => None,
        }
    }

    /// True for values of the program's, which say nothing of the type of the result.
    pub(crate) const fn is_setting(self) -> bool {
        matches!(
            self,
            Arg::Count
                | Arg::Place
                | Arg::Fraction
                | Arg::Constant
                | Arg::Character
                | Arg::Collation
        )
    }
}

/// The type of the result, as data: it can be read forwards and backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Always this one.
    Fixed(Tag),
    /// That of an argument.
    SameAs(u8),
    /// The one that takes the values of all arguments: `COALESCE`, `CASE`.
    Unify,
    /// The wider of the arguments' numbers, floats being worked out in double precision: `a + b`.
    Widen,
    /// That of the first argument, with a place for negative numbers: `-a`.
    Negative,
    /// The one that takes the sum of many of the first argument: integers give `BigInt`, floats
    /// `Double`.
    Sum,
    /// That of the first argument, a day with a time of day being a timestamp.
    Moment,
    /// The one that is named in the call: `CAST`.
    Named,
    /// Not known.
    Unknown,
}

/// When the result is NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nulls {
    /// If any argument is.
    Strict,
    /// Only if an argument is, but not always then: `AND`.
    Maybe,
    /// If the first argument is: `CONCAT_WS`.
    First,
    /// If all arguments are: `COALESCE`.
    All,
    /// Never.
    Never,
    /// Also where no argument is: a quotient by zero, a sum of no rows.
    Always,
}
