//! JSON documents.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::{Malformed, Str};

/// A JSON document, as text.
///
/// What engines would read in different ways is refused: a name twice in one object (PostgreSQL keeps
/// the last, others take the first), half of a surrogate pair. Engines may write a document otherwise:
/// PostgreSQL sorts names and spaces.
///
/// ```
/// use sqltree::Json;
/// let document: Json = r#"{"a": [1, null]}"#.parse().unwrap();
/// assert_eq!(document.as_str(), r#"{"a": [1, null]}"#);
/// assert!(r#"{"a": 1, "a": 2}"#.parse::<Json>().is_err());
/// assert!("NaN".parse::<Json>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Str);

impl Json {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A document of an engine's, which it has read.
    pub(super) fn trusted(text: &str) -> Json {
        Json(text.into())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Json {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut reader = Reader { rest: text };
        reader.document().ok_or(Malformed("a JSON document without a name twice"))?;
        Ok(Json(text.into()))
    }
}

/// Reads what <https://www.rfc-editor.org/rfc/rfc8259> allows, without recursion.
pub(crate) struct Reader<'t> {
    rest: &'t str,
}

/// A value that is no list and no object.
pub(crate) enum Scalar<'t> {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(&'t str),
    Text(String),
}

/// What is open: a list, or an object with the names that it has.
enum Open {
    List,
    Object(HashSet<String>),
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Reader { rest: text }
    }

    /// A mark between values, and the blanks before it.
    pub(crate) fn mark(&mut self, mark: char) -> Option<()> {
        self.blank();
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    /// A list of scalars, each made into something.
    pub(crate) fn array<T>(
        &mut self,
        mut made: impl FnMut(Scalar<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.mark('[')?;
        while self.mark(']').is_none() {
            if !items.is_empty() {
                self.mark(',')?;
            }
            items.push(made(self.scalar()?)?);
        }
        Some(items)
    }

    fn scalar(&mut self) -> Option<Scalar<'t>> {
        self.blank();
        Some(match self.rest.chars().next()? {
            '"' => Scalar::Text(self.string()?),
            't' => self.take("true").map(|()| Scalar::Boolean(true))?,
            'f' => self.take("false").map(|()| Scalar::Boolean(false))?,
            'n' => self.take("null").map(|()| Scalar::Null)?,
            _ => {
                let before = self.rest;
                self.number()?;
                Scalar::Number(&before[..before.len() - self.rest.len()])
            }
        })
    }

    fn document(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.blank();
            // A value begins here.
            match self.rest.chars().next()? {
                '[' => {
                    self.take("[")?;
                    self.blank();
                    if self.take("]").is_none() {
                        open.push(Open::List);
                        continue;
                    }
                }
                '{' => {
                    self.take("{")?;
                    self.blank();
                    if self.take("}").is_none() {
                        let mut names = HashSet::new();
                        self.name(&mut names)?;
                        open.push(Open::Object(names));
                        continue;
                    }
                }
                '"' => drop(self.string()?),
                't' => self.take("true")?,
                'f' => self.take("false")?,
                'n' => self.take("null")?,
                _ => self.number()?,
            }
            if !self.behind(&mut open)? {
                return Some(());
            }
        }
    }

    /// Goes on behind a value; false at the end of the document.
    fn behind(&mut self, open: &mut Vec<Open>) -> Option<bool> {
        loop {
            self.blank();
            match open.last_mut() {
                None => return self.rest.is_empty().then_some(false),
                Some(Open::List) => {
                    if self.take(",").is_some() {
                        return Some(true);
                    }
                    self.take("]")?;
                }
                Some(Open::Object(names)) => {
                    if self.take(",").is_some() {
                        self.blank();
                        self.name(names)?;
                        return Some(true);
                    }
                    self.take("}")?;
                }
            }
            open.pop();
        }
    }

    fn name(&mut self, names: &mut HashSet<String>) -> Option<()> {
        let name = self.string()?;
        self.blank();
        self.take(":")?;
        names.insert(name).then_some(())
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        _ = self.take("-");
        if self.take("0").is_none() {
            self.digits()?;
        }
        if self.take(".").is_some() {
            self.digits()?;
        }
        if self.take("e").or_else(|| self.take("E")).is_some() {
            _ = self.take("+").or_else(|| self.take("-"));
            self.digits()?;
        }
        Some(())
    }

    /// A string, with what its escapes stand for.
    fn string(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            let (plain, rest) = self.rest.split_at(end);
            if plain.bytes().any(|b| b < 0x20) {
                return None;
            }
            text.push_str(plain);
            self.rest = rest;
            if self.take("\"").is_some() {
                return Some(text);
            }
            self.take("\\")?;
            let code = self.rest.chars().next()?;
            self.rest = self.rest.get(1..)?;
            text.push(match code {
                '"' | '\\' | '/' => code,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => self.unicode()?,
                _ => return None,
            });
        }
    }

    fn unicode(&mut self) -> Option<char> {
        let high = self.unit()?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high);
        }
        self.take("\\u")?;
        let low = self.unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((high - 0xD800) << 10) + low)
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_taken_and_others_are_not() {
        for text in
            ["0", "-1.5e+10", "\"\\ud83d\\ude00 é\\n\"", " [ ] ", "{\"a\":{\"a\":[{}, null]}}"]
        {
            assert!(text.parse::<Json>().is_ok(), "{text}");
        }
        for text in ["", "01", "1.", "-", "+1", "[1,]", "[1 2]", "{\"a\"}", "{a:1}", "'a'", "nul"] {
            assert!(text.parse::<Json>().is_err(), "{text}");
        }
        for text in
            ["\"\\ud83d\"", "\"\\ude00\"", "\"\\x\"", "\"\n\"", "\"a", "1 1", "]", "\"\\u00é\""]
        {
            assert!(text.parse::<Json>().is_err(), "{text}");
        }
        assert!("{\"a\":1,\"\\u0061\":2}".parse::<Json>().is_err());
    }

    #[test]
    fn depth_is_no_matter() {
        let (open, close) = ("[".repeat(1_000_000), "]".repeat(1_000_000));
        assert!(format!("{open}{close}").parse::<Json>().is_ok());
        assert!(open.parse::<Json>().is_err());
    }
}
