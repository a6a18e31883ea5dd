//! The rules of docs/architecture.md that can be checked by reading the sources.

#![allow(unreachable_pub, missing_docs)]

#[path = "structure/emulated.rs"]
mod emulated;

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the package") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

/// The lines of a file that are code: no comments, no tests at its end.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..tests].lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The place of a module in the order of imports.
fn layer(module: &str) -> Option<usize> {
    Some(match module {
        // A type of a program's own names the functions that stand round it.
        "value" | "types" | "name" | "feature" | "error" | "function" => 0,
        "row" | "schema" | "expr" | "select" | "dml" | "ddl" => 2,
        "tree" => 3,
        "dialect" | "check" | "compile" => 4,
        "engine" | "random" => 5,
        "mapper" => 6,
        _ => return None,
    })
}

#[test]
fn imports_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (path, text) in sources("src") {
        let inside = path.strip_prefix(&root).expect("below src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
        let Some(own) = layer(first.trim_end_matches(".rs")) else { continue };
        for line in code(&text) {
            for used in line.split("crate::").skip(1) {
                let module: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if let Some(other) = layer(&module) {
                    checked += 1;
                    assert!(other <= own, "{} imports `{module}`: {line}", inside.display());
                }
            }
        }
    }
    assert!(checked > 100, "the check reads imports: {checked}");
}

#[test]
fn the_library_names_no_built_in_dialect() {
    for (path, text) in sources("src") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "lib.rs" || name == "open.rs" {
            continue;
        }
        for line in code(&text) {
            assert!(!line.contains("dialects::"), "{}: {line}", path.display());
            assert!(!line.contains("name() == \""), "{}: {line}", path.display());
        }
    }
}

#[test]
fn dialects_use_the_public_name_of_the_crate() {
    for (path, text) in sources("dialects") {
        for line in code(&text) {
            assert!(!line.contains("crate::"), "{}: {line}", path.display());
        }
    }
}

/// The records of a tree, which hold each other.
const RECORDS: [&str; 16] = [
    "expr/behind.rs",
    "expr/column_ref.rs",
    "expr/kind.rs",
    "expr/node.rs",
    "expr/row_test.rs",
    "schema/column.rs",
    "schema/table_def.rs",
    "select/body.rs",
    "select/join.rs",
    "select/picks.rs",
    "select/row_lock.rs",
    "select/rows.rs",
    "select/set.rs",
    "select/source/item.rs",
    "select/source/mod.rs",
    "select/source/output.rs",
];

