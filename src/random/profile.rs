//! What statements may be made of.

use crate::dialect::{Dialect, FeatureSet};
use crate::feature::Feature;
use crate::function::{ALL, Function};

/// What the statements of a [`Generator`](super::Generator) are made of, and how large they are.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How many nodes a statement has, about.
    pub budget: u32,
    /// Of a hundred statements so many are queries; the others change rows.
    pub queries: u32,
    /// Of a hundred queries so many are lists of expressions over one table alone.
    pub lists: u32,
    features: FeatureSet,
    functions: Vec<&'static Function>,
}

impl Profile {
    /// Whatever there is, also what few dialects have.
    #[must_use]
    pub fn everything() -> Self {
        Profile {
            budget: 40,
            queries: 85,
            lists: 25,
            features: FeatureSet::all(),
            functions: ALL.to_vec(),
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
            function.feature().is_none_or(|feature| profile.features.has(feature))
                && dialects.iter().all(has)
        });
        profile
    }

    /// Without a function or operator.
    #[must_use]
    pub fn without(mut self, function: &'static Function) -> Self {
        self.functions.retain(|own| *own != function);
        self
    }

    pub(super) fn has(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }

    pub(super) fn functions(&self) -> impl Iterator<Item = &'static Function> + '_ {
        self.functions.iter().copied()
    }
}
