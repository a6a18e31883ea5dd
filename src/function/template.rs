//! Templates: how a function is written. The compiler takes the text apart, so that writing one is a
//! walk over its parts.

use std::fmt;

use super::Class;
use super::plain::Plain;

/// How a dialect writes a function, made by [`template!`](crate::template).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    parts: &'static [TemplatePart],
    /// How tightly the whole binds.
    power: u8,
    /// The number of arguments that it needs at least.
    arity: u8,
    /// True if an argument stands in it more than once.
    repeats: bool,
    /// True if its text has a character that begins a parameter for some driver.
    marks: bool,
    /// True if a row whose first argument is NULL does not count in it.
    skips_null: bool,
    plain: Option<Plain>,
}

/// A piece of a template.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    Text(&'static str),
    /// An argument, and how tightly it must bind.
    Arg(u8, u8),
    /// All arguments, with commas.
    All,
    /// The same, parameters with their types where those stand in the text.
    Typed,
    /// `DISTINCT `, if the aggregate has it.
    Distinct,
    /// ` ORDER BY …`, if the aggregate has one.
    Order,
    /// ` FILTER (WHERE …)`, if the aggregate has one.
    Filter,
}

/// How a function is written: `template!("LOWER({0})")`.
///
/// `{0}`, `{1}` … are the arguments, `{*}` all of them with commas, `{typed}` the same for what takes
/// values of any type, so that parameters show theirs; `{distinct}`, `{order}` and
/// `{filter}` are where an aggregate has its DISTINCT, ORDER BY and FILTER. An operator says how
/// tightly it binds, and how tightly its operands must: `template!("{0} % {1}", power, operands)`;
/// an argument alone between brackets and commas needs no parentheses anyway.
///
/// The text is checked when the program is compiled.
///
/// ```
/// use sqltree::dialect::Powers;
/// use sqltree::function::Template;
/// const LENGTH: Template = sqltree::template!("CHAR_LENGTH({0})");
/// const OVERLAPS: Template =
///     sqltree::template!("{0} && {1}", Powers::ANSI.predicate, Powers::ANSI.predicate + 1);
/// assert_eq!((LENGTH.arity(), OVERLAPS.arity()), (1, 2));
/// ```
///
/// ```compile_fail
/// const LENGTH: sqltree::function::Template = sqltree::template!("CHAR_LENGTH({first})");
/// ```
#[macro_export]
macro_rules! template {
    ($text:expr) => {
        $crate::template!($text, $crate::function::Powers::PRIMARY, 0)
    };
    ($text:expr, $power:expr, $operands:expr) => {{
        const PARTS: [$crate::function::TemplatePart; $crate::function::count_parts($text)] =
            $crate::function::parse_parts($text, $operands);
        $crate::function::Template::of(&PARTS, $power)
    }};
}

impl Template {
    /// What [`template!`](crate::template) calls.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(parts: &'static [TemplatePart], power: u8) -> Template {
        let (mut arity, mut repeats, mut i) = (0, false, 0);
        let (mut seen, mut all, mut marks) = (0_u64, false, false);
        while i < parts.len() {
            if let TemplatePart::Arg(index, _) = parts[i] {
                if index >= arity {
                    arity = index + 1;
                }
                repeats |= seen >> index & 1 == 1;
                seen |= 1 << index;
            }
            if let TemplatePart::Text(text) = parts[i] {
                marks |= has_mark(text.as_bytes());
            }
            if matches!(parts[i], TemplatePart::All) {
                repeats |= all;
                all = true;
            }
            i += 1;
        }
        Template {
            parts,
            power,
            arity,
            repeats,
            marks,
            skips_null: false,
            plain: if marks { None } else { Plain::of(parts, power) },
        }
    }

    /// The same, of a text in which rows do not count whose first argument is NULL, though they do in the
    /// function ([`Function::counts_null`](super::Function::counts_null)): FILTER can be written as CASE there.
    ///
    /// ```
    /// use sqltree::dialect::{Own, own};
    /// use sqltree::{function, template};
    /// const GATHERED: Own = own(
    ///     &function::JSON_AGG,
    ///     template!("JSON(CONCAT('[', COALESCE(GROUP_CONCAT({0}{order}), ''), ']'))").skips_null(),
    /// );
    /// ```
    #[must_use]
    pub const fn skips_null(mut self) -> Template {
        self.skips_null = true;
        self
    }

    /// True if NULL in the place of the first argument leaves a row out, as FILTER does.
    pub(crate) fn filters_by_null(&self, class: Class) -> bool {
        let skips = self.skips_null || class == Class::Aggregate { skips_null: true };
        skips && self.parts.iter().any(|part| matches!(part, TemplatePart::Arg(0, _)))
    }

    pub(crate) fn parts(&self) -> &'static [TemplatePart] {
        self.parts
    }

    #[inline]
    pub(crate) fn plain(&self) -> Option<&Plain> {
        self.plain.as_ref()
    }

    /// True if its text may hold what is a parameter to some driver.
    #[inline]
    pub(crate) fn marks(&self) -> bool {
        self.marks
    }

    pub(crate) fn repeats(&self) -> bool {
        self.repeats
    }

    /// How often it has the argument that it has most often; once at least.
    pub(crate) fn copies(&self) -> usize {
        let place = |part: &TemplatePart| {
            if let TemplatePart::Arg(place, _) = part { Some(*place) } else { None }
        };
        let times =
            |wanted: u8| self.parts.iter().filter_map(place).filter(|own| *own == wanted).count();
        let lists = |part: &&TemplatePart| matches!(part, TemplatePart::All | TemplatePart::Typed);
        let lists = self.parts.iter().filter(lists).count();
        (0..self.arity).map(times).fold(lists.max(1), usize::max)
    }

    pub(crate) fn power(&self) -> u8 {
        self.power
    }

    /// The number of arguments that it needs at least.
    #[must_use]
    pub const fn arity(&self) -> usize {
        self.arity as usize
    }

    /// True if the template has a place for DISTINCT, ORDER BY or FILTER.
    pub(crate) fn takes(&self, part: TemplatePart) -> bool {
        self.parts.contains(&part)
    }
}

