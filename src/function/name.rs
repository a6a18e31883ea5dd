//! The names of functions that are called by them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::name::Name;

/// What a function is called by: its own name, and those of the schema or package that it is in and of the
/// catalog or schema around that, if they are said.
///
/// ```
/// use sqltree::function::FunctionName;
/// assert_eq!(FunctionName::from(("app", "discount")).to_string(), "app.discount");
/// assert_eq!(FunctionName::from(("shop", "app", "discount")).to_string(), "shop.app.discount");
/// assert_eq!(FunctionName::from("lower").package(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FunctionName {
    path: Option<Arc<Path>>,
    name: Name,
}

/// Where a function is.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Path {
    catalog: Option<Name>,
    package: Name,
}

impl FunctionName {
    /// The function's own name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The schema or package, if one is said.
    #[must_use]
    pub fn package(&self) -> Option<&Name> {
        self.path.as_deref().map(|path| &path.package)
    }

    /// The catalog or schema around that, if one is said.
    #[must_use]
    pub fn catalog(&self) -> Option<&Name> {
        self.path.as_deref()?.catalog.as_ref()
    }

    /// All names, the function's own last.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        self.catalog().into_iter().chain(self.package()).chain([&self.name])
    }
}

impl fmt::Display for FunctionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.names().enumerate() {
            f.write_str(if i > 0 { "." } else { "" })?;
            name.fmt(f)?;
        }
        Ok(())
    }
}

macro_rules! from_name {
    ($($name:ty),*) => { $(
        impl From<$name> for FunctionName {
            fn from(name: $name) -> Self {
                FunctionName { path: None, name: name.into() }
            }
        }
    )* };
}

from_name!(&str, String, Cow<'_, str>, Name, &Name);

/// A schema or package, and a function in it.
impl<P: Into<Name>, F: Into<Name>> From<(P, F)> for FunctionName {
    fn from((package, name): (P, F)) -> Self {
        let path = Path { catalog: None, package: package.into() };
        FunctionName { path: Some(Arc::new(path)), name: name.into() }
    }
}

/// A catalog, a schema in it and a function in that; or a schema, a package in it and its function.
impl<C: Into<Name>, P: Into<Name>, F: Into<Name>> From<(C, P, F)> for FunctionName {
    fn from((catalog, package, name): (C, P, F)) -> Self {
        let path = Path { catalog: Some(catalog.into()), package: package.into() };
        FunctionName { path: Some(Arc::new(path)), name: name.into() }
    }
}
