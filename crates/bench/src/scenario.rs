//! The operations that people wait for, as requests to the HTTP interface.

use std::io;

use serde_json::{Value, json};

use crate::data::{Generator, Ids};
use crate::http::{Answer, Client};

/// One operation to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// An authenticated request that does nothing else: what every other figure contains.
    Empty,
    /// First page of contacts by name.
    List,
    /// First page of one owner's contacts by name.
    Filtered,
    /// Fifty rows at an offset of half the table, sorted by name: the scroll bar dragged to the middle.
    Jump,
    /// The page at row 50,000 (row 5,000 of the small one).
    Deep,
    /// The page after a cursor in the middle.
    Scroll,
    /// A deal and its history: two requests.
    Record,
    /// The board with twenty cards a column.
    Board,
    /// Contacts whose e-mail holds a piece of text.
    EmailPart,
    /// Search by the beginning of a name.
    NameSearch,
    /// Deals by stage, owner and month of closing.
    Report,
    /// A new contact.
    Create,
    /// One field of a contact changed.
    Update,
    /// A deal moved to another stage.
    Move,
}

impl Operation {
    /// All, in the order of the report.
    pub const ALL: [Self; 14] = [
        Self::Empty,
        Self::List,
        Self::Filtered,
        Self::Jump,
        Self::Deep,
        Self::Scroll,
        Self::Record,
        Self::Board,
        Self::EmailPart,
        Self::NameSearch,
        Self::Report,
        Self::Create,
        Self::Update,
        Self::Move,
    ];

    /// Its name in the report.
    pub fn title(self) -> &'static str {
        match self {
            Self::Empty => "empty signed-in request",
            Self::List => "list of 50 contacts by name",
            Self::Filtered => "one owner's contacts by name",
            Self::Jump => "jump to the middle of the list",
            Self::Deep => "page at row 50,000",
            Self::Scroll => "next page in the middle (cursor)",
            Self::Record => "deal with its history",
            Self::Board => "board, 20 cards a column",
            Self::EmailPart => "part of an e-mail",
            Self::NameSearch => "search by name",
            Self::Report => "report by stage, owner, month",
            Self::Create => "create a contact",
            Self::Update => "change one field",
            Self::Move => "move a deal",
        }
    }

    /// Whether it writes.
    pub fn writes(self) -> bool {
        matches!(self, Self::Create | Self::Update | Self::Move)
    }

    /// What the best of three peers needs at size L, in milliseconds of processor time.
    pub fn best_peer(self) -> Option<f64> {
        match self {
            Self::List => Some(34.0),
            Self::Deep => Some(112.0),
            Self::EmailPart => Some(172.0),
            Self::NameSearch => Some(171.0),
            Self::Record => Some(86.0),
            Self::Board => Some(240.0),
            Self::Report => Some(112.0),
            Self::Create => Some(50.0),
            Self::Move => Some(47.0),
            _ => None,
        }
    }
}

/// What the requests need to know of the loaded workspace.
pub struct Scene<'a> {
    /// Makes the new rows.
    pub generator: &'a Generator,
    /// Ids of the loaded rows.
    pub ids: &'a Ids,
    /// Cursors in the middle of the list of contacts by name, collected beforehand.
    pub cursors: Vec<String>,
    /// Open deals, each with the place of its stage, collected beforehand.
    pub open_deals: Vec<(uuid::Uuid, usize)>,
}

/// Pieces of e-mail addresses that people type into the filter.
pub const EMAIL_PARTS: &[&str] = &["novak", "ivanov", "info", "smir", "kova", "petr", "svobod"];

/// Beginnings of names that people type into the search.
pub const NAME_PARTS: &[&str] = &["куз", "ivan", "novák", "смирнова", "čern", "petr", "соколов ан", "smi"];

