//! What a column holds: values by their value, expressions by their family, NULL where it is known.

use sqltree::Decimal;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::users as typed;

fn users() -> Table {
    Table::new("users")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("name", Type::VarChar(100)).not_null())
        .column("age", Type::Integer)
        .column("boss_id", Type::BigInt)
        .with(ColumnDef::new("active", Type::Boolean).not_null())
        .with(ColumnDef::new("score", Type::Double).not_null())
}

fn set<V: IntoExpr>(column: &str, value: V) -> sqltree::dml::Update {
    let users = users();
    update(users.clone())
        .set(users.col(column), value.into_expr().dynamic())
        .filter(users.col("id").eq(1))
}

#[test]
fn a_value_for_a_narrower_column_is_looked_at() {
    assert_sql!(set("age", 40_i64),
        sqlite | mysql | mariadb: "UPDATE users SET age = ? WHERE users.id = ?" [40_i64, 1],
        postgres: "UPDATE users SET age = $1 WHERE users.id = $2" [40_i64, 1],
        ansi: "UPDATE users SET age = :p1 WHERE users.id = :p2" [40_i64, 1],
    );
    assert_sql!(set("age", i64::from(i32::MIN)),
        sqlite | mysql | mariadb:
            "UPDATE users SET age = ? WHERE users.id = ?" [-2147483648_i64, 1],
        postgres: "UPDATE users SET age = $1 WHERE users.id = $2" [-2147483648_i64, 1],
        ansi: "UPDATE users SET age = :p1 WHERE users.id = :p2" [-2147483648_i64, 1],
    );
    assert_sql!(set("age", i64::from(i32::MAX) + 1),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is out of the range of column `age` (in SET)",
    );
    assert_sql!(set("age", 40.0),
        sqlite | mysql | mariadb: "UPDATE users SET age = ? WHERE users.id = ?" [40.0, 1],
        postgres: "UPDATE users SET age = $1 WHERE users.id = $2" [40.0, 1],
        ansi: "UPDATE users SET age = :p1 WHERE users.id = :p2" [40.0, 1],
    );
    assert_sql!(set("age", 40.5),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value has a fraction, and column `age` is INTEGER (in SET)",
    );
    assert_sql!(set("age", 1e300),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is out of the range of column `age` (in SET)",
    );
    assert_sql!(set("age", "3000000000".parse::<Decimal>().unwrap()),
        sqlite: error
            "the value is out of the range of column `age` (in SET)\nSQLite has no exact \
             numbers (in SET); count in the smallest unit, or send it as text",
        postgres | mysql | mariadb | ansi: error
            "the value is out of the range of column `age` (in SET)",
    );
    assert_sql!(set("boss_id", u64::MAX),
        sqlite: error
            "the value is out of the range of column `boss_id` (in SET)\nan integer past \
             9223372036854775807 (in SET) does not fit in SQLite",
        postgres | mysql | mariadb | ansi: error
            "the value is out of the range of column `boss_id` (in SET)",
    );
}

