use sqltree::prelude::*;

sqltree::table! {
    pub users { id: i64 => primary_key, name: String, score: f64 }
}

fn main() {
    fn wants(_: Select<(i64, i64)>) {}
    wants(select((users::id, users::name)));
}
