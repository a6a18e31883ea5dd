//! Types without their parameters: what every expression knows of itself, in one byte.

use super::Type;

macro_rules! tags {
    ($($(#[$meta:meta])* $tag:ident => $family:ident, $pattern:pat, $ty:expr;)*) => {
        /// A [`Type`] without its parameters: `VarChar(9)` and `Text` are both [`Tag::Text`].
        ///
        /// ```
        /// use sqltree::{Tag, Type};
        /// assert_eq!(Tag::of(&Type::VarChar(9)), Tag::Text);
        /// assert_eq!(Tag::Integer.unify(Tag::BigInt), Tag::BigInt);
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Tag {
            $($(#[$meta])* $tag,)*
            /// NULL alone, which is of whatever type stands beside it.
            Null,
        }

        impl Tag {
            /// Every tag.
            pub const ALL: &'static [Tag] = &[$(Tag::$tag,)* Tag::Null];

            /// The tag of a type.
            #[must_use]
            pub const fn of(ty: &Type) -> Tag {
                match ty {
                    $($pattern => Tag::$tag,)*
                    Type::User(user) => Tag::of(user.storage()),
                }
            }

            /// What it can be compared with.
            #[must_use]
            pub const fn family(self) -> Family {
                match self {
                    $(Tag::$tag => Family::$family,)*
                    Tag::Null => Family::Unknown,
                }
            }

            /// The type, where it has no parameters or none are needed; [`Type::Unknown`] for native
            /// types.
            #[must_use]
            pub const fn ty(self) -> Type {
                match self {
                    $(Tag::$tag => $ty,)*
                    Tag::Null => Type::Unknown,
                }
            }
        }
    };
}

tags! {
    /// Nothing is known.
    #[default]
    Unknown => Unknown, Type::Unknown, Type::Unknown;
    /// True, false.
    Boolean => Boolean, Type::Boolean, Type::Boolean;
    /// 16-bit integers.
    SmallInt => Number, Type::SmallInt, Type::SmallInt;
    /// 32-bit integers.
    Integer => Number, Type::Integer, Type::Integer;
    /// 64-bit integers.
    BigInt => Number, Type::BigInt, Type::BigInt;
    /// Unsigned 64-bit integers.
    UnsignedBigInt => Number, Type::UnsignedBigInt, Type::UnsignedBigInt;
    /// Exact numbers.
    Decimal => Number, Type::Decimal(..) | Type::BigDecimal, Type::BigDecimal;
    /// Single-precision numbers.
    Real => Number, Type::Real, Type::Real;
    /// Double-precision numbers.
    Double => Number, Type::Double, Type::Double;
    /// Text.
    Text => Text, Type::Text | Type::VarChar(_) | Type::Char(_), Type::Text;
    /// Bytes.
    Bytes => Bytes, Type::Bytes, Type::Bytes;
    /// A day.
    Date => Date, Type::Date, Type::Date;
    /// A time of day.
    Time => Time, Type::Time, Type::Time;
    /// A day and a time.
    Timestamp => Timestamp, Type::Timestamp, Type::Timestamp;
    /// A point in time.
    TimestampTz => TimestampTz, Type::TimestampTz, Type::TimestampTz;
    /// A span of time.
    Interval => Interval, Type::Interval, Type::Interval;
    /// A UUID.
    Uuid => Uuid, Type::Uuid, Type::Uuid;
    /// A JSON document.
    Json => Json, Type::Json, Type::Json;
    /// An array.
    Array => Array, Type::Array(_), Type::Unknown;
    /// A type of one engine.
    Native => Unknown, Type::Native(_), Type::Unknown;
}

/// What values can be compared with each other: those of one family, and `Unknown` with all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// Nothing is known; goes with everything.
    Unknown,
    /// Integers, floating-point and exact numbers.
    Number,
    /// Text.
    Text,
    /// Conditions.
    Boolean,
    /// Bytes.
    Bytes,
    /// Days. Engines differ on a day beside a time of a day, so that neither goes with the other.
    Date,
    /// Times of day.
    Time,
    /// Days with times.
    Timestamp,
    /// Points in time.
    TimestampTz,
    /// Spans of time.
    Interval,
    /// UUIDs.
    Uuid,
    /// JSON documents.
    Json,
    /// Arrays.
    Array,
}

impl Family {
    /// True if values of both can be compared, as far as is known.
    #[must_use]
    pub const fn goes_with(self, other: Family) -> bool {
        self as u8 == other as u8
            || matches!(self, Family::Unknown)
            || matches!(other, Family::Unknown)
    }
}

const COUNT: usize = Tag::ALL.len();

/// What [`Tag::unify`] gives, worked out by the compiler.
static UNIFIED: [[Tag; COUNT]; COUNT] = unified();
/// One bit a tag: which other tags are of families that clash with it.
static CLASHES: [u32; COUNT] = clashes();

const fn unified() -> [[Tag; COUNT]; COUNT] {
    let mut table = [[Tag::Unknown; COUNT]; COUNT];
    let mut i = 0;
    while i < COUNT {
        let mut j = 0;
        while j < COUNT {
            table[i][j] = unify(Tag::ALL[i], Tag::ALL[j]);
            j += 1;
        }
        i += 1;
    }
    table
}

const fn clashes() -> [u32; COUNT] {
    let mut table = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        let mut j = 0;
        while j < COUNT {
            let (a, b) = (Tag::ALL[i].family(), Tag::ALL[j].family());
            // Documents can be in one column, but engines do not agree on which are equal.
            // Arrays go with those of the same type.
            let looks =
                matches!((a, b), (Family::Json, Family::Json) | (Family::Array, Family::Array));
            if !a.goes_with(b) || looks {
                table[i] |= 1 << j;
            }
            j += 1;
        }
        i += 1;
    }
    table
}

const fn unify(a: Tag, b: Tag) -> Tag {
    use Tag::{Decimal, Double, Null, Real, UnsignedBigInt};
    match (a, b) {
        _ if a as u8 == b as u8 => a,
        (Null, other) | (other, Null) => other,
        (number, other) if both_numeric(number, other) => match (number, other) {
            // A float of single precision has too few digits for the others.
            (Real | Double, _) | (_, Real | Double) => Double,
            // No integer type has both negative and huge numbers.
            (UnsignedBigInt, _) | (_, UnsignedBigInt) => Decimal,
            // Integers and exact numbers widen in the order of their tags.
            (a, b) => {
                if a as u8 > b as u8 {
                    a
                } else {
                    b
                }
            }
        },
        _ => Tag::Unknown,
    }
}

const fn both_numeric(a: Tag, b: Tag) -> bool {
    matches!((a.family(), b.family()), (Family::Number, Family::Number))
}

impl Tag {
    /// The type that takes values of both: of COALESCE, CASE, `+`, UNION; `Unknown` if there is
    /// none, or one of them is not known.
    #[must_use]
    #[inline]
    pub const fn unify(self, other: Tag) -> Tag {
        UNIFIED[self as usize][other as usize]
    }

    /// The type of `+`, `-`, `*` of both: floats are worked out in double precision.
    #[must_use]
    #[inline]
    pub const fn calculated(self, other: Tag) -> Tag {
        match self.unify(other) {
            Tag::Real => Tag::Double,
            tag => tag,
        }
    }

    /// The type of the negative.
    #[must_use]
    pub const fn negative(self) -> Tag {
        match self {
            Tag::UnsignedBigInt => Tag::BigInt,
            tag => tag,
        }
    }

    /// The type of a sum of many values.
    #[must_use]
    pub const fn summed(self) -> Tag {
        match self {
            Tag::SmallInt | Tag::Integer | Tag::BigInt => Tag::BigInt,
            Tag::Real | Tag::Double => Tag::Double,
            _ => self,
        }
    }

    /// True if both are known and of different families, or documents, so that engines would refuse to
    /// compare them, or differ.
    #[must_use]
    #[inline]
    pub const fn clashes_with(self, other: Tag) -> bool {
        CLASHES[self as usize] >> other as u32 & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unifying_has_an_order_for_nothing() {
        for &a in Tag::ALL {
            assert_eq!(a.unify(a), a);
            for &b in Tag::ALL {
                assert_eq!(a.unify(b), b.unify(a), "{a:?} and {b:?}");
                assert_eq!(a.clashes_with(b), b.clashes_with(a));
                for &c in Tag::ALL {
                    let known = !a.clashes_with(b) && !b.clashes_with(c) && !a.clashes_with(c);
                    if known && a.family() == Family::Number && a.family() == c.family() {
                        assert_eq!(a.unify(b).unify(c), a.unify(b.unify(c)), "{a:?} {b:?} {c:?}");
                    }
                }
            }
        }
    }
}
