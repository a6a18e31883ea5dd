//! Reads `#[table(…)]` and `#[column(…)]`.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Result, Token, parenthesized, token,
};

/// One of the options between the parentheses: `unique`, `default = 0`, `default(0)`.
struct Item {
    key: Ident,
    value: Option<Expr>,
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Some(input.parse()?)
        } else if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            let value = content.parse()?;
            if !content.is_empty() {
                return Err(content.error(format!("`{key}` takes one value")));
            }
            Some(value)
        } else {
            None
        };
        Ok(Item { key, value })
    }
}

impl Item {
    fn flag(self) -> Result<Span> {
        match self.value {
            None => Ok(self.key.span()),
            Some(value) => {
                let message = format!("`{0}` takes no value; write `{0}` alone", self.key);
                Err(Error::new_spanned(value, message))
            }
        }
    }

    fn value(self) -> Result<Expr> {
        let Item { key, value } = self;
        let message = format!("`{key}` needs a value; write `{key} = …`");
        value.ok_or_else(|| Error::new(key.span(), message))
    }

    /// The value as a name in the database.
    fn name(self) -> Result<LitStr> {
        let empty = "a name in the database has at least one character";
        self.text(empty, "a name is written as a string: `name = \"…\"`")
    }

    /// The value as a prefix of names.
    fn prefix(self) -> Result<LitStr> {
        let empty = "without a prefix the columns are called as they are; leave it out";
        self.text(empty, "a prefix is written as a string: `prefix = \"…\"`")
    }

    /// The value as a text; `empty` and `other` say what is wrong with one that is not.
    fn text(self, empty: &str, other: &str) -> Result<LitStr> {
        let mut value = self.value()?;
        // What a macro by example puts in is in a group without delimiters.
        while let Expr::Group(group) = value {
            value = *group.expr;
        }
        match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if text.value().is_empty() => {
                Err(Error::new(text.span(), empty))
            }
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text),
            _ => Err(Error::new_spanned(value, other)),
        }
    }
}

/// What `#[table(…)]` says of a struct.
#[derive(Default)]
pub(crate) struct TableOptions {
    pub(crate) name: Option<LitStr>,
}

impl TableOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        if let Some(wrong) = find(attributes, "column") {
            let message = "`#[column(…)]` goes before a field; of the struct, say `#[table(…)]`";
            return Err(Error::new_spanned(wrong, message));
        }
        let mut options = TableOptions::default();
        each_item(attributes, "table", |item| match item.key.to_string().as_str() {
            "name" => put(&mut options.name, item.key.clone(), || item.name()),
            _ => Err(unknown(&item.key, "table", "`name = \"…\"`")),
        })?;
        Ok(options)
    }
}

/// What `#[column(…)]` says of a field.
#[derive(Default)]
pub(crate) struct ColumnOptions {
    pub(crate) name: Option<LitStr>,
    pub(crate) primary_key: Option<Span>,
    pub(crate) generated: Option<Span>,
    pub(crate) unique: Option<Span>,
    pub(crate) sql_type: Option<Expr>,
    pub(crate) references: Option<Expr>,
    pub(crate) on_delete: Option<Expr>,
    pub(crate) computed_as: Option<Expr>,
    pub(crate) default: Option<Expr>,
    pub(crate) on_update: Option<Expr>,
    pub(crate) skip: Option<Span>,
    pub(crate) version: Option<Span>,
    pub(crate) computed: Option<Span>,
    pub(crate) embedded: Option<Span>,
    pub(crate) prefix: Option<LitStr>,
}

const COLUMN_OPTIONS: &str = "`primary_key`, `generated`, `unique`, `name = \"…\"`, \
    `sql_type = …`, `references = …`, `on_delete = …`, `default = …`, `on_update = …`, `version`, \
    `computed`, `computed_as = \"…\"`, `embedded`, `prefix = \"…\"` and `skip`";

