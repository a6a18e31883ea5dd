//! The names of functions that are called by them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::name::Name;

/// What a function is called by: its own name, and that of the schema or package that it is in, if one is
/// said.
///
/// ```
/// use sqltree::function::FunctionName;
/// assert_eq!(FunctionName::from(("app", "discount")).to_string(), "app.discount");
/// assert_eq!(FunctionName::from("lower").package(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FunctionName {
    package: Option<Arc<Name>>,
    name: Name,
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
        self.package.as_deref()
    }
}

impl fmt::Display for FunctionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(package) = &self.package {
            write!(f, "{package}.")?;
        }
        self.name.fmt(f)
    }
}

macro_rules! from_name {
    ($($name:ty),*) => { $(
        impl From<$name> for FunctionName {
            fn from(name: $name) -> Self {
                FunctionName { package: None, name: name.into() }
            }
        }
    )* };
}

from_name!(&str, String, Cow<'_, str>, Name, &Name);

/// A schema or package, and a function in it.
impl<P: Into<Name>, F: Into<Name>> From<(P, F)> for FunctionName {
    fn from((package, name): (P, F)) -> Self {
        FunctionName { package: Some(Arc::new(package.into())), name: name.into() }
    }
}
