//! Hashes that the packed model is keyed by: they must never change while a model lives.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a string.
pub fn text(text: &str) -> u64 {
    let mut chunks = text.as_bytes().chunks_exact(8);
    let mut state = text.len() as u64;
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        state = mix(state, word);
    }
    let rest = chunks.remainder().iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    mix(state, rest)
}

/// A hash of two values, the order of which counts.
#[inline]
pub fn mix(state: u64, value: u64) -> u64 {
    let product = (state ^ value).wrapping_mul(MULTIPLIER).rotate_left(29) ^ value;
    let product = product.wrapping_mul(MULTIPLIER);
    product ^ product >> 32
}

/// The key of a feature: a template's number and the two values it found.
#[inline]
pub fn feature(template: u64, one: u64, other: u64) -> u32 {
    let state = (template.wrapping_mul(MULTIPLIER) ^ one).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(32);
    ((state ^ other).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32) as u32
}

/// Both halves folded, as the model's tables are keyed.
#[inline]
pub fn key(hash: u64) -> u32 {
    (hash >> 32) as u32 ^ hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_packed_model_still_fits() {
        assert_eq!(text(""), mix(0, 0));
        assert_eq!(key(text("Kiev")), key(text("Kiev")));
        let words: HashSet<u32> = (0..20_000).map(|n| key(text(&format!("mot{n}")))).collect();
        assert!(words.len() > 19_990, "{}", words.len());
        let pairs: HashSet<u32> = (0..200).flat_map(|a| (0..100).map(move |b| feature(7, a, b))).collect();
        assert!(pairs.len() > 19_990, "{}", pairs.len());
        let templates: HashSet<u32> =
            (0..200).flat_map(|a| (0..100).map(move |b| feature(a, text("Kiev"), b))).collect();
        assert!(templates.len() > 19_990, "{}", templates.len());
    }
}
