//! Placeholders: `?`, `$1`, `:p1`.

use crate::dialect::Placeholder;

/// Writes the placeholder of parameter `number`, counted from 1.
#[inline]
pub(super) fn write(style: Placeholder, number: usize, out: &mut String) {
    match style {
        Placeholder::Question => out.push('?'),
        Placeholder::Dollar => {
            out.push('$');
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
fn write_number(number: usize, out: &mut String) {
    if number >= 10 {
        if number >= 100 {
            write_hundreds(number / 100, out);
        }
        out.push(digit(number / 10));
    }
    out.push(digit(number));
}

fn write_hundreds(number: usize, out: &mut String) {
    if number >= 10 {
        write_hundreds(number / 10, out);
    }
    out.push(digit(number));
}

#[inline]
fn digit(number: usize) -> char {
    char::from(b'0' + (number % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_itself() {
        for number in (1..3000).chain([9_999, 10_000, 32_766, 65_535, 1_000_001]) {
            let mut out = String::new();
            write(Placeholder::Dollar, number, &mut out);
            assert_eq!(out, format!("${number}"));
            out.clear();
            write(Placeholder::Named, number, &mut out);
            assert_eq!(out, format!(":p{number}"));
        }
    }
}
