//! Values that the program gives to columns of its own accord.

use std::sync::Arc;

use super::ColumnDef;
use crate::expr::{IntoExpr, Node};

/// The value of a column that a statement does not name.
#[derive(Clone)]
pub struct Filling(FillingKind);

#[derive(Clone)]
enum FillingKind {
    /// What a function gives, called for each row.
    Lazy(fn() -> Filling),
    Made(Arc<dyn Fn() -> Node + Send + Sync>),
    Node(Node),
}

impl Filling {
    /// A value or an expression. Used by the macros.
    #[doc(hidden)]
    pub fn new(value: impl IntoExpr) -> Self {
        Filling(FillingKind::Node(value.into_expr().node))
    }

    fn with<V: IntoExpr>(make: impl Fn() -> V + Send + Sync + 'static) -> Self {
        Filling(FillingKind::Made(Arc::new(move || make().into_expr().node)))
    }

    /// The value for one more row.
    pub(crate) fn node(&self) -> Node {
        match &self.0 {
            FillingKind::Lazy(make) => make().node(),
            FillingKind::Made(make) => make(),
            FillingKind::Node(node) => node.clone(),
        }
    }
}

/// What a column is filled with in rows that are inserted, and in rows that are changed.
#[derive(Clone)]
pub(crate) struct Fillings {
    pub(crate) insert: Option<Filling>,
    pub(crate) update: Option<Filling>,
}

impl Fillings {
    pub(super) const NONE: Fillings = Fillings { insert: None, update: None };
}

impl ColumnDef {
    /// The value of rows that an INSERT does not give one: a Rust value or an expression, given by the
    /// program. The database knows nothing of it, unlike of [`default`](Self::default).
    ///
    /// Values given, NULL and DEFAULT among them, go before it. Structs have a value for each column.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let notes = Table::new("notes")
    ///     .column("text", Type::Text)
    ///     .with(ColumnDef::new("state", Type::Text).on_insert("new").on_update("changed"));
    /// let query = insert(notes.clone()).columns([notes.col("text")]).values(["a"]).values(["b"]);
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "INSERT INTO notes (text, state) VALUES (?, ?), (?, ?)");
    /// let query = update(notes.clone()).set(notes.col("text"), "c").all_rows();
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "UPDATE notes SET text = ?, state = ?");
    /// ```
    pub fn on_insert(mut self, value: impl IntoExpr) -> Self {
        self.fillings.insert = Some(Filling::new(value));
        self
    }

    /// The same, by a function that is called for each row when it is given to the statement.
    pub fn on_insert_with<V: IntoExpr>(
        mut self,
        make: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        self.fillings.insert = Some(Filling::with(make));
        self
    }

    /// The value that every UPDATE gives to the column, upserts and MERGE included, unless it sets the
    /// column itself: a Rust value or an expression.
    pub fn on_update(mut self, value: impl IntoExpr) -> Self {
        self.fillings.update = Some(Filling::new(value));
        self
    }

    /// The same, by a function that is called for each statement when its first column is set.
    pub fn on_update_with<V: IntoExpr>(
        mut self,
        make: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        self.fillings.update = Some(Filling::with(make));
        self
    }

    /// A function that gives the value of each row inserted. Used by the macros.
    #[doc(hidden)]
    pub const fn on_insert_declared(mut self, make: fn() -> Filling) -> Self {
        let made = Some(Filling(FillingKind::Lazy(make)));
        // `=` would drop the old value, which a constant function must not.
        core::mem::forget(core::mem::replace(&mut self.fillings.insert, made));
        self
    }

    /// A function that gives the value of each UPDATE. Used by the macros.
    #[doc(hidden)]
    pub const fn on_update_declared(mut self, make: fn() -> Filling) -> Self {
        let made = Some(Filling(FillingKind::Lazy(make)));
        // `=` would drop the old value, which a constant function must not.
        core::mem::forget(core::mem::replace(&mut self.fillings.update, made));
        self
    }
}
