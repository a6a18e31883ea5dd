//! What goes wrong with a database, and what is said of it.

use std::error::Error as _;

use sqltree::engine::Engine;
use sqltree::prelude::*;

use crate::support::live::Live;

#[test]
fn a_missing_table_is_an_error_of_the_database_with_its_own_words_as_source() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let missing = Table::new("no_such_table").column("secret", Type::Text);
        let query = select([missing.col("secret")]).filter(missing.col("secret").eq("hunter2"));
        let error = conn.fetch_all(&query).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{live:?}");
        assert!(error.to_string().contains("no_such_table"), "{live:?}: {error}");
        assert!(!error.to_string().contains("hunter2"), "{live:?}: {error}");
        assert!(error.source().is_some(), "{live:?}");
    }
}

#[test]
fn as_many_values_as_placeholders() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let placeholder = if live == Live::Postgres { "$1" } else { "?" };
        let sql = format!("SELECT {placeholder}");
        let error = conn.query_sql(&sql, &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict, "{live:?}: {error}");
    }
}

#[test]
fn urls_that_cannot_be_used_do_not_show_their_password() {
    for url in [
        "",
        "nothing",
        "oracle://u:hunter2@h/d",
        "sqlite://host/hunter2",
        "postgres://u:hunter2@h:notaport/d",
        "mysql://u:hunter2@h:notaport/d",
        "mysql:hunter2",
        "sqlite:///%zzhunter2",
    ] {
        let error = Engine::open(url).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Url, "{url}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[test]
fn a_server_that_is_not_there_is_an_error_of_the_connection() {
    for url in ["postgres://u:hunter2@127.0.0.1:1/d", "mysql://u:hunter2@127.0.0.1:1/d"] {
        let engine = Engine::open(url).expect("a URL");
        assert!(!format!("{engine:?}").contains("hunter2"));
        let error = engine.connect().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert!(!format!("{error}").contains("hunter2"), "{error}");
    }
    let folder = Engine::open("sqlite:////no/such/folder/x.db").expect("a URL");
    assert_eq!(folder.connect().unwrap_err().kind(), ErrorKind::Connection);
}
