//! Words that stand for fields in files of other programs: English, Russian, Czech, folded.
//!
//! Each line: where a column goes, then the headers that say so, the most telling first. Labels and keys of the
//! catalogue need not be listed.

/// The headers for one target, with `|` between them.
pub(super) type Line = (&'static str, &'static str);

/// The headers known for an object.
pub(super) fn of(object: &str) -> &'static [Line] {
    match object {
        "company" => COMPANY,
        "contact" => CONTACT,
        "deal" => DEAL,
        "lead" => LEAD,
        "product" => PRODUCT,
        "task" => TASK,
        "line_item" => LINE_ITEM,
        "affiliation" => AFFILIATION,
        "deal_member" => DEAL_MEMBER,
        "price_list" => PRICE_LIST,
        "price" => PRICE,
        super::USER => USER,
        _ => &[],
    }
}

/// Words in a file's name that speak of an object.
pub(super) fn file_words(object: &str) -> &'static [&'static str] {
    match object {
        "company" => &[
            "account",
            "compan",
            "organi",
            "client",
            "customer",
            "компани",
            "клиент",
            "контрагент",
            "firm",
            "zakaznic",
            "spolecnost",
        ],
        "contact" => &["contact", "people", "person", "контакт", "kontakt", "lide", "osob"],
        "lead" => &["lead", "inquir", "enquir", "лид", "заявк", "обращен", "poptav"],
        "deal" => &["deal", "pipeline", "opportunit", "сделк", "obchod", "prilezitost", "zakazk"],
        "product" => &[
            "product",
            "goods",
            "price",
            "catalog",
            "товар",
            "продукт",
            "прайс",
            "номенклатур",
            "produkt",
            "zboz",
            "cenik",
        ],
        "task" => &["task", "todo", "activit", "задач", "дела", "ukol"],
        super::USER => &[
            "user",
            "team",
            "agent",
            "staff",
            "employee",
            "сотрудник",
            "пользовател",
            "менеджер",
            "uzivatel",
            "zamestnanc",
            "obchodni",
            "tym",
        ],
        _ => &[],
    }
}

const IDS: &str = "external id|id|ид|uuid|guid|record id|внешний код|внешний id|externi id|code|код|xml id";
const STREET: &str = "street|address line|address street|street address|улица|адрес улица|ulice|ulice a cislo|business street|\
     home street";
const CITY: &str = "city|town|address city|город|населенный пункт|mesto|obec|business city|home city";
const REGION: &str = "region|state|province|county|address region|область|регион|край|kraj|business state|home state";
const POSTAL: &str = "postal code|zip|zip code|postcode|address postal code|индекс|почтовый индекс|psc|business postal code|\
     home postal code";
const COUNTRY: &str =
    "country|office location|location|address country|страна|zeme|stat|business country region|home country region";
const PHONES: &str = "phone|phones|telephone|tel|phone number|mobile|mobile phone|cell|cell phone|fax|work phone|business phone|\
     home phone|phone work|phone home|phone mobile|phone other|other phone|телефон|телефоны|тел|рабочий телефон|\
     мобильный телефон|мобильный|домашний телефон|другой телефон|факс|номер телефона|telefon|telefony|mobil|\
     mobilni telefon|telefonni cislo";
const EMAILS: &str = "email|e mail|emails|mail|email address|e mail address|work email|email work|email home|email other|home email|\
     personal email|почта|эл почта|электронная почта|рабочий email|рабочий e mail|личный email|частный e mail|\
     другой e mail|имейл|emailova adresa|e mailova adresa";
const OWNER: &str = "owner|responsible|assigned to|sales agent|sales rep|sales representative|salesperson|account manager|agent|\
     manager|responsible user|ответственный|менеджер|ответственный сотрудник|vlastnik|obchodnik|zodpovedna osoba|\
     prodejce";
const TAGS: &str = "tags|tag|labels|categories|теги|тег|метки|теги сделки|теги контакта|теги компании|stitky|tagy";
const NOTE: &str = "note|notes|comment|comments|description|background|remarks|комментарий|комментарии|примечание|примечания|\
     описание|заметки|poznamka|poznamky|popis|komentar";

