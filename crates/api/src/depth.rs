//! How deep a JSON text goes, found before it is parsed, so that no nesting can hurt a parser.

/// The deepest nesting that is read. A filter of the full depth of 16 needs 35: two levels each, its values, the body.
pub const MAX_DEPTH: usize = 40;

/// Whether arrays and objects nest deeper than allowed.
pub fn is_too_deep(text: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for &byte in text {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_of_strings_only() {
        assert!(!is_too_deep(br#"{"a": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}"#));
        assert!(!is_too_deep(br#"{"a": "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}"#));
        let deep = |levels: usize| [b"[".repeat(levels), b"]".repeat(levels)].concat();
        assert!(!is_too_deep(&deep(MAX_DEPTH)));
        assert!(is_too_deep(&deep(MAX_DEPTH + 1)));
        assert!(is_too_deep(&b"[".repeat(1_000_000)));
        let wide: Vec<u8> = [b"[".to_vec(), b"[],".repeat(1_000), b"1]".to_vec()].concat();
        assert!(!is_too_deep(&wide));
    }
}
