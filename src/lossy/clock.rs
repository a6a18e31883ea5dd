//! Times of other crates, which have nanoseconds.

/// Times that know nanoseconds: those of the crates `jiff`, `chrono` and `time`.
pub trait Clock: Sized {
    #[doc(hidden)]
    fn without_nanos(self) -> Self;
}

/// The time, without what is left over of its last whole microsecond, so that the result is never later.
///
/// To round otherwise, use what the time's own crate has.
///
/// ```
/// # #[cfg(feature = "jiff")] {
/// let time: jiff::Timestamp = "1969-12-31T23:59:59.999999999Z".parse().unwrap();
/// assert_eq!(sqltree::lossy::micros(time).to_string(), "1969-12-31T23:59:59.999999Z");
/// # }
/// ```
#[must_use]
pub fn micros<C: Clock>(time: C) -> C {
    time.without_nanos()
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
macro_rules! clock {
    ($($rust:ty, |$own:ident| $made:expr;)*) => { $(
        impl Clock for $rust {
            fn without_nanos(self) -> Self {
                let $own = self;
                $made
            }
        }
    )* };
}

#[cfg(feature = "jiff")]
mod of_jiff {
    use super::Clock;
    use ::jiff::{Timestamp, Unit, civil};

    // Down is towards the past, before 1970 as well; the unit divides a second, so that it never fails.
    const DOWN: ::jiff::RoundMode = ::jiff::RoundMode::Floor;

    clock! {
        civil::Time, |own| {
            let round = civil::TimeRound::new().smallest(Unit::Microsecond).mode(DOWN);
            own.round(round).unwrap_or(own)
        };
        civil::DateTime, |own| {
            let round = civil::DateTimeRound::new().smallest(Unit::Microsecond).mode(DOWN);
            own.round(round).unwrap_or(own)
        };
        Timestamp, |own| {
            let round = ::jiff::TimestampRound::new().smallest(Unit::Microsecond).mode(DOWN);
            own.round(round).unwrap_or(own)
        };
    }
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use super::Clock;
    use ::chrono::{DateTime, NaiveDateTime, NaiveTime, SubsecRound, TimeZone};

    clock! {
        NaiveTime, |own| own.trunc_subsecs(6);
        NaiveDateTime, |own| own.trunc_subsecs(6);
    }

    impl<Z: TimeZone> Clock for DateTime<Z> {
        fn without_nanos(self) -> Self {
            self.trunc_subsecs(6)
        }
    }
}

#[cfg(feature = "time")]
mod of_time {
    use super::Clock;
    use ::time::{OffsetDateTime, PrimitiveDateTime, Time};

    clock! {
        Time, |own| own.replace_nanosecond(own.microsecond() * 1_000).unwrap_or(own);
        PrimitiveDateTime, |own| own.replace_nanosecond(own.microsecond() * 1_000).unwrap_or(own);
        OffsetDateTime, |own| own.replace_nanosecond(own.microsecond() * 1_000).unwrap_or(own);
    }
}
