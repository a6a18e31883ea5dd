struct Cache;

#[derive(sqltree::Table)]
struct User {
    id: i64,
    #[column(skip)]
    cache: Cache,
}

fn main() {
    let _ = Cache;
}
