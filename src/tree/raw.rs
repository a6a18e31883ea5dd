//! Raw SQL that surely gives the same value each time: what is plain enough to be told.

/// Functions that all engines have, or none: they give the same for the same, whoever calls them.
const CALLS: &[&str] = &[
    "abs",
    "cast",
    "ceil",
    "ceiling",
    "char_length",
    "coalesce",
    "concat",
    "floor",
    "ifnull",
    "length",
    "lower",
    "ltrim",
    "mod",
    "nullif",
    "power",
    "replace",
    "round",
    "rtrim",
    "sign",
    "sqrt",
    "substr",
    "substring",
    "trim",
    "upper",
];

/// Words that parentheses may follow without being called.
const WORDS: &[&str] = &[
    "and", "between", "case", "distinct", "else", "from", "in", "is", "like", "not", "or", "then",
    "when",
];

/// Words of queries, and of what counts on.
const READING: &[&str] = &["next", "nextval", "select", "table", "values", "with"];

/// True if a text has no queries, no functions but well-known ones, no variables of the session, and no
/// quotes and comments, in which any of these could hide.
pub(super) fn is_plain(text: &str) -> bool {
    let hides =
        |c: char| !(c.is_alphanumeric() || c.is_whitespace() || "_.,(){}<>=!+-*/%|".contains(c));
    if text.contains(hides) || text.contains("--") || text.contains("/*") {
        return false;
    }
    let mut rest = text;
    while let Some(start) = rest.find(is_of_word) {
        let (word, after) = rest[start..]
            .split_at(rest[start..].find(|c| !is_of_word(c)).unwrap_or(rest.len() - start));
        let is_one_of = |words: &[&str]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
        let calls = after.trim_start().starts_with('(');
        if is_one_of(READING) || calls && !is_one_of(CALLS) && !is_one_of(WORDS) {
            return false;
        }
        rest = after;
    }
    true
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn what_is_plain() {
        for text in [
            "({} IS NULL)",
            "CASE WHEN {} THEN 1 ELSE 0 END",
            "COALESCE ({}, abs({}))",
            "{} IN (1, 2)",
        ] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "random()",
            "RANDOM ()",
            "random/**/()",
            "{} || my.f({})",
            "(SELECT a FROM t LIMIT 1)",
            "NEXT VALUE FOR s",
            "@x + 1",
            "'('",
            "\"random\"()",
            "random -- \n ()",
            "a.abs({})",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
