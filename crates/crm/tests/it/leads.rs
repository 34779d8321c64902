//! Leads: what becomes of inquiries.

use kith_catalogue::Value;
use kith_crm::pipeline::stages;
use kith_crm::{leads, notes};
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::{CreateOptions, Error, Record};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

fn status(house: &House, lead: Uuid) -> String {
    house.see("lead", lead).value("status").as_text().unwrap().to_owned()
}

fn convert(house: &House, lead: Uuid, params: Json) -> Result<(Uuid, kith_engine::Record), Error> {
    let params = map(params);
    house.admin(move |tx| {
        let lead = tx.verb("lead", lead, "convert", &params)?;
        Ok((tx.ctx.batch.expect("a batch"), lead))
    })
}

#[test]
fn a_lead_has_a_number_a_status_and_a_name_made_of_what_it_says() {
    both(|house| {
        let lead = house.make("lead", json!({"contact_name": "Grace Hopper", "company_name": "Brackenridge"}));
        assert_eq!(
            (lead.title().as_str(), lead.value("number")),
            ("Grace Hopper – Brackenridge", &Value::Number(1.into()))
        );
        assert_eq!(status(house, lead.id), "new");
        let phone = house.make("lead", json!({"phones": [{"value": "+420 601 123 456"}]}));
        assert_eq!(phone.title(), "+420 601 123 456");
        assert_eq!(house.make("lead", json!({})).title(), "Lead 3");
    });
}

#[test]
fn a_lead_is_accepted_rejected_with_a_reason_and_looked_at_again() {
    both(|house| {
        let lead = house.make("lead", json!({"name": "A"})).id;
        assert_eq!(house.verb("lead", lead, "accept", json!({})).unwrap().owner(), Some(house.admin));
        assert_eq!(code(&house.verb("lead", lead, "accept", json!({})).unwrap_err()), "already_handled");
        let error = house.verb("lead", lead, "reject", json!({})).unwrap_err();
        assert_eq!(problems(&error), [("reason".to_owned(), "required")]);
        let error = house.verb("lead", lead, "reject", json!({"reason": "other"})).unwrap_err();
        assert_eq!(problems(&error), [("note".to_owned(), "required")]);
        let error = house.change("lead", lead, json!({"status": "rejected"})).unwrap_err();
        assert_eq!(problems(&error), [("reject_reason".to_owned(), "required")]);
        house.verb("lead", lead, "reject", json!({"reason": "spam"})).unwrap();
        let again = house.verb("lead", lead, "reopen", json!({})).unwrap();
        assert!(again.value("reject_reason").is_null());
        let error = house.change("lead", lead, json!({"status": "converted"})).unwrap_err();
        assert_eq!(problems(&error), [("status".to_owned(), "only_by_verb")]);
        let told = ["lead.created", "lead.accepted", "lead.rejected", "lead.reopened"];
        assert_eq!(house.events(lead), told);
    });
}

#[test]
fn whoever_accepts_a_lead_opens_the_card_of_its_client_and_undo_takes_both_back() {
    both(|house| {
        let asks = json!({"name": "Awnings", "contact_name": "Grace Hopper", "company_name": "Brackenridge",
            "phones": [{"value": "+420 601 123 456"}]});
        let id = house.make("lead", asks.clone()).id;
        assert_eq!(house.see("lead", id).reference("contact"), None);
        let (batch, done) = house
            .admin(move |tx| {
                let lead = tx.verb("lead", id, "accept", &map(json!({})))?;
                Ok((tx.ctx.batch.expect("a batch"), lead))
            })
            .unwrap();
        let (contact, company) = (done.reference("contact").unwrap(), done.reference("company").unwrap());
        let person = house.see("contact", contact);
        assert_eq!((person.title().as_str(), person.reference("company")), ("Grace Hopper", Some(company)));
        assert_eq!((person.owner(), person.value("phones")), (Some(house.admin), done.value("phones")));
        assert_eq!(house.events(id), ["lead.created", "lead.accepted"]);

        // The next inquiry belongs to that client, and converting makes no second one.
        let again = house.make("lead", asks.clone());
        assert_eq!(again.reference("contact"), Some(contact));
        let (conversion, converted) = convert(house, id, json!({})).unwrap();
        assert_eq!((converted.reference("contact"), converted.reference("company")), (Some(contact), Some(company)));

        house.admin(move |tx| undo::run(tx, Target::Batch(conversion))).unwrap();
        assert!(house.see("contact", contact).deleted_at.is_none());
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert!(
            house.see("contact", contact).deleted_at.is_some() && house.see("company", company).deleted_at.is_some()
        );
        assert_eq!((status(house, id), house.see("lead", id).reference("contact")), ("new".to_owned(), None));
    });
}

