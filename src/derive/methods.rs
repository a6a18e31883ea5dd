//! Methods that reach the fields of a struct by the numbers of their columns.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::input::{Column, Embedded, Part, Table, width};
use crate::output::place;

/// The fields of a struct that is read from a row, where its columns begin at `from`.
pub(crate) fn fields(table: &Table<'_>, from: &TokenStream) -> TokenStream {
    let parts = table.parts.iter().map(|part| match part {
        Part::Column(Column { place: at, ident, ty, .. }) => quote_spanned! { place(ty) =>
            #ident: <#ty as ::sqltree::engine::Field>::from_row(row, #from #at)?
        },
        Part::Embedded(Embedded { place: at, ident, ty, .. }) => quote_spanned! { place(ty) =>
            #ident: <#ty as ::sqltree::engine::Embedded>::from_row(row, #from #at)?
        },
    });
    let skipped = table.skipped.iter().map(|(ident, ty)| {
        quote_spanned! { place(ty) =>
            #ident: <#ty as ::core::default::Default>::default()
        }
    });
    quote! { #(#parts,)* #(#skipped,)* }
}

/// The methods that reach fields by the numbers of their columns: `value`, `set` and `refresh`.
pub(crate) fn methods(table: &Table<'_>) -> TokenStream {
    let (mut get, mut set, mut refresh) = (Vec::new(), Vec::new(), Vec::new());
    for part in &table.parts {
        let (at, ident) = (pattern(part), part.ident());
        match part {
            Part::Column(Column { ty, name, .. }) => {
                get.push(
                    quote! { #at => <#ty as ::sqltree::engine::Field>::to_value(&self.#ident) },
                );
                set.push(quote! {
                    #at => self.#ident = <#ty as ::sqltree::engine::Field>::from_value(value, #name)?
                });
                refresh.push(quote! { self.#ident = fresh.#ident; });
            }
            Part::Embedded(Embedded { place, ty, .. }) => {
                let own = quote! { <#ty as ::sqltree::engine::Embedded> };
                get.push(quote! { #at => #own::value(&self.#ident, column - #place) });
                set.push(quote! { #at => #own::set(&mut self.#ident, column - #place, value)? });
                refresh.push(quote! { #own::refresh(&mut self.#ident, fresh.#ident); });
            }
        }
    }
    quote! {
        fn value(&self, column: usize) -> ::sqltree::Value {
            match column { #(#get,)* _ => ::sqltree::Value::Null }
        }

        fn set(
            &mut self,
            column: usize,
            value: ::sqltree::ValueRef<'_>,
        ) -> ::sqltree::Result<()> {
            match column { #(#set,)* _ => {} }
            ::core::result::Result::Ok(())
        }

        fn refresh(&mut self, fresh: Self) {
            #(#refresh)*
        }
    }
}

/// What a column's number matches.
fn pattern(part: &Part<'_>) -> TokenStream {
    match part {
        Part::Column(Column { place, .. }) => match place.known() {
            Some(number) => quote! { #number },
            None => quote! { _ if column == #place },
        },
        Part::Embedded(Embedded { place, ty, .. }) => {
            let width = width(ty);
            quote! { _ if column >= #place && column < #place + #width }
        }
    }
}
