//! Reads the relationships of a struct: `#[has_many(posts: Post)]` and its kin.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Error, Expr, Ident, Path, Result, Token};

use crate::options::Errors;

/// A relationship: `posts: Post, by = Post::author_id`.
pub(crate) struct RelationOptions {
    pub(crate) kind: &'static str,
    pub(crate) name: Ident,
    pub(crate) to: Path,
    by: Option<Expr>,
    other: Option<Expr>,
    through: Option<Expr>,
    on_delete: Option<Ident>,
    delete_orphans: Option<Ident>,
}

const KINDS: [(&str, &str); 4] = [
    ("belongs_to", "BelongsTo"),
    ("has_one", "HasOne"),
    ("has_many", "HasMany"),
    ("many_to_many", "ManyToMany"),
];

impl Parse for RelationOptions {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![:]>()?;
        let mut options = RelationOptions {
            kind: "",
            name,
            to: input.parse()?,
            by: None,
            other: None,
            through: None,
            on_delete: None,
            delete_orphans: None,
        };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                options.option(input)?;
            }
        }
        Ok(options)
    }
}

impl RelationOptions {
    /// All relationships of a struct.
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Vec<Self>> {
        let (mut relations, mut errors) = (Vec::new(), Errors::default());
        for attribute in attributes {
            let found = KINDS.iter().find(|(word, _)| attribute.path().is_ident(word));
            let Some((_, kind)) = found else { continue };
            errors.check(attribute.parse_args::<RelationOptions>().and_then(|mut options| {
                options.kind = kind;
                options.check()?;
                relations.push(options);
                Ok(())
            }));
        }
        errors.finish()?;
        Ok(relations)
    }

    fn option(&mut self, input: ParseStream<'_>) -> Result<()> {
        let key = input.call(Ident::parse_any)?;
        let twice = |there: bool| {
            let message = format!("`{key}` is given twice; remove one of them");
            if there { Err(Error::new(key.span(), message)) } else { Ok(()) }
        };
        match key.to_string().as_str() {
            "delete_orphans" => {
                twice(self.delete_orphans.is_some())?;
                self.delete_orphans = Some(key);
            }
            "by" => {
                twice(self.by.is_some())?;
                input.parse::<Token![=]>()?;
                self.by = Some(input.parse()?);
            }
            "to" => {
                twice(self.other.is_some())?;
                input.parse::<Token![=]>()?;
                self.other = Some(input.parse()?);
            }
            "through" => {
                twice(self.through.is_some())?;
                input.parse::<Token![=]>()?;
                self.through = Some(input.parse()?);
            }
            "on_delete" => {
                twice(self.on_delete.is_some())?;
                input.parse::<Token![=]>()?;
                self.on_delete = Some(input.call(Ident::parse_any)?);
            }
            _ => {
                let message = format!(
                    "a relationship has no option `{key}`; it has `by = …`, `through = …`, `to = …`, \
                     `on_delete = …` and `delete_orphans`"
                );
                return Err(Error::new(key.span(), message));
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let wrong = |what: &dyn ToTokens, message: &str| Err(Error::new_spanned(what, message));
        let owner = matches!(self.kind, "HasOne" | "HasMany");
        match (&self.through, &self.other) {
            (Some(through), _) if self.kind != "ManyToMany" => {
                return wrong(through, "only `many_to_many` goes through an association table");
            }
            (_, Some(other)) if self.kind != "ManyToMany" => {
                return wrong(
                    other,
                    "only `many_to_many` has columns to another side; say `by = …`",
                );
            }
            (None, _) if self.kind == "ManyToMany" => {
                let message = "`many_to_many` needs its association table: \
                     `through = post_tags::table()`";
                return wrong(&self.name, message);
            }
            _ => {}
        }
        if let Some(key) = self.on_delete.as_ref().or(self.delete_orphans.as_ref())
            && !owner
        {
            return wrong(key, "only `has_one` and `has_many` say what becomes of objects");
        }
        self.rule().map(drop)
    }

    /// The variant of `OnDelete`.
    fn rule(&self) -> Result<Option<TokenStream>> {
        let Some(word) = &self.on_delete else { return Ok(None) };
        let variant = match word.to_string().as_str() {
            "refuse" => quote! { Refuse },
            "delete" => quote! { Delete },
            "clear" => quote! { Clear },
            "cascade" => quote! { Cascade },
            _ => {
                let message = "`on_delete` is `refuse`, `delete`, `clear` or `cascade`";
                return Err(Error::new(word.span(), message));
            }
        };
        Ok(Some(variant))
    }

    /// The constant.
    pub(crate) fn constant(&self, ident: &Ident) -> TokenStream {
        let RelationOptions { name, to, .. } = self;
        let kind = Ident::new(self.kind, name.span());
        let label = format!("{}::{}", ident.unraw(), name.unraw());
        let by = self.by.as_ref().map(|by| {
            let columns = columns(by);
            quote! { .by(|| ::std::vec![#(::sqltree::Column::dynamic(&#columns)),*]) }
        });
        let other = self.other.as_ref().map(|other| {
            let columns = columns(other);
            quote! { .to(|| ::std::vec![#(::sqltree::Column::dynamic(&#columns)),*]) }
        });
        let through = self.through.as_ref().map(|table| quote! { .through(|| #table) });
        let rule = self.rule().ok().flatten();
        let rule = rule.map(|rule| quote! { .on_delete(::sqltree::mapper::OnDelete::#rule) });
        let orphans = self.delete_orphans.as_ref().map(|_| quote! { .delete_orphans() });
        quote! {
            ::sqltree::mapper::#kind<#ident, #to> =
                ::sqltree::mapper::#kind::<#ident, #to>::new(#label)
                    #by #other #through #rule #orphans
        }
    }
}

/// One column, or a tuple of several.
fn columns(by: &Expr) -> Vec<&Expr> {
    match by {
        Expr::Tuple(tuple) => tuple.elems.iter().collect(),
        one => vec![one],
    }
}
