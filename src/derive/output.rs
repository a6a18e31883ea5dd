//! Writes the constants, the definition and the implementations.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::input::{Column, Table};

pub(crate) fn write(table: &Table<'_>) -> TokenStream {
    let definition = definition(table);
    let handles = handles(table);
    let record = record(table);
    let from_row = from_row(table);
    quote! {
        #[allow(dead_code, deprecated, non_upper_case_globals)]
        const _: () = {
            #definition
            #handles
            #record
            #from_row
        };
    }
}

/// The `static` that all handles point to. The columns are in an `impl`, where `Self` is the
/// struct.
fn definition(table: &Table<'_>) -> TokenStream {
    let Table { ident, name, .. } = table;
    let columns = table.columns.iter().map(|column| column_def(table, column));
    quote! {
        impl #ident {
            const __SQLTREE_COLUMNS: &'static [::sqltree::schema::ColumnDef] = &[#(#columns),*];
        }
        static __SQLTREE_TABLE: ::sqltree::schema::TableDef =
            ::sqltree::schema::TableDef::declared(#name, <#ident>::__SQLTREE_COLUMNS);
    }
}

fn column_def(table: &Table<'_>, column: &Column<'_>) -> TokenStream {
    let Column { ty, name, options, .. } = column;
    let qualified = format!("{}.{}", table.name.value(), name.value());
    let primary_key = options.primary_key.map(|_| quote! { .primary_key() });
    let generated = options.generated.map(|_| quote! { .generated() });
    let unique = options.unique.map(|_| quote! { .unique() });
    let sql_type = options.sql_type.as_ref().map(|ty| {
        // Only here, since `Date` and the like may be types of the program everywhere else.
        quote! { .sql_type({ #[allow(unused_imports)] use ::sqltree::Type::*; #ty }) }
    });
    let references = options.references.as_ref().map(|target| {
        let call = quote_spanned! { place(target) =>
            ::sqltree::schema::field_target::<__SqltreeField, _>(#target)
        };
        quote! { .references_declared(|| { type __SqltreeField = #ty; #call }) }
    });
    let default = options.default.as_ref().map(|value| {
        // Errors point to a type argument: this one is where the value is.
        let call = quote_spanned! { place(value) =>
            ::sqltree::schema::field_default::<__SqltreeField, _>(#value)
        };
        quote! { .default_declared(|| { type __SqltreeField = #ty; #call }) }
    });
    let own_type = quote_spanned! { place(ty) => <#ty as ::sqltree::engine::Field>::TYPE };
    let nullable = nullable(column);
    quote! {
        ::sqltree::schema::field_column(#name, #qualified, #own_type, #nullable)
            #sql_type #primary_key #generated #unique #references #default
    }
}

fn nullable(column: &Column<'_>) -> TokenStream {
    let ty = column.ty;
    quote_spanned! { place(ty) => <#ty as ::sqltree::engine::Field>::NULLABLE }
}

/// The columns as constants, and the functions of `table!`.
fn handles(table: &Table<'_>) -> TokenStream {
    let Table { ident, vis, .. } = table;
    let constants = (0_u16..).zip(&table.columns).map(|(index, column)| {
        let Column { ident, vis, ty, docs, name, .. } = column;
        let no_docs = docs.is_empty().then(|| {
            let text = format!("The column `{}`.", name.value());
            quote! { #[doc = #text] }
        });
        quote! {
            #(#docs)* #no_docs
            #vis const #ident: ::sqltree::Column<#ty> =
                ::sqltree::Column::declared(&__SQLTREE_TABLE, #index);
        }
    });
    let is_free = |name: &str| table.columns.iter().all(|column| column.ident != name);
    let handle = is_free("table").then(|| {
        quote! {
            /// The table, for FROM, INSERT and DDL.
            #vis const fn table() -> ::sqltree::schema::Table {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE)
            }
        }
    });
    let alias = is_free("alias").then(|| {
        quote! {
            /// The table under another name.
            #vis fn alias(name: impl ::core::convert::Into<::sqltree::Name>)
                -> ::sqltree::select::Alias {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE).alias(name)
            }
        }
    });
    quote! {
        impl #ident {
            #(#constants)*
            #handle
            #alias
        }
    }
}

fn record(table: &Table<'_>) -> TokenStream {
    let ident = table.ident;
    let required = (0_u32..).zip(&table.columns).map(|(index, column)| {
        let nullable = nullable(column);
        quote! { (!#nullable as u64) << #index }
    });
    let inserted: Vec<_> = table.columns.iter().filter(|column| column.is_inserted()).collect();
    let columns = inserted.iter().map(|column| column.ident);
    let count = inserted.len();
    let values = inserted.iter().map(|Column { ident, ty, .. }| {
        quote_spanned! { place(ty) =>
            <#ty as ::sqltree::engine::Field>::to_value(&self.#ident)
        }
    });
    quote! {
        #[automatically_derived]
        impl ::sqltree::schema::Record for #ident {
            const REQUIRED: u64 = #(#required)|*;

            fn table() -> ::sqltree::schema::Table {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE)
            }

            fn columns() -> ::std::vec::Vec<::sqltree::Column<::sqltree::Any>> {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE).columns()
            }

            fn insert_columns() -> ::std::vec::Vec<::sqltree::Column<::sqltree::Any>> {
                ::std::vec![#(<#ident>::#columns.dynamic()),*]
            }

            fn values(&self, values: &mut ::std::vec::Vec<::sqltree::Value>) {
                let own: [::sqltree::Value; #count] = [#(#values),*];
                values.extend(own);
            }
        }
    }
}

fn from_row(table: &Table<'_>) -> TokenStream {
    let ident = table.ident;
    let width = table.columns.len();
    let columns = table.columns.iter().enumerate().map(|(index, Column { ident, ty, .. })| {
        quote_spanned! { place(ty) =>
            #ident: <#ty as ::sqltree::engine::Field>::from_row(row, #index)?
        }
    });
    let skipped = table.skipped.iter().map(|(ident, ty)| {
        quote_spanned! { place(ty) =>
            #ident: <#ty as ::core::default::Default>::default()
        }
    });
    quote! {
        #[automatically_derived]
        impl ::sqltree::engine::FromRow for #ident {
            const WIDTH: ::core::option::Option<usize> = ::core::option::Option::Some(#width);

            fn from_row(row: &::sqltree::engine::RowRef<'_>) -> ::sqltree::Result<Self> {
                ::core::result::Result::Ok(#ident {
                    #(#columns,)*
                    #(#skipped,)*
                })
            }
        }
    }
}

/// Where an error of the Rust compiler is to point to. Names are those of this file all the same,
/// even if a `macro_rules!` wrote the struct.
fn place(tokens: &impl ToTokens) -> Span {
    tokens.span().resolved_at(Span::call_site())
}
