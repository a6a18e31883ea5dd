//! Types of a program's own whose values are written in another way than they are stored.

use std::hash::{Hash, Hasher};

use super::Type;
use crate::function::Function;

/// A type of a program's own: how it is stored, what is written round its values where they are sent,
/// and round its columns where a statement gives them out.
///
/// It stands behind [`Type::User`], which a Rust type names as its
/// [`SqlValue::TYPE`](crate::SqlValue::TYPE). A value is written with its function wherever it stands
/// ([`bound`](crate::expr::bound) makes it); a column only in the list of the statement itself and in
/// RETURNING, once, also if it comes from a subquery. Comparisons, joins, groups and orders are of what is
/// stored.
///
/// ```
/// use sqltree::expr::{Expr, IntoExpr, bound};
/// use sqltree::function::{Arg, Function, Rule};
/// use sqltree::prelude::*;
/// use sqltree::{FromValue, Mismatch, NotNull, SqlValue, Tag, UserType, ValueRef, family};
///
/// static FROM_TEXT: Function =
///     Function::scalar("ST_GeomFromText", &[Arg::Text], Rule::Unknown);
/// static AS_TEXT: Function = Function::scalar("ST_AsText", &[Arg::Any], Rule::Fixed(Tag::Text));
/// static POINT: UserType =
///     UserType::new(Type::Native(std::borrow::Cow::Borrowed("POINT"))).bind(&FROM_TEXT).read(&AS_TEXT);
///
/// /// A point on a map, as text.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Point(String);
///
/// impl SqlValue for Point {
///     type Family = family::Unknown;
///     const TYPE: Type = Type::User(&POINT);
///     type NonNull = Point;
///     type Null = NotNull;
///     type Output = Point;
/// }
/// impl From<Point> for Value {
///     fn from(point: Point) -> Value { point.0.into() }
/// }
/// impl IntoExpr for Point {
///     type Sql = Point;
///     fn into_expr(self) -> Expr<Point> { bound(self.into()) }
/// }
/// impl FromValue for Point {
///     const NAME: &'static str = "Point";
///     fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
///         String::from_value(value).map(Point)
///     }
/// }
///
/// sqltree::table! { pub towns { id: i64 => primary_key, place: Point } }
/// let here = Point("POINT(1 2)".into());
/// let query = select(towns::place).filter(towns::place.eq(here));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "SELECT ST_AsText(towns.place) AS place FROM towns \
///      WHERE towns.place = ST_GeomFromText(?)");
/// ```
#[derive(Debug)]
pub struct UserType {
    storage: Type,
    bind: Option<&'static Function>,
    read: Option<&'static Function>,
}

impl UserType {
    /// A type that is stored as another one.
    ///
    /// # Panics
    ///
    /// While the program is compiled, if that is such a type itself.
    #[must_use]
    pub const fn new(storage: Type) -> Self {
        assert!(!matches!(storage, Type::User(_)), "a type is stored as one that engines have");
        UserType { storage, bind: None, read: None }
    }

    /// What is written round a value: a function of one argument.
    #[must_use]
    pub const fn bind(mut self, function: &'static Function) -> Self {
        self.bind = Some(function);
        self
    }

    /// What is written round a column that a statement gives out: a function of one argument.
    #[must_use]
    pub const fn read(mut self, function: &'static Function) -> Self {
        self.read = Some(function);
        self
    }

    /// What CREATE TABLE and CAST write.
    #[must_use]
    pub const fn storage(&self) -> &Type {
        &self.storage
    }

    pub(crate) const fn binder(&self) -> Option<&'static Function> {
        self.bind
    }

    pub(crate) const fn reader(&self) -> Option<&'static Function> {
        self.read
    }
}

impl Type {
    /// The type that the engine has for it: itself, but for types of the program's own.
    #[must_use]
    pub const fn stored(&self) -> &Type {
        if let Type::User(user) = self { user.storage() } else { self }
    }

    /// What stands round values of the type.
    pub(crate) const fn binder(&self) -> Option<&'static Function> {
        if let Type::User(user) = self { user.binder() } else { None }
    }

    /// What stands round columns of the type that a statement gives out.
    pub(crate) const fn reader(&self) -> Option<&'static Function> {
        if let Type::User(user) = self { user.reader() } else { None }
    }
}

/// Two are the same if they are one static, or declared alike.
impl PartialEq for UserType {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (&self.storage, self.bind, self.read) == (&other.storage, other.bind, other.read)
    }
}

impl Eq for UserType {}

impl Hash for UserType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.storage.hash(state);
    }
}
