//! What is written: data to stdout, words for people to stderr in their language.

use std::io::{self, Write};

use serde::Serialize;
use words::{ErrorText, Language};

use crate::outcome::Failure;

/// The two streams, and in which way to write to them.
pub(crate) struct Say<'a> {
    pub(crate) language: Language,
    pub(crate) json: bool,
    pub(crate) show_secrets: bool,
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

impl Say<'_> {
    /// One line of JSON to stdout.
    pub(crate) fn data(&mut self, data: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, data)?;
        self.out.write_all(b"\n")
    }

    /// One line of plain text to stdout.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable(text))
    }

    /// One line of the catalogue for people.
    pub(crate) fn tell(&mut self, id: &str, variables: &[(&str, &str)]) -> io::Result<()> {
        let text = words::text(self.language, id, variables);
        writeln!(self.err, "{}", printable(&text))
    }

    /// As [`Say::tell`], where a number chooses the form.
    pub(crate) fn tell_count(&mut self, id: &str, count: usize) -> io::Result<()> {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let text = words::counted(self.language, id, count, &[]);
        writeln!(self.err, "{}", printable(&text))
    }

    /// A warning of an account.
    pub(crate) fn warn(
        &mut self,
        label: &str,
        warning: &str,
        detail: Option<&str>,
    ) -> io::Result<()> {
        let text = words::warning(self.language, warning, detail);
        writeln!(self.err, "{}: {}", printable(label), printable(&text))
    }

    /// What happened and what to do, in two lines; `about` says what it was about, when there is
    /// more than one thing.
    pub(crate) fn explain(
        &mut self,
        about: Option<&str>,
        code: &str,
        detail: Option<&str>,
    ) -> io::Result<()> {
        let ErrorText { what, advice } = error_text(self.language, code, detail);
        match about {
            Some(about) => writeln!(self.err, "{}: {}", printable(about), printable(&what))?,
            None => writeln!(self.err, "{}", printable(&what))?,
        }
        writeln!(self.err, "{}", printable(&advice))
    }

    /// The end of a command that failed.
    pub(crate) fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        let ErrorText { what, advice } = self.words_of(failure);
        writeln!(self.err, "{}", printable(&what))?;
        writeln!(self.err, "{}", printable(&advice))?;
        for candidate in &failure.candidates {
            let label = crate::entry::label(&candidate.issuer, &candidate.account);
            writeln!(self.err, "  {}  {}", candidate.id, printable(&label))?;
        }
        if self.json {
            self.data(&ErrorJson {
                error: failure.stable_code(),
                message: what,
                candidates: &failure.candidates,
                ways: &failure.ways,
                hints: &failure.hints,
            })?;
        }
        Ok(())
    }

    /// What happened and what to do.
    pub(crate) fn words_of(&self, failure: &Failure) -> ErrorText {
        let text = error_text(self.language, failure.code, failure.detail.as_deref());
        ErrorText {
            advice: self.ways_out(failure).unwrap_or(text.advice),
            what: text.what,
        }
    }

    /// What to type, or how to choose a better password, where that is better than the usual advice.
    fn ways_out(&self, failure: &Failure) -> Option<String> {
        let text = |id: String| words::text(self.language, &id.replace('_', "-"), &[]);
        match (failure.ways.as_slice(), failure.hints.as_slice()) {
            // To try again is good advice, but never all of it.
            ([] | ["retry"], []) => None,
            ([], hints) => {
                let hints = hints
                    .iter()
                    .map(|hint| text(format!("password-hint-{hint}")));
                Some(hints.collect::<Vec<_>>().join(" "))
            }
            (ways, _) => {
                let ways = ways.iter().map(|way| text(format!("cli-way-{way}")));
                let ways = ways.collect::<Vec<_>>().join("; ");
                Some(words::text(self.language, "cli-ways", &[("ways", &ways)]))
            }
        }
    }
}

/// How an error looks in JSON.
#[derive(Serialize)]
pub(crate) struct ErrorJson<'a> {
    pub(crate) error: &'a str,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) candidates: &'a [crate::outcome::Candidate],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) ways: &'a [&'static str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) hints: &'a [&'static str],
}

impl<'a> ErrorJson<'a> {
    /// An error that is about one line of many.
    pub(crate) fn of_line(error: &'a str, message: String) -> Self {
        ErrorJson {
            error,
            message,
            candidates: &[],
            ways: &[],
            hints: &[],
        }
    }
}

/// The words for an error: those for the command line where the window's do not fit here.
pub(crate) fn error_text(language: Language, code: &str, detail: Option<&str>) -> ErrorText {
    let own = format!("cli-error-{}", code.replace('_', "-"));
    if words::has(language, &own) {
        let variables = [("detail", detail.unwrap_or_default())];
        let line = |id: &str| words::text(language, id, &variables);
        ErrorText {
            what: line(&own),
            advice: line(&format!("{own}.advice")),
        }
    } else {
        words::error(language, code, detail)
    }
}

/// What was typed on the command line, for a message: of a URI that holds a key only the scheme, of
/// the key of a sheet nothing.
pub(crate) fn argument(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, _)) if otp::payload::kind_of(text).is_otp() => format!("{scheme}://…"),
        _ if sheet::read_typed(text).is_ok() => "…".to_owned(),
        Some(_) | None => text.to_owned(),
    }
}

/// The text without what would move the cursor of a terminal: names come from QR codes.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
