//! What statements may be made of.

use super::world::TAGS;
use crate::dialect::{Dialect, FeatureSet};
use crate::feature::Feature;
use crate::function::{self, ALL, Function};
use crate::types::Tag;

/// What the statements of a [`Generator`](super::Generator) are made of, and how large they are.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How many nodes a statement has, about.
    pub budget: u32,
    /// Of a hundred statements so many are queries; the others change rows.
    pub queries: u32,
    /// Of a hundred queries so many are lists of expressions over one table alone.
    pub lists: u32,
    /// Of a hundred values so many are parameters that get their values late.
    pub late: u32,
    /// Of a hundred expressions so many are raw SQL.
    pub raw: u32,
    /// Of a hundred queries with groups so many have no keys: all rows are one group.
    pub whole: u32,
    features: FeatureSet,
    functions: Vec<&'static Function>,
    /// Functions that some dialect lacks over arguments of a type.
    not_of: Vec<(&'static Function, Tag)>,
    not_over_windows: Vec<&'static Function>,
    /// Functions that some dialect writes with an argument twice.
    twice: Vec<&'static Function>,
    /// Collations that the engine has.
    collations: Vec<&'static str>,
}

impl Profile {
    /// Whatever there is, also what few dialects have.
    #[must_use]
    pub fn everything() -> Self {
        Profile {
            budget: 40,
            queries: 85,
            lists: 25,
            late: 8,
            raw: 3,
            whole: 15,
            features: FeatureSet::all(),
            functions: ALL.iter().copied().filter(|function| is_made(function)).collect(),
            not_of: Vec::new(),
            not_over_windows: Vec::new(),
            twice: Vec::new(),
            collations: Vec::new(),
        }
    }

    /// What all of the dialects have.
    #[must_use]
    pub fn common(dialects: &[&dyn Dialect]) -> Self {
        let mut profile = Profile::everything();
        for &feature in Feature::ALL {
            if dialects.iter().any(|dialect| !dialect.features().has(feature)) {
                profile.features = profile.features.without(feature);
            }
        }
        profile.functions.retain(|function| {
            let has = |dialect: &&dyn Dialect| {
                function.is_syntax() || dialect.spec().functions.text(function).is_some()
            };
            function.is_deterministic()
                && function.feature().is_none_or(|feature| profile.features.has(feature))
                && dialects.iter().all(has)
        });
        for dialect in dialects {
            let spec = dialect.spec();
            profile.not_over_windows.extend(spec.not_over_windows);
            let twice = |f: &&'static Function| !f.is_syntax() && spec.functions.copies(f) > 1;
            profile.twice.extend(profile.functions.iter().copied().filter(twice));
            for &function in &profile.functions {
                let lacks =
                    |tag: &&Tag| !function.is_syntax() && !spec.functions.has_over(function, **tag);
                let tags = TAGS.iter().filter(lacks);
                profile.not_of.extend(tags.map(|tag| (function, *tag)));
            }
        }
        profile
    }

    /// Without a function or operator.
    #[must_use]
    pub fn without(mut self, function: &'static Function) -> Self {
        self.functions.retain(|own| *own != function);
        self
    }

    /// With collations for texts in comparisons and in ORDER BY, which the engine has under these names.
    #[must_use]
    pub fn with_collations(mut self, names: &[&'static str]) -> Self {
        self.collations.extend(names);
        self
    }

    pub(super) fn collations(&self) -> &[&'static str] {
        &self.collations
    }

    pub(super) fn has(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }

    /// True if all dialects have the function over arguments of the type.
    pub(super) fn has_over(&self, function: &'static Function, tag: Tag) -> bool {
        !self.not_of.contains(&(function, tag))
    }

    /// True if all dialects have the aggregate over a window.
    pub(super) fn has_over_windows(&self, function: &'static Function) -> bool {
        !self.not_over_windows.contains(&function)
    }

    /// True if some dialect writes the function with an argument twice, which raw SQL may not be.
    pub(super) fn writes_twice(&self, function: &'static Function) -> bool {
        self.twice.contains(&function)
    }

    pub(super) fn twice_by_name(&self, name: &str) -> bool {
        self.twice.iter().any(|function| function.name() == name)
    }

    pub(super) fn functions(&self) -> impl Iterator<Item = &'static Function> + '_ {
        self.functions.iter().copied()
    }
}

/// True for what stands by itself: parts of documents stand in what makes these, and collations in few
/// places.
fn is_made(function: &Function) -> bool {
    let parts = [&function::JSON_PART, &function::JSON_CELL, &function::COLLATE];
    !parts.contains(&function)
}
