//! What a sample company is told with, in one language.

/// The words of one language.
pub struct Words {
    /// The sample company's own name, which heads the tree of teams.
    pub company: &'static str,
    /// Its two teams.
    pub teams: [&'static str; 2],
    /// Its people: name, mailbox, index of the team.
    pub users: [(&'static str, &'static str, usize); 5],
    /// The mail domain of its people.
    pub domain: &'static str,
    /// What it sells: name, article number, series, category, unit, price in euros.
    pub products: &'static [Product],
    /// Its customers: name, site, index of the trade, index of the city.
    pub customers: &'static [Customer],
    /// Trades.
    pub industries: &'static [&'static str],
    /// Cities with their region and the beginning of their postal codes.
    pub cities: &'static [(&'static str, &'static str, &'static str)],
    /// Streets.
    pub streets: &'static [&'static str],
    /// The country's name and code.
    pub country: (&'static str, &'static str),
    /// Given names of women with the fitting patronymic, empty where there is none.
    pub women: &'static [(&'static str, &'static str)],
    /// Given names of men with the fitting patronymic, empty where there is none.
    pub men: &'static [(&'static str, &'static str)],
    /// Family names: his and hers.
    pub families: &'static [(&'static str, &'static str)],
    /// What people are: his and hers.
    pub positions: &'static [(&'static str, &'static str)],
    /// Where deals come from.
    pub sources: &'static [&'static str],
    /// Why deals are won.
    pub won: &'static [&'static str],
    /// Why deals are lost.
    pub lost: &'static [&'static str],
    /// Tasks: type and title.
    pub tasks: &'static [(&'static str, &'static str)],
    /// The meeting of every week.
    pub weekly: &'static str,
    /// How tasks ended.
    pub results: &'static [&'static str],
    /// Notes.
    pub notes: &'static [&'static str],
    /// Inquiries that nobody knows yet, the newest first.
    pub inquiries: &'static [Inquiry],
    /// What customers object to and are afraid of, with what to answer.
    pub objections: &'static [Objection],
    /// The script of a first call.
    pub talk: Talk,
    /// Tags of companies.
    pub tags: &'static [&'static str],
    /// A fixed line by its number, 0 to 999.
    pub line: fn(u32) -> String,
    /// A mobile by its number, 0 to 999.
    pub mobile: fn(u32) -> String,
}

/// An entry of the library of objections.
pub struct Objection {
    /// `objection` or `fear`.
    pub kind: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What is behind it.
    pub text: &'static str,
    /// Answers: in short, and word for word.
    pub answers: &'static [(&'static str, &'static str)],
}

/// The script of a first call about a deal: what is said where is told by `library.rs`.
pub struct Talk {
    pub name: &'static str,
    pub hello: &'static str,
    pub moment: &'static str,
    pub yes: &'static str,
    pub later: &'static str,
    pub no: &'static str,
    pub need: &'static str,
    pub decides: &'static str,
    pub alone: &'static str,
    pub together: &'static str,
    pub who: &'static str,
    pub when: &'static str,
    pub again: &'static str,
    pub why: &'static str,
    pub agreed: &'static str,
    pub closed: &'static str,
}

/// Something sold.
pub struct Product {
    /// Its name.
    pub name: &'static str,
    /// Its article number.
    pub sku: &'static str,
    /// Its series.
    pub series: &'static str,
    /// Its category.
    pub category: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Its price in euros or what comes near.
    pub price: u32,
}

/// A customer.
pub struct Customer {
    /// Its name.
    pub name: &'static str,
    /// Its site, without the reserved ending that keeps sample mail from reaching anybody.
    pub site: &'static str,
    /// Index of the trade.
    pub industry: usize,
    /// Index of the city.
    pub city: usize,
}

/// Somebody who asks.
pub struct Inquiry {
    /// What it is about.
    pub subject: &'static str,
    /// Index of the source.
    pub source: usize,
    /// Who asks.
    pub person: &'static str,
    /// For whom; empty where it is not said.
    pub company: &'static str,
    /// The mailbox that is written from, without the reserved ending; empty for those who called.
    pub mailbox: &'static str,
    /// What is asked.
    pub text: &'static str,
}

/// Shorthand for tables of inquiries.
pub const fn inquiry(
    subject: &'static str,
    source: usize,
    person: &'static str,
    company: &'static str,
    mailbox: &'static str,
    text: &'static str,
) -> Inquiry {
    Inquiry { subject, source, person, company, mailbox, text }
}

/// Shorthand for tables of products.
pub const fn product(
    name: &'static str,
    sku: &'static str,
    series: &'static str,
    category: &'static str,
    unit: &'static str,
    price: u32,
) -> Product {
    Product { name, sku, series, category, unit, price }
}

/// Shorthand for tables of customers.
pub const fn customer(name: &'static str, site: &'static str, industry: usize, city: usize) -> Customer {
    Customer { name, site, industry, city }
}