#[test]
fn records_know_no_handles() {
    let handles =
        ["Expr<", "IntoExpr", "Column<", "ExprList", "Nodes", "Select<", "Query<", "crate::row"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for record in RECORDS {
        let text = fs::read_to_string(root.join(record)).expect("a record");
        for line in code(&text) {
            let handle = handles.iter().find(|handle| line.contains(**handle));
            assert!(handle.is_none(), "{record} is a record and names a handle: {line}");
        }
    }
}

#[test]
fn files_are_one_idea_long() {
    for folder in ["src", "dialects"] {
        for (path, text) in sources(folder) {
            let data =
                path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("keywords"));
            let lines = text.lines().count();
            assert!(data || lines <= 360, "{} has {lines} lines; split it by idea", path.display());
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    for folder in ["src", "dialects"] {
        for (path, text) in sources(folder) {
            for word in ["todo!", "unimplemented!", "FIXME", "HACK", "unsafe {"] {
                assert!(!text.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

#[test]
fn the_table_of_errors_has_every_kind() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("docs/errors.md")).expect("the table");
    let source = fs::read_to_string(root.join("src/error.rs")).expect("the source");
    let start = source.find("pub enum ErrorKind {").expect("the kinds");
    let body = &source[start..start + source[start..].find("\n}").expect("an end")];
    let mut kinds = 0;
    for line in body.lines().skip(1).map(str::trim) {
        if line.starts_with("//") || line.is_empty() {
            continue;
        }
        let kind: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
        assert!(table.contains(&format!("`{kind}")), "docs/errors.md has no `{kind}`");
        kinds += 1;
    }
    assert!(kinds > 15);
}

/// The features of each dialect and the version that brought them, as a table.
fn feature_table() -> String {
    use sqltree::dialect::Dialect;
    use sqltree::dialects::{MariaDb, MySql, Postgres, Sqlite};
    use sqltree::{Feature, Version};

    type Make = fn(Version) -> Box<dyn Dialect>;
    let version = |major, minor| Version::new(major, minor, 0);
    let families: [(&str, Make, Vec<Version>); 4] = [
        ("SQLite", |v| Box::new(Sqlite::of(v)), (24..=54).map(|minor| version(3, minor)).collect()),
        ("PostgreSQL", |v| Box::new(Postgres::of(v)), (12..=18).map(|n| version(n, 0)).collect()),
        ("MySQL", |v| Box::new(MySql::of(v)), vec![version(5, 7), version(8, 0), version(8, 4)]),
        (
            "MariaDB",
            |v| Box::new(MariaDb::of(v)),
            vec![version(10, 5), version(10, 6), version(10, 11), version(11, 4)],
        ),
    ];
    let mut table = String::from(
        "| feature | SQLite | PostgreSQL | MySQL | MariaDB |\n|---|---|---|---|---|\n",
    );
    // These two stand for functions and types, which are named one by one.
    let one_by_one = [Feature::Function, Feature::ColumnType];
    for feature in Feature::ALL.iter().filter(|feature| !one_by_one.contains(feature)) {
        table.push_str(&format!("| {feature} |"));
        for (_, make, versions) in &families {
            let first = versions.iter().position(|v| make(*v).features().has(*feature));
            let without = |version: Version| emulated::rewrites(*feature, &*make(version));
            let newest = versions[versions.len() - 1];
            table.push_str(&match (
                first,
                first.and_then(|at| without(*versions.get(at.checked_sub(1)?)?)),
            ) {
                (Some(0), _) => " yes |".into(),
                (Some(at), Some(rewrites)) => format!(" {}, before {rewrites} |", versions[at]),
                (Some(at), None) => format!(" {} |", versions[at]),
                (None, _) => format!(" {} |", without(newest).unwrap_or_else(|| "error".into())),
            });
        }
        table.push('\n');
    }
    table
}

/// Compares the part of a page that is made here, or writes it.
fn check_page(name: &str, what: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let page = fs::read_to_string(&path).expect("the page");
    let (start, end) = (format!("<!-- {what}: made by the tests -->\n"), "<!-- end -->");
    let from = page.find(&start).expect("the beginning of the table") + start.len();
    let to = from + page[from..].find(end).expect("the end of the table");
    if std::env::var_os("SQLTREE_WRITE_DOCS").is_some() {
        let page = format!("{}{table}{}", &page[..from], &page[to..]);
        fs::write(&path, page).expect("the page is written");
        return;
    }
    assert_eq!(&page[from..to], table, "run the tests once with SQLTREE_WRITE_DOCS=1");
}

#[test]
fn the_table_of_features_is_that_of_the_code() {
    check_page("dialects.md", "features", &feature_table());
}

/// Every function and operator: what it takes and gives, and how each dialect writes it.
fn function_table() -> String {
    use sqltree::function::{ALL, Arg, Nulls, Rule};

    let mut table = String::from(
        "| name | class | takes | gives | NULL | SQLite | PostgreSQL | MySQL | MariaDB |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    let cell = |text: &str| text.replace('|', "\\|");
    for function in ALL {
        let takes: Vec<String> = (function.args().iter())
            .map(|arg| match arg {
                Arg::SameAs(place) => format!("as {}", place + 1),
                arg => format!("{arg:?}").to_lowercase(),
            })
            .collect();
        let more = if function.is_variadic() { " …" } else { "" };
        let gives = match function.result() {
            Rule::Fixed(tag) => format!("{tag:?}"),
            Rule::SameAs(place) => format!("as {}", place + 1),
            Rule::Sum => "as 1, wide".into(),
            rule => format!("{rule:?}").to_lowercase(),
        };
        let null = match function.null_rule() {
            Nulls::Strict => "if one is",
            Nulls::Maybe => "only if one is",
            Nulls::First => "if the first is",
            Nulls::All => "if all are",
            Nulls::Never => "never",
            _ => "also if none is",
        };
        let class = format!("{:?}", function.class()).to_lowercase();
        let class = class.split(' ').next().unwrap_or_default();
        let name = cell(function.name());
        table += &format!("| `{name}` | {class} | {}{more} | {gives} | {null} |", takes.join(", "));
        for dialect in &sqltree::dialects::all()[..4] {
            table += &match dialect.spec().functions.text(function) {
                Some(text) => format!(" `{}` |", cell(&text)),
                None if function.is_syntax() => " operator |".to_owned(),
                None => " error |".to_owned(),
            };
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_table_of_functions_is_that_of_the_code() {
    check_page("functions.md", "functions", &function_table());
}
