//! The laws of the fuzz targets as properties: the same trees, the same checks.

#[path = "../../fuzz/src/alike.rs"]
mod alike;
#[path = "../../fuzz/src/bytes.rs"]
mod bytes;
#[path = "../../fuzz/src/ctes.rs"]
mod ctes;
#[path = "../../fuzz/src/generate.rs"]
mod generate;
#[path = "../../fuzz/src/laws.rs"]
#[allow(clippy::module_inception)]
mod laws;
#[path = "../../fuzz/src/tables.rs"]
mod tables;
#[path = "../../fuzz/src/windows.rs"]
mod windows;

use proptest::collection::vec;
use proptest::prelude::{any, proptest};

proptest! {
    #[test]
    fn statements_are_whole_or_refused(data in vec(any::<u8>(), 0..200)) {
        laws::tree(&data);
    }

    #[test]
    fn names_are_read_back_or_refused(data in vec(any::<u8>(), 0..120)) {
        laws::names(&data);
    }

    #[test]
    fn literals_are_read_back_or_refused(data in vec(any::<u8>(), 0..60)) {
        laws::literals(&data);
    }
}
