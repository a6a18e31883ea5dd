//! The nodes that a query holds, clause by clause.

use super::SelectBody;
use crate::expr::Node;

macro_rules! children {
    ($name:ident, $($mut:tt)?) => {
        impl SelectBody {
            /// Calls `visit` with each node of the query, clause by clause.
            pub(crate) fn $name<'a>(&'a $($mut)? self, visit: &mut dyn FnMut(&'a $($mut)? Node)) {
                for column in &$($mut)? self.columns {
                    visit(column);
                }
                visit(&$($mut)? self.from);
                for source in &$($mut)? self.more_from {
                    visit(source);
                }
                for join in &$($mut)? self.joins {
                    visit(&$($mut)? join.source);
                    visit(&$($mut)? join.on_node);
                }
                visit(&$($mut)? self.filter);
                for condition in &$($mut)? self.more_filters {
                    visit(condition);
                }
                if let Some(rare) = &$($mut)? self.rare {
                    for key in &$($mut)? rare.distinct_on {
                        visit(key);
                    }
                    visit(&$($mut)? rare.qualify);
                    for key in &$($mut)? rare.group_by {
                        visit(key);
                    }
                    visit(&$($mut)? rare.having);
                    if let Some(set) = &$($mut)? rare.set {
                        visit(&$($mut)? set.left);
                        visit(&$($mut)? set.right);
                    }
                    if let Some(rows) = &$($mut)? rare.values {
                        for cell in &$($mut)? rows.cells {
                            visit(cell);
                        }
                    }
                    for hint in &$($mut)? rare.hints {
                        visit(&$($mut)? hint.of);
                    }
                    for source in &$($mut)? rare.correlated {
                        visit(source);
                    }
                    for source in &$($mut)? rare.with {
                        visit(source);
                    }
                    for words in &$($mut)? rare.words {
                        visit(&$($mut)? words.text);
                    }
                    for lock in &$($mut)? rare.locks {
                        for source in &$($mut)? lock.of {
                            visit(source);
                        }
                    }
                }
                for term in &$($mut)? self.order_by {
                    visit(term);
                }
                visit(&$($mut)? self.limit);
                visit(&$($mut)? self.offset);
            }
        }
    };
}

children!(each_child,);
children!(each_child_mut, mut);
