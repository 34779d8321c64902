//! What the generated company trades in, with whom, and how its people write about it.

use crate::names::{Tongue, latin};
use crate::random::Dice;

/// Industries with the share of companies in each; a few are misspelt, as in every real list.
pub const INDUSTRIES: &[(&str, f64)] = &[
    ("строительство", 14.0),
    ("retail", 10.0),
    ("машиностроение", 9.0),
    ("logistika", 8.0),
    ("оптовая торговля", 8.0),
    ("výroba", 7.0),
    ("пищевая промышленность", 6.0),
    ("software", 6.0),
    ("zdravotnictví", 5.0),
    ("металлургия", 5.0),
    ("finance", 4.0),
    ("сельское хозяйство", 4.0),
    ("энергетика", 4.0),
    ("education", 3.0),
    ("doprava", 3.0),
    ("telecommunications", 2.0),
    ("химия", 1.5),
    ("стройтельство", 0.4),
    ("retial", 0.3),
    ("státní správa", 1.0),
];

const SOURCES: &[(&str, f64)] = &[
    ("сайт", 30.0),
    ("звонок", 22.0),
    ("рекомендация", 16.0),
    ("выставка", 9.0),
    ("web", 9.0),
    ("тендер", 7.0),
    ("реклама", 5.0),
    ("veletrh", 2.0),
];

struct Place {
    city: &'static str,
    region: &'static str,
    country: &'static str,
    streets: &'static [&'static str],
}

const RUSSIAN_PLACES: &[Place] = &[
    Place {
        city: "Москва",
        region: "Москва",
        country: "RU",
        streets: &["ул. Лесная", "ул. Складочная", "Варшавское шоссе", "пр-т Мира"],
    },
    Place {
        city: "Санкт-Петербург",
        region: "Санкт-Петербург",
        country: "RU",
        streets: &["Лиговский пр-т", "ул. Кубинская", "Невский пр-т"],
    },
    Place {
        city: "Екатеринбург",
        region: "Свердловская обл.",
        country: "RU",
        streets: &["ул. Малышева", "Сибирский тракт", "ул. Ленина"],
    },
    Place {
        city: "Казань", region: "Татарстан", country: "RU", streets: &["ул. Баумана", "пр-т Победы"]
    },
    Place {
        city: "Пермь", region: "Пермский край", country: "RU", streets: &["ул. Куйбышева", "шоссе Космонавтов"]
    },
    Place {
        city: "Новосибирск",
        region: "Новосибирская обл.",
        country: "RU",
        streets: &["Красный пр-т", "ул. Станционная"],
    },
    Place {
        city: "Орёл",
        region: "Орловская обл.",
        country: "RU",
        streets: &["Московское шоссе", "ул. Комсомольская"],
    },
];

const CZECH_PLACES: &[Place] = &[
    Place { city: "Praha", region: "Praha", country: "CZ", streets: &["Vinohradská", "Na Příkopě", "Plzeňská"] },
    Place { city: "Brno", region: "Jihomoravský kraj", country: "CZ", streets: &["Veveří", "Křenová"] },
    Place { city: "Ostrava", region: "Moravskoslezský kraj", country: "CZ", streets: &["Nádražní", "28. října"] },
    Place { city: "Plzeň", region: "Plzeňský kraj", country: "CZ", streets: &["Klatovská třída", "Slovanská"] },
    Place {
        city: "Hradec Králové", region: "Královéhradecký kraj", country: "CZ", streets: &["Gočárova třída"]
    },
];

const ENGLISH_PLACES: &[Place] = &[
    Place {
        city: "London",
        region: "Greater London",
        country: "GB",
        streets: &["Borough High Street", "Old Kent Road"],
    },
    Place { city: "Leeds", region: "West Yorkshire", country: "GB", streets: &["Kirkstall Road", "The Headrow"] },
    Place { city: "Warszawa", region: "Mazowieckie", country: "PL", streets: &["ul. Puławska"] },
    Place { city: "Göteborg", region: "Västra Götaland", country: "SE", streets: &["Mölndalsvägen"] },
];

/// A company's name and where it lives.
pub struct Firm {
    /// Name with its legal form.
    pub name: String,
    /// Domain of its site and mail.
    pub domain: String,
    /// Street and house.
    pub street: String,
    /// City.
    pub city: &'static str,
    /// Region.
    pub region: &'static str,
    /// Country code.
    pub country: &'static str,
    /// Postal code.
    pub postal_code: String,
}

