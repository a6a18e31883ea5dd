//! Placeholders: `?`, `$1`, `:p1`.

use super::text::SqlText;
use crate::dialect::Placeholder;

/// `, $1` to `, $999`, at the place of the number; the last byte is the length.
static DOLLARS: [[u8; 8]; 1000] = dollars();

/// The bytes of the comma.
const COMMA: usize = 2;
const LENGTH: usize = 7;

const fn dollars() -> [[u8; 8]; 1000] {
    let mut texts = [*b", $    \0"; 1000];
    let mut number = 0;
    while number < 1000 {
        let digits = 1 + (number >= 10) as usize + (number >= 100) as usize;
        let (mut rest, mut at) = (number, COMMA + digits);
        while at > COMMA {
            texts[number][at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            at -= 1;
        }
        texts[number][LENGTH] = (COMMA + 1 + digits) as u8;
        number += 1;
    }
    texts
}

/// Writes the placeholder of parameter `number`, counted from 1.
#[inline(always)]
pub(super) fn write(style: Placeholder, number: usize, out: &mut SqlText) {
    match style {
        Placeholder::Dollar if number < DOLLARS.len() => {
            let [_, _, text @ .., _, length] = &DOLLARS[number];
            out.push_padded(text, usize::from(*length) - COMMA);
        }
        Placeholder::Question
        | Placeholder::Dollar
        | Placeholder::Named
        | Placeholder::QuestionNumber
        | Placeholder::At
        | Placeholder::Percent => write_other(style, number, out),
    }
}

/// Writes the placeholders of some parameters from number `first`, a comma before each.
pub(super) fn write_more(style: Placeholder, first: usize, count: usize, out: &mut SqlText) {
    if let (Placeholder::Dollar, Some(texts)) = (style, DOLLARS.get(first..first + count)) {
        for text in texts {
            out.push_padded(text, text[LENGTH].into());
        }
    } else {
        for number in first..first + count {
            out.push_str(", ");
            write_other(style, number, out);
        }
    }
}

#[inline(never)]
fn write_other(style: Placeholder, number: usize, out: &mut SqlText) {
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
        Placeholder::QuestionNumber => {
            out.push_ascii(b'?');
            write_number(number, out);
        }
        Placeholder::At => {
            out.push_str("@p");
            write_number(number, out);
        }
        // Told from a `%` of the text by `percent`, at the end.
        Placeholder::Percent => out.push_ascii(0),
    }
}

/// The text with `%s` for each placeholder, and every `%` of its own doubled. A NUL is nowhere else.
#[cold]
pub(super) fn percent(text: &str) -> String {
    text.replace('%', "%%").replace('\0', "%s")
}

/// Writes a number in decimal, digit by digit: cheaper than formatting it, and than copying it.
#[inline]
pub(super) fn write_number(number: usize, out: &mut SqlText) {
    if number >= 10 {
        if number >= 100 {
            write_hundreds(number / 100, out);
        }
        out.push_ascii(digit(number / 10));
    }
    out.push_ascii(digit(number));
}

fn write_hundreds(number: usize, out: &mut SqlText) {
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
            let mut out = SqlText::default();
            write(Placeholder::Dollar, number, &mut out);
            assert_eq!(out.take(), format!("${number}"));
            write_more(Placeholder::Dollar, number, 2, &mut out);
            assert_eq!(out.take(), format!(", ${number}, ${}", number + 1));
            write(Placeholder::Named, number, &mut out);
            assert_eq!(out.take(), format!(":p{number}"));
        }
    }
}
