//! W3: the best sellers of each region, and under them what was given back.

use super::buffers::Buffers;
use crate::library::Statement;
use crate::workload::Report;

const BYTES: usize = 797;

impl Statement for &Report {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(BYTES, 13);
        best_sellers(&mut w, self);
        w.push(" UNION ALL ");
        given_back(&mut w, self);
        w.push(" ORDER BY ");
        w.push("1");
        w.push(", ");
        w.push("4");
        w.push(" LIMIT ");
        w.int(self.limit.into());
        w
    }
}

fn best_sellers(w: &mut Buffers, input: &Report) {
    w.push("SELECT ");
    w.columns(&[
        ("ranked", "region"),
        ("ranked", "product"),
        ("ranked", "revenue"),
        ("ranked", "place"),
    ]);
    w.push(", ");
    size(w, input);
    w.push(" AS ");
    w.push("size");
    w.push(" FROM (");
    ranked(w, input);
    w.push(") AS ");
    w.push("ranked");
    w.push(" WHERE ");
    w.column("ranked", "place");
    w.push(" <= ");
    w.int(input.places);
}

fn size(w: &mut Buffers, input: &Report) {
    let [large, medium, small] = &input.sizes;
    w.push("CASE");
    for (from, size) in input.from.iter().zip([large, medium]) {
        w.push(" WHEN ");
        w.column("ranked", "revenue");
        w.push(" >= ");
        w.int(*from);
        w.push(" THEN ");
        w.typed_text(size);
    }
    w.push(" ELSE ");
    w.typed_text(small);
    w.push(" END");
}

fn ranked(w: &mut Buffers, input: &Report) {
    w.push("SELECT ");
    w.column("sales", "region");
    w.push(", ");
    w.call("LOWER", ("products", "name"));
    w.push(" AS ");
    w.push("product");
    w.push(", ");
    w.call("SUM", ("sales", "cents"));
    w.push(" AS ");
    w.push("revenue");
    w.push(", ");
    w.push("ROW_NUMBER()");
    w.push(" OVER (");
    w.push("PARTITION BY ");
    w.column("sales", "region");
    w.push(" ORDER BY ");
    w.call("SUM", ("sales", "cents"));
    w.push(" DESC");
    w.push(") AS ");
    w.push("place");
    w.push(" FROM ");
    w.push("sales");
    w.join(" JOIN ", "products", ("sales", "product_id"), ("products", "id"));
    w.push(" WHERE ");
    w.column("sales", "month");
    w.push(" >= ");
    w.int(input.month);
    w.push(" GROUP BY ");
    w.columns(&[("sales", "region"), ("products", "name")]);
    w.push(" HAVING ");
    w.push("COUNT(*)");
    w.push(" >= ");
    w.int(input.orders);
    w.push(" AND ");
    w.call("MAX", ("sales", "cents"));
    w.push(" > ");
    w.int(input.cents);
}

fn given_back(w: &mut Buffers, input: &Report) {
    w.push("SELECT ");
    w.column("refunds", "region");
    w.push(", ");
    w.push("COALESCE(");
    w.column("refunds", "reason");
    w.push(", ");
    w.text(&input.reason);
    w.push("), ");
    w.call("SUM", ("refunds", "cents"));
    w.push(", ");
    w.push("COUNT(*)");
    w.push(", ");
    w.typed_text(&input.refunds);
    w.push(" FROM ");
    w.push("refunds");
    w.push(" WHERE ");
    w.column("refunds", "month");
    w.push(" >= ");
    w.int(input.month);
    w.push(" GROUP BY ");
    w.columns(&[("refunds", "region"), ("refunds", "reason")]);
}