const LEAD: &[Line] = &[
    ("name", "title|subject|topic|lead|lead name|тема|название|лид|заявка|predmet|nazev|poptavka"),
    ("contact_name", "name|full name|person|contact|contact name|имя|фио|контакт|клиент|jmeno|kontakt|osoba"),
    ("company_name", "company|organization|organisation|account|компания|организация|firma|spolecnost"),
    ("position", "position|job title|role|должность|pozice|funkce"),
    ("source", "source|lead source|channel|utm source|источник|канал|zdroj"),
    ("status", "status|lead status|state|статус|состояние|stav"),
    ("stage", "stage|lead stage|phase|стадия|этап|стадия лида|этап лида|faze|etapa"),
    ("pipeline", "pipeline|funnel|воронка|воронка лидов"),
    ("phones", PHONES),
    ("emails", EMAILS),
    ("website", "website|web|url|сайт|webove stranky"),
    ("product", "product|interest|service|товар|продукт|услуга|produkt|sluzba"),
    ("amount", "amount|budget|value|сумма|бюджет|castka|rozpocet"),
    ("note", "message|inquiry|enquiry|question|сообщение|обращение|вопрос|zprava|dotaz"),
    ("note", NOTE),
    ("tags", TAGS),
    ("owner", OWNER),
    ("external_id", IDS),
];

const COMPANY: &[Line] = &[
    (
        "name",
        "account|account name|company|company name|organization|organisation|organization name|customer|client|firm|\
         name|компания|название компании|наименование|название|организация|клиент|контрагент|фирма|юрлицо|firma|\
         nazev|nazev firmy|spolecnost|zakaznik|klient",
    ),
    (
        "industry",
        "sector|industry|branch|vertical|line of business|отрасль|сфера деятельности|сектор|obor|odvetvi|sektor",
    ),
    (
        "founded_year",
        "year established|founded|year founded|established|year of foundation|год основания|основана|rok zalozeni|\
         zalozeno",
    ),
    (
        "annual_revenue",
        "revenue|annual revenue|turnover|annual turnover|yearly revenue|выручка|годовой оборот|оборот|\
         годовая выручка|obrat|trzby|rocni obrat",
    ),
    ("annual_revenue.currency", "currency|валюта|mena"),
    (
        "employees",
        "employees|number of employees|no of employees|employee count|headcount|staff|size|company size|сотрудников|\
         кол во сотрудников|количество сотрудников|численность|zamestnanci|pocet zamestnancu",
    ),
    (
        "parent",
        "subsidiary of|parent|parent company|parent account|related company|head office|holding|головная компания|\
         материнская компания|холдинг|materska firma|materska spolecnost",
    ),
    (
        "website",
        "website|web site|web|web page|url|homepage|domain|сайт|корпоративный сайт|веб сайт|webove stranky|stranky",
    ),
    ("kinds", "type|company type|account type|customer type|тип|тип компании|тип клиента|typ"),
    ("phones", PHONES),
    ("emails", EMAILS),
    ("addresses.street", STREET),
    ("addresses.city", CITY),
    ("addresses.region", REGION),
    ("addresses.postal_code", POSTAL),
    ("addresses.country", COUNTRY),
    ("addresses", "address|full address|адрес|юридический адрес|фактический адрес|adresa|sidlo"),
    ("owner", OWNER),
    (
        "external_id",
        "account id|company id|client id|customer id|id компании|ид клиента|external id|id|ид|uuid|guid|reference|\
         внешний код|kod zakaznika",
    ),
    ("tags", TAGS),
    ("note", NOTE),
];

const CONTACT: &[Line] = &[
    (
        "name",
        "name|full name|contact name|display name|contact|person|customer name|lead name|фио|имя фамилия|полное имя|\
         контактное лицо|контакт|jmeno|jmeno a prijmeni|cele jmeno|kontakt|kontaktni osoba",
    ),
    ("given_name", "given name|first name|firstname|forename|имя|krestni jmeno|krestni"),
    ("family_name", "family name|last name|lastname|surname|фамилия|prijmeni"),
    ("middle_name", "middle name|additional name|second name|patronymic|отчество|prostredni jmeno"),
    (
        "company",
        "company|company name|organization|organisation|account|account name|employer|related company|компания|\
         организация|название компании|место работы|firma|spolecnost|zamestnavatel",
    ),
    ("position", "position|job title|title|organization title|role|job|должность|pozice|funkce|pracovni pozice"),
    ("phones", PHONES),
    ("emails", EMAILS),
    ("birthday", "birthday|date of birth|birth date|dob|день рождения|дата рождения|narozeniny|datum narozeni"),
    ("addresses.street", STREET),
    ("addresses.city", CITY),
    ("addresses.region", REGION),
    ("addresses.postal_code", POSTAL),
    ("addresses.country", COUNTRY),
    ("addresses", "address|full address|address formatted|адрес|adresa"),
    ("owner", OWNER),
    ("external_id", "contact id|person id|prospect id|lead id|id контакта|external id|id|ид|uuid|guid|внешний код"),
    ("tags", TAGS),
    ("note", NOTE),
];

