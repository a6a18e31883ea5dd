use sqltree::prelude::*;

sqltree::table! {
    pub users { id: i64 => primary_key, name: String, score: f64 }
}

fn main() {
    let _ = insert(users::table()).columns((users::id, users::name)).values((1,));
}
