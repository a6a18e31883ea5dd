//! Function templates: how a dialect writes a function, as text with numbered places.

use super::Powers;

/// How a dialect writes a function: `{0}`, `{1}` … are its arguments, `{*}` all of them with
/// commas.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
    /// How tightly the whole binds.
    pub(crate) power: u8,
    /// How tightly each argument must bind.
    pub(crate) operands: u8,
}

/// A template whose text is a call, so that it needs no parentheses, and neither do its arguments.
///
/// ```
/// use sqltree::dialect::{Template, template};
/// const LENGTH: Template = template("length", "CHAR_LENGTH({0})");
/// ```
#[must_use]
pub const fn template(name: &'static str, text: &'static str) -> Template {
    Template { name, text, power: Powers::PRIMARY, operands: 0 }
}

impl Template {
    /// The same template as an operator: how tightly the whole binds, and how tightly each
    /// argument must that does not stand alone between brackets and commas.
    #[must_use]
    pub const fn operator(mut self, power: u8, operands: u8) -> Self {
        self.power = power;
        self.operands = operands;
        self
    }

    /// The function's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The template of that name in a list sorted by name.
    pub(crate) fn find<'t>(list: &'t [Template], name: &str) -> Option<&'t Template> {
        list.binary_search_by(|template| template.name.cmp(name)).ok().map(|i| &list[i])
    }
}