const DEAL: &[Line] = &[
    (
        "external_id",
        "opportunity id|deal id|opportunity|id сделки|номер сделки|external id|id|ид|uuid|guid|order id|внешний код|\
         cislo zakazky",
    ),
    (
        "name",
        "deal name|opportunity name|deal|deal title|name|title|subject|topic|название сделки|сделка|название|тема|\
         nazev obchodu|nazev|obchod|prilezitost",
    ),
    ("owner", OWNER),
    ("product", "product|product name|item|товар|продукт|услуга|produkt|zbozi|sluzba"),
    (
        "company",
        "account|account name|company|company name|organization|customer|client|компания|клиент|организация|\
         контрагент|название компании|firma|zakaznik|klient|spolecnost",
    ),
    (
        "contact",
        "contact|contact name|primary contact|person|контакт|основной контакт|контактное лицо|kontakt|kontaktni osoba",
    ),
    (
        "stage",
        "deal stage|stage|status|sales stage|pipeline stage|phase|стадия|этап|стадия сделки|этап сделки|статус|faze|\
         stav|etapa",
    ),
    ("pipeline", "pipeline|funnel|воронка|направление|воронка продаж"),
    (
        "engaged_on",
        "engage date|engaged|engaged on|start date|begin date|first contact|дата начала|начало работы|datum zahajeni|\
         zahajeni",
    ),
    (
        "closed_at",
        "close date|closed|closed at|closed on|closing date|close time|won date|end date|дата закрытия|закрыта|\
         дата завершения|datum uzavreni|uzavreno",
    ),
    (
        "expected_close",
        "expected close|expected close date|expected closing|forecast date|due date|предполагаемая дата закрытия|\
         ожидаемое закрытие|плановая дата закрытия|ocekavane uzavreni|predpokladane uzavreni",
    ),
    (
        "amount",
        "close value|amount|value|deal value|deal amount|price|total|revenue|expected revenue|sum|сумма|сумма сделки|\
         бюджет|стоимость|castka|hodnota|cena|objem",
    ),
    ("amount.currency", "currency|валюта|mena"),
    ("probability", "probability|win probability|chance|вероятность|pravdepodobnost"),
    ("outcome_reason", "loss reason|lost reason|reason|close reason|причина отказа|причина|duvod|duvod prohry"),
    ("source", "source|lead source|deal source|channel|campaign source|источник|источник сделки|zdroj"),
    ("tags", TAGS),
    ("note", NOTE),
];

const PRODUCT: &[Line] = &[
    (
        "name",
        "product|product name|name|item|item name|title|товар|наименование|название|наименование товара|продукт|\
         номенклатура|produkt|nazev|nazev produktu|zbozi",
    ),
    (
        "sku",
        "sku|article|article number|internal reference|item code|product code|part number|default code|артикул|\
         код товара|kod|kod produktu|katalogove cislo",
    ),
    ("series", "series|line|product line|family|product family|серия|линейка|rada|serie"),
    ("category", "category|product category|group|product type|категория|группа|раздел|kategorie|skupina"),
    (
        "price",
        "sales price|sale price|price|list price|unit price|retail price|цена|цена продажи|розничная цена|стоимость|\
         cena|prodejni cena|jednotkova cena",
    ),
    ("price.currency", "currency|валюта|mena"),
    ("unit", "unit|uom|unit of measure|единица|ед изм|единица измерения|jednotka|mj"),
    ("tax", "tax|vat|tax rate|vat rate|ндс|ставка ндс|налог|dph|sazba dph|dan"),
    ("cost", "cost|cost price|purchase price|standard price|себестоимость|закупочная цена|nakladova cena|nakupni cena"),
    ("active", "active|available|enabled|is active|can be sold|активен|активность|в продаже|aktivni"),
    ("external_id", "product id|external id|id|ид|uuid|guid|внешний код"),
    ("tags", TAGS),
    ("note", NOTE),
];

