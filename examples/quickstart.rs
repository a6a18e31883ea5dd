//! A tour: tables, data, a dozen queries from simple to analytic, on a real SQLite file.
//!
//! `cargo run --example quickstart --features "rusqlite derive"`; with a path as argument, the
//! file is made there and kept.
//!
//! For each query it prints the SQL of every dialect, the parameters, and the rows. Read the
//! queries below beside the output.

use std::error::Error;

use sqltree::engine::{Connection, Engine, Row};
use sqltree::prelude::*;
use sqltree::{Name, Table};

// Tables can be declared by a macro …
sqltree::table! {
    /// What the shop sells.
    pub products {
        id: i64 => primary_key,
        name: String => sql_type(VarChar(80)), unique,
        category: String => sql_type(VarChar(40)),
        cents: i64,
        discontinued: bool,
    }

    /// What was ordered; the customer may be gone.
    pub orders {
        id: i64 => primary_key, generated,
        customer_id: Option<i64> => references(Customer::id),
        product_id: i64 => references(products::id),
        quantity: i32,
        month: i32,
        note: Option<String>,
    }
}

// … or by a struct, which then also is a row.
#[derive(Table, Debug)]
#[table(name = "customers")]
struct Customer {
    #[column(primary_key)]
    id: i64,
    #[column(sql_type = VarChar(80))]
    name: String,
    city: Option<String>,
    /// Who brought this customer.
    #[column(references = Customer::id)]
    recruiter_id: Option<i64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let kept = std::env::args().nth(1);
    let path = match &kept {
        Some(path) => std::path::PathBuf::from(path),
        None => std::env::temp_dir().join(format!("sqltree-quickstart-{}.db", std::process::id())),
    };
    let engine = Engine::open(&format!("sqlite:///{}", path.display()))?;
    let mut conn = engine.connect()?;

    create(&mut conn)?;
    fill(&mut conn)?;
    simple(&mut conn)?;
    joined(&mut conn)?;
    analytic(&mut conn)?;
    changes(&mut conn)?;
    refused(&mut conn);

    drop(conn);
    if kept.is_none() {
        std::fs::remove_file(&path)?;
    }
    Ok(())
}

fn create(conn: &mut Connection) -> sqltree::Result<()> {
    for table in [orders::table(), products::table(), Customer::table()] {
        conn.execute(&drop_table(table).if_exists())?;
    }
    heading("The tables");
    for table in [Customer::table(), products::table(), orders::table()] {
        let statement = create_table(table);
        println!("{}\n", statement.compile(conn.dialect())?.sql());
        conn.execute(&statement)?;
    }
    Ok(())
}

/// A few thousand rows, the same in every run.
fn fill(conn: &mut Connection) -> sqltree::Result<()> {
    let mut dice = Dice(42);
    let first = ["Ada", "Ben", "Chloé", "Dmitri", "Emi", "Farid", "Gus", "Hana", "Ines", "Jo"];
    let last = ["Abel", "Berg", "Costa", "Diaz", "Endo", "Fox", "Gray", "Hahn"];
    let cities = [Some("Oslo"), Some("Lima"), Some("Kyoto"), Some("Accra"), None];
    let customers: Vec<Customer> = (1..=300)
        .map(|id| Customer {
            id,
            name: format!("{} {}", dice.pick(&first), dice.pick(&last)),
            city: dice.pick(&cities).map(str::to_owned),
            recruiter_id: (id > 20 && dice.roll(3) > 0).then(|| 1 + dice.roll(20) as i64),
        })
        .collect();
    let kinds = [("Tea", 450), ("Coffee", 700), ("Cup", 1200), ("Kettle", 4900), ("Tin", 300)];
    let origins = ["Assam", "Uji", "Yirgacheffe", "Huila", "Delft", "Sheffield", "Bath", "Lyon"];
    let goods = (1..=40).map(|id| {
        let (kind, cents) = *dice.pick(&kinds);
        let name = format!("{} {kind} No. {id}", dice.pick(&origins));
        (id, name, kind, cents + 10 * dice.roll(30) as i64, dice.roll(10) == 0)
    });
    let goods: Vec<_> = goods.collect();
    let sales: Vec<_> = (0..4000)
        .map(|_| {
            let customer = (dice.roll(25) > 0).then(|| 1 + dice.roll(300) as i64);
            let note = (dice.roll(8) == 0).then_some("gift wrap");
            let (quantity, month) = (1 + dice.roll(5) as i32, 1 + dice.roll(12) as i32);
            (customer, 1 + dice.roll(40) as i64, quantity, month, note)
        })
        .collect();

    conn.transaction(|tx| {
        tx.execute(&insert(Customer::table()).records(&customers))?;
        let columns = (
            products::id,
            products::name,
            products::category,
            products::cents,
            products::discontinued,
        );
        tx.execute(&insert(products::table()).columns(columns).rows(goods))?;
        // SQLite takes 32,766 parameters in a statement: 1,000 rows of 5 go well with all engines.
        for batch in sales.chunks(1000) {
            let columns = (
                orders::customer_id,
                orders::product_id,
                orders::quantity,
                orders::month,
                orders::note,
            );
            let rows = batch.iter().copied();
            tx.execute(&insert(orders::table()).columns(columns).rows(rows))?;
        }
        Ok(())
    })?;
    heading("The data");
    for table in [Customer::table(), products::table(), orders::table()] {
        let name = table.name().clone();
        let count: i64 = conn.fetch_one(&select(func::count()).from(table))?;
        println!("{name}: {count} rows");
    }
    Ok(())
}

