//! Arguments of functions: mostly one, which needs no list on the heap.

use std::ops::{Deref, DerefMut};

#[derive(Clone)]
pub(crate) enum Args<T> {
    One([T; 1]),
    Many(Vec<T>),
}

impl<T> From<T> for Args<T> {
    #[inline]
    fn from(only: T) -> Self {
        Args::One([only])
    }
}

impl<T> From<Vec<T>> for Args<T> {
    fn from(mut several: Vec<T>) -> Self {
        match several.pop() {
            Some(only) if several.is_empty() => Args::One([only]),
            last => {
                several.extend(last);
                Args::Many(several)
            }
        }
    }
}

impl<T> Deref for Args<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Args::One(only) => only,
            Args::Many(several) => several,
        }
    }
}

impl<T> DerefMut for Args<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Args::One(only) => only,
            Args::Many(several) => several,
        }
    }
}

impl<'a, T> IntoIterator for &'a Args<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Args<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Node;

    #[test]
    fn arguments_are_no_larger_than_one() {
        assert_eq!(size_of::<Args<Node>>(), size_of::<Node>());
    }
}
