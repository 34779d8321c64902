//! What a formula comes to. Every step is exact or refused: nothing overflows, nothing is divided by zero, and numbers
//! are not compared with text.

use std::collections::BTreeMap;

use kith_catalogue::Problem;
use rust_decimal::{Decimal, RoundingStrategy};

use super::formula::{Formula, Function, Operator};

/// A value on the way.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(Decimal),
    Text(String),
    Truth(bool),
}

/// What names stand for.
pub(super) type Names = BTreeMap<String, Value>;

fn mixed() -> Problem {
    Problem::new("formula_mixed")
}

fn too_large() -> Problem {
    Problem::new("out_of_range")
}

impl Value {
    fn number(self) -> Result<Decimal, Problem> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(mixed()),
        }
    }

    fn truth(self) -> Result<bool, Problem> {
        match self {
            Self::Truth(truth) => Ok(truth),
            _ => Err(mixed()),
        }
    }
}

/// The number that a formula comes to.
pub(super) fn number(formula: &Formula, names: &Names) -> Result<Decimal, Problem> {
    value(formula, names)?.number()
}

fn value(formula: &Formula, names: &Names) -> Result<Value, Problem> {
    Ok(match formula {
        Formula::Number(number) => Value::Number(*number),
        Formula::Text(text) => Value::Text(text.clone()),
        Formula::Name(name) => {
            names.get(name).cloned().ok_or_else(|| Problem::new("formula_unknown").with("name", &**name))?
        }
        Formula::Negative(inner) => Value::Number(-number(inner, names)?),
        Formula::Pair(operator, left, right) => pair(*operator, left, right, names)?,
        Formula::Call(Function::If, parts) => {
            let taken = if value(&parts[0], names)?.truth()? { &parts[1] } else { &parts[2] };
            value(taken, names)?
        }
        Formula::Call(function, parts) => {
            let parts = parts.iter().map(|part| number(part, names)).collect::<Result<Vec<_>, _>>()?;
            Value::Number(call(*function, &parts)?)
        }
    })
}

fn pair(operator: Operator, left: &Formula, right: &Formula, names: &Names) -> Result<Value, Problem> {
    let first = value(left, names)?;
    match operator {
        Operator::And => return Ok(Value::Truth(first.truth()? && value(right, names)?.truth()?)),
        Operator::Or => return Ok(Value::Truth(first.truth()? || value(right, names)?.truth()?)),
        Operator::Equal | Operator::Unequal => {
            let second = value(right, names)?;
            if std::mem::discriminant(&first) != std::mem::discriminant(&second) {
                return Err(mixed());
            }
            return Ok(Value::Truth((first == second) == (operator == Operator::Equal)));
        }
        _ => {}
    }
    let (first, second) = (first.number()?, number(right, names)?);
    let counted = match operator {
        Operator::Less => return Ok(Value::Truth(first < second)),
        Operator::AtMost => return Ok(Value::Truth(first <= second)),
        Operator::More => return Ok(Value::Truth(first > second)),
        Operator::AtLeast => return Ok(Value::Truth(first >= second)),
        Operator::Plus => first.checked_add(second),
        Operator::Minus => first.checked_sub(second),
        Operator::Times => first.checked_mul(second),
        Operator::By if second.is_zero() => return Err(Problem::new("division_by_zero")),
        _ => first.checked_div(second),
    };
    counted.map(Value::Number).ok_or_else(too_large)
}

fn call(function: Function, parts: &[Decimal]) -> Result<Decimal, Problem> {
    let first = parts.first().copied().ok_or_else(mixed)?;
    Ok(match function {
        Function::Min => parts.iter().copied().min().unwrap_or(first),
        Function::Max => parts.iter().copied().max().unwrap_or(first),
        Function::Abs => first.abs(),
        Function::Floor => first.floor(),
        Function::Ceil => first.ceil(),
        Function::Round => {
            let digits = parts.get(1).copied().unwrap_or_default();
            let digits = u32::try_from(digits).ok().filter(|digits| *digits <= 9).ok_or_else(too_large)?;
            first.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
        }
        Function::If => return Err(mixed()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculations::formula::parse;

    fn names() -> Names {
        let number = |text: &str| Value::Number(text.parse().unwrap());
        [("hours", number("2.5")), ("rate", number("19.99")), ("season", Value::Text("high".into()))]
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    }

    fn of(text: &str) -> Result<String, &'static str> {
        let formula = parse(text).map_err(|problem| problem.code)?;
        number(&formula, &names()).map(|number| number.normalize().to_string()).map_err(|problem| problem.code)
    }

    #[test]
    fn formulas_count_exactly_and_bind_as_at_school() {
        assert_eq!(of("1 + 2 * 3 - 4 / 2").unwrap(), "5");
        assert_eq!(of("(1 + 2) * 3").unwrap(), "9");
        assert_eq!(of("10 - 3 - 2").unwrap(), "5");
        assert_eq!(of("0.1 + 0.2").unwrap(), "0.3");
        assert_eq!(of("hours * rate").unwrap(), "49.975");
        assert_eq!(of("round(hours * rate, 2)").unwrap(), "49.98");
        assert_eq!(of("-hours + 3").unwrap(), "0.5");
        assert_eq!(of("max(1, hours, 2) + min(5; 4) + ceil(1.2) + floor(1.8) + abs(-1)").unwrap(), "10.5");
        assert_eq!(of("if(season = 'high', rate * 2, rate)").unwrap(), "39.98");
        assert_eq!(of("if(hours > 2 and rate >= 20 or season != \"high\", 1, 0)").unwrap(), "0");
    }

    #[test]
    fn what_cannot_be_counted_is_said() {
        assert_eq!(of("1 / 0"), Err("division_by_zero"));
        assert_eq!(of("if(hours > 0, 1, 1 / 0)").unwrap(), "1", "only the part that is taken is counted");
        assert_eq!(of("1 / (hours - 2.5)"), Err("division_by_zero"));
        assert_eq!(of("nothing + 1"), Err("formula_unknown"));
        assert_eq!(of("sin(1)"), Err("formula_unknown"));
        assert_eq!(of("season + 1"), Err("formula_mixed"));
        assert_eq!(of("season"), Err("formula_mixed"));
        assert_eq!(of("if(1, 2, 3)"), Err("formula_mixed"));
        assert_eq!(of("99999999999999 * 99999999999999 * 99999999999999"), Err("out_of_range"));
        assert_eq!(of("round(1, 50)"), Err("out_of_range"));
        for text in ["", "1 +", "(1", "1 2", "1..2", "'open", "if(1)", "and", "1 $ 2", "min()", ")", "* 3", "hours(2)"]
        {
            assert!(of(text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_formula_is_deep_or_long_enough_to_harm() {
        assert_eq!(of(&format!("{}1{}", "(".repeat(900), ")".repeat(900))), Err("formula_syntax"));
        assert_eq!(of(&format!("{}1", "-".repeat(1_900))), Err("formula_syntax"));
        assert_eq!(of(&"1+".repeat(990)), Err("formula_syntax"));
        assert_eq!(of(&"1".repeat(3_000)), Err("too_long"));
        assert_eq!(of(&"min(".repeat(400)), Err("formula_syntax"));
    }
}
