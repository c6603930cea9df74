//! The formats, by name. A new importer is one module and one line here.

use super::account::Parsed;
use super::content::{Content, Kind};
use super::request::Request;
use super::{ImportError, uri_list};

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

/// Every format, in the order of its identifier. The list of links comes last when a file is told
/// apart: other formats hold links, too.
pub const FORMATS: &[Format] = &[
    super::two_fas::FORMAT,
    super::aegis::FORMAT,
    super::propusk::FORMAT,
    super::uri_list::FORMAT,
];

/// The format of a file.
pub(super) fn format_of(content: &Content<'_>) -> Result<&'static Format, ImportError> {
    let by_shape = FORMATS
        .iter()
        .filter(|format| format.id != uri_list::FORMAT.id);
    let mut all = by_shape.chain([&uri_list::FORMAT]);
    all.find(|format| (format.is)(content))
        .ok_or(match &content.kind {
            Kind::Archive(_) => ImportError::UnknownArchive,
            Kind::Json(..) => ImportError::UnknownJson,
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
}
