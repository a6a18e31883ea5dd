//! Conversions that a plain CAST would make otherwise, or not at all.

use crate::function::Template;
use crate::types::{Family, Tag};

/// How a dialect converts one type to another where `CAST(operand AS type)` has another meaning than
/// ours, or none: numbers lose their fraction when they become integers, conditions are 1 and 0 as
/// numbers and `true` and `false` as texts, and a number is true unless it is 0.
#[derive(Clone, Copy, Debug)]
pub struct CastForm {
    from: Types,
    to: Types,
    form: Form,
}

/// Types that a [`CastForm`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Types {
    /// Conditions.
    Boolean,
    /// Integers of any width.
    Integers,
    /// Numbers that may have a fraction.
    Fractions,
    /// Numbers of any kind.
    Numbers,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// UUIDs.
    Uuid,
    /// JSON documents.
    Json,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// What is written in place of the operand.
    Operand(Template),
    /// What is written in place of the whole CAST.
    Whole(Template),
}

impl CastForm {
    /// `CAST(template AS type)`, the operand being the template's argument.
    #[must_use]
    pub const fn operand(from: Types, to: Types, template: Template) -> Self {
        CastForm { from, to, form: Form::Operand(template) }
    }

    /// The template in place of the CAST.
    #[must_use]
    pub const fn whole(from: Types, to: Types, template: Template) -> Self {
        CastForm { from, to, form: Form::Whole(template) }
    }

    pub(crate) fn of(forms: &[CastForm], from: Tag, to: Tag) -> Option<Form> {
        let found = forms.iter().find(|form| form.from.has(from) && form.to.has(to));
        found.map(|form| form.form)
    }
}

impl Types {
    pub(super) const fn has(self, tag: Tag) -> bool {
        let integer =
            matches!(tag, Tag::SmallInt | Tag::Integer | Tag::BigInt | Tag::UnsignedBigInt);
        let number = matches!(tag.family(), Family::Number);
        match self {
            Types::Boolean => matches!(tag, Tag::Boolean),
            Types::Integers => integer,
            Types::Fractions => number && !integer,
            Types::Numbers => number,
            Types::Text => matches!(tag, Tag::Text),
            Types::Bytes => matches!(tag, Tag::Bytes),
            Types::Uuid => matches!(tag, Tag::Uuid),
            Types::Json => matches!(tag, Tag::Json),
        }
    }
}
