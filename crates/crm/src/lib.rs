//! Kith: crm.
