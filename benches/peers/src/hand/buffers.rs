//! What the hand-written code writes into: text and parameters, each in one block of the exact size.
//!
//! Small and inlined, so that it costs what pushing bytes costs. The statements are in [`super`].

use std::hint::black_box;

use crate::library::Rendered;

/// An owned parameter.
#[expect(dead_code, reason = "a driver would read them")]
pub enum Value {
    I64(i64),
    Text(Box<str>),
    Bool(bool),
}

/// Text and parameters.
pub struct Buffers {
    pub sql: String,
    pub params: Vec<Value>,
}

impl Rendered for Buffers {
    fn sql(&self) -> &str {
        &self.sql
    }

    fn params(&self) -> usize {
        self.params.len()
    }
}

impl Buffers {
    pub fn new(bytes: usize, params: usize) -> Self {
        Self { sql: String::with_capacity(bytes), params: Vec::with_capacity(params) }
    }

    #[inline(always)]
    pub fn push(&mut self, token: &str) {
        self.sql.push_str(token);
    }

    #[inline(always)]
    pub fn column(&mut self, table: &str, name: &str) {
        self.push(table);
        self.push(".");
        self.push(name);
    }

    /// Writes a list of columns whose names are data, as any builder's are: without the `black_box`
    /// the compiler may or may not unroll the list into constants, and that doubles or halves W1.
    pub fn columns(&mut self, columns: &[(&str, &str)]) {
        for (i, (table, name)) in black_box(columns).iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.column(table, name);
        }
    }

    pub fn join(&mut self, join: &str, table: &str, left: (&str, &str), right: (&str, &str)) {
        self.push(join);
        self.push(table);
        self.push(" ON ");
        self.column(left.0, left.1);
        self.push(" = ");
        self.column(right.0, right.1);
    }

    pub fn int(&mut self, value: i64) {
        self.bind(Value::I64(value));
    }

    pub fn text(&mut self, value: &str) {
        self.bind(Value::Text(value.into()));
    }

    pub fn ints(&mut self, values: &[i64]) {
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.int(*value);
        }
    }

    /// A text where PostgreSQL would not know its type.
    pub fn typed_text(&mut self, value: &str) {
        self.push("CAST(");
        self.text(value);
        self.push(" AS TEXT)");
    }

    #[inline(always)]
    pub fn call(&mut self, function: &str, column: (&str, &str)) {
        self.push(function);
        self.push("(");
        self.column(column.0, column.1);
        self.push(")");
    }

    /// Keeps a parameter and writes its placeholder, at most `$9999`.
    #[inline(always)]
    pub fn bind(&mut self, value: Value) {
        self.params.push(value);
        let number = self.params.len();
        self.push("$");
        if number >= 100 {
            let hundreds = number / 100;
            self.digits(hundreds, if hundreds >= 10 { 2 } else { 1 });
        }
        if number >= 10 {
            self.digits(number % 100, 2);
        } else {
            self.digits(number, 1);
        }
    }

    /// Writes the last one or two digits of a number below 100.
    #[inline(always)]
    fn digits(&mut self, number: usize, digits: usize) {
        self.push(&PAIRS[2 * number + 2 - digits..2 * number + 2]);
    }
}

/// The numbers below 100, two digits each.
const PAIRS: &str = "0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";