/// The text that it was made from.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            TemplatePart::Text(text) => f.write_str(text),
            TemplatePart::Arg(place, _) => write!(f, "{{{place}}}"),
            TemplatePart::All => f.write_str("{*}"),
            TemplatePart::Typed => f.write_str("{typed}"),
            TemplatePart::Distinct => f.write_str("{distinct}"),
            TemplatePart::Order => f.write_str("{order}"),
            TemplatePart::Filter => f.write_str("{filter}"),
        })
    }
}

const fn has_mark(text: &[u8]) -> bool {
    let mut i = 0;
    while i < text.len() {
        if matches!(text[i], b'?' | b'$' | b':' | b'@') {
            return true;
        }
        i += 1;
    }
    false
}

/// The number of parts of a template.
#[doc(hidden)]
#[must_use]
pub const fn count_parts(text: &str) -> usize {
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        rest = rest.split_at(part_end(rest)).1;
        count += 1;
    }
    count
}

/// The parts of a template.
///
/// # Panics
///
/// While the program is compiled, if there is something else between braces than templates know.
#[doc(hidden)]
#[must_use]
pub const fn parse_parts<const N: usize>(text: &'static str, operands: u8) -> [TemplatePart; N] {
    let mut parts = [TemplatePart::All; N];
    let (mut rest, mut before, mut i) = (text, "", 0);
    while i < N {
        let (part, after) = rest.split_at(part_end(rest));
        parts[i] = match part.as_bytes() {
            [b'{', digit, b'}'] if digit.is_ascii_digit() => {
                let min = if stands_alone(before, after) { 0 } else { operands };
                TemplatePart::Arg(*digit - b'0', min)
            }
            b"{*}" => TemplatePart::All,
            b"{typed}" => TemplatePart::Typed,
            b"{distinct}" => TemplatePart::Distinct,
            b"{order}" => TemplatePart::Order,
            b"{filter}" => TemplatePart::Filter,
            [b'{', ..] => {
                panic!("a template has only digits, *, typed, distinct, order and filter in braces")
            }
            _ => TemplatePart::Text(part),
        };
        // What an aggregate may have there or not does not part an argument from its bracket.
        if matches!(parts[i], TemplatePart::Text(_) | TemplatePart::Arg(..)) {
            before = part;
        }
        rest = after;
        i += 1;
    }
    parts
}

/// Where the part that a text begins with ends.
const fn part_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let braces = bytes[0] == b'{';
    let mut i = 1;
    while i < bytes.len() {
        if braces && bytes[i] == b'}' {
            return i + 1;
        }
        if !braces && bytes[i] == b'{' {
            return i;
        }
        i += 1;
    }
    assert!(!braces, "a template has an open brace and no closing one");
    i
}

/// True for an argument with nothing but brackets and commas round it, which needs no parentheses.
const fn stands_alone(before: &str, after: &str) -> bool {
    let after = match strip(after, "{order}") {
        Some(rest) => rest,
        None => after,
    };
    let opened = matches!(before.as_bytes(), [.., b'('] | [.., b',', b' ']);
    opened && matches!(after.as_bytes(), [b')' | b',', ..] | [b' ', b'A', b'S', b' ', ..])
}

const fn strip<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (bytes, start) = (text.as_bytes(), start.as_bytes());
    if bytes.len() < start.len() {
        return None;
    }
    let mut i = 0;
    while i < start.len() {
        if bytes[i] != start[i] {
            return None;
        }
        i += 1;
    }
    Some(text.split_at(start.len()).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart() {
        let template = crate::template!("F({distinct}{0}{order}, {1} + 1){filter}", 60, 61);
        let parts = [
            TemplatePart::Text("F("),
            TemplatePart::Distinct,
            TemplatePart::Arg(0, 0),
            TemplatePart::Order,
            TemplatePart::Text(", "),
            TemplatePart::Arg(1, 61),
            TemplatePart::Text(" + 1)"),
            TemplatePart::Filter,
        ];
        assert_eq!(template.parts(), parts);
        assert_eq!(template.to_string(), "F({distinct}{0}{order}, {1} + 1){filter}");
        assert_eq!((template.power(), template.arity()), (60, 2));
        assert!(template.takes(TemplatePart::Filter) && !template.takes(TemplatePart::All));
        assert_eq!(crate::template!("F({0})", 60, 61).parts()[1], TemplatePart::Arg(0, 0));
        assert_eq!(crate::template!("").parts(), []);
    }
}
