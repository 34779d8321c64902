//! The generated workspace: every row is a function of the seed and its number, so that any part can be made anew
//! without keeping the rest in memory.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::names::{self, People, Person, Tongue};
use crate::random::{Dice, Weights};
use crate::trade::{self, Firm, Shares};

/// A record's fields on the wire.
pub type Fields = Map<String, Value>;

/// How much of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The letter it goes by.
    pub name: &'static str,
    /// Companies.
    pub companies: usize,
    /// Contacts.
    pub contacts: usize,
    /// Deals.
    pub deals: usize,
    /// Tasks, half of them done.
    pub tasks: usize,
    /// Notes on deals.
    pub notes: usize,
    /// Products in the price list.
    pub products: usize,
    /// People who own records.
    pub users: usize,
}

impl Size {
    /// 10,000 contacts.
    pub const S: Self = Self {
        name: "S",
        companies: 2_000,
        contacts: 10_000,
        deals: 5_000,
        tasks: 10_000,
        notes: 10_000,
        products: 200,
        users: 20,
    };
    /// 100,000 contacts and 200,000 activities.
    pub const L: Self = Self {
        name: "L",
        companies: 20_000,
        contacts: 100_000,
        deals: 50_000,
        tasks: 100_000,
        notes: 100_000,
        products: 400,
        users: 60,
    };
    /// A million contacts.
    pub const XL: Self = Self {
        name: "XL",
        companies: 200_000,
        contacts: 1_000_000,
        deals: 500_000,
        tasks: 0,
        notes: 0,
        products: 400,
        users: 120,
    };

    /// A size by its letter.
    pub fn named(name: &str) -> Option<Self> {
        [Self::S, Self::L, Self::XL].into_iter().find(|size| size.name.eq_ignore_ascii_case(name))
    }
}

/// Ids that rows point at, in the order of their numbers.
#[derive(Default)]
pub struct Ids {
    /// Owners; the first few own most.
    pub users: Vec<Uuid>,
    /// Products.
    pub products: Vec<Uuid>,
    /// Companies.
    pub companies: Vec<Uuid>,
    /// Contacts.
    pub contacts: Vec<Uuid>,
    /// Deals.
    pub deals: Vec<Uuid>,
    /// Open stages in order.
    pub open_stages: Vec<Uuid>,
    /// The stage of won deals.
    pub won_stage: Uuid,
    /// The stage of lost deals.
    pub lost_stage: Uuid,
    /// The pipeline.
    pub pipeline: Uuid,
}

/// Makes rows.
pub struct Generator {
    /// The size in force.
    pub size: Size,
    seed: u64,
    now: Timestamp,
    currency: &'static str,
    people: People,
    owners: Weights,
    industries: Weights,
    sources: Weights,
    products: Weights,
    firms: Weights,
}

#[derive(Clone, Copy)]
enum Part {
    Company = 1,
    Contact,
    Deal,
    Task,
    Product,
    Note,
}

impl Generator {
    /// A generator for a size, a seed and the moment that counts as today.
    pub fn new(size: Size, seed: u64, now: Timestamp, currency: &'static str) -> Self {
        Self {
            size,
            seed,
            now,
            currency,
            people: People::new(),
            owners: Weights::zipf(size.users, 0.9),
            industries: Weights::new(trade::shares(Shares::Industries).iter().map(|(_, share)| *share)),
            sources: Weights::new(trade::shares(Shares::Sources).iter().map(|(_, share)| *share)),
            products: Weights::zipf(size.products, 0.8),
            firms: Weights::zipf(size.companies, 0.35),
        }
    }

