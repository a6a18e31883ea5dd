//! The data of a dialect.

use super::ansi::{ANSI_FUNCTIONS, ansi_type, no_type};
use super::{
    CastForm, ExplainWords, Faults, First, Folding, Functions, IntegerForms, LikeForm, NameLimit,
    NameRules, Powers, TextForms, ValueForm, ValueLimits,
};
use crate::feature::Feature;
use crate::function::Function;
use crate::name::Keywords;
use crate::types::{Tag, Type};

/// How a dialect writes things; a literal that ends in `..Spec::ANSI`.
#[derive(Debug)]
pub struct Spec {
    /// The engine's name, for messages: `PostgreSQL`.
    pub name: &'static str,
    /// What stands around a name that needs quotes; the closing one is doubled inside.
    pub quotes: (char, char),
    /// Words that need quotes as names, in any version.
    pub keywords: &'static Keywords,
    /// Those keywords that may be called as functions all the same.
    pub callable: &'static Keywords,
    /// The longest name.
    pub name_limit: NameLimit,
    /// Which names the engine takes apart from that.
    pub name_rules: NameRules,
    /// How parameters are written.
    pub placeholder: Placeholder,
    /// Which names of tables, schemas and aliases are the same.
    pub table_names: Folding,
    /// Which names of columns are the same.
    pub column_names: Folding,
    /// The most tables in one FROM.
    pub max_tables: usize,
    /// The most parameters of one statement.
    pub max_parameters: usize,
    /// How many rows a statement has where many are inserted.
    pub batch_rows: usize,
    /// True if a parameter that stands alone needs its type in the text: `CAST($1 AS BIGINT)`.
    pub typed_binds: bool,
    /// True if bytes as a parameter are text unless a cast says otherwise: `CAST(? AS BINARY)`.
    pub cast_bytes: bool,
    /// The types that a NULL must say, as it is a double among numbers and a text among rows.
    pub cast_nulls: fn(&Type) -> Option<&'static str>,
    /// What stands round a column of the first query of a recursive one, which says the type of all rows.
    pub recursive_start: fn(Tag, First) -> Option<(&'static str, &'static str)>,
    /// True if a NUL may be in a text.
    pub nul_in_text: bool,
    /// How tightly operators bind.
    pub powers: Powers,
    /// How texts are joined.
    pub concat: Concat,
    /// How functions are written.
    pub functions: &'static Functions,
    /// How functions are written where parameters are written `?`, if some of them are operators with a `?`.
    pub functions_beside_question: Option<&'static Functions>,
    /// Conversions that a plain CAST would make otherwise.
    pub casts: &'static [CastForm],
    /// Aggregates that cannot stand over a window.
    pub not_over_windows: &'static [&'static Function],
    /// LIKE with regard to case; none if only `GLOB` has it.
    pub like: Option<LikeForm>,
    /// LIKE without regard to case.
    pub ilike: LikeForm,
    /// The escape character of LIKE without an ESCAPE.
    pub like_escape: Option<char>,
    /// The limit that means none, where OFFSET cannot stand alone.
    pub limit_all: Option<&'static str>,
    /// What stands round a LIMIT or OFFSET that is worked out, where a negative one is no error.
    pub limit_expression: (&'static str, &'static str),
    /// True if a row before IN of a query takes no queries.
    pub plain_rows: bool,
    /// Where NULLs come in an ascending order that does not say it.
    pub nulls: NullsDefault,
    /// How a row of VALUES as a query begins.
    pub values_row: &'static str,
    /// What closes off a query inside a set operation.
    pub set_arms: SetArms,
    /// When an expression is the same as a key of GROUP BY.
    pub group_keys: GroupKeys,
    /// True if no two columns of a query in FROM may be called alike, also by their texts.
    pub unique_columns: bool,
    /// True if arithmetic of REAL alone is done in single precision.
    pub calculates_in_single: bool,
    /// What integers are beside floats.
    pub integers_beside_floats: Integers,
    /// True if conditions are the numbers 1 and 0, and go with numbers.
    pub booleans_are_numbers: bool,
    /// TRUE and FALSE.
    pub booleans: (&'static str, &'static str),
    /// True if a backslash escapes in string literals.
    pub backslash_escapes: bool,
    /// How texts are written that quotes alone do not keep.
    pub texts: TextForms,
    /// How bytes are written.
    pub bytes: BytesStyle,
    /// How integers are written whose digits alone would be of another type: `{0}` is the number.
    pub integers: IntegerForms,
    /// How a floating-point literal is written: `{0}` is the number.
    pub float: &'static str,
    /// A number in single precision, where the engine has such; `{0}` is its digits.
    pub single: Option<&'static str>,
    /// How a literal of NaN or an infinity is written: `{0}` is its name.
    pub not_finite: Option<(&'static str, &'static str)>,
    /// How values of the calendar, exact numbers, UUIDs and documents are written; those of types that
    /// are not among them are refused.
    pub values: &'static [ValueForm],
    /// Which of them the engine holds.
    pub value_limits: ValueLimits,
    /// The name of a type in CREATE TABLE; `{0}` and `{1}` stand for its parameters.
    pub types: fn(&Type) -> Option<&'static str>,
    /// The same in a table whose columns hold values of their type only.
    pub strict_types: fn(&Type) -> Option<&'static str>,
    /// The engine's own types in such a table.
    pub strict_natives: &'static [&'static str],
    /// The name of a type in CAST.
    pub cast_types: fn(&Type) -> Option<&'static str>,
    /// True if ON behind a FROM that has no WHERE is taken for that of a join.
    pub on_ends_from: bool,
    /// What begins a statement all of whose assignments read old values, where they do not otherwise.
    pub at_once: Option<&'static str>,
    /// A row of defaults, behind the table of an INSERT.
    pub default_row: &'static str,
    /// How a column that the database numbers is written.
    pub generated: Generated,
    /// What the engine takes for something else, and how that is written around.
    pub faults: Faults,
    /// What stands before a statement whose plan is asked for.
    pub explain: ExplainWords,
    /// True if text of any length can be a key.
    pub text_keys: bool,
    /// True if a column of items joined in parentheses has another name in the result, if it is given none.
    pub labels_joined: bool,
    /// What to do instead of a feature that is missing.
    pub hints: &'static [(Feature, &'static str)],
}

