//! The content of files, piece by piece.

use kith_engine::{Conn, Result, Sql};
use uuid::Uuid;

/// Bytes in a piece.
pub const PIECE: usize = 256 * 1024;

/// Keeps a piece of a file that is coming in.
///
/// # Errors
/// When the store fails.
pub fn put_piece(conn: &mut Conn, file: Uuid, seq: i64, content: Vec<u8>) -> Result<()> {
    let mut sql = Sql::new("INSERT INTO file_piece (file, seq, content) VALUES (");
    sql.arg(file).add(", ").arg(seq).add(", ").arg(content).add(")");
    conn.exec(&sql)?;
    Ok(())
}

/// A piece of a [`File::content`](super::File::content); nothing after the last. Whoever asks has made sure of the rights on
/// the file.
///
/// # Errors
/// When the store fails.
pub fn piece(conn: &mut Conn, content: Uuid, seq: i64) -> Result<Option<Vec<u8>>> {
    let sql = Sql::new("SELECT content FROM file_piece WHERE file = ").bind(content).push(" AND seq = ").bind(seq);
    Ok(match conn.one(&sql)? {
        Some(row) => Some(row.bytes(0)?.to_vec()),
        None => None,
    })
}

/// The first pieces of a [`File::content`](super::File::content) until there are so many bytes; all of it where it has fewer.
///
/// # Errors
/// When the store fails.
pub fn beginning(conn: &mut Conn, content: Uuid, bytes: usize) -> Result<Vec<u8>> {
    let (mut read, mut seq) = (Vec::new(), 0);
    while read.len() < bytes
        && let Some(piece) = piece(conn, content, seq)?
    {
        read.extend(piece);
        seq += 1;
    }
    Ok(read)
}

/// Throws away a file that was never finished.
///
/// # Errors
/// When the store fails.
pub fn discard(conn: &mut Conn, file: Uuid) -> Result<()> {
    if conn.exec(&Sql::new("DELETE FROM file WHERE ready_at IS NULL AND id = ").bind(file))? > 0 {
        drop_unused(conn, file)?;
    }
    Ok(())
}

/// Throws pieces away that no file is made of any more.
pub(super) fn drop_unused(conn: &mut Conn, content: Uuid) -> Result<()> {
    let mut sql = Sql::new("DELETE FROM file_piece WHERE file = ").bind(content);
    sql.add(" AND NOT EXISTS (SELECT 1 FROM file WHERE content = ").arg(content).add(")");
    conn.exec(&sql)?;
    Ok(())
}
