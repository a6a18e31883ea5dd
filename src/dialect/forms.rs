//! How a dialect writes texts, integers and LIKE, and which names it takes.

/// How texts are written into the text of a statement that are not kept by quotes alone, whatever
/// the settings of the server: `{hex}` is the text in hexadecimal digits, `{escaped}` the text with
/// every backslash and every quote behind a backslash or doubled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextForms {
    /// A text with a backslash; none if a backslash is a character like any other.
    pub backslash: Option<&'static str>,
    /// A text with a NUL; none if there is no way to write it.
    pub nul: Option<&'static str>,
    /// Either where no expression can stand, if that is another.
    pub constant: Option<&'static str>,
}

/// How integers are written whose digits alone would be of another type: `{0}` is the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntegerForms {
    /// 16-bit integers.
    pub small: Option<&'static str>,
    /// The smallest 32-bit integer, which is no minus before a 32-bit integer.
    pub lowest: Option<&'static str>,
    /// 64-bit integers.
    pub large: Option<&'static str>,
    /// Unsigned 64-bit integers.
    pub unsigned: Option<&'static str>,
    /// Those past the end of signed ones, where they are exact numbers; their type is that of
    /// [`Type::BigDecimal`](crate::Type::BigDecimal).
    pub huge: Option<&'static str>,
}

/// Which names an engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRules {
    /// True if a blank, a tab or the end of a line can be the last character.
    pub blank_at_end: bool,
    /// True if the name that a column of a result is given can begin with a blank or a control character.
    pub blank_before_label: bool,
    /// True if characters past U+FFFF can be in it.
    pub past_bmp: bool,
    /// How many names a call of a function can have: two with the schema or package that it is in, three
    /// with that of the catalog or schema around.
    pub function_path: usize,
    /// The columns that every table has by itself.
    pub system_columns: &'static [&'static str],
    /// How the names of tables begin that the engine keeps for itself.
    pub system_tables: Option<&'static str>,
}

impl NameRules {
    /// All names.
    pub const ALL: NameRules = NameRules {
        blank_at_end: true,
        blank_before_label: true,
        past_bmp: true,
        function_path: 3,
        system_columns: &[],
        system_tables: None,
    };
}

/// What stands around the two sides of LIKE; an ESCAPE follows it all.
#[derive(Clone, Copy, Debug)]
pub struct LikeForm {
    /// Before the text.
    pub before: &'static str,
    /// Between the text and the pattern.
    pub like: &'static str,
    /// The same, for NOT LIKE.
    pub not_like: &'static str,
    /// After the pattern.
    pub after: &'static str,
}

impl LikeForm {
    /// `text LIKE pattern`.
    pub const PLAIN: LikeForm =
        LikeForm { before: "", like: " LIKE ", not_like: " NOT LIKE ", after: "" };

    /// `LOWER(text) LIKE LOWER(pattern)`.
    pub const LOWERED: LikeForm = LikeForm {
        before: "LOWER(",
        like: ") LIKE LOWER(",
        not_like: ") NOT LIKE LOWER(",
        after: ")",
    };
}

/// What stands before a statement whose plan is asked for; a dialect that lacks the
/// [`Feature`](crate::Feature) has no use for its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExplainWords {
    /// Where the statement is not run.
    pub plan: &'static str,
    /// Where it is run.
    pub run: &'static str,
}

/// What a column of the first query of a recursive one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// A column of a FROM item.
    ItemColumn,
    /// A value by itself, which says its type where the dialect needs that, or NULL.
    LoneValue,
    /// What is worked out, and a value whose column is of a wider type.
    WorkedOut,
}
