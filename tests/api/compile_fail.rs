//! Mistakes that the Rust compiler finds, with the words that it finds for them.

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/api/ui/*.rs");
    cases.compile_fail("tests/api/ui/derive/*.rs");
    #[cfg(feature = "mapper")]
    cases.compile_fail("tests/api/ui/mapper/*.rs");
}