fn simple(conn: &mut Connection) -> Result<(), Box<dyn Error>> {
    show(
        conn,
        "A row by its key",
        select((Customer::name, Customer::city)).filter(Customer::id.eq(7)),
    )?;

    show(
        conn,
        "Conditions are values: &, | and !",
        select((products::name, products::cents))
            .filter(
                products::category.eq("Tea") & (products::cents.lt(500) | products::discontinued),
            )
            .filter(!products::name.starts_with("Bath"))
            .order_by((products::cents.desc(), products::id))
            .limit(5),
    )?;

    show(
        conn,
        "NULL comes where you want it, on every engine",
        select(Customer::city).distinct().order_by(Customer::city.asc().nulls_last()),
    )?;

    show(
        conn,
        "Division is exact, whatever the engine does to integers",
        select((products::name, (products::cents / 100).label("price")))
            .filter(products::id.is_in([1, 2, 3]))
            .order_by(products::id),
    )?;
    Ok(())
}

fn joined(conn: &mut Connection) -> Result<(), Box<dyn Error>> {
    show(
        conn,
        "A join whose ON comes from the foreign key",
        select((orders::id, products::name, orders::quantity))
            .join(products::table(), foreign_key())
            .filter(orders::note.is_not_null())
            .order_by(orders::id)
            .limit(4),
    )?;

    let recruiter = Customer::alias("recruiter");
    show(
        conn,
        "A table joined to itself; the outer side is nullable",
        select((Customer::name, recruiter.col(Customer::name).nullable().label("recruiter")))
            .left_join(&recruiter, Customer::recruiter_id.eq(recruiter.col(Customer::id)))
            .filter(Customer::id.between(18, 24))
            .order_by(Customer::id),
    )?;

    let bought = select(orders::id).filter(orders::customer_id.eq(Customer::id));
    show(
        conn,
        "Customers who never bought: the subquery sees the outer row",
        select((Customer::id, Customer::name)).filter(not_exists(bought)).order_by(Customer::id),
    )?;
    Ok(())
}

fn analytic(conn: &mut Connection) -> Result<(), Box<dyn Error>> {
    let turnover = || func::sum(orders::quantity.cast::<i64>() * products::cents);
    show(
        conn,
        "Groups, aggregates and HAVING",
        select((
            products::category,
            func::count().label("orders"),
            (turnover() / 100).label("turnover"),
        ))
        .join(products::table(), foreign_key())
        .from(orders::table())
        .group_by(products::category)
        .having(func::count().gt(300))
        .order_by(turnover().desc()),
    )?;

    let season = case(orders::month.le(3), "winter")
        .when(orders::month.le(6), "spring")
        .when(orders::month.le(9), "summer")
        .otherwise("autumn");
    show(
        conn,
        "CASE as a key",
        select((season.label("season"), func::avg(orders::quantity).label("mean")))
            .group_by(season.clone())
            .order_by(season),
    )?;

    let totals = select((orders::customer_id, func::sum(orders::quantity).label("items")))
        .group_by(orders::customer_id)
        .subquery("totals");
    show(
        conn,
        "A subquery in FROM keeps its columns and their types",
        select((Customer::name, totals.col("items")))
            .join(&totals, totals.col(orders::customer_id).eq(Customer::id))
            .order_by((totals.col("items").desc(), Customer::id))
            .limit(5),
    )?;

    let dearest = products::alias("dearest");
    let top = select(func::max(dearest.col(products::cents)))
        .filter(dearest.col(products::category).eq(products::category))
        .scalar();
    show(
        conn,
        "A scalar subquery: the dearest of each category",
        select((products::category, products::name, products::cents))
            .filter(products::cents.eq(top))
            .order_by((products::category, products::id)),
    )?;
    Ok(())
}

