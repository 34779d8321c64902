//! Writing JSON and text without going through a tree.

/// A JSON string.
pub(crate) fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.push(b'"');
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0..=0x1f => {
                out.extend_from_slice(&bytes[done..at]);
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
                done = at + 1;
                continue;
            }
            _ => continue,
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(escape);
        done = at + 1;
    }
    out.extend_from_slice(&bytes[done..]);
    out.push(b'"');
}

/// A UUID in a JSON string.
pub(crate) fn uuid(id: uuid::Uuid, out: &mut Vec<u8>) {
    let mut buffer = [0; 36];
    out.push(b'"');
    out.extend_from_slice(id.hyphenated().encode_lower(&mut buffer).as_bytes());
    out.push(b'"');
}

/// An integer.
pub(crate) fn int(n: i64, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// A number of a fixed width, with zeros before it.
pub(crate) fn padded(n: i64, width: usize, out: &mut Vec<u8>) {
    let start = out.len();
    int(n, out);
    let missing = width.saturating_sub(out.len() - start);
    out.splice(start..start, std::iter::repeat_n(b'0', missing));
}

/// A scaled integer as a decimal with exactly `scale` digits after the point.
pub(crate) fn scaled(n: i64, scale: u8, out: &mut Vec<u8>) {
    if scale == 0 {
        return int(n, out);
    }
    let unit = 10_u64.pow(u32::from(scale));
    let size = n.unsigned_abs();
    if n < 0 {
        out.push(b'-');
    }
    int((size / unit) as i64, out);
    out.push(b'.');
    padded((size % unit) as i64, usize::from(scale), out);
}

/// A day (yyyymmdd) as `yyyy-mm-dd`.
pub(crate) fn day(ymd: i64, out: &mut Vec<u8>) {
    padded(ymd / 10_000, 4, out);
    out.push(b'-');
    padded(ymd / 100 % 100, 2, out);
    out.push(b'-');
    padded(ymd % 100, 2, out);
}

/// A moment (milliseconds since 1970, UTC) in RFC 3339, milliseconds only where there are some.
pub(crate) fn moment(ms: i64, out: &mut Vec<u8>) {
    const DAY: i64 = 86_400_000;
    let (days, rest) = (ms.div_euclid(DAY), ms.rem_euclid(DAY));
    // Days to year, month, day in the proleptic Gregorian calendar (H. Hinnant's civil_from_days).
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    padded(year, 4, out);
    out.push(b'-');
    padded(month, 2, out);
    out.push(b'-');
    padded(day, 2, out);
    out.push(b'T');
    padded(rest / 3_600_000, 2, out);
    out.push(b':');
    padded(rest / 60_000 % 60, 2, out);
    out.push(b':');
    padded(rest / 1_000 % 60, 2, out);
    if rest % 1_000 != 0 {
        out.push(b'.');
        padded(rest % 1_000, 3, out);
    }
    out.push(b'Z');
}

/// What a writer wrote, as text.
pub(crate) fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::with_capacity(32);
    write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