impl Spec {
    /// Standard SQL with named parameters (`:p1`): what the others start from.
    pub const ANSI: Spec = Spec {
        name: "ANSI SQL",
        quotes: ('"', '"'),
        keywords: super::ansi::KEYWORDS,
        callable: Keywords::NONE,
        name_limit: NameLimit::Characters(128),
        name_rules: NameRules::ALL,
        placeholder: Placeholder::Named,
        table_names: Folding::Exact,
        column_names: Folding::Exact,
        max_tables: usize::MAX,
        max_parameters: usize::MAX,
        batch_rows: 1_000,
        typed_binds: false,
        cast_bytes: false,
        cast_nulls: no_type,
        recursive_start: |_, _| None,
        nul_in_text: true,
        powers: Powers::ANSI,
        concat: Concat::Operator,
        functions: &ANSI_FUNCTIONS,
        functions_beside_question: None,
        casts: &[],
        not_over_windows: &[],
        like: Some(LikeForm::PLAIN),
        ilike: LikeForm::LOWERED,
        like_escape: None,
        limit_all: None,
        limit_expression: ("", ""),
        plain_rows: false,
        nulls: NullsDefault::Largest,
        values_row: "(",
        set_arms: SetArms::Parentheses,
        group_keys: GroupKeys::SameParameters,
        unique_columns: false,
        calculates_in_single: true,
        integers_beside_floats: Integers::BecomeFloats,
        booleans_are_numbers: false,
        booleans: ("TRUE", "FALSE"),
        backslash_escapes: false,
        texts: TextForms { backslash: None, nul: None, constant: None },
        bytes: BytesStyle::Hex,
        integers: IntegerForms {
            small: None,
            lowest: None,
            large: None,
            unsigned: None,
            huge: None,
        },
        float: "CAST({0} AS DOUBLE PRECISION)",
        single: Some("CAST({0} AS REAL)"),
        not_finite: None,
        values: super::ansi::VALUES,
        value_limits: ValueLimits::ALL,
        types: ansi_type,
        strict_types: no_type,
        strict_natives: &[],
        cast_types: ansi_type,
        on_ends_from: false,
        at_once: None,
        default_row: " DEFAULT VALUES",
        generated: Generated::Words(" GENERATED BY DEFAULT AS IDENTITY"),
        faults: Faults::NONE,
        explain: ExplainWords { plan: "EXPLAIN ", run: "EXPLAIN ANALYZE " },
        text_keys: true,
        labels_joined: false,
        hints: &[],
    };
}

/// When an engine takes an expression for a key of GROUP BY.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKeys {
    /// If it has the same numbers of parameters too.
    SameParameters,
    /// It need not be one.
    Any,
    /// Never in HAVING, and elsewhere it need not be one.
    NotInHaving,
    /// Never in HAVING, and elsewhere if there are no parameters in it.
    WithoutParameters,
}

/// What integers are beside floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integers {
    /// Floats of double precision, where they are compared with one or stand for one.
    BecomeFloats,
    /// The same, but for a column beside a value, which are compared exactly.
    StayBesideValues,
    /// Integers: they are compared with floats exactly.
    Stay,
}

/// How parameters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `?`
    Question,
    /// `$1`
    Dollar,
    /// `:p1`
    Named,
    /// `?1`
    QuestionNumber,
    /// `@p1`
    At,
    /// `%s`, every other `%` of the text being doubled
    Percent,
}

impl Placeholder {
    /// True if placeholders say which parameter they stand for, so that one can stand for it twice.
    pub(crate) const fn is_numbered(self) -> bool {
        match self {
            Placeholder::Dollar
            | Placeholder::Named
            | Placeholder::QuestionNumber
            | Placeholder::At => true,
            Placeholder::Question | Placeholder::Percent => false,
        }
    }
}

/// How texts are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concat {
    /// `a || b`
    Operator,
    /// `CONCAT(a, b)`
    Function,
}

/// Where NULLs come in an order that does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullsDefault {
    /// First in ascending order, last in descending.
    Smallest,
    /// Last in ascending order, first in descending.
    Largest,
}

/// What closes off a query inside a set operation, where it has an order, a limit, or set
/// operations of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetArms {
    /// `(SELECT …)`; `INTERSECT` binds more tightly than the others.
    Parentheses,
    /// `SELECT * FROM (SELECT …)`; all bind alike, from the left.
    Subqueries,
}

/// How bytes are written into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesStyle {
    /// `X'00ff'`
    Hex,
    /// `decode('00ff', 'hex')`
    Decode,
}

/// How a column is written that the database numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generated {
    /// These words after the type.
    Words(&'static str),
    /// `INTEGER PRIMARY KEY`, which is SQLite's row number.
    RowId,
}
