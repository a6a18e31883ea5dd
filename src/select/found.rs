//! What was found of a query once, and holds as long as it is not changed.

use std::sync::atomic::{AtomicBool, Ordering};

/// True once its groups were found to be right; a copy, which may be changed, knows nothing.
///
/// Threads that share a query may find it at once; it is written once, so that they do not take the
/// line of memory from each other.
#[derive(Default)]
pub(crate) struct Found(AtomicBool);

impl Clone for Found {
    fn clone(&self) -> Self {
        Found::default()
    }
}

impl Found {
    #[inline]
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_knows_nothing() {
        let found = Found::default();
        found.set();
        assert!(found.is_set() && !found.clone().is_set());
    }
}