#[test]
fn accepting_a_lead_doubles_no_client_and_asks_for_no_right() {
    both(|house| {
        house.make("company", json!({"name": "Brackenridge"}));
        let lead = house.make("lead", json!({"company_name": "BRACKENRIDGE", "contact_name": "Grace Hopper"})).id;
        let accepted = house.verb("lead", lead, "accept", json!({})).unwrap();
        assert_eq!((accepted.reference("contact"), accepted.reference("company")), (None, None));
        // Neither half of a card is left.
        let contacts = house.admin(|tx| Ok(tx.list(&ListQuery::new("contact"))?.rows.len())).unwrap();
        assert_eq!(contacts, 0);
        let silent = house.make("lead", json!({"name": "Nobody knows"})).id;
        assert_eq!(house.verb("lead", silent, "accept", json!({})).unwrap().reference("contact"), None);
    });
}

#[test]
fn conversion_makes_company_contact_and_deal_and_is_taken_back_as_one() {
    both(|house| {
        let lead = house.make(
            "lead",
            json!({
                "name": "Awnings", "contact_name": "Grace Hopper", "company_name": "Brackenridge",
                "emails": [{"value": "grace@b.example"}], "website": "b.example", "source": "fair", "note": "Twelve of them",
                "amount": {"amount": "900.00", "currency": "EUR"}, "tags": ["hot"],
            }),
        );
        let id = lead.id;
        let task = house.make("task", json!({"title": "Call", "about": {"object": "lead", "id": id}})).id;
        house.admin(move |tx| notes::add(tx, "lead", id, "She sounded keen").map(drop)).unwrap();
        let (batch, done) = convert(house, id, json!({})).unwrap();
        let [company, contact, deal] = ["company", "contact", "deal"].map(|key| {
            let id = done.reference(key).unwrap_or_else(|| panic!("no {key}"));
            house.see(key, id)
        });
        assert_eq!(
            (company.title().as_str(), contact.title().as_str(), deal.title().as_str()),
            ("Brackenridge", "Grace Hopper", "Awnings")
        );
        assert_eq!(contact.value("family_name"), &Value::Text("Hopper".to_owned()));
        assert_eq!((contact.reference("company"), deal.reference("company")), (Some(company.id), Some(company.id)));
        assert_eq!((deal.reference("contact"), deal.owner()), (Some(contact.id), Some(house.admin)));
        for (key, same) in
            [("source", "source"), ("note", "note"), ("amount", "amount"), ("x_colour", "x_colour"), ("tags", "tags")]
        {
            assert_eq!(deal.value(key), lead.value(same), "{key}");
        }
        assert_eq!(house.see("task", task).reference("about"), Some(deal.id));
        assert_eq!(deal.reference("next_task"), Some(task));
        assert_eq!(house.events(deal.id), ["deal.created", "deal.noted"]);
        assert_eq!(status(house, id), "converted");
        assert_eq!(code(&convert(house, id, json!({})).unwrap_err()), "already_handled");

        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        for record in [company, contact, deal] {
            assert!(
                house.see(Box::leak(record.object.key.to_string().into_boxed_str()), record.id).deleted_at.is_some()
            );
        }
        assert_eq!(house.see("task", task).reference("about"), Some(id));
        assert_eq!((status(house, id), house.see("lead", id).reference("deal")), ("new".to_owned(), None));
    });
}

