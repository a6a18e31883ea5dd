//! Raw SQL with holes.

use super::Writer;
use crate::dialect::{Placeholder, Powers, Spec};
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::expr::node::Place;
use crate::function::{Function, Template};

impl<'a> Writer<'a> {
    /// A fragment is of unknown power: parentheses stand round it wherever something else could
    /// bind to a part of it, and round holes that are operators.
    pub(super) fn fragment(&mut self, text: &'a str, holes: &'a [Node], place: &Place, min: u8) {
        if let Err(fault) = check(text, self.spec) {
            let message = format!("raw SQL (in {}) {fault}", self.clause);
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

impl Writer<'_> {
    /// Refuses a function of the program's own whose text has what is a parameter to the driver.
    #[cold]
    pub(super) fn check_template(&mut self, function: &Function, template: &Template) {
        if let Err(fault) = check(&template.to_string(), self.spec) {
            let fault = fault.split(';').next().unwrap_or_default();
            let message = format!(
                "the function `{}` (in {}) {fault} of the driver; declare it by another text",
                function.name(),
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}

/// Refuses raw SQL that would not stay in its place: with a placeholder of the driver's, or with
/// something open at its end. Strings, quoted names and comments are looked over.
pub(super) fn check(text: &str, spec: &Spec) -> Result<(), String> {
    let bytes = text.as_bytes();
    let (mut i, mut depth) = (0, 0_i32);
    while i < bytes.len() {
        let rest = text.get(i..).unwrap_or("");
        i += match bytes[i] {
            quote @ (b'\'' | b'"' | b'`') => skip_quoted(&bytes[i..], quote, spec)?,
            b'-' if rest.starts_with("--") => skip_to(rest, "\n", "a line comment without an end")?,
            b'/' if rest.starts_with("/*") => skip_to(rest, "*/", "a comment without an end")?,
            b'$' if spec.placeholder == Placeholder::Dollar => match dollar_quote(rest) {
                Some(length) => length,
                None => after_dollar(rest)?,
            },
            b'?' if is_question(spec.placeholder) => return Err(placeholder("?")),
            b':' if spec.placeholder == Placeholder::Named => after_colon(rest)?,
            b'@' if spec.placeholder == Placeholder::At => after_at(rest)?,
            0 => return Err("has a NUL, at which some engines stop to read".into()),
            b';' => return Err("ends the statement by `;`; run statements one by one".into()),
            b'(' => {
                depth += 1;
                1
            }
            b')' if depth == 0 => return Err("closes a parenthesis that it did not open".into()),
            b')' => {
                depth -= 1;
                1
            }
            _ => 1,
        };
    }
    if depth == 0 { Ok(()) } else { Err("opens a parenthesis and does not close it".into()) }
}

fn placeholder(found: &str) -> String {
    format!("has the placeholder `{found}`; write {{}} and give the value as an argument of sql!")
}

fn is_question(style: Placeholder) -> bool {
    matches!(style, Placeholder::Question | Placeholder::QuestionNumber)
}

/// `@>` and the like are operators, `@name` is a parameter.
fn after_at(rest: &str) -> Result<usize, String> {
    match rest.as_bytes().get(1) {
        Some(next) if next.is_ascii_alphanumeric() || *next == b'_' => Err(placeholder(&rest[..2])),
        _ => Ok(1),
    }
}

fn after_dollar(rest: &str) -> Result<usize, String> {
    match rest.as_bytes().get(1) {
        Some(digit) if digit.is_ascii_digit() => Err(placeholder(&rest[..2])),
        _ => Ok(1),
    }
}

fn after_colon(rest: &str) -> Result<usize, String> {
    match rest.as_bytes().get(1) {
        Some(b':') => Ok(2),
        Some(next) if next.is_ascii_alphabetic() => Err(placeholder(&rest[..2])),
        _ => Ok(1),
    }
}

fn skip_to(rest: &str, end: &str, fault: &str) -> Result<usize, String> {
    rest.find(end).map(|at| at + end.len()).ok_or_else(|| format!("has {fault}"))
}

/// The length of a quoted run, its quotes included; doubled quotes stay inside.
fn skip_quoted(bytes: &[u8], quote: u8, spec: &Spec) -> Result<usize, String> {
    let mut i = 1;
    while i < bytes.len() {
        match (bytes[i], bytes.get(i + 1)) {
            (b'\\', Some(_)) if spec.backslash_escapes && quote != b'`' => i += 2,
            (b, Some(&next)) if b == quote && next == quote => i += 2,
            (b, _) if b == quote => return Ok(i + 1),
            _ => i += 1,
        }
    }
    Err("has a quote without an end".into())
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
