//! What must not compile, what it says, and beside each case the same code corrected, which does.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/ok_*.rs");
    cases.compile_fail("tests/ui/err_*.rs");
}
