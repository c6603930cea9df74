//! The program's own arguments: what it was asked to open, and whether it begins out of sight.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use tauri::Url;
use words::{Language, text};
use zeroize::Zeroizing;

/// More things at once are no request of a person.
const MOST_GIVEN: usize = 64;

/// Schemes of links that carry accounts.
pub const SCHEMES: [&str; 2] = ["otpauth", "otpauth-migration"];

/// What the program was started with.
#[derive(Default)]
pub struct Arguments {
    /// As the system starts it: no window in front of the person.
    pub hidden: bool,
    /// What to open.
    pub given: Vec<Given>,
}

/// Something to open.
#[derive(Clone, PartialEq, Eq)]
pub enum Given {
    /// A link with an account, and so with its key.
    Link(Zeroizing<String>),
    /// A picture, a backup or a file of another app; the path is absolute.
    File(PathBuf),
}

/// What is done with the arguments.
pub enum Asked {
    /// The window is opened.
    Start(Arguments),
    /// How the program is called.
    Help,
    /// Which program it is.
    Version,
}

/// Arguments that make no sense, by the least that names them: they may hold a key.
#[derive(Debug, PartialEq, Eq)]
pub enum ArgumentError {
    /// An option that there is not.
    Unknown(String),
    /// An address that is not for us.
    Scheme(String),
    /// No text, or a file of another computer.
    Unreadable,
    /// Too much at once.
    TooMany,
}

impl Asked {
    /// Reads arguments without the name of the program; paths are those seen from `folder`.
    ///
    /// # Errors
    /// The first that makes no sense.
    pub fn of(
        arguments: impl IntoIterator<Item = OsString>,
        folder: &Path,
    ) -> Result<Self, ArgumentError> {
        let mut read = Arguments::default();
        let mut only_files = false;
        for argument in arguments {
            let option = argument.to_str().filter(|text| text.starts_with('-'));
            match option.filter(|_| !only_files) {
                Some("--") => only_files = true,
                Some("--hidden") => read.hidden = true,
                Some("--help" | "-h") => return Ok(Self::Help),
                Some("--version" | "-V") => return Ok(Self::Version),
                Some(unknown) => {
                    let name = unknown.split('=').next().unwrap_or_default();
                    return Err(ArgumentError::Unknown(name.to_owned()));
                }
                None => read.given.push(given(argument, folder)?),
            }
        }
        if read.given.len() > MOST_GIVEN {
            return Err(ArgumentError::TooMany);
        }
        Ok(Self::Start(read))
    }
}

fn given(argument: OsString, folder: &Path) -> Result<Given, ArgumentError> {
    // A link is text; what is none can only be the name of a file.
    let scheme = argument.to_str().and_then(scheme_of);
    let Some(scheme) = scheme else {
        return Ok(Given::File(folder.join(argument)));
    };
    let link = argument.into_string().map(Zeroizing::new);
    let link = link.map_err(|_| ArgumentError::Unreadable)?;
    if SCHEMES.contains(&scheme.as_str()) {
        return Ok(Given::Link(link));
    }
    if scheme != "file" {
        return Err(ArgumentError::Scheme(scheme));
    }
    let path = Url::parse(&link)
        .ok()
        .and_then(|url| url.to_file_path().ok());
    path.map(Given::File).ok_or(ArgumentError::Unreadable)
}

/// The scheme of an address, in small letters. A letter alone is a drive of Windows.
fn scheme_of(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it));
    (is_scheme && rest.starts_with("//")).then(|| scheme.to_ascii_lowercase())
}

/// How the program is called.
pub fn help(language: Language) -> String {
    text(language, "arguments-help", &[])
}

impl ArgumentError {
    /// What to say to whoever started the program.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Unknown(name) => text(language, "arguments-unknown", &[("name", name)]),
            Self::Scheme(scheme) => text(language, "arguments-scheme", &[("scheme", scheme)]),
            Self::Unreadable => text(language, "arguments-unreadable", &[]),
            Self::TooMany => text(language, "arguments-too-many", &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "otpauth://totp/Portal:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn read(arguments: &[&str]) -> Result<Arguments, ArgumentError> {
        let all = arguments.iter().map(OsString::from);
        match Asked::of(all, Path::new("/home/ivan"))? {
            Asked::Start(read) => Ok(read),
            Asked::Help | Asked::Version => panic!("{arguments:?} starts nothing"),
        }
    }

    fn one(argument: &str) -> Result<Given, ArgumentError> {
        read(&[argument]).map(|mut read| read.given.remove(0))
    }

    fn file(path: &str) -> Given {
        Given::File(path.into())
    }

    #[test]
    fn nothing_opens_the_window_and_hidden_does_not_show_it() {
        let read_nothing = read(&[]).expect("the usual start");
        assert!(!read_nothing.hidden && read_nothing.given.is_empty());
        assert!(read(&["--hidden"]).expect("known").hidden);
    }

    #[test]
    fn a_link_is_told_from_a_file_however_its_scheme_is_written() {
        for link in [
            LINK,
            &LINK.replace("otpauth", "OTPAuth"),
            "otpauth-migration://offline?data=AA",
        ] {
            let given = one(link).expect("for us");
            assert!(
                given == Given::Link(Zeroizing::new(link.to_owned())),
                "{link}"
            );
        }
    }

    #[test]
    fn files_are_taken_by_path_and_by_address() {
        for (argument, path) in [
            ("/tmp/a.png", "/tmp/a.png"),
            ("a b.png", "/home/ivan/a b.png"),
            (
                "file:///tmp/%D0%BA%D0%BE%D0%B4%20%231.png",
                "/tmp/код #1.png",
            ),
            ("file://localhost/tmp/a.age", "/tmp/a.age"),
            ("10:30.png", "/home/ivan/10:30.png"),
        ] {
            assert!(one(argument) == Ok(file(path)), "{argument}");
        }
        let after = read(&["--", "--hidden"]).expect("a file with an odd name");
        assert!(!after.hidden && after.given == [file("/home/ivan/--hidden")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_a_file_all_the_same() {
        use std::os::unix::ffi::OsStringExt;
        let name = OsString::from_vec(b"/tmp/\xff.png".to_vec());
        let Ok(Asked::Start(read)) = Asked::of([name.clone()], Path::new("/")) else {
            panic!("refused");
        };
        assert!(read.given == [Given::File(name.into())]);
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_not_repeated() {
        let key = "--link=otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ";
        assert_eq!(
            read(&[key]).err(),
            Some(ArgumentError::Unknown("--link".into()))
        );
        let address = "https://example.org/?secret=GEZDGNBVGY3TQOJQ";
        assert_eq!(
            one(address).err(),
            Some(ArgumentError::Scheme("https".into()))
        );
        let other = "file://elsewhere/share/a.png";
        if cfg!(unix) {
            assert_eq!(one(other).err(), Some(ArgumentError::Unreadable));
        }
        let many = vec!["a.png"; MOST_GIVEN + 1];
        assert_eq!(read(&many).err(), Some(ArgumentError::TooMany));
        for error in [
            ArgumentError::Unknown("--link".into()),
            ArgumentError::Scheme("https".into()),
            ArgumentError::Unreadable,
            ArgumentError::TooMany,
        ] {
            for language in Language::ALL {
                let words = error.words(language);
                assert!(words.contains(' '), "{words}");
            }
        }
    }
}