impl Scene<'_> {
    /// The contact whose owner the filtered list asks for varies with the number.
    pub fn owner(&self, number: usize) -> uuid::Uuid {
        self.ids.users[number % self.ids.users.len().min(10)]
    }

    /// The row at which the deep page begins.
    pub fn deep_row(&self) -> usize {
        50_000.min(self.generator.size.contacts / 2)
    }

    /// A different row of the middle each time.
    pub fn middle_row(&self, number: usize) -> usize {
        let half = self.generator.size.contacts / 2;
        half + (number * 997) % (self.generator.size.contacts / 10)
    }

    /// The deal that a request is about.
    pub fn deal(&self, number: usize) -> uuid::Uuid {
        self.ids.deals[(number * 7919) % self.ids.deals.len()]
    }

    /// The contact that a request is about.
    pub fn contact(&self, number: usize) -> uuid::Uuid {
        self.ids.contacts[(number * 7919) % self.ids.contacts.len()]
    }

    /// Collects cursors by walking a few pages from the middle.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub fn collect_cursors(&mut self, client: &mut Client) -> io::Result<()> {
        let mut body = json!({"sort": "name", "limit": 50, "offset": self.middle_row(0)});
        for _ in 0..16 {
            let page = client.post("/api/v1/records/contact/query", &body)?.json()?;
            let Some(cursor) = page["next"].as_str() else { break };
            self.cursors.push(cursor.to_owned());
            body = json!({"sort": "name", "limit": 50, "cursor": cursor});
        }
        if self.cursors.is_empty() { Err(io::Error::other("no cursor in the middle of the list")) } else { Ok(()) }
    }

    /// Collects open deals and where they stand.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub fn collect_open_deals(&mut self, client: &mut Client) -> io::Result<()> {
        let mut body =
            json!({"filter": {"field": "stage.kind", "op": "eq", "value": "open"}, "fields": ["stage"], "limit": 500});
        while self.open_deals.len() < 2_000 {
            let page = client.post("/api/v1/records/deal/query", &body)?.json()?;
            for record in page["records"].as_array().into_iter().flatten() {
                let stage: Option<uuid::Uuid> = record["fields"]["stage"].as_str().and_then(|id| id.parse().ok());
                let place = self.ids.open_stages.iter().position(|id| Some(*id) == stage);
                if let (Some(id), Some(place)) = (record["id"].as_str().and_then(|id| id.parse().ok()), place) {
                    self.open_deals.push((id, place));
                }
            }
            let Some(cursor) = page["next"].as_str() else { break };
            body["cursor"] = json!(cursor);
        }
        if self.open_deals.is_empty() { Err(io::Error::other("no open deal to move")) } else { Ok(()) }
    }

    /// Sends one request of an operation.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn request(&self, operation: Operation, client: &mut Client, number: usize) -> io::Result<Answer> {
        match operation {
            Operation::Empty => client.get("/api/v1/session"),
            Operation::List => client.get("/api/v1/records/contact?sort=name&limit=50"),
            Operation::Filtered => {
                let filter = json!({"field": "owner", "op": "eq", "value": self.owner(number)});
                let path = format!("/api/v1/records/contact?sort=name&limit=50&filter={}", escape(&filter.to_string()));
                client.get(&path)
            }
            Operation::Jump => {
                let row = self.middle_row(number);
                client.get(&format!("/api/v1/records/contact?sort=name&limit=50&offset={row}"))
            }
            Operation::Deep => {
                let row = self.deep_row();
                client.get(&format!("/api/v1/records/contact?sort=name&limit=50&offset={row}"))
            }
            Operation::Scroll => {
                let cursor = &self.cursors[number % self.cursors.len()];
                client.get(&format!("/api/v1/records/contact?sort=name&limit=50&cursor={}", escape(cursor)))
            }
            Operation::Record => {
                let deal = self.deal(number);
                let record = client.get(&format!("/api/v1/records/deal/{deal}"))?;
                if record.status != 200 {
                    return Ok(record);
                }
                client.get(&format!("/api/v1/records/deal/{deal}/timeline"))
            }
            Operation::Board => client.get("/api/v1/boards/default?limit=20"),
            Operation::EmailPart => {
                let part = EMAIL_PARTS[number % EMAIL_PARTS.len()];
                let filter = json!({"field": "emails", "op": "contains", "value": part});
                client.get(&format!("/api/v1/records/contact?limit=50&filter={}", escape(&filter.to_string())))
            }
            Operation::NameSearch => {
                let part = NAME_PARTS[number % NAME_PARTS.len()];
                client.get(&format!("/api/v1/search?objects=contact&q={}", escape(part)))
            }
            Operation::Report => client.post("/api/v1/records/deal/aggregate", &report()),
            Operation::Create => {
                // A person whom nobody knows yet, since a likely duplicate would be refused.
                let mut fields = self.generator.contact(10_000_000 + number, self.ids);
                fields.insert("phones".to_owned(), json!([{"value": format!("+7 999 {number:07}"), "type": "mobile"}]));
                fields.insert("emails".to_owned(), json!([{"value": format!("new{number}@first.example")}]));
                fields.insert("middle_name".to_owned(), json!(format!("{number}-й")));
                client.post("/api/v1/records/contact", &json!({"fields": fields}))
            }
            Operation::Update => {
                let path = format!("/api/v1/records/contact/{}", self.contact(number));
                let body = json!({"fields": {"position": format!("nákupčí {number}")}});
                client.send("PATCH", &path, Some(body.to_string().as_bytes()), "application/json")
            }
            Operation::Move => {
                // Each visit to a deal moves it one stage on, so that no move is to where it stands.
                let (deal, stage) = self.open_deals[number % self.open_deals.len()];
                let visit = number / self.open_deals.len();
                let to = self.ids.open_stages[(stage + visit + 1) % self.ids.open_stages.len()];
                client.post(&format!("/api/v1/records/deal/{deal}/verbs/move"), &json!({"stage": to}))
            }
        }
    }
}

/// The report that the head of sales opens.
fn report() -> Value {
    json!({
        "group_by": [{"field": "stage"}, {"field": "owner"}, {"field": "closed_at", "by": "month"}],
        "measures": [{"fn": "count"}, {"fn": "sum", "field": "amount"}],
    })
}

/// Percent-encodes a value of a query string.
pub fn escape(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_values_are_escaped_byte_by_byte() {
        assert_eq!(escape("a b=«я»"), "a%20b%3D%C2%AB%D1%8F%C2%BB");
    }
}
