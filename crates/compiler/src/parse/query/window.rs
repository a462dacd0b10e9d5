//! Windows.

use super::{
    super::{
        clauses::{Read, Reader},
        statement::Name,
    },
    Expr, Over, WindowSpec,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    /// `WINDOW name AS (..), ..`.
    pub(super) fn windows(&self, node: &SyntaxNode) -> Read<Vec<(Name, WindowSpec)>> {
        self.read(node, |clauses| {
            clauses.token(K::WINDOW_KW);
            clauses.punctuation();
            let windows = clauses.nodes(K::WINDOW_DEF);
            let window = |window: &SyntaxNode| {
                self.read(window, |clauses| {
                    let name = clauses.name(K::WINDOW)?;
                    clauses.token(K::AS_KW);
                    clauses.punctuation();
                    let spec = clauses.node(K::WINDOW_SPEC);
                    Ok((name, self.window_spec(spec.as_ref())?))
                })
            };
            windows.iter().map(window).collect()
        })
    }

    /// `OVER name` or `OVER (..)`.
    pub(super) fn over(&self, node: &SyntaxNode) -> Read<Over> {
        self.read(node, |clauses| {
            clauses.token(K::OVER_KW);
            if let Some(name) = clauses.node(K::WINDOW_REF) {
                return Ok(Over::Window(self.name(&name)?));
            }
            let spec = clauses.need(K::OVER_WINDOW_SPEC)?;
            self.read(&spec, |clauses| {
                clauses.punctuation();
                let spec = clauses.node(K::WINDOW_SPEC);
                Ok(Over::Spec(self.window_spec(spec.as_ref())?))
            })
        })
    }

    fn window_spec(&self, node: Option<&SyntaxNode>) -> Read<WindowSpec> {
        let Some(node) = node else {
            return Ok(WindowSpec::default());
        };
        self.read(node, |clauses| {
            let base = clauses.node(K::WINDOW_REF);
            let partition_by = clauses.node(K::PARTITION_BY_CLAUSE);
            let order_by = clauses.node(K::ORDER_BY_CLAUSE);
            let frame = clauses.node(K::FRAME_CLAUSE);
            Ok(WindowSpec {
                base: base.map(|base| self.name(&base)).transpose()?,
                partition_by: match partition_by {
                    Some(partition_by) => self.read(&partition_by, |clauses| {
                        clauses.tokens(&[K::PARTITION_KW, K::BY_KW]);
                        clauses.punctuation();
                        self.exprs(clauses)
                    })?,
                    None => Vec::new(),
                },
                order_by: match order_by {
                    Some(order_by) => self.order_by(&order_by)?,
                    None => Vec::new(),
                },
                bounds: frame.map_or_else(|| Ok(Vec::new()), |frame| self.bounds(&frame))?,
            })
        })
    }

    /// The offsets of a frame.
    fn bounds(&self, frame: &SyntaxNode) -> Read<Vec<Expr>> {
        let bounds = frame
            .descendants()
            .filter(|node| matches!(node.kind(), K::EXPR_PRECEDING | K::EXPR_FOLLOWING));
        let bound = |bound: SyntaxNode| {
            self.read(&bound, |clauses| {
                clauses.tokens(&[K::PRECEDING_KW, K::FOLLOWING_KW]);
                self.next_expr(clauses)
            })
        };
        bounds.map(bound).collect()
    }
}
