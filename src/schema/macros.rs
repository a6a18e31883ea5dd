//! `table!`: tables declared in the program.

/// Declares tables whose columns are typed constants.
///
/// `pub users { … }` makes an empty enum `users`; its associated constants are the columns, and
/// `users::table()`, `users::alias("u")` and `users::all()` give the table, an alias, and all
/// columns. After `=>` come what else holds for a column, as the methods of
/// [`ColumnDef`](crate::schema::ColumnDef) call it: `primary_key`, `generated`, `unique`,
/// `sql_type(VarChar(255))`, `references(users::id)`, `on_delete(Cascade)`, `computed_as("a + b")`, `default("x")`, and `on_insert(expr)` and
/// `on_update(expr)`, whose expressions are worked out anew for each row and each statement. A type of `Option<T>` makes
/// the column nullable. A name in the database that is no Rust name comes after `=`, as in
/// `pub order_lines = "order lines" { … }` and `class: String = "class"`.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     /// People who can sign in.
///     pub users {
///         id: i64 => primary_key, generated,
///         email: String => sql_type(VarChar(255)), unique,
///         name: String,
///         boss_id: Option<i64> => references(users::id),
///     }
/// }
/// assert_eq!(create_table(users::table()).compile(&Sqlite::default()).unwrap().sql(),
///     "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, \
///      name TEXT NOT NULL, boss_id BIGINT, FOREIGN KEY (boss_id) REFERENCES users (id))");
/// ```
#[macro_export]
macro_rules! table {
    ($($(#[$meta:meta])* $vis:vis $table:ident $(= $name:literal)? { $($body:tt)* })+) => { $(
        $crate::table! { @column ($(#[$meta])* $vis $table ($table $($name)?)) () $($body)* }
    )+ };

    // One column a step: its attributes end where the next `name:` begins.
    (@column $head:tt ($($done:tt)*)) => {
        $crate::table! { @emit $head ($($done)*) }
    };
    (@column $head:tt ($($done:tt)*)
        $(#[$meta:meta])* $column:ident : $ty:ty $(= $name:literal)? $(, $($rest:tt)*)?) => {
        $crate::table! { @column $head
            ($($done)* { ($(#[$meta])*) $column ($ty) ($($name)?) () }) $($($rest)*)? }
    };
    (@column $head:tt ($($done:tt)*)
        $(#[$meta:meta])* $column:ident : $ty:ty $(= $name:literal)? => $($rest:tt)*) => {
        $crate::table! { @attribute $head ($($done)*)
            { ($(#[$meta])*) $column ($ty) ($($name)?) } () $($rest)* }
    };

    // Attributes, up to the last of the column.
    (@attribute $head:tt $done:tt $column:tt ($($attributes:tt)*)) => {
        $crate::table! { @close $head $done $column ($($attributes)*) }
    };
    (@attribute $head:tt $done:tt $column:tt ($($attributes:tt)*)
        $next:ident : $($rest:tt)*) => {
        $crate::table! { @close $head $done $column ($($attributes)*) $next : $($rest)* }
    };
    (@attribute $head:tt $done:tt $column:tt ($($attributes:tt)*)
        $(#[$meta:meta])+ $next:ident : $($rest:tt)*) => {
        $crate::table! { @close $head $done $column ($($attributes)*)
            $(#[$meta])+ $next : $($rest)* }
    };
    (@attribute $head:tt $done:tt $column:tt ($($attributes:tt)*)
        $attribute:ident $(($($args:tt)*))? $(, $($rest:tt)*)?) => {
        $crate::table! { @attribute $head $done $column
            ($($attributes)* ($attribute $($($args)*)?)) $($($rest)*)? }
    };
    (@close $head:tt ($($done:tt)*) { $($column:tt)* } ($($attributes:tt)*) $($rest:tt)*) => {
        $crate::table! { @column $head ($($done)* { $($column)* ($($attributes)*) }) $($rest)* }
    };

    (@emit ($(#[$meta:meta])* $vis:vis $table:ident $label:tt)
        ($({ ($(#[$column_meta:meta])*) $column:ident ($ty:ty) ($($column_name:literal)?)
            ($($attribute:tt)*) })*)) => {
        $(#[$meta])*
        #[doc = ::core::concat!("The table `", ::core::stringify!($table), "`.")]
        #[allow(non_camel_case_types)]
        $vis enum $table {}

        #[allow(non_upper_case_globals, dead_code, unused_imports, clippy::ref_option)]
        const _: () = {
            const COLUMNS: &[$crate::schema::ColumnDef] = &[$(
                $crate::table!(@attributes
                    [$crate::schema::ColumnDef::declared::<$ty>(
                        $crate::table!(@name ($column $($column_name)?)),
                        ::core::concat!($crate::table!(@name $label), ".",
                            $crate::table!(@name ($column $($column_name)?))),
                    )] $($attribute)*)
            ),*];
            static DEF: $crate::schema::TableDef = $crate::schema::TableDef::declared(
                $crate::table!(@name $label), COLUMNS, &NODES);
            static NODES: $crate::schema::DeclaredColumns<{ COLUMNS.len() }> =
                $crate::schema::DeclaredColumns::of(&DEF);
            $crate::table!(@constants $table DEF 0_u16, $({ ($(#[$column_meta])*) $column ($ty) })*);

            impl $table {
                /// The table, for FROM, INSERT and DDL.
                pub const fn table() -> $crate::schema::Table {
                    $crate::schema::Table::declared(&DEF)
                }

                /// The table under another name.
                pub fn alias(name: impl ::core::convert::Into<$crate::Name>)
                    -> $crate::select::Alias {
                    Self::table().alias(name)
                }

                /// All columns, in order, as run-time columns.
                pub fn all() -> ::std::vec::Vec<$crate::Column<$crate::Any>> {
                    Self::table().columns()
                }
            }
        };
    };

    (@constants $table:ident $def:ident $index:expr,) => {};
    (@constants $table:ident $def:ident $index:expr,
        { ($(#[$meta:meta])*) $column:ident ($ty:ty) } $($rest:tt)*) => {
        impl $table {
            $(#[$meta])*
            #[doc = ::core::concat!("The column `", ::core::stringify!($column), "`.")]
            pub const $column: $crate::Column<$ty> = $crate::Column::declared(&$def, $index);
        }
        $crate::table!(@constants $table $def $index + 1_u16, $($rest)*);
    };

    (@name ($ident:ident)) => { ::core::stringify!($ident) };
    (@name ($ident:ident $name:literal)) => { $name };

    (@attributes [$done:expr]) => { $done };
    (@attributes [$done:expr] (references $($target:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes
            [$done.references_declared(|| $crate::schema::ForeignKey::to(&$($target)*))] $($rest)*)
    };
    (@attributes [$done:expr] (default $($value:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes
            [$done.default_declared(|| $crate::schema::DefaultValue::new($($value)*))] $($rest)*)
    };
    (@attributes [$done:expr] (on_insert $($value:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes
            [$done.on_insert_declared(|| $crate::schema::Filling::new($($value)*))] $($rest)*)
    };
    (@attributes [$done:expr] (on_update $($value:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes
            [$done.on_update_declared(|| $crate::schema::Filling::new($($value)*))] $($rest)*)
    };
    (@attributes [$done:expr] (on_delete $($action:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes [$done.on_delete({
            use $crate::schema::OnDelete::*;
            $($action)*
        })] $($rest)*)
    };
    (@attributes [$done:expr] (sql_type $($ty:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes [$done.sql_type({
            use $crate::Type::*;
            $($ty)*
        })] $($rest)*)
    };
    (@attributes [$done:expr] ($attribute:ident $($args:tt)*) $($rest:tt)*) => {
        $crate::table!(@attributes [$done.$attribute($($args)*)] $($rest)*)
    };
}
