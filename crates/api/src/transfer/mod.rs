//! Files on their way in and out, piece by piece, so that none is ever whole in memory.

mod intake;
mod outgoing;

pub use intake::{discard, receive};
pub use outgoing::{AsItIs, disposition, stream, whole};
