//! A driver round a driver: rows in another order than the engine gives them, or another dialect than the
//! server's.

#![allow(dead_code, reason = "not every set of features has tests that need it")]

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
    /// Rows come in an order that is neither the one in which they were inserted nor that of their keys.
    pub shuffles: bool,
    /// The server is taken for a MySQL, which has no RETURNING.
    pub as_mysql: bool,
}

impl Fake {
    pub const SHUFFLED: Fake = Fake { shuffles: true, as_mysql: false };
    pub const MYSQL: Fake = Fake { shuffles: false, as_mysql: true };

    /// A new connection, without tables.
    pub fn connect(self, live: Live) -> Connection {
        let url = match live {
            Live::Sqlite => "sqlite://",
            Live::Postgres => servers::postgres(),
            Live::MariaDb => servers::mysql(),
        };
        let engine = Engine::with_driver(Arc::new(FakeDriver(self, live)), url);
        engine.and_then(|engine| engine.connect()).expect("a test server answers")
    }
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
        if !self.0.shuffles {
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
