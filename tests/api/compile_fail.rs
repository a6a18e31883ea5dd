//! Mistakes that the Rust compiler finds, with the words that it finds for them.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/api/ui/*.rs");
}
