//! What is asked when a command ends: rules that may be broken on the way, but not at its end.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::{Error, Result, Tx};

impl Tx<'_> {
    /// Has the domain look at a record once more before the command ends: for rules that may be broken on the way but
    /// not at its end. Marks of one record add up; what they mean is the domain's affair.
    pub fn defer(&mut self, record: Uuid, mark: u32) {
        *self.deferred.entry(record).or_default() |= mark;
    }

    /// Has the domain look at what was deferred, now. The end of a command does it, and so does whatever takes back a
    /// part of one by itself: a record of many, a row of a file.
    ///
    /// # Errors
    /// What the rules of the business refuse.
    pub fn settle(&mut self) -> Result<()> {
        while !self.deferred.is_empty() {
            let deferred = std::mem::take(&mut self.deferred);
            self.workspace().domain().settle(self, deferred)?;
        }
        Ok(())
    }

    /// As [`Tx::settle`], but every record by itself: those that do not hold.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn settle_each(&mut self) -> Result<BTreeSet<Uuid>> {
        let mut failing = BTreeSet::new();
        while !self.deferred.is_empty() {
            for (record, mark) in std::mem::take(&mut self.deferred) {
                match self.workspace().domain().settle(self, BTreeMap::from([(record, mark)])) {
                    Ok(()) => {}
                    Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
                    Err(_) => {
                        failing.insert(record);
                    }
                }
            }
        }
        Ok(failing)
    }

    /// As [`Tx::settle`], of those records only that are meant; the others wait.
    ///
    /// # Errors
    /// What the rules of the business refuse.
    pub(crate) fn settle_those(&mut self, meant: impl Fn(&Uuid) -> bool) -> Result<()> {
        loop {
            let (now, later) = std::mem::take(&mut self.deferred).into_iter().partition(|(record, _)| meant(record));
            self.deferred = later;
            if now.is_empty() {
                return Ok(());
            }
            self.workspace().domain().settle(self, now)?;
        }
    }
}
