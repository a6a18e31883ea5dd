//! Quotients and remainders rounded down, up to the ends of the integers: the same on every engine.

use sqltree::prelude::*;

use crate::support::live::Live;

/// What floor division gives, worked out without any division that drops the fraction.
fn floored(a: i128, b: i128) -> Option<(i128, i128)> {
    if b == 0 {
        return None;
    }
    let (up, by) = (a * b.signum(), b.abs());
    Some((up.div_euclid(by), up.rem_euclid(by) * b.signum()))
}

macro_rules! every_pair {
    ($type:ty) => {{
        const ENDS: [$type; 12] = [
            <$type>::MIN,
            <$type>::MIN + 1,
            -60,
            -7,
            -2,
            -1,
            0,
            1,
            2,
            7,
            <$type>::MAX - 1,
            <$type>::MAX,
        ];
        for live in Live::ALL {
            let mut connection = live.connect();
            for a in ENDS {
                for b in ENDS {
                    let expected = floored(a.into(), b.into());
                    let rest = expected.map(|(_, rest)| rest);
                    let rests = select((val(a).mod_floor(b), literal(a).mod_floor(literal(b))));
                    let (x, y) = connection.fetch_one(&rests).expect("an integer");
                    assert_eq!(x.map(i128::from), rest, "{live}: {a} mod {b}");
                    assert_eq!(y.map(i128::from), rest, "{live}: {a} mod {b} in the text");
                    // There is no such quotient.
                    if (a, b) == (<$type>::MIN, -1) {
                        continue;
                    }
                    let quotient = expected.map(|(quotient, _)| quotient);
                    let both = select((val(a).div_floor(b), literal(a).div_floor(literal(b))));
                    let (x, y) = connection.fetch_one(&both).expect("an integer");
                    assert_eq!(x.map(i128::from), quotient, "{live}: {a} by {b}");
                    assert_eq!(y.map(i128::from), quotient, "{live}: {a} by {b} in the text");
                }
            }
        }
    }};
}

#[test]
fn quotients_are_rounded_down_up_to_the_ends() {
    every_pair!(i64);
    every_pair!(i32);
    every_pair!(i16);
}