/// Draws a company of a tongue; `number` keeps its domain apart from others.
pub fn firm(tongue: Tongue, number: usize, dice: &mut Dice) -> Firm {
    let (core, name, places, postal) = match tongue {
        Tongue::Russian => {
            let core = format!(
                "{}{}",
                dice.pick(&[
                    "Урал",
                    "Сиб",
                    "Нева",
                    "Волга",
                    "Строй",
                    "Тех",
                    "Пром",
                    "Агро",
                    "Мет",
                    "Авто",
                    "Энерго",
                    "Мега",
                    "Рос",
                    "Евро",
                    "Аква",
                    "Альфа"
                ]),
                dice.pick(&[
                    "Снаб",
                    "Торг",
                    "Монтаж",
                    "Сервис",
                    "Комплект",
                    "Ресурс",
                    "Инвест",
                    "Групп",
                    "Маш",
                    "Лес",
                    "Пласт",
                    "Хим",
                    "Транс",
                    "Дом"
                ]),
            );
            let core = if dice.chance(0.35) { format!("{core}-{}", dice.between(1, 99)) } else { core };
            let form = dice.pick(&["ООО", "ООО", "ООО", "ООО", "АО", "ПАО", "ТД", "НПО"]);
            (core.clone(), format!("{form} «{core}»"), RUSSIAN_PLACES, format!("{}", dice.between(101_000, 690_999)))
        }
        Tongue::Czech => {
            let core = format!(
                "{}{}",
                dice.pick(&[
                    "Morav", "Čes", "Vltav", "Stav", "Tech", "Agro", "Kov", "Dřevo", "Elektro", "Auto", "Plast",
                    "Hydro"
                ]),
                dice.pick(&["ia", "mont", "servis", "stroj", "obchod", "trans", "produkt", "invest", "stav", "plus"]),
            );
            let form = dice.pick(&["s.r.o.", "s.r.o.", "s.r.o.", "a.s.", "spol. s r.o.", "v.o.s."]);
            let postal = format!("{} {:02}", dice.between(100, 798), dice.between(0, 99));
            (core.clone(), format!("{core} {form}"), CZECH_PLACES, postal)
        }
        Tongue::English => {
            let core = format!(
                "{} {}",
                dice.pick(&[
                    "North", "River", "Oak", "Blue", "Iron", "Stone", "Harbour", "Summit", "Green", "Silver", "Clear",
                    "Old"
                ]),
                dice.pick(&[
                    "field",
                    "Works",
                    "Supply",
                    "Trading",
                    "Systems",
                    "Logistics",
                    "Foods",
                    "Partners",
                    "Build",
                    "Tools"
                ]),
            );
            let form = dice.pick(&["Ltd", "Ltd", "PLC", "GmbH", "AB", "sp. z o.o."]);
            let postal =
                format!("{}{} {}AA", dice.pick(&["SE", "LS", "M", "B"]), dice.between(1, 29), dice.between(1, 9));
            (core.clone(), format!("{core} {form}"), ENGLISH_PLACES, postal)
        }
    };
    let place = &places[dice.below(places.len())];
    Firm {
        name,
        domain: format!("{}{number}.example", latin(&core)),
        street: format!("{} {}", dice.pick(place.streets), dice.between(1, 180)),
        city: place.city,
        region: place.region,
        country: place.country,
        postal_code: postal,
    }
}

/// The industries' and the sources' names with their weights, for drawing.
pub fn shares(of: Shares) -> &'static [(&'static str, f64)] {
    match of {
        Shares::Industries => INDUSTRIES,
        Shares::Sources => SOURCES,
    }
}

/// Which list of shares.
#[derive(Clone, Copy)]
pub enum Shares {
    /// Industries of companies.
    Industries,
    /// Where deals come from.
    Sources,
}

/// A product of the price list: name, category, unit and price in minor units.
pub fn product(number: usize, dice: &mut Dice) -> (String, &'static str, &'static str, i64) {
    const GOODS: &[(&str, &str, &str, f64)] = &[
        ("Насос циркуляционный", "насосы", "шт", 1_450_000.0),
        ("Кран шаровой", "арматура", "шт", 89_000.0),
        ("Труба полипропиленовая", "трубы", "м", 12_000.0),
        ("Радиатор биметаллический", "отопление", "шт", 620_000.0),
        ("Котёл газовый", "отопление", "шт", 6_900_000.0),
        ("Čerpadlo ponorné", "čerpadla", "ks", 2_300_000.0),
        ("Ventil kulový", "armatury", "ks", 75_000.0),
        ("Монтаж системы", "услуги", "ч", 250_000.0),
        ("Heat exchanger", "heating", "pc", 3_900_000.0),
        ("Фильтр магистральный", "водоподготовка", "шт", 340_000.0),
    ];
    let (name, category, unit, price) = GOODS[number % GOODS.len()];
    let model = format!("{}-{}", dice.pick(&["A", "B", "GT", "MX", "Pro", "Eco", "S"]), dice.between(10, 990));
    (format!("{name} {model}"), category, unit, dice.log_normal(price, 0.6) as i64)
}

/// What a manager writes on a card.
pub fn remark(tongue: Tongue, dice: &mut Dice) -> &'static str {
    match tongue {
        Tongue::Russian => dice.pick(&[
            "Просит счёт до конца недели, доставка на объект.",
            "Перезвонить после 15-го: ждут решения директора.",
            "Сравнивает с конкурентом, важна отсрочка 30 дней.",
            "Отправил КП, обещали ответить в понедельник. Контакт на складе — Людмила, доб. 214.",
            "Старый клиент, вернулся после паузы. Хочет прежнюю скидку.",
            "Не дозвонился, автоответчик.",
            "Нужен паспорт изделия и сертификат.",
        ]),
        Tongue::Czech => dice.pick(&[
            "Poslat nabídku do pátku, doprava na stavbu.",
            "Čekají na schválení vedení, zavolat příští týden.",
            "Porovnávají s konkurencí, důležitá je splatnost 30 dní.",
            "Nezvedá telefon, napsal jsem e-mail.",
            "Stálý zákazník, chce stejnou slevu jako loni.",
        ]),
        Tongue::English => dice.pick(&[
            "Asked for a quote by Friday, delivery to site.",
            "Waiting for board approval, call again next week.",
            "Comparing us with a competitor; payment terms matter most.",
            "Left a voicemail.",
            "Returning customer, wants last year's discount.",
        ]),
    }
}

/// Why a deal was lost or won.
pub fn reason(won: bool, dice: &mut Dice) -> &'static str {
    if won {
        dice.pick(&["цена", "срок поставки", "отношения", "kvalita", "наличие на складе"])
    } else {
        dice.pick(&["дорого", "купили у других", "передумали", "нет бюджета", "konkurence", "перестали отвечать"])
    }
}
