//! Inserting 100,000 rows of five columns: `insert_many` beside each driver by hand.

use std::time::{Duration, Instant};

use sqltree::Result;
use sqltree::engine::{Connection, Engine};
use sqltree::prelude::*;

const ROWS: i64 = 100_000;
const TRIES: usize = 7;
const CREATE: &str = "CREATE TABLE bench_lines (id BIGINT PRIMARY KEY, place INTEGER NOT NULL, \
                      score DOUBLE PRECISION NOT NULL, name VARCHAR(100) NOT NULL, other BIGINT NOT NULL)";
const COLUMNS: &str = "id, place, score, name, other";

sqltree::table! {
    bench_lines { id: i64 => primary_key, place: i32, score: f64, name: String, other: i64 }
}

type Line = (i64, i32, f64, String, i64);
type Any = std::result::Result<(), Box<dyn std::error::Error>>;

/// What is inserted; texts are made each time, as by a program that reads a file.
fn lines() -> impl Iterator<Item = Line> {
    (0..ROWS).map(|n| (n, (n % 1000) as i32, n as f64 / 7.0, format!("a line called {n:09}"), n * 3))
}

fn main() -> Any {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite://".into());
    let mut conn = Engine::open(&url)?.connect()?;
    let own = least(|| insert_many(&mut conn))?;
    report("insert_many", own, own);
    for (name, time) in by_hand(&url)? {
        report(name, time, own);
    }
    conn.run_script("DROP TABLE bench_lines")?;
    Ok(())
}

fn insert_many(conn: &mut Connection) -> Result<Duration> {
    prepare(conn)?;
    let columns = (
        bench_lines::id,
        bench_lines::place,
        bench_lines::score,
        bench_lines::name,
        bench_lines::other,
    );
    let into = insert(bench_lines::table()).columns(columns);
    let start = Instant::now();
    let count = conn.insert_many(&into, lines())?;
    let time = start.elapsed();
    assert_eq!(count as i64, ROWS);
    Ok(time)
}

fn prepare(conn: &mut Connection) -> Result<()> {
    conn.run_script("DROP TABLE IF EXISTS bench_lines")?;
    conn.run_script(CREATE)
}

/// The least time of several tries.
fn least<E>(
    mut work: impl FnMut() -> std::result::Result<Duration, E>,
) -> std::result::Result<Duration, E> {
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
        best = best.min(work()?);
    }
    Ok(best)
}

fn report(name: &str, time: Duration, own: Duration) {
    let rows = ROWS as f64 / time.as_secs_f64() / 1000.0;
    let times = own.as_secs_f64() / time.as_secs_f64();
    println!("{name:<32} {:8.1} ms {rows:8.0} thousand rows/s  insert_many is {times:.2}x", time.as_secs_f64() * 1e3);
}

type Timed = Vec<(&'static str, Duration)>;

fn by_hand(url: &str) -> std::result::Result<Timed, Box<dyn std::error::Error>> {
    match url.split(':').next() {
        #[cfg(feature = "postgres")]
        Some("postgres" | "postgresql") => postgres::all(url),
        #[cfg(feature = "mysql")]
        Some("mysql" | "mariadb") => mysql::all(url),
        _ => sqlite::all(),
    }
}

mod sqlite {
    use super::*;

    pub fn all() -> std::result::Result<Timed, Box<dyn std::error::Error>> {
        Ok(vec![("rusqlite, a prepared loop", least(one_by_one)?)])
    }

    fn one_by_one() -> rusqlite::Result<Duration> {
        let mut conn = rusqlite::Connection::open_in_memory()?;
        conn.execute_batch(CREATE)?;
        let start = Instant::now();
        let tx = conn.transaction()?;
        {
            let sql = format!("INSERT INTO bench_lines ({COLUMNS}) VALUES (?, ?, ?, ?, ?)");
            let mut statement = tx.prepare(&sql)?;
            for line in lines() {
                statement.execute(line)?;
            }
        }
        tx.commit()?;
        Ok(start.elapsed())
    }
}

/// `INSERT` of 1,000 rows a statement.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn thousand(mut placeholder: impl FnMut(usize) -> String) -> String {
    let row = |row: usize| {
        let cells: Vec<String> = (1..=5).map(|cell| placeholder(row * 5 + cell)).collect();
        format!("({})", cells.join(", "))
    };
    let rows: Vec<String> = (0..1000).map(row).collect();
    format!("INSERT INTO bench_lines ({COLUMNS}) VALUES {}", rows.join(", "))
}

