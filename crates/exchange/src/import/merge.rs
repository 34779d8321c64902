//! What a record holds and what a row says, brought together. Lists grow, they do not lose what is there; everything
//! else takes on what the row says.

use kith_catalogue::{Address, Value};

/// The value that a field has after a row has been taken over.
pub(super) fn merged(old: &Value, new: Value) -> Value {
    match (old, new) {
        (Value::Phones(old), Value::Phones(new)) => {
            let mut all = old.clone();
            for phone in new {
                let same = |other: &kith_catalogue::Phone| match (&other.e164, &phone.e164) {
                    (Some(a), Some(b)) => a == b,
                    _ => other.value == phone.value,
                };
                if !all.iter().any(same) {
                    all.push(kith_catalogue::Phone { primary: false, ..phone });
                }
            }
            Value::Phones(all)
        }
        (Value::Emails(old), Value::Emails(new)) => {
            let mut all = old.clone();
            for email in new {
                let folded = email.value.to_lowercase();
                if !all.iter().any(|other| other.value.to_lowercase() == folded) {
                    all.push(kith_catalogue::Email { primary: false, ..email });
                }
            }
            Value::Emails(all)
        }
        (Value::Options(old), Value::Options(new)) => {
            let mut all = old.clone();
            for option in new {
                let folded = kith_catalogue::text::fold(&option);
                if !all.iter().any(|other| kith_catalogue::text::fold(other) == folded) {
                    all.push(option);
                }
            }
            Value::Options(all)
        }
        (Value::ExternalIds(old), Value::ExternalIds(new)) => {
            let mut all = old.clone();
            all.extend(new);
            Value::ExternalIds(all)
        }
        (Value::Addresses(old), Value::Addresses(new)) => {
            let mut all = old.clone();
            for address in new {
                match all.iter_mut().find(|other| other.kind == address.kind) {
                    Some(other) => overlay(other, address),
                    None => all.push(Address { primary: false, ..address }),
                }
            }
            Value::Addresses(all)
        }
        (_, new) => new,
    }
}

fn overlay(address: &mut Address, with: Address) {
    let parts = [
        (&mut address.street, with.street),
        (&mut address.city, with.city),
        (&mut address.region, with.region),
        (&mut address.postal_code, with.postal_code),
        (&mut address.country, with.country),
    ];
    for (part, new) in parts {
        if new.is_some() {
            *part = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Value {
        Value::Options(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn lists_grow_and_repeat_nothing() {
        assert_eq!(merged(&options(&["vip"]), options(&["VIP", "new"])), options(&["vip", "new"]));
        let again = merged(&options(&["vip", "new"]), options(&["VIP", "new"]));
        assert_eq!(again, options(&["vip", "new"]));
    }

    #[test]
    fn an_address_takes_on_the_parts_that_the_row_has() {
        let of = |city: Option<&str>, country: Option<&str>| Address {
            city: city.map(str::to_owned),
            country: country.map(str::to_owned),
            primary: true,
            ..Address::default()
        };
        let old = Value::Addresses(vec![of(Some("Brno"), Some("Czechia"))]);
        let new = Value::Addresses(vec![of(None, Some("Česko"))]);
        assert_eq!(merged(&old, new), Value::Addresses(vec![of(Some("Brno"), Some("Česko"))]));
    }

    #[test]
    fn other_values_take_on_what_the_row_says() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(merged(&text("old"), text("new")), text("new"));
    }
}
