//! The database servers of the live tests: [`postgres`] and [`mysql`] each give the URL of a
//! server that answers, found once a process, in this order:
//!
//! 1. the URL in `SQLTREE_POSTGRES_URL` / `SQLTREE_MYSQL_URL`, used as it is;
//! 2. a local server on the usual port that lets `postgres` / `root` in without a password;
//! 3. a throwaway server from the installed programs, which ends with the test process;
//! 4. the same after `apt-get install`, for root on a Debian system without the programs.
//!
//! When all of that fails the test panics and says what was tried; it is never skipped.
//!
//! This is not a client: it logs in to see that a server is there, and sends no SQL. It is not
//! isolation either: tests share the server, so each makes and drops a database of its own.

#![allow(dead_code, reason = "a test file may need only one of the two servers")]
#![allow(clippy::doc_markdown, reason = "PostgreSQL and MariaDB are names, not code")]

use std::env;
use std::io::{Error, Result as IoResult};
use std::net::{Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::OnceLock;
use std::time::Duration;

// With paths, so that a test can also include this file by its own path.
#[path = "servers/mysql.rs"]
pub mod mysql;
#[path = "servers/postgres.rs"]
pub mod postgres;
#[path = "servers/throwaway.rs"]
mod throwaway;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const REPLY_TIMEOUT: Duration = Duration::from_secs(3);

/// What differs between the two kinds of server.
pub struct Server {
    name: &'static str,
    variable: &'static str,
    /// The URL without a password; `PORT` stands for the port.
    url: &'static str,
    usual_port: u16,
    /// Logs in without a password; an error says why that failed.
    log_in: fn(u16) -> IoResult<()>,
    /// The programs the `script` gets as `$1`, `$2`…
    programs: &'static [&'static str],
    /// The Debian package with the programs.
    package: &'static str,
    /// The account that the package makes, for the servers that refuse to run as root.
    account: &'static str,
    /// Shell functions `start`, `running` and `stop` for [`throwaway`].
    script: &'static str,
}

impl Server {
    fn url_at(&self, port: u16) -> String {
        self.url.replace("PORT", &port.to_string())
    }
}

/// The URL of a PostgreSQL server, e.g. `postgres://postgres@127.0.0.1:5432/postgres`.
#[track_caller]
pub fn postgres() -> &'static str {
    static FOUND: OnceLock<Result<String, String>> = OnceLock::new();
    url(&postgres::SERVER, &FOUND)
}

/// The URL of a MariaDB/MySQL server, e.g. `mysql://root@127.0.0.1:3306/`.
#[track_caller]
pub fn mysql() -> &'static str {
    static FOUND: OnceLock<Result<String, String>> = OnceLock::new();
    url(&mysql::SERVER, &FOUND)
}

/// A failure is kept as well, so that only the first test waits for it.
#[track_caller]
fn url(server: &Server, found: &'static OnceLock<Result<String, String>>) -> &'static str {
    let search = || match env::var_os(server.variable) {
        Some(url) if !url.is_empty() => named(server, url.to_string_lossy().into_owned()),
        _ => find(server, server.usual_port),
    };
    match found.get_or_init(search) {
        Ok(url) => url,
        Err(message) => panic!("{message}"),
    }
}

/// The URL from the environment. The messages leave it out: it may hold a password.
fn named(server: &Server, url: String) -> Result<String, String> {
    let Server { name, variable, usual_port, .. } = server;
    let Some((_, rest)) = url.split_once("://") else {
        return Err(format!("{variable} is not a URL: set it to scheme://user@host:port/database"));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // A Unix socket, which the URL's parameters or an encoded path name.
    if host.is_empty() || host.contains('%') {
        return Ok(url);
    }
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let address = if has_port { host.into() } else { format!("{host}:{usual_port}") };
    match listens(&address) {
        Ok(()) => Ok(url),
        Err(error) => Err(format!(
            "no {name} server for the live tests: {variable} names {address}, where nothing \
             listens ({error}). Start that server, correct {variable}, or unset it to have a \
             server found or started."
        )),
    }
}

fn listens(address: &str) -> IoResult<()> {
    let mut result = Err(Error::other("the host has no address"));
    for address in address.to_socket_addrs()? {
        result = TcpStream::connect_timeout(&address, CONNECT_TIMEOUT).map(drop);
        if result.is_ok() {
            break;
        }
    }
    result
}

/// A server on `port`, or else a throwaway one.
pub fn find(server: &Server, port: u16) -> Result<String, String> {
    let Server { name, variable, log_in, .. } = server;
    let local = match log_in(port) {
        Ok(()) => return Ok(server.url_at(port)),
        Err(error) => error,
    };
    throwaway::url(server).map_err(|error| {
        format!(
            "no {name} server for the live tests. Tried:\n  \
             - {variable}: not set\n  \
             - a server on 127.0.0.1:{port}: {local}\n  \
             - a throwaway server: {error}\n\
             Set {variable} to the URL of a server, e.g. {}",
            server.url_at(server.usual_port)
        )
    })
}

fn connect(port: u16) -> IoResult<TcpStream> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream = TcpStream::connect_timeout(&address, CONNECT_TIMEOUT)?;
    stream.set_read_timeout(Some(REPLY_TIMEOUT))?;
    stream.set_write_timeout(Some(REPLY_TIMEOUT))?;
    Ok(stream)
}
