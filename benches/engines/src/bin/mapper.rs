//! Loading, memory, flushing: objects with identity beside typed rows and batches by hand.

use std::process::Command;
use std::time::{Duration, Instant};

use sqltree::engine::{Connection, Engine};
use sqltree::mapper::{Mapped, Session};
use sqltree::prelude::*;
use sqltree::schema::Record;
use sqltree::{Result, Table};

const ROWS: i64 = 100_000;
const TRIES: usize = 7;

#[derive(Clone, Table, Mapped)]
#[table(name = "bench_users")]
#[has_many(posts: Post)]
struct User {
    #[column(primary_key, generated)]
    id: i64,
    #[column(sql_type = VarChar(100))]
    name: String,
    age: i32,
}

#[derive(Clone, Table, Mapped)]
#[table(name = "bench_posts")]
struct Post {
    #[column(primary_key, generated)]
    id: i64,
    #[column(references = User::id)]
    author_id: i64,
    #[column(sql_type = VarChar(100))]
    title: String,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let url = args.first().map_or("sqlite://", String::as_str);
    let mut conn = Engine::open(url)?.connect()?;
    prepare(&mut conn)?;
    match args.get(1).map(String::as_str) {
        Some(what) => memory_of(&mut conn, what),
        None => measure(&mut conn, url),
    }
}

fn prepare(conn: &mut Connection) -> Result<()> {
    for table in [Post::table(), User::table()] {
        conn.execute(&drop_table(table).if_exists())?;
    }
    for table in [User::table(), Post::table()] {
        conn.execute(&create_table(table))?;
    }
    let users = (1..=ROWS).map(|id| (id, format!("a user called {id}"), (id % 90) as i32));
    conn.insert_many(&insert(User::table()).columns((User::id, User::name, User::age)), users)?;
    let posts = (1..=ROWS).map(|id| (id, id % 10_000 + 1, format!("a post called {id}")));
    let columns = (Post::id, Post::author_id, Post::title);
    conn.insert_many(&insert(Post::table()).columns(columns), posts)?;
    if conn.dialect().spec().name == "PostgreSQL" {
        // Keys that are given do not count as given out.
        for table in ["bench_users", "bench_posts"] {
            let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {ROWS})");
            conn.query_sql(&sql, &[])?;
        }
    }
    Ok(())
}

/// The least time of several tries.
fn least(mut work: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
        best = best.min(work()?);
    }
    Ok(best)
}

