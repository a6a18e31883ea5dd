//! `#[derive(Mapped)]`: structs as objects of a session.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Error, Result};

use crate::input::{Column, Part, Table};
use crate::methods::methods;
use crate::output::computed;
use crate::relations::RelationOptions;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let table = Table::read(input)?;
    let relations = RelationOptions::read(&input.attrs)?;
    let keys: Vec<&Column<'_>> =
        table.columns().filter(|column| column.options.primary_key.is_some()).collect();
    if keys.is_empty() {
        let message = "objects are told apart by their primary key: write `#[column(primary_key)]` \
             before the field or fields that it is";
        return Err(Error::new(input.ident.span(), message));
    }
    for relation in &relations {
        if table.parts.iter().any(|part| part.ident() == &relation.name) {
            let message = format!(
                "a field is called `{0}`, whose column has that name; give the relationship another",
                relation.name
            );
            return Err(Error::new(relation.name.span(), message));
        }
    }
    let version = version(&table)?;
    let mapped = mapped(&table, &keys, &version, &relations);
    let constants = constants(&table, &relations);
    Ok(quote! {
        #[allow(dead_code, deprecated, non_upper_case_globals)]
        const _: () = {
            #mapped
            #constants
        };
    })
}

/// The place of the column that counts changes, and a check of its type.
fn version(table: &Table<'_>) -> Result<TokenStream> {
    let mut found = table.columns().filter(|column| column.options.version.is_some());
    let Some(column) = found.next() else {
        return Ok(quote! { ::core::option::Option::None });
    };
    if let Some(other) = found.next() {
        let message = "a row has one version; remove `version` from one of the fields";
        return Err(Error::new(other.ident.span(), message));
    }
    let (ty, index) = (column.ty, &column.place);
    let check = quote_spanned! { ty.span() => ::sqltree::mapper::version_column::<#ty>(#index) };
    Ok(quote! { ::core::option::Option::Some(#check) })
}

fn mapped(
    table: &Table<'_>,
    keys: &[&Column<'_>],
    version: &TokenStream,
    relations: &[RelationOptions],
) -> TokenStream {
    let ident = table.ident;
    let types = keys.iter().map(|key| key.ty);
    let (key, values) = match keys {
        [only] => {
            let ty = only.ty;
            (quote! { #ty }, quote! { <#ty as ::sqltree::engine::Field>::to_value(&key) })
        }
        several => {
            let places = (0..several.len()).map(syn::Index::from);
            let tys = several.iter().map(|key| key.ty);
            (
                quote! { (#(#types),*) },
                quote! { #(<#tys as ::sqltree::engine::Field>::to_value(&key.#places)),* },
            )
        }
    };
    let computed = computed(table);
    let methods = methods(table);
    let exchange = exchange(table);
    let names = relations.iter().map(|relation| &relation.name);
    quote! {
        #[automatically_derived]
        impl ::sqltree::mapper::Mapped for #ident {
            type Key = #key;
            const REQUIRED: u64 = <#ident as ::sqltree::schema::Record>::REQUIRED;
            const COMPUTED: u64 = #computed;
            const VERSION: ::core::option::Option<usize> = #version;

            fn table() -> ::sqltree::schema::Table {
                <#ident as ::sqltree::schema::Record>::table()
            }

            fn key_values(key: Self::Key) -> ::std::vec::Vec<::sqltree::Value> {
                ::std::vec![#values]
            }

            fn read(row: &::sqltree::engine::RowRef<'_>) -> ::sqltree::Result<Self> {
                <#ident as ::sqltree::engine::FromRow>::from_row(row)
            }

            #methods
            #exchange

            fn relations() -> ::std::vec::Vec<::sqltree::mapper::Rule> {
                ::std::vec![#(#ident::#names.rule()),*]
            }
        }
    }
}

/// The relationships.
fn constants(table: &Table<'_>, relations: &[RelationOptions]) -> TokenStream {
    let (ident, vis) = (table.ident, table.vis);
    let constants = relations.iter().map(|relation| {
        let (name, constant) = (&relation.name, relation.constant(ident));
        let text = format!("The relationship `{name}`.");
        quote! {
            #[doc = #text]
            #vis const #name: #constant;
        }
    });
    quote! {
        impl #ident {
            #(#constants)*
        }
    }
}

/// How a struct takes fresh columns where all of its fields are columns: as a whole.
fn exchange(table: &Table<'_>) -> TokenStream {
    let is_column = |part: &Part<'_>| matches!(part, Part::Column(_));
    if !table.skipped.is_empty() || !table.parts.iter().all(is_column) {
        return TokenStream::new();
    }
    quote! {
        fn exchange(&mut self, fresh: Self) -> Self {
            ::core::mem::replace(self, fresh)
        }
    }
}
