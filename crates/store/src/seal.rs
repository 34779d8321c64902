//! Sealed texts: what goes out to a client and comes back as it was, and tells him nothing.
//!
//! A place in a list holds the number that the database gave a row, which tells how many rows there are besides those
//! that somebody may see. Whoever cannot read or make such a text learns nothing from it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Closes and opens texts under one key.
pub(crate) struct Seal {
    cipher: LessSafeKey,
    nonces: hmac::Key,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    fn new(key: &[u8; 32]) -> Result<Self> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, key);
        let part = |name: &[u8]| hmac::sign(&root, name);
        let cipher = UnboundKey::new(&aead::CHACHA20_POLY1305, part(b"cipher").as_ref()).map_err(broken)?;
        Ok(Self {
            cipher: LessSafeKey::new(cipher),
            nonces: hmac::Key::new(hmac::HMAC_SHA256, part(b"nonce").as_ref()),
        })
    }

    /// A key of this process alone, for stores that no workspace has given one.
    fn fresh() -> Result<Self> {
        let mut key = [0; 32];
        SystemRandom::new().fill(&mut key).map_err(broken)?;
        Self::new(&key)
    }

    fn close(&self, context: &[u8], bytes: &[u8]) -> Result<String> {
        let nonce = self.nonce(context, bytes);
        let mut sealed = bytes.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.cipher.seal_in_place_append_tag(unique, Aad::from(context), &mut sealed).map_err(broken)?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    fn open(&self, context: &[u8], text: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<{ aead::NONCE_LEN }>()?;
        let mut sealed = sealed.to_vec();
        let opened = self.cipher.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(context), &mut sealed);
        opened.ok().map(|bytes| bytes.to_vec())
    }

    /// Follows from the text: the same place always reads the same, and two texts never share a nonce.
    fn nonce(&self, context: &[u8], bytes: &[u8]) -> [u8; aead::NONCE_LEN] {
        let mut hash = hmac::Context::with_key(&self.nonces);
        hash.update(&(context.len() as u64).to_be_bytes());
        hash.update(context);
        hash.update(bytes);
        let mut nonce = [0; aead::NONCE_LEN];
        nonce.copy_from_slice(&hash.sign().as_ref()[..aead::NONCE_LEN]);
        nonce
    }
}

fn broken(_: ring::error::Unspecified) -> StoreError {
    StoreError::Backend("a text could not be sealed".to_owned())
}

impl Store {
    /// Gives the key under which texts are sealed. All processes on one database have the same; the first one stays.
    ///
    /// # Errors
    /// When the key cannot be used.
    pub fn seal_with(&self, key: &[u8; 32]) -> Result<()> {
        let _ = self.shared().seal.set(Seal::new(key)?);
        Ok(())
    }
}

impl Conn {
    /// A text for a client to bring back. It opens only under the same context.
    ///
    /// # Errors
    /// When it cannot be sealed, which is a fault of the program.
    pub fn seal(&self, context: &[u8], bytes: &[u8]) -> Result<String> {
        self.key()?.close(context, bytes)
    }

    /// What was sealed; none for any other text.
    ///
    /// # Errors
    /// When there is no key, which is a fault of the program.
    pub fn unseal(&self, context: &[u8], text: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.key()?.open(context, text))
    }

    fn key(&self) -> Result<&Seal> {
        if let Some(seal) = self.shared.seal.get() {
            return Ok(seal);
        }
        let fresh = Seal::fresh()?;
        Ok(self.shared.seal.get_or_init(|| fresh))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_under_its_key_and_context_alone() {
        let seal = Seal::new(&[7; 32]).unwrap();
        let text = seal.close(b"deal", b"row 41").unwrap();
        assert_eq!(seal.open(b"deal", &text).as_deref(), Some(&b"row 41"[..]));
        assert_eq!(text, seal.close(b"deal", b"row 41").unwrap());
        assert_eq!(seal.open(b"task", &text), None);
        assert_eq!(Seal::new(&[8; 32]).unwrap().open(b"deal", &text), None);
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(seal.open(b"deal", &String::from_utf8(other).unwrap()), None, "{at}");
        }
        for odd in ["", "%%%", "AAAA", &text[1..]] {
            assert_eq!(seal.open(b"deal", odd), None);
        }
    }

    #[test]
    fn neighbours_have_nothing_in_common() {
        let seal = Seal::new(&[7; 32]).unwrap();
        let (one, next) = (seal.close(b"deal", b"row 41").unwrap(), seal.close(b"deal", b"row 42").unwrap());
        let alike = one.bytes().zip(next.bytes()).filter(|(a, b)| a == b).count();
        assert!(alike < one.len() / 3, "{one} {next}");
    }
}
