//! Dialects: what an engine and version writes, as data.
//!
//! A dialect is a value that implements [`Dialect`]: a [`Spec`] (a literal that ends in
//! `..Spec::ANSI`), a version, and the set of [features](crate::Feature) that this version has.
//! The built-in ones live in [`crate::dialects`] and use nothing that is not public here.

mod ansi;
mod casts;
mod faults;
mod forms;
mod functions;
mod names;
mod restyled;
mod spec;
mod values;
mod words;

use std::fmt;

pub use ansi::Ansi;
pub(crate) use casts::Form as CastShape;
pub use casts::{CastForm, Types};
pub use faults::Faults;
pub use forms::{ExplainWords, First, IntegerForms, LikeForm, NameRules, TextForms};
pub(crate) use functions::Way;
pub use functions::{Case, Functions, Over, Own, lacks, not_over, over, own, own_by_type};
pub use names::{Folding, NameLimit};
pub use restyled::Restyled;
pub use spec::{
    BytesStyle, Concat, Generated, GroupKeys, Integers, NullsDefault, Placeholder, SetArms, Spec,
};
pub use values::{MinusZero, ValueForm, ValueLimits};

pub use crate::feature::{Feature, FeatureSet, Since, Version, always, since};
pub use crate::function::{Powers, Template};

/// An engine and version to write SQL for.
///
/// ```
/// use sqltree::dialect::{Dialect, FeatureSet, Spec, Version};
///
/// #[derive(Debug)]
/// struct Toy;
/// static SPEC: Spec = Spec { name: "Toy", quotes: ('[', ']'), ..Spec::ANSI };
///
/// impl Dialect for Toy {
///     fn spec(&self) -> &Spec { &SPEC }
///     fn version(&self) -> Version { Version::new(1, 0, 0) }
///     fn features(&self) -> FeatureSet { FeatureSet::all() }
/// }
///
/// use sqltree::prelude::*;
/// let t = Table::new("my table").column("x", Type::Integer);
/// assert_eq!(select([t.col("x")]).compile(&Toy).unwrap().sql(),
///     "SELECT [my table].x FROM [my table]");
/// ```
pub trait Dialect: fmt::Debug + Send + Sync {
    /// How this dialect writes things.
    fn spec(&self) -> &Spec;

    /// The version of the engine.
    fn version(&self) -> Version;

    /// What this version has.
    fn features(&self) -> FeatureSet;
}
