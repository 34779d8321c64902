//! Folding: what remains of a text when case, diacritics, width, and the number of spaces do not matter.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text: compatibility decomposition, marks dropped (but й stays й, since it is a letter of its own), ё → е, lower
/// case, ligatures and barred letters to plain ones, runs of white space to one space, none at the ends, control
/// characters gone. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // What most text is made of goes the short way.
            '\0'..='\x7f' => push(&mut out, c.to_ascii_lowercase()),
            'й' | 'Й' => out.push('й'),
            'а'..='я' => out.push(c),
            'А'..='Я' => out.extend(char::from_u32(u32::from(c) + 0x20)),
            _ => decompose_compatible(c, |part| fold_part(part, &mut out)),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// One character of a decomposed text.
fn fold_part(c: char, out: &mut String) {
    if is_combining_mark(c) {
        // и + breve is й.
        if c == '\u{306}' && out.ends_with('и') {
            out.pop();
            out.push('й');
        }
        return;
    }
    for lower in c.to_lowercase() {
        match plain(lower) {
            Some(letters) => out.push_str(letters),
            None if is_combining_mark(lower) || is_invisible(lower) => {}
            None => push(out, lower),
        }
    }
}

fn push(out: &mut String, c: char) {
    if c.is_whitespace() {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    } else if !c.is_control() {
        out.push(c);
    }
}

/// Letters that do not decompose but are looked for by their plain form.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'þ' => "th",
        'ѐ' | 'ё' => "е",
        'ς' => "σ",
        '‘' | '’' | 'ʼ' | '`' | '´' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        _ => return None,
    })
}

/// Joiners, direction marks, soft hyphens, variation selectors: nothing that anybody types on purpose in a search.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
