//! Fingerprints of files: the only module that knows the crate of the hash.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal, as `sha256sum` prints it.
///
/// ```
/// assert!(panelpack::internals::sha256(b"").starts_with("e3b0c44298fc1c14"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

/// The same of what can be read, however long it is.
pub fn sha256_of_stream(mut stream: impl Read) -> io::Result<String> {
    let (mut hash, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match stream.read(&mut part) {
            Ok(0) => return Ok(hexadecimal(hash)),
            Ok(length) => hash.update(&part[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The fingerprint of several parts, each set apart by its length.
pub fn sha256_of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(format!("{}\n", part.len()));
        hash.update(part);
    }
    hexadecimal(hash)
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
