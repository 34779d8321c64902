//! The catalogue in force: standard objects and the customer's overlay, merged.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::overlay::Overlay;
use crate::text::Collator;
use crate::{Currency, FieldIx, Kind, Lang, Object, ParseCx, standard};

/// What the catalogue needs to know of the workspace.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The currency that amounts are added up in.
    pub currency: Currency,
    /// The country that telephone numbers without a prefix are of: two capital letters.
    pub country: String,
    /// The zone of reports and of times without one.
    pub zone: TimeZone,
    /// The language that text is ordered in.
    pub language: Lang,
}

/// The overlay and the standard objects do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The overlay changes an object that there is not.
    #[error("the overlay names the object {0:?}, which does not exist")]
    UnknownObject(String),
    /// A link leads to an object that there is not.
    #[error("{object}.{field} links to the object {target:?}, which does not exist")]
    UnknownTarget {
        /// The object.
        object: String,
        /// Its field.
        field: String,
        /// What it links to.
        target: String,
    },
    /// Two fields have one key, or two columns one name.
    #[error("{object} has two fields with the key or column {field:?}")]
    Repeated {
        /// The object.
        object: String,
        /// The key or column.
        field: String,
    },
}

/// All objects and fields in force. Immutable; a change makes a new one.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Grows with every change of the overlay or settings.
    pub version: u64,
    /// The objects.
    pub objects: Vec<Arc<Object>>,
    /// The workspace's currency.
    pub currency: Currency,
    /// The workspace's country.
    pub country: String,
    /// The workspace's zone.
    pub zone: TimeZone,
    /// The workspace's language.
    pub language: Lang,
    /// What is worked out, and from what.
    pub derived: Arc<[standard::Derived]>,
    by_key: HashMap<Arc<str>, usize>,
    collator: Arc<Collator>,
}

impl Catalogue {
    /// Merges the standard objects and the overlay.
    ///
    /// # Errors
    /// When the overlay does not fit; one that was only ever changed through [`Overlay`]'s methods does.
    pub fn build(overlay: &Overlay, settings: &Settings, version: u64) -> Result<Catalogue, BuildError> {
        if let Some(key) = overlay.objects.keys().find(|key| !standard::KEYS.contains(&key.as_str())) {
            return Err(BuildError::UnknownObject(key.clone()));
        }
        let mut objects = Vec::new();
        for spec in standard::all() {
            let changes = overlay.objects.get(spec.key);
            objects.push(Arc::new(spec.build(changes)?));
        }
        let catalogue = Catalogue {
            version,
            derived: standard::derived(&objects).into(),
            by_key: objects.iter().enumerate().map(|(at, object)| (object.key.clone(), at)).collect(),
            objects,
            currency: settings.currency,
            country: settings.country.clone(),
            zone: settings.zone.clone(),
            language: settings.language,
            collator: Arc::new(Collator::new(settings.language)),
        };
        catalogue.check()?;
        Ok(catalogue)
    }

    fn check(&self) -> Result<(), BuildError> {
        for object in &self.objects {
            for field in &object.fields {
                if let Kind::Link { targets } = &field.kind
                    && let Some(target) = targets.iter().find(|target| self.object(target).is_none())
                {
                    return Err(BuildError::UnknownTarget {
                        object: object.key.to_string(),
                        field: field.key.to_string(),
                        target: target.to_string(),
                    });
                }
            }
        }
        Ok(())
    }

    /// The object with that key.
    pub fn object(&self, key: &str) -> Option<&Arc<Object>> {
        self.by_key.get(key).map(|at| &self.objects[*at])
    }

    /// The same catalogue as somebody sees it: objects and fields that `sees` refuses are not found by their keys, just as
    /// if they did not exist. The places of all others stay as they are.
    #[must_use]
    pub fn as_seen(&self, sees: &dyn Fn(&Object, Option<FieldIx>) -> bool) -> Catalogue {
        let mut seen = self.clone();
        for object in &mut seen.objects {
            let hidden = |at: &FieldIx| !sees(object, Some(*at));
            if (0..object.fields.len()).any(|at| hidden(&at)) {
                let mut copy = Object::clone(object);
                copy.by_key.retain(|_, at| !hidden(at));
                *object = Arc::new(copy);
            }
        }
        let objects = &seen.objects;
        seen.by_key.retain(|_, at| sees(&objects[*at], None));
        seen
    }

    /// What reading values needs.
    pub fn parse_cx(&self) -> ParseCx<'_> {
        ParseCx { country: &self.country, currency: self.currency, zone: &self.zone }
    }

    /// What text is ordered by.
    pub fn collator(&self) -> &Collator {
        &self.collator
    }
}
