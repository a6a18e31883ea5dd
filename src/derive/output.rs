//! Writes the constants, the definition and the implementations.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::input::{Column, Embedded, Part, Table};
use crate::methods::fields;

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
    let columns = column_defs(table);
    quote! {
        impl #ident {
            const __SQLTREE_COLUMNS: &'static [::sqltree::schema::ColumnDef] = #columns;
        }
        static __SQLTREE_TABLE: ::sqltree::schema::TableDef =
            ::sqltree::schema::TableDef::declared(
                #name,
                <#ident>::__SQLTREE_COLUMNS,
                &__SQLTREE_NODES,
            );
        static __SQLTREE_NODES: ::sqltree::schema::DeclaredColumns<
            { <#ident>::__SQLTREE_COLUMNS.len() },
        > = ::sqltree::schema::DeclaredColumns::of(&__SQLTREE_TABLE);
    }
}

fn column_defs(table: &Table<'_>) -> TokenStream {
    let own = |column: &Column<'_>| {
        let name = &column.name;
        let text = format!("{}.{}", table.name.value(), name.value());
        column_def(column, &quote! { #name, #text })
    };
    if table.embedded().next().is_none() {
        let columns = table.columns().map(own);
        return quote! { &[#(#columns),*] };
    }
    let put = table.parts.iter().map(|part| match part {
        Part::Column(column) => {
            let (place, def) = (&column.place, own(column));
            quote! { ::sqltree::schema::put_column(&mut columns, #place, #def); }
        }
        Part::Embedded(embedded) => {
            let Embedded { place, ty, .. } = embedded;
            let put = quote! {
                ::sqltree::schema::put_column(
                    &mut columns,
                    #place + i,
                    <#ty>::__sqltree_column(i, name, text),
                )
            };
            each_name(&table.name.value(), embedded, &put)
        }
    });
    let width = table.width();
    quote! {
        &{
            let mut columns = ::sqltree::schema::no_columns::<{ #width }>();
            #(#put)*
            columns
        }
    }
}

/// Does something in a constant with each column of an embedded struct: `i`, its `name`, and the `text` of
/// it with its table.
pub(crate) fn each_name(table: &str, embedded: &Embedded<'_>, work: &TokenStream) -> TokenStream {
    let Embedded { ty, prefix, .. } = embedded;
    quote! {
        {
            const NAMES: &[&str] = <#ty as ::sqltree::engine::Embedded>::NAMES;
            const LENGTH: usize = ::sqltree::schema::texts_len(#table, #prefix, NAMES);
            const TEXTS: &[u8] = &::sqltree::schema::texts::<LENGTH>(#table, #prefix, NAMES);
            let mut i = 0;
            while i < NAMES.len() {
                let (text, name) =
                    ::sqltree::schema::text_at(TEXTS, [#table, #prefix], NAMES, i);
                #work;
                i += 1;
            }
        }
    }
}

/// The definition of a column, whose name and text with its table are `names`.
pub(crate) fn column_def(column: &Column<'_>, names: &TokenStream) -> TokenStream {
    let Column { ty, options, .. } = column;
    let primary_key = options.primary_key.map(|_| quote! { .primary_key() });
    let generated = options.generated.map(|_| quote! { .generated() });
    let unique = options.unique.map(|_| quote! { .unique() });
    let computed = options.computed.map(|_| match &options.computed_as {
        Some(sql) => quote! { .computed_as(#sql) },
        None => quote! { .computed() },
    });
    let on_delete = options.on_delete.as_ref().map(|action| {
        quote! {
            .on_delete({ #[allow(unused_imports)] use ::sqltree::schema::OnDelete::*; #action })
        }
    });
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
    let on_update = options.on_update.as_ref().map(|value| {
        let call = quote_spanned! { place(value) =>
            ::sqltree::schema::field_filling::<__SqltreeField, _>(#value)
        };
        quote! { .on_update_declared(|| { type __SqltreeField = #ty; #call }) }
    });
    let own_type = quote_spanned! { place(ty) => <#ty as ::sqltree::engine::Field>::TYPE };
    let nullable = nullable(column);
    quote! {
        ::sqltree::schema::field_column(#names, #own_type, #nullable)
            #sql_type #primary_key #generated #unique #computed #references #on_delete #default #on_update
    }
}

fn nullable(column: &Column<'_>) -> TokenStream {
    let ty = column.ty;
    quote_spanned! { place(ty) => <#ty as ::sqltree::engine::Field>::NULLABLE }
}

/// The columns as constants, and the functions of `table!`.
fn handles(table: &Table<'_>) -> TokenStream {
    let Table { ident, vis, .. } = table;
    let constants = table.parts.iter().map(|part| match part {
        Part::Column(Column { place, ident, vis, ty, docs: own, name, .. }) => {
            let docs = docs(own, &format!("The column `{}`.", name.value()));
            quote! {
                #docs
                #vis const #ident: ::sqltree::Column<#ty> =
                    ::sqltree::Column::declared(&__SQLTREE_TABLE, #place as u16);
            }
        }
        Part::Embedded(Embedded { place, ident, vis, ty, docs: own, .. }) => {
            let docs = docs(own, &format!("The columns of `{ident}`."));
            quote! {
                #docs
                #vis const #ident: <#ty as ::sqltree::engine::Embedded>::Columns =
                    <#ty>::__sqltree_columns(&__SQLTREE_TABLE, #place as u16);
            }
        }
    });
    let is_free = |name: &str| table.parts.iter().all(|part| part.ident() != name);
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

/// What stands before an item: its own documentation, or a line of ours.
pub(crate) fn docs(own: &[&syn::Attribute], line: &str) -> TokenStream {
    match own {
        [] => quote! { #[doc = #line] },
        own => quote! { #(#own)* },
    }
}

/// The columns that have no place for NULL, as bits.
pub(crate) fn required(table: &Table<'_>) -> TokenStream {
    let bits = table.parts.iter().map(|part| match part {
        Part::Column(column) => {
            let (place, nullable) = (&column.place, nullable(column));
            quote! { (!#nullable as u64) << #place }
        }
        Part::Embedded(Embedded { place, ty, .. }) => {
            quote! { <#ty as ::sqltree::engine::Embedded>::REQUIRED << #place }
        }
    });
    quote! { #(#bits)|* }
}

/// The columns that the database works out, as bits.
pub(crate) fn computed(table: &Table<'_>) -> TokenStream {
    let bits = table.parts.iter().filter_map(|part| match part {
        Part::Column(column) => {
            let place = &column.place;
            column.options.computed.map(|_| quote! { 1_u64 << #place })
        }
        Part::Embedded(Embedded { place, ty, .. }) => {
            Some(quote! { <#ty as ::sqltree::engine::Embedded>::COMPUTED << #place })
        }
    });
    quote! { 0 #(| #bits)* }
}

fn record(table: &Table<'_>) -> TokenStream {
    let (ident, required) = (table.ident, required(table));
    let (columns, values) = inserted(table);
    quote! {
        #[automatically_derived]
        impl ::sqltree::schema::Record for #ident {
            const REQUIRED: u64 = #required;

            fn table() -> ::sqltree::schema::Table {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE)
            }

            fn columns() -> ::std::vec::Vec<::sqltree::Column<::sqltree::Any>> {
                ::sqltree::schema::Table::declared(&__SQLTREE_TABLE).columns()
            }

            fn insert_columns() -> ::std::vec::Vec<::sqltree::Column<::sqltree::Any>> {
                #columns
            }

            fn values(&self, values: &mut ::std::vec::Vec<::sqltree::Value>) {
                #values
            }
        }
    }
}

/// The columns that INSERT names, and their values.
fn inserted(table: &Table<'_>) -> (TokenStream, TokenStream) {
    let inserted: Vec<_> = table.columns().filter(|column| column.is_inserted()).collect();
    let value = |Column { ident, ty, .. }: &Column<'_>| {
        quote_spanned! { place(ty) =>
            <#ty as ::sqltree::engine::Field>::to_value(&self.#ident)
        }
    };
    if table.embedded().next().is_none() {
        let (ident, count) = (table.ident, inserted.len());
        let columns = inserted.iter().map(|column| column.ident);
        let values = inserted.iter().map(|column| value(column));
        return (
            quote! { ::std::vec![#(<#ident>::#columns.dynamic()),*] },
            quote! {
                let own: [::sqltree::Value; #count] = [#(#values),*];
                values.extend(own);
            },
        );
    }
    let generated = table.columns().filter(|column| column.options.generated.is_some());
    let generated = generated.map(|column| &column.place);
    let computed = computed(table);
    let values = table.parts.iter().filter_map(|part| match part {
        Part::Column(column) => column.is_inserted().then(|| {
            let value = value(column);
            quote! { values.push(#value); }
        }),
        Part::Embedded(Embedded { ident, .. }) => {
            Some(quote! { ::sqltree::engine::embedded_values(&self.#ident, values); })
        }
    });
    let columns = quote! {
        let left_out: u64 = #computed #(| 1_u64 << #generated)*;
        let all = ::sqltree::schema::Table::declared(&__SQLTREE_TABLE).columns();
        let all = all.into_iter().enumerate();
        all.filter(|(i, _)| left_out >> i & 1 == 0).map(|(_, column)| column).collect()
    };
    (columns, quote! { #(#values)* })
}

fn from_row(table: &Table<'_>) -> TokenStream {
    let (ident, width) = (table.ident, table.width());
    let fields = fields(table, &TokenStream::new());
    quote! {
        #[automatically_derived]
        impl ::sqltree::engine::FromRow for #ident {
            const WIDTH: ::core::option::Option<usize> = ::core::option::Option::Some(#width);

            fn from_row(row: &::sqltree::engine::RowRef<'_>) -> ::sqltree::Result<Self> {
                ::core::result::Result::Ok(#ident { #fields })
            }
        }
    }
}

/// Where an error of the Rust compiler is to point to. Names are those of this file all the same,
/// even if a `macro_rules!` wrote the struct.
pub(crate) fn place(tokens: &impl ToTokens) -> Span {
    tokens.span().resolved_at(Span::call_site())
}
