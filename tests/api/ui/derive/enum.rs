#[derive(sqltree::Table)]
enum User {
    Ann,
}

fn main() {}