#[cfg(feature = "postgres")]
mod postgres {
    use ::postgres::binary_copy::BinaryCopyInWriter;
    use ::postgres::types::{ToSql, Type};
    use ::postgres::{Client, NoTls};

    use super::*;

    pub fn all(url: &str) -> std::result::Result<Timed, Box<dyn std::error::Error>> {
        let mut client = Client::connect(url, NoTls)?;
        Ok(vec![
            ("postgres, COPY BINARY", least(|| timed(&mut client, copy))?),
            ("postgres, 1,000 rows a statement", least(|| timed(&mut client, thousands))?),
        ])
    }

    fn timed(
        client: &mut Client,
        work: fn(&mut Client) -> std::result::Result<(), ::postgres::Error>,
    ) -> std::result::Result<Duration, ::postgres::Error> {
        client.batch_execute("DROP TABLE IF EXISTS bench_lines")?;
        client.batch_execute(CREATE)?;
        let start = Instant::now();
        client.batch_execute("BEGIN")?;
        work(client)?;
        client.batch_execute("COMMIT")?;
        Ok(start.elapsed())
    }

    fn copy(client: &mut Client) -> std::result::Result<(), ::postgres::Error> {
        let sql = format!("COPY bench_lines ({COLUMNS}) FROM STDIN BINARY");
        let types = [Type::INT8, Type::INT4, Type::FLOAT8, Type::VARCHAR, Type::INT8];
        let mut writer = BinaryCopyInWriter::new(client.copy_in(&sql)?, &types);
        for line in lines() {
            writer.write(&[&line.0, &line.1, &line.2, &line.3, &line.4])?;
        }
        writer.finish().map(drop)
    }

    fn thousands(client: &mut Client) -> std::result::Result<(), ::postgres::Error> {
        let statement = client.prepare(&thousand(|n| format!("${n}")))?;
        let lines: Vec<Line> = lines().collect();
        for chunk in lines.chunks(1000) {
            let cells: Vec<&(dyn ToSql + Sync)> = chunk
                .iter()
                .flat_map(|line| [&line.0 as &(dyn ToSql + Sync), &line.1, &line.2, &line.3, &line.4])
                .collect();
            client.execute(&statement, &cells)?;
        }
        Ok(())
    }
}

#[cfg(feature = "mysql")]
mod mysql {
    use ::mysql::prelude::Queryable;
    use ::mysql::{Conn, Opts, Value};

    use super::*;

    pub fn all(url: &str) -> std::result::Result<Timed, Box<dyn std::error::Error>> {
        let url = url.replacen("mariadb:", "mysql:", 1);
        let mut conn = Conn::new(Opts::from_url(&url)?)?;
        Ok(vec![("mysql, 1,000 rows a statement", least(|| thousands(&mut conn))?)])
    }

    fn thousands(conn: &mut Conn) -> ::mysql::Result<Duration> {
        conn.query_drop("DROP TABLE IF EXISTS bench_lines")?;
        conn.query_drop(CREATE)?;
        let start = Instant::now();
        conn.query_drop("BEGIN")?;
        let statement = conn.prep(thousand(|_| "?".into()))?;
        let mut cells: Vec<Value> = Vec::with_capacity(5000);
        for line in lines() {
            let row: [Value; 5] =
                [line.0.into(), line.1.into(), line.2.into(), line.3.into(), line.4.into()];
            cells.extend(row);
            if cells.len() == 5000 {
                conn.exec_drop(&statement, std::mem::take(&mut cells))?;
            }
        }
        conn.query_drop("COMMIT")?;
        Ok(start.elapsed())
    }
}
