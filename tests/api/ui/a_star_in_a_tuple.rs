use sqltree::prelude::*;

sqltree::table! {
    pub users { id: i64 => primary_key, name: String, score: f64 }
}

fn main() {
    let _ = select((users::id, users::table().star()));
}