impl ColumnOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        if let Some(wrong) = find(attributes, "table") {
            let message = "`#[table(…)]` goes before the struct; of a field, say `#[column(…)]`";
            return Err(Error::new_spanned(wrong, message));
        }
        let (mut options, mut count) = (ColumnOptions::default(), 0);
        each_item(attributes, "column", |item| {
            count += 1;
            options.add(item)
        })?;
        let more = count - usize::from(options.prefix.is_some());
        match (options.skip, options.embedded, &options.prefix) {
            (Some(span), ..) if count > 1 => {
                let message = "a skipped field is no column; remove `skip` or the other options";
                Err(Error::new(span, message))
            }
            (_, Some(span), _) if more > 1 => {
                let message = "an embedded struct is several columns, which have their own options; \
                     besides `embedded` there is `prefix = \"…\"`";
                Err(Error::new(span, message))
            }
            (_, None, Some(prefix)) => {
                let message =
                    "only an embedded struct has a prefix; of a column, say `name = \"…\"`";
                Err(Error::new(prefix.span(), message))
            }
            _ => Ok(options),
        }
    }

    /// Refuses what a column of an embedded struct cannot be.
    pub(crate) fn check_embedded(&self) -> Result<()> {
        let found = [self.primary_key, self.generated, self.version].into_iter().flatten().next();
        found.map_or(Ok(()), |span| {
            let message = "`primary_key`, `generated` and `version` are said of a column of the table \
                 itself; move the field out of the embedded struct";
            Err(Error::new(span, message))
        })
    }

    fn add(&mut self, item: Item) -> Result<()> {
        let key = item.key.clone();
        match key.to_string().as_str() {
            "name" => put(&mut self.name, key, || item.name()),
            "primary_key" => put(&mut self.primary_key, key, || item.flag()),
            "generated" => put(&mut self.generated, key, || item.flag()),
            "unique" => put(&mut self.unique, key, || item.flag()),
            "sql_type" => put(&mut self.sql_type, key, || item.value()),
            "references" => put(&mut self.references, key, || item.value()),
            "on_delete" => put(&mut self.on_delete, key, || item.value()),
            "computed_as" => {
                let span = key.span();
                put(&mut self.computed_as, key, || item.value())?;
                self.computed = Some(span);
                Ok(())
            }
            "default" => put(&mut self.default, key, || item.value()),
            "on_update" => put(&mut self.on_update, key, || item.value()),
            "skip" => put(&mut self.skip, key, || item.flag()),
            "version" => put(&mut self.version, key, || item.flag()),
            "computed" => put(&mut self.computed, key, || item.flag()),
            "embedded" => put(&mut self.embedded, key, || item.flag()),
            "prefix" => put(&mut self.prefix, key, || item.prefix()),
            _ => Err(unknown(&key, "column", COLUMN_OPTIONS)),
        }
    }
}

fn find<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident(name))
}

/// Calls `take` with each option of the attributes called `name`, and collects its errors.
fn each_item(
    attributes: &[Attribute],
    name: &str,
    mut take: impl FnMut(Item) -> Result<()>,
) -> Result<()> {
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match attribute.parse_args_with(Punctuated::<Item, Token![,]>::parse_terminated) {
            Ok(items) => items.into_iter().for_each(|item| errors.check(take(item))),
            Err(error) => errors.check(Err(error)),
        }
    }
    errors.finish()
}

fn put<T>(slot: &mut Option<T>, key: Ident, value: impl FnOnce() -> Result<T>) -> Result<()> {
    if slot.is_some() {
        return Err(Error::new(key.span(), format!("`{key}` is given twice; remove one of them")));
    }
    *slot = Some(value()?);
    Ok(())
}

fn unknown(key: &Ident, attribute: &str, known: &str) -> Error {
    let message = format!("`#[{attribute}(…)]` has no option `{key}`; it has {known}");
    Error::new(key.span(), message)
}

/// Errors so far: all mistakes are reported, not only the first.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn check(&mut self, result: Result<()>) {
        match (result, &mut self.0) {
            (Ok(()), _) => {}
            (Err(error), Some(first)) => first.combine(error),
            (Err(error), none) => *none = Some(error),
        }
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
