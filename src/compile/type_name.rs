//! Names of types.

use std::fmt::Write as _;

use super::Writer;
use super::native_type::is_one_type;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::types::Type;

impl Writer<'_> {
    /// The name of a type, with its parameters.
    pub(super) fn type_name(&mut self, ty: &Type, names: fn(&Type) -> Option<&'static str>) {
        let ty = ty.stored();
        if let Type::Native(name) = ty {
            self.native_type(name);
            return;
        }
        let Some(name) = names(ty) else {
            if *ty == Type::Unknown {
                let message = format!(
                    "a type is not known (in {}); give it by `.sql_type(…)` or `.cast_as(…)`",
                    self.clause
                );
                self.fail(ErrorKind::Incomplete, message);
            } else if let Type::Array(_) = ty {
                self.unsupported(Feature::Arrays, "arrays");
            } else {
                self.unsupported(Feature::ColumnType, &format!("type like `{ty:?}`"));
            }
            return;
        };
        let (first, second) = ty.parameters();
        for part in parts(name) {
            match part {
                TypePart::Text(text) => self.text(text),
                TypePart::Hole(which) => {
                    let mut number = String::new();
                    _ = write!(number, "{}", if which == "0" { first } else { second });
                    self.text(&number);
                }
            }
        }
    }

    /// A type given as text: words and numbers, nothing that could end the place it stands in.
    fn native_type(&mut self, name: &str) {
        if is_one_type(name) {
            self.text(name.trim_matches(' '));
        } else {
            let message = format!(
                "`{name}` is not one type and nothing else (in {}); what else a column has is said by \
                 `ColumnDef`",
                self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum TypePart {
    Text(&'static str),
    Hole(&'static str),
}

/// The pieces of a template: text, and the names in braces.
pub(super) fn parts(template: &'static str) -> impl Iterator<Item = TypePart> + Clone {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some(inside) = rest.strip_prefix('{') {
            let (hole, after) = inside.split_once('}')?;
            rest = after;
            return Some(TypePart::Hole(hole));
        }
        let end = rest.find('{').unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after;
        (!text.is_empty()).then_some(TypePart::Text(text))
    })
}
