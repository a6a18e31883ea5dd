//! A driver round a driver: rows in another order than the engine gives them, or another dialect than the
//! server's, and eyes on what is sent and what comes.

#![allow(dead_code, reason = "not every set of features has tests that need it")]

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::sync::Arc;

use sqltree::Feature;
use sqltree::dialect::Dialect;
use sqltree::dialects::mysql::MySqlDriver;
use sqltree::dialects::postgres::PostgresDriver;
use sqltree::dialects::sqlite::SqliteDriver;
use sqltree::engine::{Connection, Done, Driver, Engine, RawConnection, RawRow, Step};
use sqltree::prelude::*;
use sqltree::{Result, ValueRef};

use super::live::Live;
use super::servers;

/// What is not as the engine has it.
#[derive(Clone, Copy, Default)]
pub struct Fake {
    /// What changes give back comes in an order that is neither that of the rows nor that of their keys.
    pub shuffles: bool,
    /// The server is taken for a MySQL, which has no RETURNING.
    pub as_mysql: bool,
}

impl Fake {
    pub const SHUFFLED: Fake = Fake { shuffles: true, as_mysql: false };
    pub const MYSQL: Fake = Fake { shuffles: false, as_mysql: true };
    /// All is as the engine has it, and can be watched.
    pub const WATCHED: Fake = Fake { shuffles: false, as_mysql: false };

    /// A new connection, without tables; to SQLite in memory.
    pub fn connect(self, live: Live) -> Connection {
        self.connect_to(live, "sqlite://")
    }

    /// The same; `file` is the URL for SQLite.
    pub fn connect_to(self, live: Live, file: &str) -> Connection {
        let url = match live {
            Live::Sqlite => file,
            Live::Postgres => servers::postgres(),
            Live::MariaDb => servers::mysql(),
        };
        let engine = Engine::with_driver(Arc::new(FakeDriver(self, live)), url);
        engine.and_then(|engine| engine.connect()).expect("a test server answers")
    }
}

thread_local! {
    static ROWS: Cell<u64> = const { Cell::new(0) };
    static BEFORE: RefCell<Option<Before>> = const { RefCell::new(None) };
}

type Before = Box<dyn FnMut(&str)>;

/// How many rows the fake connections of this thread have read since it was asked the last time.
pub fn rows_read() -> u64 {
    ROWS.replace(0)
}

/// Has `work` called with the text of each query before a fake connection of this thread sends it.
pub fn before_queries(work: impl FnMut(&str) + 'static) {
    BEFORE.set(Some(Box::new(work)));
}

struct FakeDriver(Fake, Live);

impl Driver for FakeDriver {
    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let own = match self.1 {
            Live::Sqlite => SqliteDriver.connect(url)?,
            Live::Postgres => PostgresDriver.connect(url)?,
            Live::MariaDb => MySqlDriver.connect(url)?,
        };
        Ok(Box::new(FakeConnection(self.0, own)))
    }
}

struct FakeConnection(Fake, Box<dyn RawConnection>);

type Each<'e> = &'e mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>;

impl RawConnection for FakeConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        if self.0.as_mysql { Arc::new(MySql::default()) } else { self.1.dialect() }
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        self.check(sql);
        self.1.execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Value], each: Each<'_>) -> Result<()> {
        self.check(sql);
        BEFORE.with_borrow_mut(|before| before.as_mut().map(|before| before(sql)));
        let each: Each<'_> = &mut |row| {
            ROWS.set(ROWS.get() + 1);
            each(row)
        };
        let gives_back = ["INSERT", "UPDATE"].iter().any(|change| sql.starts_with(change));
        if !self.0.shuffles || !gives_back {
            return self.1.query(sql, params, each);
        }
        let mut held = Vec::new();
        self.1.query(sql, params, &mut |row| {
            let cell = |i| Ok((row.name(i).to_owned(), row.value(i)?.to_value()));
            held.push(Held((0..row.len()).map(cell).collect::<Result<_>>()?));
            Ok(ControlFlow::Continue(()))
        })?;
        held.reverse();
        let middle = held.len() / 3;
        held.rotate_left(middle);
        for row in &held {
            if each(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        self.1.run_script(sql)
    }

    fn step(&mut self, step: Step) -> Result<()> {
        self.1.step(step)
    }

    fn undid_all(&mut self) -> Result<bool> {
        self.1.undid_all()
    }

    fn transaction_open(&mut self) -> bool {
        self.1.transaction_open()
    }
}

impl FakeConnection {
    fn check(&self, sql: &str) {
        let returning = self.dialect().features().has(Feature::InsertReturning);
        assert!(returning || !sql.contains("RETURNING"), "{sql}");
    }
}

/// A row that was read before.
struct Held(Vec<(String, Value)>);

impl RawRow for Held {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn name(&self, index: usize) -> &str {
        &self.0[index].0
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        Ok(self.0[index].1.as_ref())
    }
}
