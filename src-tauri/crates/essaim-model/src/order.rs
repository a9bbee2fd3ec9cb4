//! Fractional order keys: a text that sorts between two others, so that moving one item writes one leaf.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The key of the item at `index` in a list written at once: `a0000`, `a0001`…
pub fn nth(index: usize) -> String {
    format!("a{index:04}")
}

/// A key that sorts strictly after `after` and strictly before `before` (bytewise); `None` is the end of the list.
///
/// Where the two leave no room (they are equal or out of order), the key sorts after `after`.
pub fn between(after: Option<&str>, before: Option<&str>) -> String {
    let low = after.unwrap_or("").as_bytes();
    let high = before.filter(|b| b.as_bytes() > low).map(str::as_bytes);
    let mut key = Vec::with_capacity(low.len() + 1);
    let mut bounded = high.is_some();
    for i in 0.. {
        let from = low.get(i).map_or(0, |b| rank(*b));
        let to = match high.filter(|_| bounded) {
            Some(high) if i < high.len() => rank(high[i]),
            _ => DIGITS.len(),
        };
        if to > from + 1 {
            key.push(DIGITS[from + (to - from) / 2]);
            break;
        }
        key.push(DIGITS[from.min(DIGITS.len() - 1)]);
        bounded = bounded && to == from;
    }
    String::from_utf8(key).unwrap_or_default()
}

fn rank(byte: u8) -> usize {
    DIGITS.iter().position(|d| *d == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_always_falls_between_its_neighbours() {
        let (mut low, high) = (nth(3), nth(4));
        for _ in 0..200 {
            let key = between(Some(&low), Some(&high));
            assert!(low < key && key < high, "{low} < {key} < {high}");
            low = key;
        }
        let first = nth(0);
        assert!(between(None, Some(&first)) < first);
        assert!(between(Some("zz"), None).as_str() > "zz");
    }
}
