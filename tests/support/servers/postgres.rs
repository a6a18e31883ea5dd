//! What is particular to PostgreSQL: its programs, how they start, and its login without a
//! password. Not a client: it stops once it is let in.

use std::io::{Error, Read, Result as IoResult, Write};

use super::{Server, connect};

pub static SERVER: Server = Server {
    name: "PostgreSQL",
    variable: "SQLTREE_POSTGRES_URL",
    url: "postgres://postgres@127.0.0.1:PORT/postgres",
    usual_port: 5432,
    log_in,
    programs: &["initdb"],
    package: "postgresql",
    account: "postgres",
    // The other programs are next to the real initdb, whichever version a link in PATH names.
    script: r#"
        bin=$(dirname "$(readlink -f "$1")")
        as_account() { if [ "$account" ]; then runuser -u "$account" -- "$@"; else "$@"; fi; }
        start() {
            as_account "$bin/initdb" -D "$folder/data" -A trust -U postgres --no-sync \
                -E UTF8 --locale=C &&
            as_account "$bin/pg_ctl" -D "$folder/data" -w -s start -o "-p $port \
                -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        }
        running() { :; } # `start` waits, so it has told
        stop() { as_account "$bin/pg_ctl" -D "$folder/data" -w -s -m immediate stop; }
    "#,
};

fn log_in(port: u16) -> IoResult<()> {
    let mut stream = connect(port)?;
    let start = b"\0\0\0\x29\0\x03\0\0user\0postgres\0database\0postgres\0\0";
    stream.write_all(start)?;
    let mut reply = [0; 9];
    stream.read_exact(&mut reply)?;
    match &reply {
        b"R\0\0\0\x08\0\0\0\0" => stream.write_all(b"X\0\0\0\x04"),
        [b'R', ..] => Err(Error::other("asks `postgres` for a password")),
        [b'E', ..] => Err(Error::other("refuses `postgres` without a password")),
        _ => Err(Error::other("does not answer as PostgreSQL")),
    }
}