    fn dice(&self, part: Part, number: usize) -> Dice {
        Dice::new(self.seed ^ ((part as u64) << 56) ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn firm(&self, number: usize) -> (Tongue, Firm, Dice) {
        let mut dice = self.dice(Part::Company, number);
        let tongue = self.people.tongue(&mut dice);
        let firm = trade::firm(tongue, number, &mut dice);
        (tongue, firm, dice)
    }

    fn money(&self, minor: i64) -> Value {
        json!({"amount": format!("{}.{:02}", minor / 100, minor % 100), "currency": self.currency})
    }

    fn days_ago(&self, days: f64) -> Timestamp {
        let seconds = SignedDuration::from_secs((days * 86_400.0) as i64);
        self.now.checked_sub(seconds).unwrap_or(self.now)
    }

    /// The n-th company.
    pub fn company(&self, number: usize, ids: &Ids) -> Fields {
        let (tongue, firm, mut dice) = self.firm(number);
        let industry = trade::INDUSTRIES[self.industries.draw(&mut dice)].0;
        let mut fields = object(json!({
            "name": firm.name,
            "industry": industry,
            "website": format!("https://{}", firm.domain),
            "phones": [{"value": names::phone(tongue, &mut dice), "type": "work"}],
            "emails": [{"value": format!("info@{}", firm.domain)}],
            "addresses": [{"street": firm.street, "city": firm.city, "region": firm.region,
                           "postal_code": firm.postal_code, "country": firm.country}],
            "owner": self.owner(ids, &mut dice),
        }));
        if dice.chance(0.6) {
            fields.insert("employees".to_owned(), json!(dice.log_normal(24.0, 1.4).min(90_000.0) as i64 + 1));
        }
        if dice.chance(0.4) {
            fields.insert("annual_revenue".to_owned(), self.money(dice.log_normal(4_000_000_000.0, 1.6) as i64));
        }
        if dice.chance(0.3) {
            fields.insert("note".to_owned(), json!(trade::remark(tongue, &mut dice)));
        }
        fields
    }

    /// The n-th contact.
    pub fn contact(&self, number: usize, ids: &Ids) -> Fields {
        let mut dice = self.dice(Part::Contact, number);
        let employer = dice.chance(0.85).then(|| self.firms.draw(&mut dice));
        let (tongue, domain) = match employer {
            Some(company) => {
                let (tongue, firm, _) = self.firm(company);
                (tongue, Some(firm.domain))
            }
            None => (self.people.tongue(&mut dice), None),
        };
        let person: Person = self.people.person(tongue, &mut dice);
        let mut fields = object(json!({
            "given_name": person.given,
            "family_name": person.family,
            "owner": self.owner(ids, &mut dice),
        }));
        if let Some(middle) = &person.middle {
            fields.insert("middle_name".to_owned(), json!(middle));
        }
        if let Some(id) = employer.and_then(|company| ids.companies.get(company)) {
            fields.insert("company".to_owned(), json!(id));
            fields.insert("position".to_owned(), json!(person.position));
        }
        let phones = [0.90, 0.22, 0.03].iter().take_while(|share| dice.chance(**share)).count();
        if phones > 0 {
            let list: Vec<Value> = (0..phones)
                .map(|n| json!({"value": names::phone(tongue, &mut dice), "type": if n == 0 { "mobile" } else { "work" }}))
                .collect();
            fields.insert("phones".to_owned(), Value::Array(list));
        }
        if dice.chance(0.82) {
            let address = names::email(&person, tongue, domain.as_deref(), &mut dice);
            fields.insert("emails".to_owned(), json!([{"value": address}]));
        }
        if dice.chance(0.2) {
            let day = self.days_ago(f64::from(dice.between(20 * 365, 65 * 365) as i32)).to_string();
            fields.insert("birthday".to_owned(), json!(day.get(..10)));
        }
        fields
    }

    /// The n-th deal: three years of them, most of the older ones closed.
    pub fn deal(&self, number: usize, ids: &Ids) -> Fields {
        let mut dice = self.dice(Part::Deal, number);
        let company = self.firms.draw(&mut dice);
        let (tongue, firm, _) = self.firm(company);
        let product = self.products.draw(&mut dice);
        let (goods, ..) = trade::product(product, &mut self.dice(Part::Product, product));
        let age = dice.unit().powf(1.4) * 1_095.0;
        let cycle = dice.log_normal(34.0, 0.8).clamp(1.0, 400.0);
        let closed = age > cycle && dice.chance(0.93);
        let won = dice.chance(0.42);
        let engaged = self.days_ago(age);
        let mut fields = object(json!({
            "name": format!("{goods}, {}", firm.name),
            "company": ids.companies.get(company),
            "pipeline": ids.pipeline,
            "amount": self.money(dice.log_normal(18_000_000.0, 1.35) as i64 / 100 * 100),
            "product": ids.products.get(product),
            "source": trade::shares(Shares::Sources)[self.sources.draw(&mut dice)].0,
            "engaged_on": engaged.to_string().get(..10),
            "expected_close": self.days_ago(age - cycle).to_string().get(..10),
            "owner": self.owner(ids, &mut dice),
        }));
        if dice.chance(0.7) && !ids.contacts.is_empty() {
            fields.insert("contact".to_owned(), json!(ids.contacts[dice.below(ids.contacts.len())]));
        }
        if closed {
            fields.insert("stage".to_owned(), json!(if won { ids.won_stage } else { ids.lost_stage }));
            fields.insert("closed_at".to_owned(), json!(self.days_ago(age - cycle)));
            fields.insert("outcome_reason".to_owned(), json!(trade::reason(won, &mut dice)));
        } else if !ids.open_stages.is_empty() {
            // More deals in the early stages than in the late ones.
            let at = (dice.unit().powf(1.6) * ids.open_stages.len() as f64) as usize;
            fields.insert("stage".to_owned(), json!(ids.open_stages[at.min(ids.open_stages.len() - 1)]));
        }
        if dice.chance(0.15) {
            fields.insert("note".to_owned(), json!(trade::remark(tongue, &mut dice)));
        }
        fields
    }

    /// The n-th task, about a deal.
    pub fn task(&self, number: usize, ids: &Ids) -> Fields {
        let mut dice = self.dice(Part::Task, number);
        let (title, kind) = [
            ("Перезвонить", "call"),
            ("Отправить КП", "mail"),
            ("Встреча на объекте", "meeting"),
            ("Проверить оплату", "todo"),
            ("Zavolat zpět", "call"),
            ("Send the quote", "mail"),
            ("Уточнить сроки", "call"),
        ][dice.below(7)];
        let due = dice.unit() * 400.0 - 14.0;
        let mut fields = object(json!({
            "title": title,
            "type": kind,
            "due_at": self.days_ago(due),
            "assignee": self.owner(ids, &mut dice),
        }));
        if !ids.deals.is_empty() {
            let deal = ids.deals[dice.below(ids.deals.len())];
            fields.insert("about".to_owned(), json!({"object": "deal", "id": deal}));
        }
        if due > 0.0 && dice.chance(0.9) {
            fields.insert("done_at".to_owned(), json!(self.days_ago(due - dice.unit())));
            fields.insert("result".to_owned(), json!(trade::remark(self.people.tongue(&mut dice), &mut dice)));
        }
        fields
    }

    /// The n-th product.
    pub fn product(&self, number: usize) -> Fields {
        let (name, category, unit, price) = trade::product(number, &mut self.dice(Part::Product, number));
        object(json!({
            "name": name,
            "sku": format!("A-{:05}", number + 1),
            "category": category,
            "unit": unit,
            "price": self.money(price),
            "active": number % 17 != 16,
        }))
    }

    /// The n-th note: the number of the deal it stands on, and its text.
    pub fn note(&self, number: usize) -> (usize, &'static str) {
        let mut dice = self.dice(Part::Note, number);
        let deal = dice.below(self.size.deals);
        (deal, trade::remark(self.people.tongue(&mut dice), &mut dice))
    }

    /// The n-th owner's name and e-mail.
    pub fn user(&self, number: usize) -> (String, String) {
        let mut dice = Dice::new(self.seed ^ 0xa5a5 ^ number as u64);
        let person = self.people.person(self.people.tongue(&mut dice), &mut dice);
        let address = format!("{}{number}@team.example", names::latin(&person.family));
        (format!("{} {}", person.given, person.family), address)
    }

    fn owner(&self, ids: &Ids, dice: &mut Dice) -> Value {
        ids.users.get(self.owners.draw(dice)).map_or(Value::Null, |id| json!(id))
    }
}

fn object(value: Value) -> Fields {
    match value {
        Value::Object(mut fields) => {
            fields.retain(|_, value| !value.is_null());
            fields
        }
        _ => Fields::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generator() -> Generator {
        Generator::new(Size::S, 1, Timestamp::UNIX_EPOCH, "RUB")
    }

    #[test]
    fn a_row_is_a_function_of_its_number() {
        let (first, second) = (generator(), generator());
        let ids = Ids::default();
        second.contact(4, &ids);
        assert_eq!(first.contact(17, &ids), second.contact(17, &ids));
    }

    #[test]
    fn amounts_have_a_long_tail() {
        let (generator, ids) = (generator(), Ids::default());
        let mut amounts: Vec<f64> = (0..2_000)
            .map(|n| {
                generator.deal(n, &ids)["amount"]["amount"].as_str().and_then(|a| a.parse().ok()).expect("an amount")
            })
            .collect();
        amounts.sort_by(f64::total_cmp);
        let (median, top) = (amounts[1_000], amounts[1_980]);
        assert!(top > 10.0 * median, "median {median}, 99th percentile {top}");
    }

    #[test]
    fn most_people_have_a_telephone_and_some_have_two() {
        let (generator, ids) = (generator(), Ids::default());
        let counts: Vec<usize> = (0..2_000)
            .map(|n| generator.contact(n, &ids).get("phones").and_then(Value::as_array).map_or(0, Vec::len))
            .collect();
        let (with, two) = (counts.iter().filter(|c| **c > 0).count(), counts.iter().filter(|c| **c > 1).count());
        assert!((1_700..1_900).contains(&with) && (300..500).contains(&two), "{with} {two}");
    }
}