const TASK: &[Line] = &[
    ("title", "title|task|subject|name|summary|задача|тема|название|ukol|nazev|predmet"),
    ("type", "type|task type|activity type|тип|тип задачи|typ"),
    ("due_at", "due|due date|deadline|due at|срок|крайний срок|дедлайн|termin|datum splneni"),
    ("done_at", "done|completed|completed at|finished|выполнена|дата выполнения|завершена|splneno|dokonceno"),
    ("duration", "duration|minutes|длительность|trvani"),
    ("result", "result|outcome|результат|vysledek"),
    ("assignee", "assignee|assigned to|responsible|owner|исполнитель|ответственный|resitel|zodpovedna osoba"),
    ("priority", "priority|importance|приоритет|важность|priorita"),
    ("external_id", IDS),
    ("tags", TAGS),
];

const LINE_ITEM: &[Line] = &[
    ("deal", "deal|opportunity|order|order reference|сделка|заказ|obchod|zakazka"),
    ("product", "product|item|товар|produkt"),
    ("name", "name|description|наименование|описание|nazev|popis"),
    ("quantity", "quantity|qty|count|количество|кол во|mnozstvi|pocet"),
    ("price", "price|unit price|цена|cena"),
    ("unit", "unit|uom|единица|ед изм|jednotka|mj"),
    ("discount", "discount|скидка|sleva"),
    ("tax", "tax|vat|tax rate|ндс|налог|dph|dan"),
    ("cost", "cost|cost price|purchase price|себестоимость|закупочная цена|nakladova cena|nakupni cena"),
    ("external_id", IDS),
];

const AFFILIATION: &[Line] = &[
    ("contact", "contact|person|contact name|контакт|сотрудник|фио|kontakt|osoba"),
    ("company", "company|organization|organisation|account|компания|организация|firma|spolecnost"),
    ("role", "role|position|job title|title|роль|должность|pozice|funkce"),
    ("since", "since|from|start date|с|дата начала|od"),
    ("until", "until|to|end date|по|дата окончания|do"),
    ("external_id", IDS),
];

const DEAL_MEMBER: &[Line] = &[
    ("deal", "deal|opportunity|сделка|obchod"),
    ("user", "person|member|user|employee|участник|сотрудник|пользователь|osoba|clen|uzivatel"),
    ("role", "role|роль|role v tymu"),
    ("share", "share|split|percent|доля|процент|podil|procento"),
    ("may_edit", "may edit|can edit|может менять|smi menit"),
    ("external_id", IDS),
];

const PRICE_LIST: &[Line] = &[
    ("name", "price list|pricelist|name|прайс лист|название|cenik|nazev"),
    ("client_type", "client type|customer type|customer group|тип клиента|typ klienta|skupina zakazniku"),
    ("valid_from", "valid from|from|start date|действует с|plati od"),
    ("valid_until", "valid until|valid to|to|end date|действует по|plati do"),
    ("external_id", IDS),
];

const PRICE: &[Line] = &[
    ("price_list", "price list|pricelist|прайс лист|cenik"),
    ("product", "product|item|sku|товар|артикул|produkt"),
    ("from_quantity", "from quantity|min quantity|minimum quantity|quantity|от количества|мин количество|od mnozstvi"),
    ("price", "price|fixed price|unit price|цена|cena"),
    ("price.currency", "currency|валюта|mena"),
    ("external_id", IDS),
];

const USER: &[Line] = &[
    (
        "name",
        "sales agent|agent|sales rep|sales representative|salesperson|user|user name|full name|employee|\
         employee name|name|сотрудник|менеджер по продажам|пользователь|фио|имя|obchodnik|obchodni zastupce|uzivatel|\
         zamestnanec|jmeno",
    ),
    ("manager", "manager|team lead|supervisor|head|boss|line manager|руководитель|начальник|vedouci|nadrizeny|manazer"),
    (
        "office",
        "regional office|office|region|branch|branch office|location|офис|филиал|регион|отделение|pobocka|kancelar",
    ),
    ("team", "team|department|group|sales team|отдел|команда|группа|подразделение|tym|oddeleni|skupina"),
    ("email", EMAILS),
];
