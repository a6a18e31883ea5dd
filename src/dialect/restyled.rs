//! A dialect with placeholders of another style.

use super::{Dialect, FeatureSet, Placeholder, Spec, Version};

/// A dialect whose parameters are written in another way, for drivers that want it: `?` for JDBC and
/// ODBC, `%s` for Python, `@p1` for ADO.NET.
///
/// All else is that of the dialect. What of raw SQL would be a placeholder to such a driver is refused.
///
/// ```
/// use sqltree::dialect::{Placeholder, Restyled};
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::id).filter(users::name.like("50%").and(users::id.gt(5)));
/// let text = |style| {
///     let dialect = Restyled::new(&Postgres::default(), style);
///     query.compile(&dialect).unwrap().sql().replace("SELECT users.id FROM users WHERE ", "")
/// };
/// assert_eq!(text(Placeholder::Question), "users.name LIKE ? AND users.id > ?");
/// assert_eq!(text(Placeholder::QuestionNumber), "users.name LIKE ?1 AND users.id > ?2");
/// assert_eq!(text(Placeholder::At), "users.name LIKE @p1 AND users.id > @p2");
/// assert_eq!(text(Placeholder::Percent), "users.name LIKE %s AND users.id > %s");
/// ```
#[derive(Debug)]
pub struct Restyled {
    spec: Spec,
    version: Version,
    features: FeatureSet,
}

impl Restyled {
    /// The dialect with placeholders of that style.
    #[must_use]
    pub fn new(dialect: &dyn Dialect, placeholder: Placeholder) -> Self {
        let spec = dialect.spec();
        let questions = matches!(placeholder, Placeholder::Question | Placeholder::QuestionNumber);
        let beside = spec.functions_beside_question.filter(|_| questions);
        let spec = Spec { placeholder, functions: beside.unwrap_or(spec.functions), ..*spec };
        Restyled { spec, version: dialect.version(), features: dialect.features() }
    }
}

impl Dialect for Restyled {
    fn spec(&self) -> &Spec {
        &self.spec
    }

    fn version(&self) -> Version {
        self.version
    }

    fn features(&self) -> FeatureSet {
        self.features
    }
}
