//! Names that begin with an address, and whose address it is.

use crate::portal::{Portal, folded, portals};

/// A word of a host that is shorter is a word of many: mail, live.
const SHORTEST_OF_HOST: usize = 5;

/// Ends of addresses in Cyrillic letters; in others a dot stands in the name of a product.
const CYRILLIC_ENDS: &[&str] = &[
    "бел",
    "дети",
    "ком",
    "москва",
    "онлайн",
    "орг",
    "ру",
    "рус",
    "рф",
    "сайт",
    "укр",
];

/// Ends of addresses that are some also with capitals: Yandex.Market is the name of a product.
const ENDS: &[&str] = &[
    "biz", "cc", "co", "com", "eu", "info", "io", "me", "net", "online", "org", "pw", "ru", "site",
    "su", "support", "tk", "top", "tv", "us", "website", "ws", "xyz",
];

/// Whose address a name begins with.
pub(super) enum Address {
    /// One of a portal.
    Own,
    /// One that would be taken for this portal's.
    Fake(&'static Portal),
}

/// Whose address the name begins with; none where it is an ordinary name or nobody's that we know.
pub(super) fn address(name: &str) -> Option<Address> {
    let written = host_of(name)?;
    let whole = folded(written);
    let host = whole.rsplit('@').next().unwrap_or_default();
    let is_true = |portal: &Portal| {
        portal.has_host(host) || portal.has_related(host) || portal.issuers.contains(&whole)
    };
    if portals().iter().any(is_true) {
        return Some(Address::Own);
    }
    let is_address = is_address(written);
    let is_fake =
        |portal: &&Portal| pretends(&whole, portal) || is_address && borrows(host, portal);
    portals().iter().find(is_fake).map(Address::Fake)
}

/// The host that a name is or begins with, with what may stand before an @.
fn host_of(name: &str) -> Option<&str> {
    let name = name.trim();
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    let host = name
        .split(|c: char| "/:".contains(c) || c.is_whitespace())
        .next()?;
    let host = host.trim_matches(|c: char| !c.is_alphanumeric());
    host.contains('.').then_some(host)
}

/// Whether it ends as addresses do.
fn is_address(written: &str) -> bool {
    let end = written.rsplit('.').next().unwrap_or_default();
    let lower = end.to_lowercase();
    let known = CYRILLIC_ENDS.contains(&lower.as_str()) || ENDS.contains(&lower.as_str());
    let is_word = end.len() > 1 && end.chars().all(|c| c.is_ascii_lowercase());
    known || is_word || lower.starts_with("xn--")
}

/// Whether a host begins like one of the portal's and leads elsewhere: `gosuslugi.ru.example.com`.
fn pretends(host: &str, portal: &Portal) -> bool {
    portal.hosts.iter().any(|own| {
        host.match_indices(own.as_str()).any(|(at, _)| {
            let before = host[..at].chars().next_back();
            let after = host[at + own.len()..].chars().next();
            before.is_none_or(|c| c == '.') && after.is_some_and(|c| ".-@".contains(c))
        })
    })
}

/// Whether a word of the portal is a part of a host that is not its own: `gosuslugi-vhod.ru`.
fn borrows(host: &str, portal: &Portal) -> bool {
    let parts = host.split(|c: char| !c.is_alphanumeric());
    let words = portal.issuers.iter().map(String::as_str);
    let mut words = words.chain(host_words(portal));
    let parts: Vec<_> = parts.collect();
    words.any(|word| parts.contains(&word))
}

/// The words by which the hosts of a portal are known.
pub(super) fn host_words(portal: &Portal) -> impl Iterator<Item = &str> {
    let words = portal
        .hosts
        .iter()
        .filter_map(|host| host.split('.').next());
    words.filter(|word| word.chars().count() >= SHORTEST_OF_HOST)
}
