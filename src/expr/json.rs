//! What is in JSON documents, stamped for [`Expr`] and [`Column`].

use super::func::number;
use super::predicates::apply;
use super::{Column, Expr, literal};
use crate::function;
use crate::types::{IsJson, SqlValue};
use crate::value::Json;

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T>
        where
            T::Family: IsJson,
        {
            /// What an object has under a name; NULL if it has none, or the document is no object.
            ///
            /// `self -> 'name'`, `JSON_EXTRACT(self, CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('name')))` on MySQL and MariaDB.
            /// The name is one of the program's, and is compared as a whole, case included. JSON's `null` is
            /// a document, and not NULL.
            ///
            /// MariaDB looks for names as they are spelled in the stored text, so that `a` is not found under
            /// `"\\u0061"`, and is refused names that begin with `-`, which it never finds.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let orders = Table::new("orders").column("note", Type::Json);
            /// let city = orders.col("note").json_field("lines").json_item(0).json_text();
            /// let query = select(orders.col("note").json_field("total").json_double());
            /// let query = query.filter(city.eq("pen"));
            /// assert!(query.compile(&MySql::default()).is_ok());
            /// let field = select(orders.col("note").json_field("total"));
            /// assert_eq!(field.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT orders.note -> 'total' FROM orders");
            /// ```
            pub fn json_field(&self, name: impl Into<String>) -> Expr<Option<Json>> {
                apply(&function::JSON_FIELD, vec![self.to_node(), literal(name.into()).node])
            }

            /// An item of an array, counted from 0; NULL if it has not so many, or the document is no array.
            ///
            /// `self -> ('$[' || 0 || ']')` on SQLite. Elsewhere what is no array would be its own first item, so
            /// that others are kept out: `JSONB_PATH_QUERY_FIRST(self, 'strict $ ? (@.type() == "array")') -> 0` on
            /// PostgreSQL, `JSON_EXTRACT(JSON_EXTRACT(self, '$[*]'), CONCAT('$[', 0, ']'))` on MySQL and MariaDB.
            pub fn json_item(&self, index: u32) -> Expr<Option<Json>> {
                apply(&function::JSON_ITEM, vec![self.to_node(), number(index)])
            }

            /// The text of a document that is a string, without quotes and escapes; NULL for any other.
            pub fn json_text(&self) -> Expr<Option<String>> {
                apply(&function::JSON_TEXT, self.to_node())
            }

            /// The number of a document that is one without a fraction, such as `1`, `1.0` and `1e2`; NULL for
            /// any other, and past 64 bits.
            ///
            /// One that is written with a point or an exponent is a double on SQLite, MySQL and MariaDB, and
            /// so has about 15 digits.
            pub fn json_integer(&self) -> Expr<Option<i64>> {
                apply(&function::JSON_INTEGER, self.to_node())
            }

            /// The number of a document that is one, in double precision; NULL for any other, and from 10³⁰⁸
            /// on, where doubles end.
            pub fn json_double(&self) -> Expr<Option<f64>> {
                apply(&function::JSON_DOUBLE, self.to_node())
            }

            /// True or false for a document that is one of them; NULL for any other.
            pub fn json_boolean(&self) -> Expr<Option<bool>> {
                apply(&function::JSON_BOOLEAN, self.to_node())
            }

            /// What a document is: `object`, `array`, `string`, `number`, `boolean` or `null`.
            pub fn json_kind(&self) -> Expr<Option<String>> {
                apply(&function::JSON_KIND, self.to_node())
            }

            /// The number of items of an array; NULL for any other document.
            pub fn json_length(&self) -> Expr<Option<i64>> {
                apply(&function::JSON_LENGTH, self.to_node())
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
