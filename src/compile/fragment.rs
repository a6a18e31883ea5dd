//! Raw SQL with holes.

use super::Writer;
use crate::dialect::{Placeholder, Powers};
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::expr::node::Place;

impl<'a> Writer<'a> {
    /// A fragment is of unknown power: parentheses stand round it wherever something else could
    /// bind to a part of it, and round holes that are operators.
    pub(super) fn fragment(&mut self, text: &'a str, holes: &'a [Node], place: &Place, min: u8) {
        if let Some(found) = placeholder_in(text, self.spec.placeholder) {
            let message = format!(
                "raw SQL (in {}) has the placeholder `{found}`; write {{}} and give the value as an \
                 argument of sql!",
                self.clause
            );
            self.problem(Problem::new(ErrorKind::Conflict, message).at(Some(place)));
            return;
        }
        let open = min > 0 && self.open(0, min);
        let mut holes = holes.iter();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            self.text(&rest[..at]);
            let (pair, after) = rest[at..].split_at((rest.len() - at).min(2));
            match pair {
                "{{" => self.text("{"),
                "}}" => self.text("}"),
                _ => {
                    if let Some(hole) = holes.next() {
                        self.typed(hole, Powers::PRIMARY);
                    }
                }
            }
            rest = after;
        }
        self.text(rest);
        self.close(open);
    }
}

/// The first thing in raw SQL that the driver would take for a placeholder: outside of strings,
/// quoted names and comments.
fn placeholder_in(text: &str, style: Placeholder) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let rest = &text.get(i..).unwrap_or("");
        i += match bytes[i] {
            quote @ (b'\'' | b'"' | b'`') => skip_quoted(&bytes[i..], quote),
            b'-' if rest.starts_with("--") => rest.find('\n').map_or(rest.len(), |end| end + 1),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            b'$' if style == Placeholder::Dollar => match dollar_quote(rest) {
                Some(length) => length,
                None if bytes.get(i + 1).is_some_and(u8::is_ascii_digit) => {
                    return Some(&text[i..i + 2]);
                }
                None => 1,
            },
            b'?' if style == Placeholder::Question => return Some("?"),
            b':' if style == Placeholder::Named => match bytes.get(i + 1) {
                Some(b':') => 2,
                Some(next) if next.is_ascii_alphabetic() => return Some(&text[i..i + 2]),
                _ => 1,
            },
            _ => 1,
        };
    }
    None
}

/// The length of a quoted run, its quotes included; doubled quotes stay inside.
fn skip_quoted(bytes: &[u8], quote: u8) -> usize {
    let mut i = 1;
    while i < bytes.len() {
        match (bytes[i], bytes.get(i + 1)) {
            (b, Some(&next)) if b == quote && next == quote => i += 2,
            (b, _) if b == quote => return i + 1,
            _ => i += 1,
        }
    }
    bytes.len()
}

/// The length of a `$tag$…$tag$` run at the start of the text.
fn dollar_quote(text: &str) -> Option<usize> {
    let end = text[1..].find('$')? + 2;
    let tag = &text[..end];
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let name = &tag.as_bytes()[1..end - 1];
    if !name.iter().all(|b| word(*b)) || name.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    text[end..].find(tag).map(|close| end + close + tag.len())
}
