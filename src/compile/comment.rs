//! A comment behind a statement, for tracing.

use super::Compiled;

impl Compiled {
    /// Puts a comment behind the text that says where the statement comes from, as tracing tools read it
    /// (<https://google.github.io/sqlcommenter/spec>): `/*key='value',…*/`, the keys in order.
    ///
    /// All but letters, digits, `-`, `_`, `.` and `~` is written as %-codes of its UTF-8, so that nothing
    /// can end the comment or be a placeholder. A second call replaces the first; no tags at all take the
    /// comment away. A statement that is kept prepared is another one under another comment: tags that
    /// differ each time are for sampling.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let mut compiled = select(val(1)).compile(&Sqlite::default()).unwrap();
    /// compiled.tag([("route", "/users/*/x"), ("app", "it's")]);
    /// assert_eq!(compiled.sql(), "SELECT ? /*app='it%27s',route='%2Fusers%2F%2A%2Fx'*/");
    /// ```
    pub fn tag<'t>(&mut self, tags: impl IntoIterator<Item = (&'t str, &'t str)>) {
        let old = self.report.as_mut().map(|report| std::mem::take(&mut report.late.comment));
        self.sql.truncate(self.sql.len() - old.map_or(0, |old| old.len()));
        let mut pairs: Vec<String> = tags
            .into_iter()
            .map(|(key, value)| format!("{}='{}'", coded(key), coded(value)))
            .collect();
        pairs.sort_unstable();
        if pairs.is_empty() {
            return;
        }
        let percent = self.report.as_ref().is_some_and(|report| report.late.doubles_percent());
        let comment = format!(" /*{}*/", pairs.join(","));
        let comment = if percent { comment.replace('%', "%%") } else { comment };
        self.sql.push_str(&comment);
        self.report.get_or_insert_default().late.comment = comment;
    }
}

/// A text whose every byte that could mean something is a %-code.
fn coded(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    coded
}