fn changes(conn: &mut Connection) -> Result<(), Box<dyn Error>> {
    heading("Changes, in a transaction that is taken back");
    let rise = update(products::table())
        .set(products::cents, products::cents + 50)
        .filter(products::category.eq("Tin"));
    print_sql(&rise);
    let mut changed = 0;
    let outcome: sqltree::Result<()> = conn.transaction(|tx| {
        changed = tx.execute(&rise)?;
        tx.execute(&delete(orders::table()).filter(orders::customer_id.is_null()))?;
        Err(sqltree::Error::new(ErrorKind::Conflict, "on second thoughts"))
    });
    println!("{changed} rows were changed, then: {}", outcome.unwrap_err());

    let user: Vec<Customer> = conn.fetch_all(
        &select(<Customer as sqltree::schema::Record>::all()).filter(Customer::id.le(2)),
    )?;
    println!("\nRows as structs: {user:#?}");
    Ok(())
}

/// A query that one engine cannot run is refused before anything is sent.
fn refused(conn: &mut Connection) {
    heading("What cannot be right is refused");
    let full = select((Customer::name.nullable(), orders::id.nullable()))
        .from(Customer::table())
        .full_join(orders::table(), orders::customer_id.eq(Customer::id));
    if let Err(error) = full.compile(&MySql::version(8, 4)) {
        println!("{error}\n");
    }
    let table = orders::table();
    let typo = select([table.col("quantty"), table.col("id")]).filter(products::cents.gt(1));
    let typo = typo.from(orders::table());
    if let Err(error) = conn.fetch_all(&typo) {
        println!("{error}");
    }
}

/// Prints a query in every dialect, runs it, and prints its rows.
fn show<R>(conn: &mut Connection, title: &str, query: Select<R>) -> Result<(), Box<dyn Error>> {
    heading(title);
    print_sql(&query);
    let names: Vec<String> = query
        .output_columns()
        .iter()
        .map(|column| column.name().map_or("?".into(), Name::to_string))
        .collect();
    let rows: Vec<Row> = conn.fetch_all(&query.rows_as::<Row>())?;
    print_rows(&names, &rows);
    Ok(())
}

fn print_sql(statement: &impl Statement) {
    let mut shown = Vec::new();
    for dialect in sqltree::dialects::all() {
        let name = dialect.spec().name;
        match statement.compile(dialect) {
            Ok(compiled) => {
                println!("{name:>10}  {}", compiled.sql());
                // Mostly the same for all dialects; a pattern of LIKE may be one of GLOB.
                if shown != [compiled.params()] {
                    println!("{:>10}  {:?}", "with", compiled.params());
                    shown = vec![compiled.params().to_vec()];
                }
            }
            Err(error) => println!("{name:>10}  refused: {error}"),
        }
    }
    println!();
}

fn print_rows(names: &[String], rows: &[Row]) {
    let cells = |row: &Row| row.values().iter().map(|v| format!("{v:?}")).collect::<Vec<_>>();
    let table: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let widths: Vec<usize> = (0..names.len())
        .map(|i| {
            let widest = table.iter().map(|row| row[i].chars().count()).max().unwrap_or(0);
            widest.max(names[i].chars().count())
        })
        .collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        println!("  {}", padded.collect::<Vec<_>>().join("  ").trim_end());
    };
    line(names);
    line(&widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>());
    table.iter().take(8).for_each(|row| line(row));
    if table.len() > 8 {
        println!("  … {} rows in all", table.len());
    }
}

fn heading(text: &str) {
    println!("\n== {text}\n");
}

/// A small generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len() as u64) as usize]
    }
}
