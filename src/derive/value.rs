//! `#[derive(Value)]`: newtypes and enumerations as values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Error, Fields, LitStr, Result, Type, Variant};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "a value has no type parameters"));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                Ok(newtype(input, &fields.unnamed[0].ty))
            }
            _ => Err(wrong(input)),
        },
        Data::Enum(data) => enumeration(input, data),
        Data::Union(_) => Err(wrong(input)),
    }
}

fn wrong(input: &DeriveInput) -> Error {
    let message = "a value is a struct of one field without a name, `struct Email(String);`, or an \
                   enum whose variants have no fields";
    Error::new_spanned(&input.ident, message)
}

/// `struct Email(String)` is what its field is.
fn newtype(input: &DeriveInput, inner: &Type) -> TokenStream {
    let (ident, name) = (&input.ident, input.ident.unraw().to_string());
    let sql = quote! { <#inner as ::sqltree::SqlValue> };
    let shared = shared(input, &quote! { #sql::Family }, &quote! { #sql::TYPE });
    quote! {
        #shared

        impl ::core::convert::From<#ident> for ::sqltree::Value {
            fn from(value: #ident) -> Self {
                ::core::convert::Into::into(value.0)
            }
        }

        impl ::sqltree::FromValue for #ident {
            const NAME: &'static str = #name;
            fn from_value(
                value: ::sqltree::ValueRef<'_>,
            ) -> ::core::result::Result<Self, ::sqltree::Mismatch> {
                <#inner as ::sqltree::FromValue>::from_value(value).map(#ident)
            }
        }
    }
}

/// An enumeration is the text of its label.
fn enumeration(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let (ident, name) = (&input.ident, input.ident.unraw().to_string());
    if data.variants.is_empty() {
        return Err(wrong(input));
    }
    let (mut variants, mut labels) = (Vec::new(), Vec::<LitStr>::new());
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(wrong(input));
        }
        let label = label(variant)?;
        if labels.iter().any(|other| other.value() == label.value()) {
            return Err(Error::new(label.span(), "two variants have one label"));
        }
        variants.push(&variant.ident);
        labels.push(label);
    }
    let longest = labels.iter().map(|label| label.value().chars().count()).max().unwrap_or(1);
    let longest = u32::try_from(longest.max(1)).unwrap_or(u32::MAX);
    let shared = shared(
        input,
        &quote! { ::sqltree::family::Text },
        &quote! { ::sqltree::Type::VarChar(#longest) },
    );
    Ok(quote! {
        #shared

        impl ::core::convert::From<#ident> for ::sqltree::Value {
            fn from(value: #ident) -> Self {
                let label = match value {
                    #(#ident::#variants => #labels,)*
                };
                ::core::convert::Into::into(label)
            }
        }

        impl ::sqltree::FromValue for #ident {
            const NAME: &'static str = #name;
            fn from_value(
                value: ::sqltree::ValueRef<'_>,
            ) -> ::core::result::Result<Self, ::sqltree::Mismatch> {
                match value {
                    #(::sqltree::ValueRef::Text(#labels) => ::core::result::Result::Ok(#ident::#variants),)*
                    _ => ::core::result::Result::Err(::sqltree::Mismatch {
                        found: value.kind_name(),
                        wanted: <Self as ::sqltree::FromValue>::NAME,
                    }),
                }
            }
        }
    })
}

/// The label of a variant: its name, or what `#[value(name = "…")]` says.
fn label(variant: &Variant) -> Result<LitStr> {
    let mut label = LitStr::new(&variant.ident.unraw().to_string(), variant.ident.span());
    for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("value")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("name") {
                return Err(meta.error("a variant has `name = \"…\"` and nothing else"));
            }
            label = meta.value()?.parse()?;
            Ok(())
        })?;
    }
    if label.value().ends_with(' ') || label.value().contains('\0') {
        let message = "some engines do not keep a label with a blank at its end, or a NUL";
        return Err(Error::new(label.span(), message));
    }
    Ok(label)
}

/// What both kinds have: the SQL type, and that they stand where expressions do.
fn shared(input: &DeriveInput, family: &TokenStream, ty: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    quote! {
        impl ::sqltree::SqlValue for #ident {
            type Family = #family;
            const TYPE: ::sqltree::Type = #ty;
            type NonNull = #ident;
            type Null = ::sqltree::NotNull;
            type Output = #ident;
        }

        impl ::sqltree::expr::IntoExpr for #ident {
            type Sql = #ident;
            fn into_expr(self) -> ::sqltree::Expr<#ident> {
                ::sqltree::expr::bound(::core::convert::Into::into(self))
            }
        }
    }
}