fn measure(conn: &mut Connection, url: &str) -> Result<()> {
    let rows = least(|| {
        let start = Instant::now();
        let rows: Vec<User> = conn.fetch_all(&select(User::all()))?;
        let time = start.elapsed();
        assert_eq!(rows.len() as i64, ROWS);
        Ok(time)
    })?;
    let objects = least(|| {
        let mut session = Session::new(conn);
        let start = Instant::now();
        let users = session.query::<User>().all()?;
        let time = start.elapsed();
        assert_eq!(users.len() as i64, ROWS);
        Ok(time)
    })?;
    report("100,000 typed rows", rows, rows);
    report("100,000 objects", objects, rows);

    let new = |i: i64| User { id: 0, name: format!("a new user called {i}"), age: 1 };
    let batch = least(|| {
        conn.start_transaction()?;
        let start = Instant::now();
        let rows = (0..10_000).map(new).map(|user| (user.name, user.age));
        conn.insert_many(&insert(User::table()).columns((User::name, User::age)), rows)?;
        let time = start.elapsed();
        conn.rollback_transaction()?;
        Ok(time)
    })?;
    let returning = least(|| {
        conn.start_transaction()?;
        let start = Instant::now();
        let rows = (0..10_000).map(new).map(|user| (user.name, user.age));
        let into = insert(User::table()).columns((User::name, User::age)).returning(User::id);
        conn.insert_many_returning(&into, rows)?;
        let time = start.elapsed();
        conn.rollback_transaction()?;
        Ok(time)
    })?;
    let whole = least(|| {
        conn.start_transaction()?;
        let start = Instant::now();
        by_hand((0..10_000).map(new).collect(), conn)?;
        let time = start.elapsed();
        conn.rollback_transaction()?;
        Ok(time)
    })?;
    let flush = least(|| {
        conn.start_transaction()?;
        let mut session = Session::new(conn);
        let start = Instant::now();
        for user in (0..10_000).map(new) {
            session.add(user)?;
        }
        session.flush()?;
        let time = start.elapsed();
        drop(session);
        conn.rollback_transaction()?;
        Ok(time)
    })?;
    report("10,000 rows by hand, without keys", batch, batch);
    report("10,000 rows by insert_many_returning, keys alone", returning, batch);
    report("10,000 rows by hand, 1,000 a statement, all columns back", whole, batch);
    report("10,000 objects flushed, beside the line before", flush, whole);

    let mut session = Session::new(conn);
    let users = session.query::<User>().order_by(User::id).all()?;
    let one = least(|| {
        let start = Instant::now();
        session.edit(users[70_000])?.age += 1;
        session.flush()?;
        Ok(start.elapsed())
    })?;
    println!("1 of 100,000 objects edited and flushed: {one:?}");
    let parents = &users[..10_000];
    let before = session.statements();
    let start = Instant::now();
    session.load(parents, User::posts)?;
    let (time, count) = (start.elapsed(), session.statements() - before);
    println!("100,000 children of 10,000 parents loaded: {time:?}, {count} statement");
    drop(session);

    let grown = |what: &str| -> u64 {
        let this = std::env::current_exe().expect("this program");
        let out = Command::new(this).args([url, what]).output().expect("it runs again");
        String::from_utf8_lossy(&out.stdout).trim().parse().expect("a number")
    };
    let (rows, objects) = (grown("rows"), grown("objects"));
    println!("memory: rows {rows} KB, objects {objects} KB, {:.2}x", objects as f64 / rows as f64);
    Ok(())
}

/// Inserts in statements of 1,000 rows, which give back all columns.
fn by_hand(mut users: Vec<User>, conn: &mut Connection) -> Result<()> {
    let mut saved: Vec<User> = Vec::new();
    for rows in users.chunks(1_000) {
        let into = insert(User::table()).records(rows).returning(User::all());
        saved.extend(conn.fetch_all(&into)?);
    }
    // The keys go to the structs that they are of.
    saved.sort_by_key(|user| user.id);
    for (user, saved) in users.iter_mut().zip(saved) {
        assert_eq!(user.name, saved.name);
        user.id = saved.id;
    }
    Ok(())
}

fn report(what: &str, time: Duration, beside: Duration) {
    println!("{what}: {time:?}, {:.2}x", time.as_secs_f64() / beside.as_secs_f64());
}

/// Prints how much memory the process has more after loading, in KB.
fn memory_of(conn: &mut Connection, what: &str) -> Result<()> {
    let resident = || -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").expect("a Linux system");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a line");
        line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
    };
    let before = resident();
    if what == "flush" {
        // For a profiler.
        for _ in 0..20 {
            conn.start_transaction()?;
            let mut session = Session::new(conn);
            for i in 0..10_000 {
                session.add(User { id: 0, name: format!("a new user called {i}"), age: 1 })?;
            }
            session.flush()?;
            drop(session);
            conn.rollback_transaction()?;
        }
        println!("{}", resident() - before);
    } else if what == "hand" {
        // The same by hand.
        for _ in 0..20 {
            conn.start_transaction()?;
            let new = |i: i64| User { id: 0, name: format!("a new user called {i}"), age: 1 };
            by_hand((0..10_000).map(new).collect(), conn)?;
            conn.rollback_transaction()?;
        }
        println!("{}", resident() - before);
    } else if what == "rows" {
        let rows: Vec<User> = conn.fetch_all(&select(User::all()))?;
        println!("{}", resident() - before);
        assert_eq!(rows.len() as i64, ROWS);
    } else {
        let mut session = Session::new(conn);
        let users = session.query::<User>().all()?;
        println!("{}", resident() - before);
        assert_eq!(users.len() as i64, ROWS);
    }
    Ok(())
}
