//! The grammar. Tightest first: `-x` and `SAUF x`; `PRES`; `PARA`; `ET` and juxtaposition; `OU`.

mod leaves;

use std::ops::Range;

use super::ParseOptions;
use super::ast::{Expr, Node};
use super::chars::Chars;
use super::error::QueryError;
use super::fields::Field;
use super::groups::{Operand, Role, all_of, any_of, nodes, running_text};
use super::keywords::Op;
use super::lexer::{Kind, Token, nested_field};
use super::proximity::Proximity;
use super::{MAX_DEPTH, proximity};

/// The tree of a query whose tokens the lexer has balanced.
pub(super) fn tree(chars: &Chars, tokens: &[Token], options: &ParseOptions) -> Result<Node, QueryError> {
    let mut parser = Parser { chars, tokens, options, at: 0, depth: 0, leaves: 0, field: None };
    if tokens.is_empty() {
        let span = chars.span(0..chars.len());
        return Err(QueryError::new(span, "the query is empty")
            .hint("write words to search for")
            .example("otan ankara"));
    }
    parser.alternatives()
}

struct Parser<'a> {
    chars: &'a Chars,
    tokens: &'a [Token],
    options: &'a ParseOptions,
    at: usize,
    depth: usize,
    leaves: usize,
    /// The field whose words or values are being read.
    field: Option<Field>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn kind_before(&self) -> Option<&'a Kind> {
        self.tokens[..self.at].last().map(|token| &token.kind)
    }

    /// The bytes of a token.
    fn span(&self, index: usize) -> Range<usize> {
        self.chars.span(self.tokens[index].range.clone())
    }

    fn accept(&mut self, op: Op) -> bool {
        let found = self.peek() == Some(&Kind::Op(op));
        self.at += usize::from(found);
        found
    }

    /// Whether an operand starts at this token; `PRES`, `PARA` and `NON` are words where they are no operators.
    fn starts_operand(&self, index: usize) -> bool {
        match self.tokens.get(index).map(|token| &token.kind) {
            None | Some(Kind::Close) => false,
            Some(Kind::Op(op)) => matches!(op, Op::Not | Op::Non | Op::Near | Op::Paragraph),
            Some(_) => true,
        }
    }

    /// Whether `op` is at hand with an operand on its right; without one, `PRES` and `PARA` are words.
    fn at_infix(&self, op: Op) -> bool {
        self.peek() == Some(&Kind::Op(op)) && self.starts_operand(self.at + 1)
    }

    /// `a OU b`.
    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let mut branches = vec![self.sequence()?];
        while self.accept(Op::Or) {
            branches.push(self.sequence()?);
        }
        if self.options.any {
            return Ok(running_text(branches));
        }
        Ok(any_of(branches.into_iter().map(|branch| all_of(nodes(branch))).collect()))
    }

    /// Operands side by side.
    fn sequence(&mut self) -> Result<Vec<Operand>, QueryError> {
        let mut operands = Vec::new();
        loop {
            let joined = self.conjunction()?;
            let binds = self.options.any && joined.len() > 1 && joined.iter().any(|&(_, role)| role != Role::Excluded);
            if binds {
                let required = joined.iter().any(|&(_, role)| role == Role::Required);
                operands.push((all_of(nodes(joined)), if required { Role::Required } else { Role::Plain }));
            } else {
                operands.extend(joined);
            }
            if !self.starts_operand(self.at) {
                return Ok(operands);
            }
        }
    }

    /// `a ET b`.
    fn conjunction(&mut self) -> Result<Vec<Operand>, QueryError> {
        let mut operands = vec![self.same_paragraph()?];
        while self.accept(Op::And) {
            operands.push(self.same_paragraph()?);
        }
        Ok(operands)
    }

    /// `a PARA b`.
    fn same_paragraph(&mut self) -> Result<Operand, QueryError> {
        let mut left = self.near()?;
        let mut links = 0;
        while self.at_infix(Op::Paragraph) {
            let operator = self.span(self.at);
            self.at += 1;
            links += 1;
            let (right, _) = self.near()?;
            left = (self.link(left.0, right, Proximity::Paragraph, operator, links)?, left.1);
        }
        Ok(left)
    }

    /// `a PRES/5 b`.
    fn near(&mut self) -> Result<Operand, QueryError> {
        let mut left = self.unary()?;
        let mut links = 0;
        loop {
            let distance = match self.peek() {
                Some(Kind::Op(Op::Near)) if self.at_infix(Op::Near) => Some(proximity::USUAL_DISTANCE),
                Some(&Kind::Op(Op::NearWithin(number))) => number,
                _ => return Ok(left),
            };
            let operator = self.span(self.at);
            let Some(distance) = distance.filter(|distance| proximity::DISTANCES.contains(distance)) else {
                return Err(proximity::no_distance(operator));
            };
            self.at += 1;
            links += 1;
            let (right, _) = self.unary()?;
            left = (self.link(left.0, right, Proximity::Within(distance), operator, links)?, left.1);
        }
    }

    fn link(
        &self,
        left: Node,
        right: Node,
        proximity: Proximity,
        operator: Range<usize>,
        links: usize,
    ) -> Result<Node, QueryError> {
        if links > MAX_DEPTH {
            return Err(too_deep(operator));
        }
        proximity::link(left, right, proximity)
    }

    /// An operand with its sign or its `SAUF`.
    fn unary(&mut self) -> Result<Operand, QueryError> {
        let role = match self.peek() {
            Some(Kind::Minus | Kind::Op(Op::Not)) => Role::Excluded,
            Some(Kind::Op(Op::Non)) if self.non_excludes() => Role::Excluded,
            Some(Kind::Plus) => Role::Required,
            _ => return Ok((self.primary()?, Role::Plain)),
        };
        let sign = self.span(self.at);
        self.at += 1;
        if matches!(self.peek(), Some(Kind::Minus | Kind::Plus | Kind::Op(Op::Not))) {
            let second = self.span(self.at);
            return Err(QueryError::new(second.clone(), "one exclusion cannot follow another")
                .hint("take one of them away")
                .example("ankara SAUF otan")
                .fix(second, ""));
        }
        let node = self.primary()?;
        let span = sign.start..node.span.end;
        match role {
            Role::Excluded => Ok((Node { expr: Expr::Not(Box::new(node)), span }, role)),
            _ => Ok((Node { span, ..node }, role)),
        }
    }

    /// `NON` excludes only in `ET NON x` and `OU NON x`; elsewhere it is a word.
    fn non_excludes(&self) -> bool {
        matches!(self.kind_before(), Some(Kind::Op(Op::And | Op::Or))) && self.starts_operand(self.at + 1)
    }

    fn primary(&mut self) -> Result<Node, QueryError> {
        match self.peek() {
            Some(Kind::Open) => self.group(),
            Some(&Kind::Field(field)) => self.in_field(field),
            Some(Kind::Exact) => {
                let start = self.span(self.at).start;
                self.at += 1;
                let node = self.leaf(true)?;
                Ok(Node { span: start..node.span.end, ..node })
            }
            Some(Kind::Word | Kind::Quote { .. } | Kind::Op(Op::Near | Op::Paragraph | Op::Non)) => self.leaf(false),
            _ => Err(self.missing_operand()),
        }
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(too_deep(self.span(self.at)));
        }
        let start = self.span(self.at).start;
        self.depth += 1;
        self.at += 1;
        let node = self.alternatives()?;
        let span = start..self.span(self.at).end;
        self.at += 1;
        self.depth -= 1;
        Ok(Node { span, ..node })
    }

    fn in_field(&mut self, field: Field) -> Result<Node, QueryError> {
        let name = self.span(self.at);
        if self.field.is_some() {
            return Err(nested_field(name));
        }
        self.at += 1;
        self.field = Some(field);
        let inner = self.primary()?;
        self.field = None;
        let span = name.start..inner.span.end;
        match field {
            Field::Text(field) => Ok(Node { expr: Expr::In { field, inner: Box::new(inner) }, span }),
            Field::Valued(_) => Ok(Node { span, ..inner }),
        }
    }
}

/// The message for too many parentheses or links.
fn too_deep(span: Range<usize>) -> QueryError {
    QueryError::new(span, format!("the query is nested more than {MAX_DEPTH} levels deep"))
        .hint("take away parentheses, or make several queries of it")
        .example("(otan OU onu) ankara")
}
