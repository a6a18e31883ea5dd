//! `#[derive(Embedded)]`: structs whose fields are columns of the tables of others.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Error, Result};

use crate::input::{Column, Embedded, Part, Table, width};
use crate::methods::{fields, methods};
use crate::options::Errors;
use crate::output::{column_def, computed, docs, each_name, required};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(wrong) = input.attrs.iter().find(|attribute| attribute.path().is_ident("table")) {
        let message = "an embedded struct has no table of its own; derive `Table` for one that has";
        return Err(Error::new_spanned(wrong, message));
    }
    let table = Table::read(input)?;
    let mut errors = Errors::default();
    table.columns().for_each(|column| errors.check(column.options.check_embedded()));
    errors.finish()?;
    let (columns, definitions, record) = (columns(&table), definitions(&table), record(&table));
    Ok(quote! {
        #[allow(dead_code, deprecated, non_upper_case_globals)]
        const _: () = {
            #columns
            #definitions
            #record
        };
    })
}

/// The struct of columns, and how it is made for a table.
fn columns(table: &Table<'_>) -> TokenStream {
    let (ident, vis, name) = (table.ident, table.vis, format_ident!("{}Columns", table.ident));
    let text = format!("The columns of an embedded `{ident}`.");
    let declared = table.parts.iter().map(|part| match part {
        Part::Column(Column { ident, vis, ty, docs: own, name, .. }) => {
            let docs = docs(own, &format!("The column `{}`.", name.value()));
            quote! { #docs #vis #ident: ::sqltree::Column<#ty> }
        }
        Part::Embedded(Embedded { ident, vis, ty, docs: own, .. }) => {
            let docs = docs(own, &format!("The columns of `{ident}`."));
            quote! { #docs #vis #ident: <#ty as ::sqltree::engine::Embedded>::Columns }
        }
    });
    let made = table.parts.iter().map(|part| match part {
        Part::Column(Column { ident, place, .. }) => quote! {
            #ident: ::sqltree::Column::declared(table, from + #place as u16)
        },
        Part::Embedded(Embedded { ident, place, ty, .. }) => quote! {
            #ident: <#ty>::__sqltree_columns(table, from + #place as u16)
        },
    });
    quote! {
        #[doc = #text]
        #[derive(Clone)]
        #vis struct #name {
            #(#declared,)*
        }

        impl #ident {
            #[doc(hidden)]
            #vis const fn __sqltree_columns(
                table: &'static ::sqltree::schema::TableDef,
                from: u16,
            ) -> #name {
                #name { #(#made,)* }
            }
        }

        type __SqltreeColumns = #name;
    }
}

/// What each column is in a table where it has a given name.
fn definitions(table: &Table<'_>) -> TokenStream {
    let (ident, vis) = (table.ident, table.vis);
    let own = table.parts.iter().map(|part| match part {
        Part::Column(column) => {
            let (place, def) = (&column.place, column_def(column, &quote! { name, text }));
            quote! { if index == #place { return #def; } }
        }
        Part::Embedded(Embedded { place, ty, .. }) => {
            let width = width(ty);
            quote! {
                if index >= #place && index < #place + #width {
                    return <#ty>::__sqltree_column(index - #place, name, text);
                }
            }
        }
    });
    quote! {
        impl #ident {
            #[doc(hidden)]
            #vis const fn __sqltree_column(
                index: usize,
                name: &'static str,
                text: &'static str,
            ) -> ::sqltree::schema::ColumnDef {
                #(#own)*
                ::core::panic!("there is no such column")
            }
        }
    }
}

/// The names of the columns. Those of embedded structs are put together by the compiler.
fn names(table: &Table<'_>) -> TokenStream {
    let width = table.width();
    let own = table.parts.iter().map(|part| match part {
        Part::Column(Column { place, name, .. }) => quote! { names[#place] = #name; },
        Part::Embedded(embedded) => {
            let place = &embedded.place;
            each_name("", embedded, &quote! { names[#place + i] = name })
        }
    });
    quote! {
        &{
            let mut names = [""; #width];
            #(#own)*
            names
        }
    }
}

fn record(table: &Table<'_>) -> TokenStream {
    let ident = table.ident;
    let (names, required, computed) = (names(table), required(table), computed(table));
    let fields = fields(table, &quote! { from + });
    let methods = methods(table);
    quote! {
        #[automatically_derived]
        impl ::sqltree::engine::Embedded for #ident {
            type Columns = __SqltreeColumns;
            const NAMES: &'static [&'static str] = #names;
            const REQUIRED: u64 = #required;
            const COMPUTED: u64 = #computed;

            fn from_row(
                row: &::sqltree::engine::RowRef<'_>,
                from: usize,
            ) -> ::sqltree::Result<Self> {
                ::core::result::Result::Ok(#ident { #fields })
            }

            #methods
        }
    }
}
