//! The formats, by name. A new importer is one module and one line here.

use super::account::Parsed;
use super::content::{Content, Kind};
use super::request::Request;
use super::{ImportError, andotp, pictures, table, uri_list};

/// A kind of file that can be read.
pub struct Format {
    /// Stable identifier, e.g. `aegis`.
    pub id: &'static str,
    /// The app that writes it, as it calls itself.
    pub app: &'static str,
    /// What the app can write that is read here, for a table: extensions and variants.
    pub files: &'static str,
    /// Whether a file is of this kind. At most one format says so.
    pub(crate) is: fn(&Content<'_>) -> bool,
    pub(crate) read: fn(&Request<'_>, &Content<'_>) -> Result<Parsed, ImportError>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// Every format, in the order of its identifier.
pub const FORMATS: &[Format] = &[
    super::one_password::FORMAT,
    super::two_fas::FORMAT,
    super::two_fauth::FORMAT,
    super::aegis::FORMAT,
    super::andotp::FORMAT,
    super::apple_passwords::FORMAT,
    super::authenticator_extension::FORMAT,
    super::authenticator_plus::FORMAT,
    super::authme::FORMAT,
    super::bitwarden::FORMAT,
    super::bitwarden_authenticator::FORMAT,
    super::cotp::FORMAT,
    super::table::FORMAT,
    super::dashlane::FORMAT,
    super::enpass::FORMAT,
    super::ente::FORMAT,
    super::freeotp::FORMAT,
    super::freeotp_plus::FORMAT,
    super::html_links::FORMAT,
    super::keepass::FORMAT,
    super::lastpass::FORMAT,
    super::lastpass_authenticator::FORMAT,
    super::otp_list::FORMAT,
    super::otpclient::FORMAT,
    super::propusk::FORMAT,
    super::proton_authenticator::FORMAT,
    super::proton_pass::FORMAT,
    super::raivo::FORMAT,
    super::steam::FORMAT,
    super::stratum::FORMAT,
    super::totp_authenticator::FORMAT,
    super::twinkey::FORMAT,
    super::uri_list::FORMAT,
    super::winauth::FORMAT,
];

/// What comes last when a file is told apart: other formats are tables and hold links, too, and an
/// encrypted backup of andOTP has no mark.
const LAST: [&Format; 3] = [&andotp::FORMAT, &table::FORMAT, &uri_list::FORMAT];

/// The format of a file.
pub(super) fn format_of(content: &Content<'_>) -> Result<&'static Format, ImportError> {
    let by_shape = FORMATS
        .iter()
        .filter(|format| LAST.iter().all(|last| last.id != format.id));
    let mut all = by_shape.chain(LAST);
    all.find(|format| (format.is)(content))
        .ok_or(match &content.kind {
            Kind::Archive(_) => ImportError::UnknownArchive,
            Kind::Json(..) => ImportError::UnknownJson,
            Kind::Markup(page) if pictures::are_within(page) || pictures::is_drawing(page) => {
                ImportError::Picture
            }
            Kind::Text(text) if table::is_table(text) => ImportError::UnknownTable,
            Kind::Markup(_) | Kind::Text(_) => ImportError::UnknownText,
            Kind::Bytes => ImportError::Unknown,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_sorted_and_named_once() {
        let ids: Vec<_> = FORMATS.iter().map(|format| format.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }

    #[test]
    fn no_seed_is_claimed_by_two_formats() {
        let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus");
        let folders = ["archive", "binary", "json", "text"].map(|kind| format!("import_{kind}"));
        let mut claimed = 0;
        for folder in folders {
            let folder = std::path::Path::new(corpus).join(folder);
            for seed in std::fs::read_dir(&folder).expect("seeds") {
                let path = seed.expect("seed").path();
                let bytes = std::fs::read(&path).expect("seed");
                let Ok(content) = Content::of(&bytes) else {
                    continue;
                };
                let claims = FORMATS.iter().filter(|format| (format.is)(&content));
                let claims = claims.filter(|format| LAST.iter().all(|last| last.id != format.id));
                let claims: Vec<_> = claims.map(|format| format.id).collect();
                assert!(claims.len() <= 1, "{}: {claims:?}", path.display());
                claimed += claims.len();
            }
        }
        assert!(claimed > 100, "only {claimed} seeds are of a format");
        // Ours: its end looks as random as a file that has no mark at all.
        let ours = b"age-encryption.org/v1\n-> scrypt AAAA 18\n--- AAAA\n\xff\xfe\x80\x81";
        let ours = format_of(&Content::of(ours).expect("a file"));
        assert_eq!(ours.map(|format| format.id), Ok("propusk"));
    }
}
