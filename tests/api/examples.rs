//! The examples run to their end, as a new user runs them.

use std::process::Command;

#[test]
fn every_example_runs() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of examples") {
        // A file, or a folder with a file of the name `main.rs`.
        let name = entry.expect("a file").file_name().into_string().expect("a plain name");
        let name = name.strip_suffix(".rs").unwrap_or(&name);
        let run = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--all-features", "--example", name])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && !run.stdout.is_empty(), "{name}: {told}");
        count += 1;
    }
    assert!(count >= 3, "only {count} examples were found");
}
