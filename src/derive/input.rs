//! Reads the struct: what its table is called, and which columns it has.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Field, Fields, FieldsNamed, Ident, LitStr, Result};
use syn::{Type, Visibility};

use crate::options::{ColumnOptions, Errors, TableOptions};

/// The columns that the bits of `Record::REQUIRED` have room for.
const MOST_COLUMNS: usize = 64;

/// The struct as a table.
pub(crate) struct Table<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    pub(crate) name: LitStr,
    pub(crate) parts: Vec<Part<'a>>,
    pub(crate) skipped: Vec<(&'a Ident, &'a Type)>,
}

/// A field that is not skipped.
pub(crate) enum Part<'a> {
    Column(Column<'a>),
    Embedded(Embedded<'a>),
}

/// A field that is a struct of columns.
pub(crate) struct Embedded<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    pub(crate) ty: &'a Type,
    pub(crate) docs: Vec<&'a Attribute>,
    pub(crate) prefix: LitStr,
}

/// A field that is a column.
pub(crate) struct Column<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    pub(crate) ty: &'a Type,
    pub(crate) docs: Vec<&'a Attribute>,
    pub(crate) name: LitStr,
    pub(crate) options: Box<ColumnOptions>,
}

impl Column<'_> {
    /// True if INSERT of the struct names it.
    pub(crate) fn is_inserted(&self) -> bool {
        self.options.generated.is_none() && self.options.computed.is_none()
    }
}

/// A number of columns, those of embedded structs among them.
#[derive(Clone, Default)]
pub(crate) struct Place<'a> {
    columns: usize,
    embedded: Vec<&'a Type>,
}

impl Place<'_> {
    /// The number, if it is known before the embedded structs are.
    pub(crate) fn known(&self) -> Option<usize> {
        self.embedded.is_empty().then_some(self.columns)
    }
}

impl ToTokens for Place<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Place { columns, embedded } = self;
        tokens.extend(match embedded[..] {
            [] => quote! { #columns },
            _ => {
                let widths = embedded.iter().map(|ty| width(ty));
                quote! { (#columns #(+ #widths)*) }
            }
        });
    }
}

/// How many columns an embedded struct has.
pub(crate) fn width(ty: &Type) -> TokenStream {
    quote_spanned! { ty.span() => <#ty as ::sqltree::engine::Embedded>::NAMES.len() }
}

impl<'a> Part<'a> {
    pub(crate) fn ident(&self) -> &'a Ident {
        match self {
            Part::Column(column) => column.ident,
            Part::Embedded(embedded) => embedded.ident,
        }
    }
}

impl<'a> Table<'a> {
    /// The fields that are columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Column<'a>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(column) => Some(column),
            Part::Embedded(_) => None,
        })
    }

    /// The fields that are structs of columns.
    pub(crate) fn embedded(&self) -> impl Iterator<Item = &Embedded<'a>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(_) => None,
            Part::Embedded(embedded) => Some(embedded),
        })
    }

    /// How many columns there are, or where the next one stands.
    pub(crate) fn width(&self) -> Place<'a> {
        let (columns, embedded) = (self.columns().count(), self.embedded().map(|part| part.ty));
        Place { columns, embedded: embedded.collect() }
    }

    pub(crate) fn read(input: &'a DeriveInput) -> Result<Self> {
        let fields = named_fields(input)?;
        let mut errors = Errors::default();
        let options = TableOptions::read(&input.attrs).unwrap_or_else(|error| {
            errors.check(Err(error));
            TableOptions::default()
        });
        let name = options.name.unwrap_or_else(|| {
            let name = snake_case(&input.ident.unraw().to_string());
            LitStr::new(&name, input.ident.span())
        });
        let mut table = Table {
            ident: &input.ident,
            vis: &input.vis,
            name,
            parts: Vec::new(),
            skipped: Vec::new(),
        };
        for field in &fields.named {
            errors.check(table.add(field));
        }
        errors.finish()?;
        table.check(fields)?;
        Ok(table)
    }

    fn add(&mut self, field: &'a Field) -> Result<()> {
        let Some(ident) = &field.ident else { return Err(unnamed(field.span())) };
        let options = ColumnOptions::read(&field.attrs)?;
        if options.skip.is_some() {
            self.skipped.push((ident, &field.ty));
            return Ok(());
        }
        let (place, vis, ty) = (self.width(), &field.vis, &field.ty);
        let docs =
            field.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
        self.parts.push(if options.embedded.is_some() {
            let none = || LitStr::new("", ident.span());
            let prefix = options.prefix.unwrap_or_else(none);
            Part::Embedded(Embedded { place, ident, vis, ty, docs, prefix })
        } else {
            let own_name = || LitStr::new(&ident.unraw().to_string(), ident.span());
            let name = options.name.clone().unwrap_or_else(own_name);
            Part::Column(Column { place, ident, vis, ty, docs, name, options: Box::new(options) })
        });
        Ok(())
    }

    /// Checks what only all columns together show.
    fn check(&self, fields: &FieldsNamed) -> Result<()> {
        if self.parts.is_empty() {
            let message = "a table has at least one column; add a field that is not skipped";
            return Err(Error::new(fields.brace_token.span.join(), message));
        }
        if let Some(column) = self.columns().nth(MOST_COLUMNS) {
            let message = format!(
                "a struct has at most {MOST_COLUMNS} columns, and this is one more; split the \
                 table, or build it with `sqltree::schema::Table::new`, which has no limit"
            );
            return Err(Error::new(column.ident.span(), message));
        }
        let (mut names, mut errors) = (HashSet::new(), Errors::default());
        for column in self.columns() {
            if !names.insert(column.name.value()) {
                let message = format!(
                    "the table has a column `{}` already; give this one another name by \
                     `#[column(name = \"…\")]`",
                    column.name.value()
                );
                errors.check(Err(Error::new(column.name.span(), message)));
            }
        }
        errors.finish()
    }
}

