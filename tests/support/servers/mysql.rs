//! What is particular to MariaDB and MySQL: the programs (MariaDB's), how they start, and the
//! login without a password. Not a client: it stops once it is let in.

use std::io::{Error, Read, Result as IoResult, Write};
use std::net::TcpStream;

use super::{Server, connect};

pub static SERVER: Server = Server {
    name: "MariaDB/MySQL",
    variable: "SQLTREE_MYSQL_URL",
    url: "mysql://root@127.0.0.1:PORT/",
    usual_port: 3306,
    log_in,
    programs: &["mariadb-install-db", "mariadbd"],
    package: "mariadb-server",
    account: "mysql",
    script: r#"
        install=$1 mariadbd=$2
        start() {
            set -- --no-defaults ${account:+--user="$account"} --datadir="$folder/data"
            "$install" "$@" --auth-root-authentication-method=normal --skip-test-db || return
            "$mariadbd" "$@" --socket="$folder/s.sock" --pid-file="$folder/pid" --port="$port" \
                --bind-address=127.0.0.1 --skip-log-bin --innodb-buffer-pool-size=64M \
                --innodb-flush-log-at-trx-commit=0 --loose-innodb-flush-method=nosync &
            server=$!
        }
        running() { kill -0 "$server" 2>/dev/null; }
        stop() { kill -9 "$server"; wait "$server"; }
    "#,
};

fn log_in(port: u16) -> IoResult<()> {
    let mut stream = connect(port)?;
    let (_, greeting) = read_packet(&mut stream)?;
    if greeting.first() != Some(&10) {
        return Err(Error::other("does not greet as MariaDB/MySQL"));
    }
    // Protocol 4.1, secure connection, named plugin; 16 MiB packets; utf8mb4.
    let mut login = vec![0x01, 0x82, 0x08, 0, 0, 0, 0, 1, 45];
    login.extend([0; 23]);
    login.extend(b"root\0\0mysql_native_password\0");
    write_packet(&mut stream, 1, &login)?;
    for _ in 0..3 {
        match read_packet(&mut stream)? {
            (_, reply) if reply.first() == Some(&0) => return write_packet(&mut stream, 0, &[1]),
            // Another plugin: with all of them no password is an empty packet.
            (number, reply) if reply.first() == Some(&0xfe) => {
                write_packet(&mut stream, number.wrapping_add(1), &[])?;
            }
            _ => break,
        }
    }
    Err(Error::other("refuses `root` without a password"))
}

fn read_packet(stream: &mut TcpStream) -> IoResult<(u8, Vec<u8>)> {
    let mut head = [0; 4];
    stream.read_exact(&mut head)?;
    let mut body = vec![0; u32::from_le_bytes([head[0], head[1], head[2], 0]) as usize];
    stream.read_exact(&mut body)?;
    Ok((head[3], body))
}

fn write_packet(stream: &mut TcpStream, number: u8, body: &[u8]) -> IoResult<()> {
    let length = u8::try_from(body.len()).map_err(Error::other)?;
    stream.write_all(&[length, 0, 0, number])?;
    stream.write_all(body)
}
