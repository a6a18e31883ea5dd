//! A value is a newtype, or an enum whose variants have no fields.

#[derive(sqltree::Value)]
struct Point {
    x: i64,
    y: i64,
}

#[derive(sqltree::Value)]
enum Shape {
    Dot,
    Circle(f64),
}

#[derive(sqltree::Value)]
enum State {
    Open,
    #[value(name = "Open")]
    Opened,
}

#[derive(sqltree::Value)]
struct Wrapper<T>(T);

fn main() {}
