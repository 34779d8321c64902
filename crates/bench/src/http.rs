//! A small blocking HTTP/1.1 client on one kept connection, so that a measured request pays for the server and not for
//! a client library.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One connection to the server, signed in by a token.
pub struct Client {
    address: SocketAddr,
    token: String,
    cookie: Option<String>,
    connection: Option<BufReader<TcpStream>>,
    buffer: Vec<u8>,
}

/// What the server answered.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body, decoded from chunks if it came so.
    pub body: Vec<u8>,
    /// The cookie that it set, name and value.
    pub cookie: Option<String>,
}

impl Answer {
    /// The body as JSON, or why not.
    ///
    /// # Errors
    /// When the status is no success or the body is no JSON.
    pub fn json(&self) -> io::Result<serde_json::Value> {
        if !(200..300).contains(&self.status) {
            let text = String::from_utf8_lossy(&self.body);
            return Err(io::Error::other(format!(
                "status {}: {}",
                self.status,
                text.chars().take(400).collect::<String>()
            )));
        }
        serde_json::from_slice(&self.body).map_err(io::Error::other)
    }
}

impl Client {
    /// A client of the server at this address.
    pub fn new(address: SocketAddr, token: &str) -> Self {
        Self { address, token: token.to_owned(), cookie: None, connection: None, buffer: Vec::with_capacity(64 * 1024) }
    }

    /// Sends this cookie from now on, as a browser would.
    pub fn keep(&mut self, cookie: Option<String>) {
        self.cookie = cookie;
    }

    /// Sends a request and reads the whole answer; a connection that the server closed meanwhile is opened anew once.
    ///
    /// # Errors
    /// When the server cannot be reached or speaks no HTTP.
    pub fn send(&mut self, method: &str, path: &str, body: Option<&[u8]>, kind: &str) -> io::Result<Answer> {
        let reused = self.connection.is_some();
        match self.exchange(method, path, body, kind) {
            Err(_) if reused => {
                self.connection = None;
                self.exchange(method, path, body, kind)
            }
            other => other,
        }
    }

    /// GET.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.send("GET", path, None, "")
    }

    /// POST with a JSON body.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn post(&mut self, path: &str, body: &serde_json::Value) -> io::Result<Answer> {
        self.send("POST", path, Some(&serde_json::to_vec(body).unwrap_or_default()), "application/json")
    }

    fn exchange(&mut self, method: &str, path: &str, body: Option<&[u8]>, kind: &str) -> io::Result<Answer> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(600)))?;
                none.insert(BufReader::with_capacity(64 * 1024, stream))
            }
        };
        self.buffer.clear();
        write!(self.buffer, "{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.address)?;
        if let Some(cookie) = &self.cookie {
            write!(self.buffer, "Cookie: {cookie}\r\nOrigin: http://{}\r\n", self.address)?;
        }
        if !self.token.is_empty() {
            write!(self.buffer, "Authorization: Bearer {}\r\n", self.token)?;
        }
        if let Some(body) = body {
            write!(self.buffer, "Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len())?;
        }
        self.buffer.extend_from_slice(b"\r\n");
        self.buffer.extend_from_slice(body.unwrap_or_default());
        connection.get_mut().write_all(&self.buffer)?;
        let (answer, keep) = read_answer(connection)?;
        if !keep {
            self.connection = None;
        }
        Ok(answer)
    }
}

fn read_answer(from: &mut BufReader<TcpStream>) -> io::Result<(Answer, bool)> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("no status line: {line:?}")))?;
    let (mut length, mut chunked, mut keep, mut cookie) = (0usize, false, true, None);
    loop {
        line.clear();
        from.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().map_err(io::Error::other)?,
            "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
            "set-cookie" => cookie = value.split(';').next().map(|pair| pair.trim().to_owned()),
            "connection" => keep = !value.trim().eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    let mut body = Vec::with_capacity(length);
    if chunked {
        loop {
            line.clear();
            from.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
            let start = body.len();
            body.resize(start + size, 0);
            from.read_exact(&mut body[start..])?;
            line.clear();
            from.read_line(&mut line)?;
            if size == 0 {
                break;
            }
        }
    } else {
        body.resize(length, 0);
        from.read_exact(&mut body)?;
    }
    Ok((Answer { status, body, cookie }, keep))
}
