//! A record in memory.

use std::sync::Arc;

use kith_catalogue::{FieldIx, Object, Value};
use uuid::Uuid;

/// One record with all its values, in the order of its object's fields.
#[derive(Debug, Clone)]
pub struct Record {
    /// What kind of thing it is.
    pub object: Arc<Object>,
    /// The row's number in the store; 0 until it is written.
    pub rid: i64,
    /// Its identity.
    pub id: Uuid,
    /// Counts its changes from 1.
    pub version: i64,
    /// When it was moved to the bin, in milliseconds UTC.
    pub deleted_at: Option<i64>,
    /// A value per field of the object.
    pub values: Vec<Value>,
}

impl Record {
    /// A record without values that is not in the store yet.
    pub fn blank(object: Arc<Object>, id: Uuid) -> Self {
        let values = vec![Value::Null; object.fields.len()];
        Self { object, rid: 0, id, version: 0, deleted_at: None, values }
    }

    /// The value of a field.
    pub fn get(&self, field: FieldIx) -> &Value {
        self.values.get(field).unwrap_or(&Value::Null)
    }

    /// The value of a field by its key; null when the object has no such field.
    pub fn value(&self, key: &str) -> &Value {
        self.object.field(key).map_or(&Value::Null, |ix| self.get(ix))
    }

    /// Sets a field by its key; does nothing when the object has no such field.
    pub fn set(&mut self, key: &str, value: Value) {
        if let Some(ix) = self.object.field(key) {
            self.values[ix] = value;
        }
    }

    /// The record that a link or fixed-table field points to.
    pub fn reference(&self, key: &str) -> Option<Uuid> {
        match self.value(key) {
            Value::Ref(id) => Some(*id),
            Value::Link(link) => Some(link.id),
            _ => None,
        }
    }

    /// The owner, for objects that have one.
    pub fn owner(&self) -> Option<Uuid> {
        match self.object.owner.map(|ix| self.get(ix)) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        }
    }

    /// What people call it.
    pub fn title(&self) -> String {
        match self.get(self.object.title) {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        }
    }
}
