//! What a file is by its first bytes, when it is not text.

/// Formats by their opening bytes, and the names people know them by. Longer signatures come first.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"\xFF\xD8\xFF", "JPEG picture"),
    (b"\x89PNG\r\n\x1A\n", "PNG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"8BPS", "Photoshop picture"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1F\x8B", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xFD7zXZ\0", "xz archive"),
    (b"\x28\xB5\x2F\xFD", "Zstandard archive"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip archive"),
    (b"Rar!\x1A\x07", "RAR archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old Microsoft Office document"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"ID3", "MP3 sound"),
    (b"OggS", "Ogg sound or film"),
    (b"fLaC", "FLAC sound"),
    (b"\x1A\x45\xDF\xA3", "Matroska film"),
    (b"WARC/1.", "WARC archive"),
    (b"\x7FELF", "program"),
    (b"MZ\x90\0", "program"),
];

const ZIP: &str = "ZIP archive (or a .docx, .odt, .epub)";

/// The binary format that `head` opens, if it is a known one.
pub fn binary_kind(head: &[u8]) -> Option<&'static str> {
    let by_signature = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)).map(|(_, name)| *name);
    by_signature.or_else(|| match head {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("WebP picture"),
        [b'R', b'I', b'F', b'F', _, _, _, _, ..] => Some("WAV sound or AVI film"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("MP4 film"),
        _ if head.get(257..262) == Some(b"ustar") => Some("tar archive"),
        _ => None,
    })
}

/// Whether a name given by [`binary_kind`] is one of a container that can be unpacked.
pub fn is_archive(kind: &str) -> bool {
    kind.contains("archive")
}

/// Whether `head` is no text in any encoding of eight bits a character: it holds NULs, or is thick with control bytes.
///
/// Wire formats frame their text with a few control bytes (SOH, STX, ETX, DEL fillers), so a few are no proof.
pub fn is_not_text(head: &[u8]) -> bool {
    let controls = head.iter().filter(|&&byte| is_control(byte)).count();
    head.contains(&0) || controls * 10 > head.len()
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)) || byte == 0x7F
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_formats_are_named() {
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        let cases: [(&[u8], Option<&str>); 8] = [
            (b"%PDF-1.7", Some("PDF")),
            (b"\xFF\xD8\xFF\xE0", Some("JPEG picture")),
            (b"PK\x03\x04....", Some(ZIP)),
            (b"\0\0\0\x20ftypisom", Some("MP4 film")),
            (b"RIFF....WEBPVP8 ", Some("WebP picture")),
            (b"WARC/1.0\r\n", Some("WARC archive")),
            (b"PARIS (AFP) -", None),
            (&tar, Some("tar archive")),
        ];
        for (head, kind) in cases {
            assert_eq!(binary_kind(head), kind, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn the_control_bytes_of_a_wire_are_still_text() {
        assert!(!is_not_text(
            b"\x7F\r\n\x7F\x01bsf025 3 ec 121 etf 967\r\nFrance\r\n\x02Une phrase de plus\x03 091223 dec 18\x04"
        ));
        assert!(is_not_text(b"\x01\x02\x03\x04abc"));
        assert!(is_not_text(&[0; 64]));
    }
}
