//! Telephone numbers: from what people type to the international form.

use phonenumber::country::Id;

use crate::Phone;

/// What a typed number turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The international form (E.164), where the number could be understood.
    pub e164: Option<String>,
    /// Is it a number that its country can have given out?
    pub valid: bool,
}

const NOT_UNDERSTOOD: Read = Read { e164: None, valid: false };

/// Words before an extension, in the languages of our users.
const EXTENSION: &[&str] = &["ext", "доб", "вн", "linka", "kl", "x", "#", ",", ";"];

/// Reads a number as typed in a country (two capital letters), which matters where there is no international prefix.
pub fn read(text: &str, country: &str) -> Read {
    let number = number_part(text);
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    if !(4..=20).contains(&count) || !number.chars().all(|c| c.is_ascii_digit() || "+ -()./".contains(c)) {
        return NOT_UNDERSTOOD;
    }
    let plus = number.find('+').is_some_and(|at| digits(&number[..at]).is_empty());
    let number = digits(&number);
    // With a prefix the number says itself of which country it is; the default one would have its own trunk prefix taken
    // off (+39 0…).
    if plus {
        return understood(&format!("+{number}"), None);
    }
    if let Some(rest) = number.strip_prefix("00") {
        let abroad = understood(&format!("+{rest}"), None);
        if abroad.valid {
            return abroad;
        }
    }
    // Without a prefix only a number that the country can have given out is one of that country.
    let here = understood(&number, country.parse().ok());
    if here.valid { here } else { NOT_UNDERSTOOD }
}

fn understood(number: &str, country: Option<Id>) -> Read {
    let Ok(found) = phonenumber::parse(country, number) else { return NOT_UNDERSTOOD };
    let e164 = found.format().mode(phonenumber::Mode::E164).to_string();
    let is_plausible = (8..=16).contains(&e164.len()) && e164[1..].bytes().all(|byte| byte.is_ascii_digit());
    if is_plausible { Read { valid: found.is_valid(), e164: Some(e164) } } else { NOT_UNDERSTOOD }
}

/// The number without what people write around it: `tel:`, an extension, exotic spaces and dashes.
fn number_part(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let start = lower.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(').unwrap_or(lower.len());
    let number = if lower[..start].chars().filter(|c| c.is_alphabetic()).count() <= 8 { &lower[start..] } else { "" };
    let end = EXTENSION
        .iter()
        .filter_map(|word| number.find(word))
        .filter(|at| number[..*at].bytes().filter(u8::is_ascii_digit).count() >= 7)
        .min()
        .unwrap_or(number.len());
    number[..end]
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect::<String>()
        .trim_end_matches([' ', '(', '-', '.', '/', '+'])
        .to_owned()
}

/// The digits of a text, of any script.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect()
}

/// What a typed number is looked up by: its international form and its digits.
pub fn keys(read: &Read, typed: &str) -> Vec<String> {
    let mut keys: Vec<String> = read.e164.iter().cloned().collect();
    let plain = digits(typed);
    if plain.len() >= 3 {
        keys.push(plain);
    }
    keys
}

/// What a stored number is looked up by.
pub fn keys_of(phone: &Phone) -> Vec<String> {
    keys(&Read { e164: phone.e164.clone(), valid: phone.valid }, &phone.value)
}
