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

#[cfg(all(feature = "postgres", feature = "mysql"))]
#[test]
fn the_tour_of_the_mapper_runs_on_every_engine() {
    use crate::support::live::Live;

    for live in [Live::Postgres, Live::MariaDb] {
        let mut conn = live.connect();
        let name = format!("sqltree_tour_{}", std::process::id());
        conn.run_script(&format!("CREATE DATABASE {name}")).expect("a database of its own");
        let run = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--all-features", "--example", "mapper", "--"])
            .arg(url(live, &name))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        let dropped = conn.run_script(&format!("DROP DATABASE {name}"));
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{live}: {told}");
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(said.starts_with(&format!("connected to {live}")), "{said}");
        dropped.expect("nothing holds it");
    }
}

/// The URL of another database of the same server.
#[cfg(all(feature = "postgres", feature = "mysql"))]
fn url(live: crate::support::live::Live, database: &str) -> String {
    use crate::support::{live::Live, servers};

    let url = if live == Live::MariaDb { servers::mysql() } else { servers::postgres() };
    let (scheme, rest) = url.split_once("://").expect("a URL");
    let host = rest.split('/').next().unwrap_or(rest);
    format!("{scheme}://{host}/{database}")
}
