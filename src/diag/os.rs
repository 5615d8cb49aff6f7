//! What the operating system says, in words that help.

use std::io::{self, ErrorKind};

/// Why the operating system refused a file or folder, as the end of a sentence. No file is named, for it might be a
/// temporary one, and no number is given where there are words.
pub fn os_words(error: &io::Error) -> String {
    if let Some(words) = error.raw_os_error().and_then(of_number) {
        return words.to_owned();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "it is not there, or its folder is not",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::AlreadyExists => "something else bears its name",
        ErrorKind::NotADirectory => "a part of its path is not a folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::DirectoryNotEmpty => "it is a folder that holds something",
        ErrorKind::ReadOnlyFilesystem => "the drive is read-only",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "its name is too long, or not possible there",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => IN_USE,
        ErrorKind::StorageFull => "there is no space left",
        ErrorKind::QuotaExceeded => "your share of the drive is full",
        ErrorKind::FileTooLarge => "it is too large",
        ErrorKind::OutOfMemory => "there is not enough memory",
        ErrorKind::Unsupported => "the drive cannot do it",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset
        | ErrorKind::TimedOut => NO_ANSWER,
        kind => return in_its_own_words(error, kind),
    };
    words.to_owned()
}

/// Whether another program has a file open in a way that keeps everybody else out, as Office does on Windows.
pub fn is_in_use(error: &io::Error) -> bool {
    os_words(error) == IN_USE
}

const IN_USE: &str = "another program uses it";

/// The system's own words name nothing; those of whoever made the error might.
fn in_its_own_words(error: &io::Error, kind: ErrorKind) -> String {
    match error.raw_os_error() {
        Some(number) => io::Error::from_raw_os_error(number).to_string(),
        None => kind.to_string(),
    }
}

/// What has no kind of its own.
fn of_number(number: i32) -> Option<&'static str> {
    if cfg!(windows) { of_windows(number) } else { of_unix(number) }
}

const BROKEN: &str = "the drive reports a fault: it may be failing, or have been taken out";
const NO_ANSWER: &str = "the drive does not answer: see whether network or VPN are there";
const TOO_MANY: &str = "too many files are open at once";

fn of_unix(number: i32) -> Option<&'static str> {
    match number {
        // EIO, ENXIO and ENODEV have these numbers on every Unix.
        5 | 6 | 19 => Some(BROKEN),
        // ENFILE, EMFILE.
        23 | 24 => Some(TOO_MANY),
        _ => None,
    }
}

fn of_windows(number: i32) -> Option<&'static str> {
    match number {
        4 => Some(TOO_MANY),
        // ACCESS_DENIED is also what a rename over an open file gets.
        5 => Some("another program has it open, or you have no right to it"),
        // CRC, NOT_READY, GEN_FAILURE, DEVICE_NOT_CONNECTED, IO_DEVICE.
        21 | 23 | 31 | 1117 | 1167 => Some(BROKEN),
        // SHARING_VIOLATION, LOCK_VIOLATION, USER_MAPPED_FILE.
        32 | 33 | 1224 => Some(IN_USE),
        // BAD_NETPATH, NETWORK_BUSY, DEV_NOT_EXIST, UNEXP_NET_ERR, NETNAME_DELETED, BAD_NET_NAME, NETWORK_UNREACHABLE, CONNECTION_ABORTED.
        53 | 54 | 55 | 59 | 64 | 67 | 1231 | 1236 => Some(NO_ANSWER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_fault_of_the_drive_has_words() {
        let said = os_words(&io::Error::from_raw_os_error(5));
        assert!(said.starts_with("the drive reports a fault") && !said.contains("os error"), "{said}");
    }

    #[test]
    #[cfg(unix)]
    fn no_error_of_the_system_is_uncategorized() {
        for number in 1..=133 {
            let said = os_words(&io::Error::from_raw_os_error(number));
            assert!(!said.contains("uncategorized") && !said.contains("other error"), "{number}: {said}");
        }
    }

    #[test]
    fn windows_numbers_have_words_that_help() {
        assert!(of_windows(64).is_some_and(|words| words.contains("VPN")));
        assert_eq!(of_windows(32), Some(IN_USE));
        assert!(of_windows(5).is_some_and(|words| words.contains("open")));
        assert_eq!((of_windows(2), of_unix(2)), (None, None));
    }

    #[test]
    fn what_another_module_says_of_a_file_is_not_repeated() {
        let error = io::Error::other("`/tmp/.tmpX1` is gone");
        assert!(!os_words(&error).contains("/tmp"), "{}", os_words(&error));
    }
}