fn named_fields(input: &DeriveInput) -> Result<&FieldsNamed> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => return Err(no_struct(data.enum_token.span, "an enum")),
        Data::Union(data) => return Err(no_struct(data.union_token.span, "a union")),
    };
    if !input.generics.params.is_empty() {
        let message = "a table cannot be generic, since each column has one type; \
             write the types out, with a struct for each table";
        return Err(Error::new_spanned(&input.generics, message));
    }
    match fields {
        Fields::Named(fields) => Ok(fields),
        Fields::Unnamed(fields) => Err(unnamed(fields.span())),
        Fields::Unit => Err(unnamed(input.ident.span())),
    }
}

fn no_struct(span: Span, what: &str) -> Error {
    let message = format!(
        "`#[derive(Table)]` is for structs, and this is {what}; \
         write a struct with a field for each column"
    );
    Error::new(span, message)
}

fn unnamed(span: Span) -> Error {
    let message = "`#[derive(Table)]` needs named fields, which are the columns: \
         `struct User { id: i64, name: String }`";
    Error::new(span, message)
}

/// `UserRole` to `user_role`, `HTTPHost` to `http_host`, `V2User` to `v2_user`.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    let mut last: Option<char> = None;
    while let Some(c) = chars.next() {
        let ends_word = last.is_some_and(|last| !last.is_uppercase() && last != '_');
        let starts_next = chars.peek().is_some_and(|next| next.is_lowercase());
        let in_capitals = last.is_some_and(char::is_uppercase);
        if c.is_uppercase() && (ends_word || (in_capitals && starts_next)) {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
        last = Some(c);
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn a_table_is_called_like_its_struct_in_snake_case() {
        let names = ["User", "UserRole", "HTTPHost", "V2User", "Http2", "a_b", "A_B", "X", "ÄÖl"];
        let snake =
            ["user", "user_role", "http_host", "v2_user", "http2", "a_b", "a_b", "x", "ä_öl"];
        assert_eq!(names.map(snake_case), snake);
    }
}
