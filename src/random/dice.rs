//! Where random choices come from: a seed, or bytes that a fuzzer gives.

/// The version of what seeds mean: it rises when the same seed gives other statements.
pub const VERSION: u32 = 9;

/// A source of choices.
///
/// From a seed the choices are the same on every machine and for ever, as long as [`VERSION`] is;
/// from bytes each choice takes some of them, and zeros follow the last.
#[derive(Clone, Debug)]
pub struct Dice<'b> {
    source: Source<'b>,
}

#[derive(Clone, Debug)]
enum Source<'b> {
    /// `SplitMix64`: <https://prng.di.unimi.it/splitmix64.c>
    Seed(u64),
    Bytes(&'b [u8]),
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl<'b> Dice<'b> {
    /// The choices of case number `case` of a seed; no other case need be made before it.
    #[must_use]
    pub fn seeded(seed: u64, case: u64) -> Self {
        let start = mixed(seed.wrapping_add(STEP)) ^ mixed(case.wrapping_mul(STEP).wrapping_add(1));
        Dice { source: Source::Seed(start) }
    }

    /// Choices out of bytes.
    #[must_use]
    pub fn of_bytes(bytes: &'b [u8]) -> Self {
        Dice { source: Source::Bytes(bytes) }
    }

    fn next(&mut self) -> u32 {
        match &mut self.source {
            Source::Seed(state) => {
                *state = state.wrapping_add(STEP);
                (mixed(*state) >> 32) as u32
            }
            Source::Bytes(bytes) => {
                let (taken, rest) = bytes.split_at(bytes.len().min(2));
                *bytes = rest;
                // Spread, so that the first bits count, as those of a seed do.
                let word = taken.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
                word.wrapping_mul(0x9e37_79b9)
            }
        }
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u64::from(self.next()) * end as u64;
        (wide >> 32) as usize
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance as usize
    }

    /// One of the items, which are not none.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_means_the_same_for_ever() {
        let mut dice = Dice::seeded(7, 3);
        let first: Vec<usize> = (0..6).map(|_| dice.below(1000)).collect();
        assert_eq!(first, FIRST);
    }

    const FIRST: [usize; 6] = [909, 73, 362, 71, 660, 813];

    #[test]
    fn bytes_end_in_zeros() {
        let mut dice = Dice::of_bytes(&[255, 255, 9]);
        assert!(dice.below(10) < 10);
        assert!(dice.below(10) < 10);
        assert_eq!((dice.below(10), dice.below(3)), (0, 0));
    }
}
