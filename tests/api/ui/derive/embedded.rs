use sqltree::Embedded;

#[derive(Embedded)]
struct Address {
    #[column(primary_key)]
    id: i64,
    #[column(version)]
    count: i64,
}

#[derive(Embedded)]
#[table(name = "places")]
struct Place {
    street: String,
}

#[derive(Embedded)]
struct Nested {
    #[column(embedded, unique)]
    place: Spot,
    #[column(prefix = "a_")]
    n: i64,
}

#[derive(Embedded)]
struct Spot {
    lat: f64,
}

fn main() {}
