//! The text of a type of one engine: one type, and nothing else.

/// Words that go on with something else than a type, in any engine: the constraints of a column.
const OTHERS: &[&str] = &[
    "AS",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "CHECK",
    "COLLATE",
    "COLUMN_FORMAT",
    "COMMENT",
    "COMPRESSED",
    "CONSTRAINT",
    "DEFAULT",
    "DEFERRABLE",
    "FOREIGN",
    "GENERATED",
    "IDENTITY",
    "INITIALLY",
    "INVISIBLE",
    "KEY",
    "NOT",
    "NULL",
    "ON",
    "PERSISTENT",
    "PRIMARY",
    "REFERENCES",
    "SERIAL DEFAULT VALUE",
    "STORED",
    "UNIQUE",
    "USING",
    "VIRTUAL",
    "VISIBLE",
];

/// True for the text of one type: words, which may be in double quotes and have schemas before them,
/// each with what it needs in parentheses (numbers, words, texts in quotes), and `[]` behind.
///
/// Every character that could end the place where the type stands is one of these or refused: there is
/// no comma outside of parentheses, no comment, no backslash, and no quote without its end.
pub(super) fn is_one_type(text: &str) -> bool {
    let mut reader = Reader { rest: text.trim_matches(' ') };
    let whole = reader.types();
    whole.is_some() && reader.rest.is_empty()
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn types(&mut self) -> Option<()> {
        self.word()?;
        loop {
            self.blanks();
            match self.rest.chars().next() {
                None => return Some(()),
                Some('(') => self.arguments()?,
                Some('[') => self.brackets()?,
                Some('.') => {
                    self.take('.')?;
                    self.word()?;
                }
                Some(_) => self.word()?,
            }
        }
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn take(&mut self, c: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    /// The letters, digits and underscores at the start.
    fn run(&mut self) -> Option<&'t str> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    fn word(&mut self) -> Option<()> {
        if self.rest.starts_with('"') {
            return self.quoted('"');
        }
        let word = self.run()?;
        let starts = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let other = OTHERS.iter().any(|other| other.eq_ignore_ascii_case(word));
        (starts && !other).then_some(())
    }

    /// A run in quotes, which are doubled inside. A backslash means something to some engines.
    fn quoted(&mut self, quote: char) -> Option<()> {
        self.take(quote)?;
        loop {
            let end = self.rest.find(['\\', '\0', quote])?;
            self.rest = &self.rest[end..];
            self.take(quote)?;
            if self.take(quote).is_none() {
                return Some(());
            }
        }
    }

    /// `(1, 2)`, `(Point, 4326)`, `('a', 'b')`.
    fn arguments(&mut self) -> Option<()> {
        self.take('(')?;
        loop {
            self.blanks();
            match self.rest.chars().next()? {
                '\'' => self.quoted('\'')?,
                '-' => {
                    self.take('-')?;
                    self.run()?.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
                }
                c if c.is_ascii_digit() => drop(self.run()?),
                _ => self.word()?,
            }
            self.blanks();
            if self.take(',').is_none() {
                return self.take(')');
            }
        }
    }

    fn brackets(&mut self) -> Option<()> {
        self.take('[')?;
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        self.take(']')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_type_is_taken() {
        for text in [
            "int",
            "INT UNSIGNED ZEROFILL",
            "numeric(10, -2)",
            "timestamp (3) with time zone",
            "INTERVAL DAY TO SECOND(3)",
            "ENUM('a', 'it''s', '', ', DEFAULT')",
            "VARCHAR(9) CHARACTER SET utf8mb4",
            "geometry(Point, 4326)",
            "app.mood",
            "\"App\".\"my \"\"type\"\"\"[3][]",
            "größe",
            " double precision ",
        ] {
            assert!(is_one_type(text), "{text}");
        }
    }

    #[test]
    fn what_is_more_than_a_type_is_refused() {
        for text in [
            "",
            " ",
            "INT, admin INT DEFAULT 1",
            "INT DEFAULT 1",
            "int not null",
            "INT CHECK (1)",
            "INT Check(a)",
            "INT REFERENCES t",
            "INT PRIMARY KEY",
            "TEXT COLLATE NOCASE",
            "INT)",
            "INT(",
            "INT (1",
            "INT (1))",
            "INT((1))",
            "INT()",
            "INT(1,)",
            "INT; DROP TABLE t",
            "INT -- x",
            "INT /* x */",
            "INT # x",
            "INT(1--1)",
            "ENUM('a",
            "ENUM('a\\')",
            "ENUM('a'')",
            "\"a",
            "a.",
            ".a",
            "a..b",
            "int[a]",
            "int[",
            "1",
            "int 1",
            "int\nnot",
            "int\0",
            "ENUM('\0')",
            "INT\u{a0}x",
            "INT = 1",
            "INT $1",
            "`INT`",
            "INT AS (1) STORED",
        ] {
            assert!(!is_one_type(text), "{text:?}");
        }
    }
}
