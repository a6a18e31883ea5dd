//! Random statements: well typed, of every kind, the same for a seed on every machine.
//!
//! For tests that compare databases, and for our own. The expressions come from the table of
//! functions ([`crate::function::ALL`]) read backwards: what is wanted is a type, and a budget of
//! nodes is split among the operands, so that nothing is tried twice and nothing grows without end.
//! What they are made of is a [`Profile`]; what they are about, a [`World`].
//!
//! ```
//! use sqltree::prelude::*;
//! use sqltree::random::{Generator, Profile, World};
//!
//! let (sqlite, postgres) = (Sqlite::default(), Postgres::default());
//! let generator = Generator::new(World::new(), Profile::common(&[&sqlite, &postgres]));
//! let statement = generator.statement(42, 7);
//! assert!(statement == generator.statement(42, 7));
//! ```

mod apply;
mod change;
mod count;
mod dice;
mod expr;
mod from;
mod profile;
mod query;
mod scope;
mod value;
mod world;

use std::cell::RefCell;

pub use count::Counts;
pub use dice::{Dice, VERSION};
pub use profile::Profile;
pub use world::World;

use crate::compile::{AnyStatement, Statement};
use crate::expr::Expr;
use crate::select::{IntoSource, select};
use scope::{At, Scope};

/// Makes statements.
#[derive(Debug, Default)]
pub struct Generator {
    world: World,
    profile: Profile,
    counts: RefCell<Counts>,
}

impl Default for Profile {
    fn default() -> Self {
        Profile::everything()
    }
}

/// One statement being made.
struct Maker<'m> {
    dice: Dice<'m>,
    profile: &'m Profile,
    world: &'m World,
    counts: Counts,
    /// The queries that what is being made stands in, from outside.
    scopes: Vec<Scope>,
    names: u32,
}

impl Generator {
    /// Statements about a world, made of what a profile says.
    #[must_use]
    pub fn new(world: World, profile: Profile) -> Self {
        Generator { world, profile, counts: RefCell::default() }
    }

    /// The tables.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Statement number `case` of a seed.
    pub fn statement(&self, seed: u64, case: u64) -> AnyStatement {
        self.statement_of(Dice::seeded(seed, case))
    }

    /// The statement that some dice give.
    pub fn statement_of(&self, dice: Dice<'_>) -> AnyStatement {
        let mut maker = Maker {
            dice,
            profile: &self.profile,
            world: &self.world,
            counts: Counts::default(),
            scopes: Vec::new(),
            names: 0,
        };
        let made = maker.statement();
        self.counts.borrow_mut().merge(&maker.counts);
        made
    }

    /// What was made until now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts.borrow().clone()
    }
}

impl Maker<'_> {
    fn statement(&mut self) -> AnyStatement {
        if !self.dice.percent(self.profile.queries) {
            return self.change();
        }
        if self.dice.percent(self.profile.lists) {
            return self.list();
        }
        let tags = self.some_tags(4);
        self.rows(&tags, self.profile.budget, false).to_any()
    }

    /// The key and some expressions of each row of a table.
    fn list(&mut self) -> AnyStatement {
        let table = self.table();
        let mut scope = Scope { sealed: true, ..Scope::default() };
        scope.add_columns(&table.clone().into_source());
        self.scopes.push(scope);
        let tags = self.some_tags(3);
        let at = At { queries: false, ..At::rows("list", self.profile.budget / 2) };
        let mut columns: Vec<Expr> = vec![table.column_at(0).expr()];
        columns.extend(self.exprs(&tags, at));
        self.scopes.pop();
        select(columns).from(table).to_any()
    }

    /// A name that no other item of the statement has.
    fn name(&mut self, start: &str) -> String {
        self.names += 1;
        format!("{start}{}", self.names)
    }
}
