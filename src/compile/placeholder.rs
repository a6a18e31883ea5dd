//! Placeholders: `?`, `$1`, `:p1`.

use super::text::Text;
use crate::dialect::Placeholder;

/// `$1` to `$999`, at the place of the number.
static DOLLARS: [[u8; 4]; 1000] = dollars();

const fn dollars() -> [[u8; 4]; 1000] {
    let mut texts = [[b'$'; 4]; 1000];
    let mut number = 0;
    while number < 1000 {
        let (mut rest, mut at) =
            (number, if number >= 100 { 3 } else { 1 + (number >= 10) as usize });
        while at > 0 {
            texts[number][at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            at -= 1;
        }
        number += 1;
    }
    texts
}

/// Writes the placeholder of parameter `number`, counted from 1.
#[inline(always)]
pub(super) fn write(style: Placeholder, number: usize, out: &mut Text) {
    match style {
        Placeholder::Dollar if number < DOLLARS.len() => {
            let length = 2 + usize::from(number >= 10) + usize::from(number >= 100);
            out.push_padded(&DOLLARS[number], length);
        }
        _ => write_other(style, number, out),
    }
}

#[inline(never)]
fn write_other(style: Placeholder, number: usize, out: &mut Text) {
    match style {
        Placeholder::Question => out.push_ascii(b'?'),
        Placeholder::Dollar => {
            out.push_ascii(b'$');
            write_number(number, out);
        }
        Placeholder::Named => {
            out.push_str(":p");
            write_number(number, out);
        }
    }
}

/// Writes a number in decimal, digit by digit: cheaper than formatting it, and than copying it.
#[inline]
fn write_number(number: usize, out: &mut Text) {
    if number >= 10 {
        if number >= 100 {
            write_hundreds(number / 100, out);
        }
        out.push_ascii(digit(number / 10));
    }
    out.push_ascii(digit(number));
}

fn write_hundreds(number: usize, out: &mut Text) {
    if number >= 10 {
        write_hundreds(number / 10, out);
    }
    out.push_ascii(digit(number));
}

#[inline]
fn digit(number: usize) -> u8 {
    b'0' + (number % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_itself() {
        for number in (1..3000).chain([9_999, 10_000, 32_766, 65_535, 1_000_001]) {
            let mut out = Text::default();
            write(Placeholder::Dollar, number, &mut out);
            assert_eq!(out.take(), format!("${number}"));
            write(Placeholder::Named, number, &mut out);
            assert_eq!(out.take(), format!(":p{number}"));
        }
    }
}