#[test]
fn what_is_still_to_be_done_about_a_lead_is_the_next_step_of_its_deal() {
    both(|house| {
        crate::next_step::enforce(house);
        let converted = |tasks: &[(&str, Json)]| {
            let lead = house.make("lead", json!({"name": "Awnings"})).id;
            for (title, assignee) in tasks {
                let about = json!({"object": "lead", "id": lead});
                let task = house.make("task", json!({"title": title, "about": about})).id;
                house.change("task", task, json!({"assignee": assignee})).unwrap();
            }
            let (batch, done) = convert(house, lead, json!({})).unwrap();
            (batch, done.reference("deal").unwrap())
        };
        let open = |deal: Uuid| {
            let mut titles: Vec<String> = crate::next_step::tasks(house, deal).iter().map(Record::title).collect();
            titles.sort();
            titles
        };
        let me = json!(house.admin);
        let (batch, deal) = converted(&[("Measure", me.clone())]);
        assert_eq!(open(deal), ["Measure"]);
        assert_eq!(house.see("deal", deal).reference("next_task"), Some(crate::next_step::tasks(house, deal)[0].id));
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!(open(converted(&[]).1), ["Plan the next step"]);
        assert_eq!(open(converted(&[("Nobody does it", Json::Null)]).1), ["Nobody does it", "Plan the next step"]);
        // What the stage plans is planned all the same, but for what is there.
        crate::next_step::plan(house, "New", json!([{"title": "Call", "type": "call"}, {"title": "Measure"}]));
        assert_eq!(open(converted(&[("Measure", me)]).1), ["Call", "Measure"]);
        assert_eq!(open(converted(&[]).1), ["Call", "Measure"]);
    });
}

#[test]
fn what_it_would_double_is_shown_at_once_and_can_be_used_or_ignored() {
    both(|house| {
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let contact = house.make("contact", json!({"name": "Grace Hopper", "emails": [{"value": "g@b.example"}]})).id;
        let lead = |name: &str| {
            let fields = map(json!({"name": name, "company_name": "brackenridge", "contact_name": "Grace Hopper"}));
            house.admin(move |tx| tx.create("lead", &fields, CreateOptions::default())).unwrap().id
        };
        let (a, b) = (lead("A"), lead("B"));
        let Error::Duplicate(matches) =
            convert(house, a, json!({"contact": {"emails": [{"value": "g@b.example"}]}})).unwrap_err()
        else {
            panic!("duplicates")
        };
        assert_eq!(matches.iter().map(|found| found.id).collect::<Vec<_>>(), [company, contact]);
        assert_eq!(status(house, a), "new");
        let (_, done) = convert(house, a, json!({"company": company, "contact": contact})).unwrap();
        assert_eq!((done.reference("company"), done.reference("contact")), (Some(company), Some(contact)));
        let (_, done) = convert(house, b, json!({"on_duplicate": "allow", "deal": false})).unwrap();
        assert_ne!(done.reference("company"), Some(company));
        assert_eq!(done.reference("deal"), None);
    });
}

#[test]
fn an_inquiry_from_a_known_telephone_or_address_reaches_who_looks_after_the_client() {
    both(|house| {
        let seller = house.person("Seller", crate::house::reach("all"));
        let company = house.make("company", json!({"name": "Brackenridge", "owner": seller})).id;
        let phones = json!([{"value": "+420 601 123 456"}]);
        let contact =
            house.make("contact", json!({"name": "Grace", "company": company, "phones": phones, "owner": seller})).id;
        let lead = house.make("lead", json!({"phones": [{"value": "00420601123456"}]}));
        assert_eq!((lead.reference("contact"), lead.reference("company")), (Some(contact), Some(company)));
        assert_eq!(lead.owner(), Some(seller));
        let given = house.make("lead", json!({"phones": phones, "owner": house.admin}));
        assert_eq!(given.owner(), Some(house.admin));
        // Converted, it becomes a deal of that client.
        let (_, done) = convert(house, lead.id, json!({})).unwrap();
        let deal = house.see("deal", done.reference("deal").unwrap());
        assert_eq!(
            (deal.reference("contact"), deal.reference("company"), deal.owner()),
            (Some(contact), Some(company), Some(seller))
        );
        // Who may not see the client learns nothing of him.
        let stranger = house.person("Stranger", crate::house::reach("own"));
        let lead = house.try_make(stranger, "lead", json!({"phones": phones})).unwrap();
        assert_eq!((lead.reference("contact"), lead.owner()), (None, Some(stranger)));
    });
}

