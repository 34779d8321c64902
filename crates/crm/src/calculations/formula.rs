//! The language of formulas: numbers, names, text in quotation marks, `+ - * /`, comparisons, `and`, `or`, brackets, and
//! `min max abs floor ceil round if`. Exact decimals throughout. A formula is short and shallow, and can do nothing but
//! count: it may come from anybody who keeps the catalogue.

use std::collections::BTreeSet;

use kith_catalogue::Problem;
use rust_decimal::Decimal;

/// The longest formula, in characters.
pub(super) const MAX_LENGTH: usize = 2_000;
/// How deep brackets and calls may go.
const MAX_DEPTH: usize = 40;

/// A formula that has been read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Formula {
    Number(Decimal),
    Text(String),
    Name(String),
    Negative(Box<Formula>),
    Pair(Operator, Box<Formula>, Box<Formula>),
    Call(Function, Vec<Formula>),
}

/// What stands between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    By,
}

impl Operator {
    /// How tightly it binds.
    const fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal | Self::Less | Self::AtMost | Self::More | Self::AtLeast => 3,
            Self::Plus | Self::Minus => 4,
            Self::Times | Self::By => 5,
        }
    }

    fn of(token: &Token) -> Option<Self> {
        Some(match token {
            Token::Name(name) if name == "or" => Self::Or,
            Token::Name(name) if name == "and" => Self::And,
            Token::Sign(sign) => match *sign {
                "=" | "==" => Self::Equal,
                "!=" => Self::Unequal,
                "<" => Self::Less,
                "<=" => Self::AtMost,
                ">" => Self::More,
                ">=" => Self::AtLeast,
                "+" => Self::Plus,
                "-" => Self::Minus,
                "*" => Self::Times,
                "/" => Self::By,
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// What may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Min,
    Max,
    Abs,
    Floor,
    Ceil,
    Round,
    If,
}

impl Function {
    /// The function of that name, with the fewest and the most parts that it takes.
    fn of(name: &str) -> Option<(Self, std::ops::RangeInclusive<usize>)> {
        Some(match name {
            "min" => (Self::Min, 1..=20),
            "max" => (Self::Max, 1..=20),
            "abs" => (Self::Abs, 1..=1),
            "floor" => (Self::Floor, 1..=1),
            "ceil" => (Self::Ceil, 1..=1),
            "round" => (Self::Round, 1..=2),
            "if" => (Self::If, 3..=3),
            _ => return None,
        })
    }
}

/// Whether a word means something in every formula, so that no parameter can be called so.
pub(super) fn is_taken(word: &str) -> bool {
    matches!(word, "and" | "or") || Function::of(word).is_some()
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(Decimal),
    Text(String),
    Name(String),
    Sign(&'static str),
}

const SIGNS: [&str; 15] = ["<=", ">=", "!=", "==", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ";"];

fn wrong(at: usize, reason: &'static str) -> Problem {
    Problem::new("formula_syntax").with("at", at + 1).with("reason", reason)
}

/// Tokens and where each begins, in characters.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Problem> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let from = at;
        let one = chars[at];
        let run = |at: usize, fits: fn(char) -> bool| chars[at..].iter().take_while(|c| fits(**c)).count();
        if one.is_whitespace() {
            at += 1;
        } else if one.is_ascii_digit() {
            at += run(at, |c| c.is_ascii_digit() || c == '.');
            let number: String = chars[from..at].iter().collect();
            let number = number.parse().map_err(|_| wrong(from, "number"))?;
            found.push((from, Token::Number(number)));
        } else if one.is_ascii_alphabetic() {
            at += run(at, |c| c.is_ascii_alphanumeric() || c == '_');
            found.push((from, Token::Name(chars[from..at].iter().collect())));
        } else if one == '"' || one == '\'' {
            let length = chars[at + 1..].iter().position(|c| *c == one).ok_or_else(|| wrong(from, "quotation"))?;
            found.push((from, Token::Text(chars[at + 1..at + 1 + length].iter().collect())));
            at += length + 2;
        } else {
            let rest: String = chars[at..].iter().take(2).collect();
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).ok_or_else(|| wrong(from, "character"))?;
            found.push((from, Token::Sign(sign)));
            at += sign.len();
        }
    }
    Ok(found)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
}

/// Reads a formula.
pub(super) fn parse(text: &str) -> Result<Formula, Problem> {
    let length = text.chars().count();
    if length > MAX_LENGTH {
        return Err(Problem::new("too_long").with("max", MAX_LENGTH));
    }
    let mut parser = Parser { tokens: tokens(text)?, at: 0, end: length };
    let formula = parser.expression(0, 0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(formula),
        Some((at, _)) => Err(wrong(*at, "unexpected")),
    }
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(at, _)| *at)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is = self.peek() == Some(&Token::Sign(SIGNS.iter().find(|one| **one == sign).copied().unwrap_or("")));
        self.at += usize::from(is);
        is
    }

    fn must(&mut self, sign: &'static str) -> Result<(), Problem> {
        if self.takes(sign) { Ok(()) } else { Err(wrong(self.place(), "unexpected")) }
    }

    fn expression(&mut self, weakest: u8, depth: usize) -> Result<Formula, Problem> {
        if depth > MAX_DEPTH {
            return Err(wrong(self.place(), "too_deep"));
        }
        let mut left = self.one(depth)?;
        // Chains grow to the left: the tree is as deep as they are long, and that is limited as well.
        let mut links = depth;
        while let Some(operator) = self.peek().and_then(Operator::of).filter(|it| it.strength() > weakest) {
            links += 1;
            if links > MAX_LENGTH / 8 {
                return Err(wrong(self.place(), "too_deep"));
            }
            self.at += 1;
            let right = self.expression(operator.strength(), depth + 1)?;
            left = Formula::Pair(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn one(&mut self, depth: usize) -> Result<Formula, Problem> {
        if self.takes("-") {
            if depth >= MAX_DEPTH {
                return Err(wrong(self.place(), "too_deep"));
            }
            return Ok(Formula::Negative(Box::new(self.one(depth + 1)?)));
        }
        if self.takes("(") {
            let inner = self.expression(0, depth + 1)?;
            self.must(")")?;
            return Ok(inner);
        }
        let from = self.place();
        let token = self.peek().cloned().ok_or_else(|| wrong(from, "incomplete"))?;
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Formula::Number(number)),
            Token::Text(text) => Ok(Formula::Text(text)),
            Token::Sign(_) => Err(wrong(from, "unexpected")),
            Token::Name(name) if self.takes("(") => {
                let Some((function, counts)) = Function::of(&name) else {
                    return Err(Problem::new("formula_unknown").with("name", name));
                };
                let mut parts = vec![self.expression(0, depth + 1)?];
                while self.takes(",") || self.takes(";") {
                    parts.push(self.expression(0, depth + 1)?);
                }
                self.must(")")?;
                if counts.contains(&parts.len()) {
                    Ok(Formula::Call(function, parts))
                } else {
                    Err(wrong(from, "arguments"))
                }
            }
            Token::Name(name) if is_taken(&name) => Err(wrong(from, "unexpected")),
            Token::Name(name) => Ok(Formula::Name(name)),
        }
    }
}

impl Formula {
    /// The names that it works with.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        match self {
            Self::Number(_) | Self::Text(_) => BTreeSet::new(),
            Self::Name(name) => BTreeSet::from([name.as_str()]),
            Self::Negative(inner) => inner.names(),
            Self::Pair(_, left, right) => left.names().into_iter().chain(right.names()).collect(),
            Self::Call(_, parts) => parts.iter().flat_map(Self::names).collect(),
        }
    }
}
