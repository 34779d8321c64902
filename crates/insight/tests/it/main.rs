//! Figures against figures reckoned by hand, on both databases.

#[allow(dead_code, reason = "the rules' own tests use more of it")]
#[path = "../../../crm/tests/it/house.rs"]
mod house;

mod asking;
mod cohorts;
mod engagement;
mod leads;
mod naive;
mod objections;
mod reactions;
mod real;
mod rights;
mod shares;
mod stages;