#[test]
fn a_lead_may_belong_to_a_deal_that_is_there() {
    both(|house| {
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let deal = house.make("deal", json!({"name": "A", "company": company})).id;
        let lead = house.make("lead", json!({"name": "And one more"})).id;
        let task = house.make("task", json!({"title": "Answer", "about": {"object": "lead", "id": lead}})).id;
        assert_eq!(
            problems(&house.verb("lead", lead, "link", json!({})).unwrap_err()),
            [("deal".to_owned(), "required")]
        );
        let linked = house.verb("lead", lead, "link", json!({"deal": deal})).unwrap();
        assert_eq!((linked.reference("deal"), linked.reference("company")), (Some(deal), Some(company)));
        assert_eq!(status(house, lead), "linked");
        assert_eq!(house.see("deal", deal).reference("next_task"), Some(task));
    });
}

#[test]
fn a_conversion_is_tried_out_with_what_it_would_double_and_nothing_happens() {
    both(|house| {
        let known = house.make("company", json!({"name": "Brackenridge"})).id;
        let lead = json!({"name": "Awnings", "company_name": "brackenridge", "contact_name": "Grace Hopper"});
        let lead = house.admin(move |tx| tx.create("lead", &map(lead.clone()), CreateOptions::default())).unwrap().id;
        let events = house.events(lead).len();
        let tried = |params: Json| {
            let params = map(params);
            house
                .admin(move |tx| {
                    leads::preview(tx, lead, &params, |_, made| {
                        let part = |record: &Option<kith_engine::Record>| {
                            record.as_ref().map(|record| (record.title(), made.is_new(record), record.id))
                        };
                        Ok([part(&made.company), part(&made.contact), part(&made.deal)])
                    })
                })
                .unwrap()
        };
        let leads::Preview { shown: parts, matches, .. } = tried(json!({}));
        let told: Vec<_> = parts.iter().flatten().map(|(title, new, _)| (title.as_str(), *new)).collect();
        assert_eq!(told, [("brackenridge", true), ("Grace Hopper", true), ("Awnings", true)]);
        assert_eq!(matches.iter().map(|one| one.id).collect::<Vec<_>>(), [known]);
        for (_, _, id) in parts.into_iter().flatten() {
            let found = house.admin(move |tx| {
                Ok([tx.find_any("company", id)?, tx.find_any("contact", id)?, tx.find_any("deal", id)?])
            });
            assert!(found.unwrap().iter().all(Option::is_none), "nothing has been made");
        }
        assert_eq!((status(house, lead).as_str(), house.events(lead).len()), ("new", events));
        let leads::Preview { shown: parts, matches, .. } = tried(json!({"company": known, "contact": false}));
        assert_eq!(parts[0].as_ref().map(|(_, new, id)| (*new, *id)), Some((false, known)));
        assert!(parts[1].is_none() && matches.is_empty());
    });
}

