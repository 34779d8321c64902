use kith_catalogue::Part;
use kith_catalogue::sort::{Dir, Sort, SortBy};
use kith_catalogue::standard::{deal, task};

use crate::support::catalogue;

fn sort(object: &str, text: &str) -> Result<Vec<(SortBy, Dir)>, String> {
    let object = catalogue().object(object).unwrap();
    let keys = Sort::parse(text, catalogue(), object).map_err(|problem| problem.to_string())?;
    Ok(keys.into_iter().map(|key| (key.by, key.dir)).collect())
}

#[test]
fn each_kind_is_ordered_by_what_people_see() {
    let keys = sort(deal::KEY, "-amount,name,stage,company").unwrap();
    assert_eq!(
        keys,
        [
            (SortBy::Column(Part::Base), Dir::Desc),
            (SortBy::Column(Part::Sort), Dir::Asc),
            (SortBy::StagePosition, Dir::Asc),
            (SortBy::TargetTitle, Dir::Asc),
        ]
    );
    assert_eq!(sort(deal::KEY, "-owner").unwrap(), [(SortBy::UserName, Dir::Desc)]);
    assert_eq!(sort(deal::KEY, "company.name, +owner.name").unwrap().len(), 2);
    assert_eq!(sort(deal::KEY, "").unwrap(), []);
}

#[test]
fn what_has_no_order_is_refused() {
    assert_eq!(sort(deal::KEY, "note").unwrap_err(), "note: not_sortable");
    assert_eq!(sort(deal::KEY, "tags").unwrap_err(), "tags: not_sortable");
    assert_eq!(sort(deal::KEY, "company.owner").unwrap_err(), "company.owner: not_sortable");
    assert_eq!(sort(deal::KEY, "owner.team").unwrap_err(), "owner.team: not_sortable");
    assert_eq!(sort(task::KEY, "about").unwrap_err(), "about: not_sortable", "titles of several tables");
    assert_eq!(sort(deal::KEY, "nope").unwrap_err(), "nope: unknown_field");
    assert_eq!(sort(deal::KEY, "name;drop").unwrap_err(), "name;drop: unknown_field");
    assert_eq!(sort(deal::KEY, "company.parent.name").unwrap_err(), "company.parent.name: unknown_field");
    assert_eq!(sort(deal::KEY, "name,-name").unwrap_err(), "name: repeated");
    assert!(sort(deal::KEY, "name,amount,number,source,closed_at").unwrap_err().starts_with("sort: too_many"));
}
