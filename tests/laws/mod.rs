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

/// Runs a law with room for the recursion of the parser that reads its text, which is not ours.
fn roomy(law: fn(&[u8]), data: &[u8]) {
    let spacious = std::thread::Builder::new().stack_size(16 << 20);
    std::thread::scope(|scope| {
        let done = spacious.spawn_scoped(scope, || law(data)).expect("a thread").join();
        done.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

proptest! {
    #[test]
    fn statements_are_whole_or_refused(data in vec(any::<u8>(), 0..200)) {
        roomy(laws::tree, &data);
    }

    #[test]
    fn random_statements_are_whole_or_refused(data in vec(any::<u8>(), 0..400)) {
        roomy(laws::random, &data);
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