#[test]
fn what_the_stage_of_the_deal_asks_for_is_told_before_and_said_with_the_conversion() {
    both(|house| {
        let rules = stages::StageChange {
            rules: Some(map(json!({"required": ["amount", "company.website"]}))),
            ..Default::default()
        };
        let first = house.pipeline().first_open().unwrap().id;
        house.admin(move |tx| stages::change_stage(tx, first, &rules)).unwrap();
        let asked = json!({"name": "Awnings", "company_name": "Brackenridge", "contact_name": "Grace Hopper"});
        let lead = house.make("lead", asked).id;
        let needs = [("deal.amount".to_owned(), "required"), ("deal.company.website".to_owned(), "required")];
        let tried = |params: Json| {
            let params = map(params);
            house.admin(move |tx| {
                leads::preview(tx, lead, &params, |_, made| Ok(made.deal.as_ref().map(kith_engine::Record::title)))
            })
        };
        let seen = tried(json!({})).unwrap();
        let missing = Error::Refused { code: "stage_rules", problems: seen.missing };
        assert_eq!((seen.shown.as_deref(), problems(&missing)), (Some("Awnings"), needs.to_vec()));
        assert!(tried(json!({"deal": false})).unwrap().missing.is_empty());
        let refused = convert(house, lead, json!({})).unwrap_err();
        assert_eq!((code(&refused), problems(&refused)), ("stage_rules", needs.to_vec()));
        let wrong = convert(house, lead, json!({"deal": {"company.employees": "many"}})).unwrap_err();
        assert_eq!(problems(&wrong), [("deal.company.employees".to_owned(), "wrong_format")]);
        assert_eq!(status(house, lead), "new", "nothing of it has been kept");
        let amount = json!({"amount": "900.00", "currency": "EUR"});
        let said = json!({"deal": {"amount": amount, "company.website": "bracken.example"}});
        let (batch, converted) = convert(house, lead, said).unwrap();
        let company = house.see("company", converted.reference("company").unwrap());
        assert_eq!(company.value("website").as_text(), Some("bracken.example"));
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!(status(house, lead), "new", "one undo takes everything back");
    });
}

#[test]
fn a_deal_is_made_together_with_what_its_stage_asks_for_of_its_company() {
    both(|house| {
        let rules =
            stages::StageChange { rules: Some(map(json!({"required": ["company.website"]}))), ..Default::default() };
        let first = house.pipeline().first_open().unwrap().id;
        house.admin(move |tx| stages::change_stage(tx, first, &rules)).unwrap();
        let company = house.make("company", json!({"name": "Brackenridge"})).id;
        let make = |object: &'static str, fields: Json, set: Json| {
            let (fields, set) = (map(fields), map(set));
            house.admin(move |tx| kith_crm::create_with(tx, object, &fields, set.clone(), CreateOptions::default()))
        };
        let fields = json!({"name": "Awnings", "company": company});
        assert_eq!(code(&make("deal", fields.clone(), json!({})).unwrap_err()), "stage_rules");
        let none = make("deal", json!({"name": "Awnings"}), json!({"company.website": "bracken.example"}));
        assert_eq!(problems(&none.unwrap_err()), [("company".to_owned(), "required")]);
        make("deal", fields, json!({"company.website": "bracken.example"})).unwrap();
        assert!(!house.see("company", company).value("website").is_null());
        let other = make("task", json!({"title": "Call"}), json!({})).unwrap_err();
        assert_eq!(problems(&other), [("set".to_owned(), "not_allowed")]);
    });
}

#[test]
fn a_lead_does_not_become_nothing() {
    both(|house| {
        let lead = house.make("lead", json!({"contact_name": "Grace Hopper"})).id;
        let nothing = json!({"company": false, "contact": false, "deal": false});
        let error = convert(house, lead, nothing.clone()).unwrap_err();
        assert_eq!(problems(&error), [("deal".to_owned(), "becomes_nothing")]);
        assert_eq!(status(house, lead), "new");
        // Also where one of them is left to what the lead says, and it says nothing.
        let silent = house.make("lead", json!({})).id;
        let error = convert(house, silent, json!({"deal": false})).unwrap_err();
        assert_eq!(problems(&error), [("deal".to_owned(), "becomes_nothing")]);
        convert(house, lead, json!({"company": false, "deal": false})).unwrap();
    });
}
