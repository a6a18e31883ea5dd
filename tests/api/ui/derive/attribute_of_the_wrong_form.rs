#[derive(sqltree::Table)]
#[column(primary_key)]
struct User {
    #[column(primary_key = true)]
    id: i64,
    #[column(default)]
    age: i32,
    #[column(name = full_name)]
    name: String,
    #[column(name = "")]
    city: String,
    #[column]
    street: String,
    #[table(name = "zip")]
    zip: String,
    #[column(skip, unique)]
    cached: Vec<String>,
}

fn main() {}