#[test]
fn a_text_for_a_shorter_column_is_looked_at() {
    assert_sql!(set("name", "é".repeat(100)),
        sqlite | mysql | mariadb:
            "UPDATE users SET name = ? WHERE users.id = ?" ["éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", 1],
        postgres:
            "UPDATE users SET name = $1 WHERE users.id = $2" ["éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", 1],
        ansi:
            "UPDATE users SET name = :p1 WHERE users.id = :p2" ["éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", 1],
    );
    assert_sql!(set("name", "é".repeat(101)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value has more characters than column `name`, 100 (in SET)",
    );
    assert_sql!(set("name", format!("a{}", " ".repeat(100))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value has more characters than column `name`, 100 (in SET)",
    );
    let stock = crate::support::tables::stock::table();
    assert_sql!(insert(stock).set(crate::support::tables::stock::item, "x".repeat(21)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value has more characters than column `item`, 20 (in VALUES)",
    );
}

#[test]
fn a_number_for_a_column_of_few_digits_is_looked_at() {
    let prices =
        Table::new("prices").column("price", Type::Decimal(5, 2)).column("rate", Type::Real);
    let told =
        |column: &str, value: Value| texts(&insert(prices.clone()).set(prices.col(column), value));
    assert_eq!(
        told("price", 999.99.into()),
        [
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES ($1)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (:p1)",
        ]
    );
    assert_eq!(
        told("price", 0.125.into()),
        ["the value has more digits than column `price`, DECIMAL(5, 2); `lossy::digits(…)` \
          rounds (in VALUES)"; 5]
    );
    assert_eq!(
        told("price", 1000.into()),
        ["the value has more digits than column `price`, DECIMAL(5, 2); `lossy::digits(…)` \
          rounds (in VALUES)"; 5]
    );
    assert_eq!(
        told("price", 999_i64.into()),
        [
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES ($1)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (:p1)",
        ]
    );
    assert_eq!(
        told("price", 0.1_f32.into()),
        [
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES ($1)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (?)",
            "INSERT INTO prices (price) VALUES (:p1)",
        ]
    );
    assert_eq!(
        told("price", f64::NAN.into()),
        [
            "NaN or infinity (in VALUES) cannot be stored by SQLite; use NULL",
            "INSERT INTO prices (price) VALUES ($1)",
            "NaN or infinity (in VALUES) cannot be stored by MySQL; use NULL",
            "NaN or infinity (in VALUES) cannot be stored by MariaDB; use NULL",
            "INSERT INTO prices (price) VALUES (:p1)",
        ]
    );
    assert_eq!(
        told("price", 1e300.into()),
        ["the value has more digits than column `price`, DECIMAL(5, 2); `lossy::digits(…)` \
          rounds (in VALUES)"; 5]
    );
    assert_eq!(
        told("rate", 1e300.into()),
        ["the value is out of the range of column `rate` (in VALUES)"; 5]
    );
    assert_eq!(
        told("rate", 0.1.into()),
        [
            "INSERT INTO prices (rate) VALUES (?)",
            "INSERT INTO prices (rate) VALUES ($1)",
            "INSERT INTO prices (rate) VALUES (?)",
            "INSERT INTO prices (rate) VALUES (?)",
            "INSERT INTO prices (rate) VALUES (:p1)",
        ]
    );
    assert_eq!(
        texts(
            &update(prices.clone()).set(prices.col("price"), prices.col("price") * 0.5).all_rows()
        ),
        [
            "UPDATE prices SET price = prices.price * ?",
            "UPDATE prices SET price = prices.price * $1",
            "UPDATE prices SET price = prices.price * ?",
            "UPDATE prices SET price = prices.price * ?",
            "UPDATE prices SET price = prices.price * :p1",
        ]
    );
}

#[test]
fn an_expression_for_a_narrower_column_is_of_the_family() {
    let users = users();
    assert_sql!(set("age", users.col("boss_id") + 1),
        sqlite | mysql | mariadb:
            "UPDATE users SET age = users.boss_id + ? WHERE users.id = ?" [1, 1],
        postgres: "UPDATE users SET age = users.boss_id + $1 WHERE users.id = $2" [1, 1],
        ansi: "UPDATE users SET age = users.boss_id + :p1 WHERE users.id = :p2" [1, 1],
    );
    assert_sql!(set("age", users.col("score")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER and the value DOUBLE PRECISION, which engines round in \
             different ways; cast it, or use `div_trunc` (in SET)",
    );
    assert_sql!(set("name", users.col("age") + 1),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` is TEXT, `+` is INTEGER (in SET)",
    );
    assert_sql!(set("score", users.col("age")),
        sqlite | mysql | mariadb: "UPDATE users SET score = users.age WHERE users.id = ?" [1],
        postgres: "UPDATE users SET score = users.age WHERE users.id = $1" [1],
        ansi: "UPDATE users SET score = users.age WHERE users.id = :p1" [1],
    );
    assert_sql!(set("active", users.col("name").eq("Ann")),
        sqlite | mysql | mariadb:
            "UPDATE users SET active = users.name = ? WHERE users.id = ?" ["Ann", 1],
        postgres: "UPDATE users SET active = users.name = $1 WHERE users.id = $2" ["Ann", 1],
        ansi: "UPDATE users SET active = users.name = :p1 WHERE users.id = :p2" ["Ann", 1],
    );
    assert_sql!(set("age", users.col("active")),
        sqlite | mysql | mariadb: "UPDATE users SET age = users.active WHERE users.id = ?" [1],
        postgres | ansi: error "column `age` is INTEGER, column `active` is BOOLEAN (in SET)",
    );
    let q = select([
        (users.col("id") + 100).dynamic(),
        users.col("age").expr(),
        literal(true).dynamic(),
        literal(1.5).dynamic(),
    ]);
    assert_sql!(insert(users.clone()).columns([users.col("id"), users.col("name"), users.col("active"), users.col("score")]).from_select(q),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` is TEXT, column `age` is INTEGER (in INSERT … SELECT)",
    );
}

#[test]
fn null_for_a_column_that_takes_none() {
    let users = users();
    assert_sql!(set("name", None::<String>),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in SET)",
    );
    assert_sql!(set("name", null()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in SET)",
    );
    assert_sql!(set("name", literal(None::<String>).label("n")),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in SET)",
    );
    assert_sql!(set("name", val(None::<String>).concat("x")),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in SET)",
    );
    assert_sql!(set("score", null().cast::<Option<f64>>()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `score` takes no NULL (in SET)",
    );
    assert_sql!(set("name", case(users.col("age").gt(3), null()).end()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in SET)",
    );
    assert_sql!(set("id", null()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `id` takes no NULL (in SET)",
    );
    let cells = select([
        literal(70).dynamic(),
        null().dynamic(),
        literal(true).dynamic(),
        literal(1.5).dynamic(),
    ]);
    let columns = || [users.col("id"), users.col("name"), users.col("active"), users.col("score")];
    assert_sql!(insert(users.clone()).columns(columns()).from_select(cells),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` takes no NULL (in INSERT … SELECT)",
    );
    let row = [Value::from(70), "x".into(), Value::Null, 1.5.into()];
    assert_sql!(insert(users.clone()).columns(columns()).values(row),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `active` takes no NULL (in VALUES)",
    );
    let upsert = insert(typed::table())
        .columns((typed::id, typed::name, typed::active, typed::score))
        .values((1, "x", true, 1.5));
    assert_sql!(upsert.on_conflict(typed::id).do_update().set(users.col("name"), null()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` takes no NULL (in DO UPDATE)",
    );
    assert_sql!(update(typed::table()).set(typed::age, typed::age + None::<i32>).filter(typed::id.eq(1)),
        sqlite: "UPDATE users SET age = users.age + ? WHERE users.id = ?" [Value::Null, 1],
        postgres: "UPDATE users SET age = users.age + $1 WHERE users.id = $2" [Value::Null, 1],
        mysql | mariadb:
            "UPDATE users SET age = users.age + CAST(? AS SIGNED) WHERE users.id = ?" [Value::Null, 1],
        ansi: "UPDATE users SET age = users.age + :p1 WHERE users.id = :p2" [Value::Null, 1],
    );
}

#[test]
fn what_the_database_works_out_is_not_given() {
    sqltree::table! {
        counted { id: i64 => primary_key, generated, n: i32, twice: i32 => computed_as("n * 2") }
    }
    let into = || insert(counted::table()).set(counted::n, 1);
    assert_sql!(into().set(counted::id, null()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `id` takes no NULL; leave it out, or give `default()`, for the next number (in VALUES)",
    );
    let rows =
        insert(counted::table()).columns([counted::table().col("id"), counted::table().col("n")]);
    assert_sql!(rows.values([Value::Null, 1.into()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `id` takes no NULL; leave it out, or give `default()`, for the next number (in VALUES)",
    );
    assert_sql!(into().set(counted::twice, 2),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `twice` is worked out by the database (in INSERT); leave it out",
    );
    assert_sql!(update(counted::table()).set(counted::twice, counted::n).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `twice` is worked out by the database (in SET); leave it out",
    );
    let met = into().set(counted::id, 1).on_conflict(counted::id).do_update();
    assert_sql!(met.set_incoming(counted::twice),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `twice` is worked out by the database (in DO UPDATE); leave it out",
    );
}
