//! What the policy promises.

mod combine;
mod matrix;
mod parts;
mod support;
