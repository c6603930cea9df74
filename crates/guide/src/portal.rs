//! Portals that people switch two-step login on at: what is known of them, as data (docs/portals.md).

use std::sync::LazyLock;

use password::Rules;
use serde::Deserialize;

use crate::both::InBoth;

/// The profiles, by id; the one for any site is kept apart.
const FILES: [&str; 8] = [
    include_str!("../portals/github.toml"),
    include_str!("../portals/google.toml"),
    include_str!("../portals/gosuslugi.toml"),
    include_str!("../portals/mail-ru.toml"),
    include_str!("../portals/microsoft.toml"),
    include_str!("../portals/steam.toml"),
    include_str!("../portals/vk.toml"),
    include_str!("../portals/yandex.toml"),
];

const ANY_SITE: &str = include_str!("../portals/any-site.toml");

// A damaged file costs its profile only; a test reads every one of them.
static PORTALS: LazyLock<Vec<Portal>> = LazyLock::new(|| {
    let read = FILES.iter().map(|file| toml::from_str(file));
    read.filter_map(Result::ok).collect()
});

static ANY: LazyLock<Portal> = LazyLock::new(|| toml::from_str(ANY_SITE).unwrap_or_default());

/// A portal as public descriptions have it: it may have changed since `checked`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Stable, also the id of its article.
    pub id: String,
    /// How people call it.
    pub name: InBoth<String>,
    /// How it calls itself in its QR codes, and how people call it: in lower case, a whole name or
    /// its first words.
    pub issuers: Vec<String>,
    /// Where its codes are typed in; their subdomains count, too.
    pub hosts: Vec<String>,
    /// More hosts of its own, where no code is typed in: `?` stands for any small Latin letter, `#`
    /// for any digit. Their subdomains count, too.
    #[serde(default)]
    pub related: Vec<String>,
    /// A true address under one of `hosts`, to show how one looks.
    pub example: Option<String>,
    /// What its keys are, when that is known.
    pub codes: Option<Codes>,
    /// How to switch two-step login on, step by step.
    pub enable: InBoth<Vec<String>>,
    /// Where and when it asks for a code.
    pub asked: InBoth<String>,
    /// How long the codes live that it sends.
    #[serde(default)]
    pub lifetimes: Lifetimes,
    /// What to try when no SMS comes.
    pub no_sms: InBoth<Vec<String>>,
    /// What it asks of a password.
    #[serde(default)]
    pub password: Rules,
    /// What else is to be said of its password.
    pub password_note: InBoth<String>,
    /// The ways back in.
    pub recovery: InBoth<Vec<String>>,
    /// The number to call.
    pub hot_line: Option<String>,
    /// The day of which this is known, out of public descriptions of the portal, `YYYY-MM-DD`. What
    /// holds for any site is out of none.
    pub checked: Option<String>,
}

/// The parameters of one-time codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// As in `otpauth://`: `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds.
    pub period: u32,
}

/// How long codes live that are sent, in seconds; absent where that is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifetimes {
    /// By SMS.
    pub sms_seconds: Option<u32>,
    /// By e-mail.
    pub email_seconds: Option<u32>,
}

/// All portals that are known, by id.
#[must_use]
pub fn portals() -> &'static [Portal] {
    &PORTALS
}

/// The portal with this id.
#[must_use]
pub fn portal(id: &str) -> Option<&'static Portal> {
    portals().iter().find(|portal| portal.id == id)
}

/// What holds for any site.
#[must_use]
pub fn any_site() -> &'static Portal {
    &ANY
}

/// The portal that an account is of, judged by its issuer, or without one by what the label begins with.
#[must_use]
pub fn portal_of(issuer: &str, label: &str) -> Option<&'static Portal> {
    let name = match issuer.trim() {
        "" => prefix(label),
        issuer => issuer,
    };
    portals().iter().find(|portal| portal.is_called(name))
}

/// The part of a label that names the service: what stands before a colon, or all of a label that is
/// no address of a person.
pub(crate) fn prefix(label: &str) -> &str {
    match label.split_once(':') {
        Some((prefix, _)) => prefix,
        None if label.contains('@') => "",
        None => label,
    }
}

impl Portal {
    /// Whether it is known to give other codes than these. `period`: in seconds, absent where codes are
    /// counted.
    #[must_use]
    pub fn gives_other_codes(&self, algorithm: &str, digits: u8, period: Option<u32>) -> bool {
        self.codes.as_ref().is_some_and(|codes| {
            codes.algorithm != algorithm || codes.digits != digits || Some(codes.period) != period
        })
    }

    /// Whether the name is one of its own, alone or with more words behind it.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let name = folded(name);
        let begins = |issuer: &String| {
            name.strip_prefix(issuer.as_str()).is_some_and(|rest| {
                let next = rest.chars().next();
                next.is_none_or(|c| !c.is_alphanumeric() && !"-._".contains(c))
            })
        };
        self.issuers.iter().any(begins) || self.has_host(&name)
    }

    /// Whether the host is one of its own or under one.
    pub(crate) fn has_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| {
            let above = host.strip_suffix(own.as_str());
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        })
    }

    /// Whether the host is one more of its own or under one.
    pub(crate) fn has_related(&self, host: &str) -> bool {
        let starts = host.match_indices('.').map(|(at, _)| at + 1);
        let mut tails = starts.chain([0]).map(|at| &host[at..]);
        tails.any(|tail| self.related.iter().any(|own| is_like(tail, own)))
    }
}

/// Whether the host is as the pattern says.
fn is_like(host: &str, pattern: &str) -> bool {
    let same = |(c, wanted): (char, char)| match wanted {
        '?' => c.is_ascii_lowercase(),
        '#' => c.is_ascii_digit(),
        wanted => c == wanted,
    };
    host.chars().count() == pattern.chars().count() && host.chars().zip(pattern.chars()).all(same)
}

/// A name as names are compared: small letters, ё as е, single spaces.
pub(crate) fn folded(name: &str) -> String {
    let name = name.to_lowercase().replace('ё', "е");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    /// All profiles; fails when one of them cannot be read.
    fn all() -> Vec<Portal> {
        let files = FILES.iter().chain([&ANY_SITE]);
        let read = files.map(|file| toml::from_str(file).unwrap_or_else(|error| panic!("{error}")));
        read.collect()
    }

    #[test]
    fn every_file_of_the_folder_is_a_profile_in_its_place() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/portals");
        let names = fs::read_dir(folder).expect("there").flatten();
        let names = names.map(|entry| entry.file_name().into_string().expect("UTF-8"));
        let mut names: BTreeSet<_> = names.collect();
        assert!(names.remove("article.toml") && names.remove("any-site.toml"));
        let ids: Vec<_> = portals()
            .iter()
            .map(|it| format!("{}.toml", it.id))
            .collect();
        assert_eq!(
            ids,
            names.into_iter().collect::<Vec<_>>(),
            "sorted, and none left out"
        );
        assert_eq!(any_site().id, "any-site");
        assert_eq!(all().len(), portals().len() + 1);
    }

    #[test]
    fn every_profile_says_the_same_in_both_languages() {
        for portal in all() {
            let id = &portal.id;
            for lines in [&portal.enable, &portal.no_sms, &portal.recovery] {
                assert_eq!(lines.ru.len(), lines.en.len(), "{id}");
                assert!(!lines.ru.is_empty(), "{id}");
                for line in &lines.ru {
                    assert!(
                        line.chars().any(|c| ('а'..='я').contains(&c)),
                        "{id}: {line}"
                    );
                }
            }
            let texts = [&portal.name, &portal.asked, &portal.password_note];
            let lines = [&portal.enable, &portal.no_sms, &portal.recovery];
            let all = lines.iter().flat_map(|it| it.ru.iter().chain(&it.en));
            let all = all.chain(texts.iter().flat_map(|it| [&it.ru, &it.en]));
            for text in all {
                assert!(!text.is_empty() && text.trim() == text, "{id}: {text:?}");
                assert!(!text.contains(['<', '>', '{', '}', '\n']), "{id}: {text:?}");
                assert!(
                    !text.contains('!') || text.contains("! #"),
                    "{id}: calm: {text:?}"
                );
            }
        }
    }

    #[test]
    fn every_profile_is_sane() {
        for portal in all() {
            let id = &portal.id;
            for list in [&portal.issuers, &portal.hosts, &portal.related] {
                assert!(list.is_sorted(), "{id}: {list:?}");
                assert!(list.iter().all(|it| *it == folded(it)), "{id}: {list:?}");
            }
            assert!(portal.hosts.iter().all(|host| host.contains('.')), "{id}");
            assert_eq!(portal.checked.is_some(), *id != any_site().id, "{id}");
            if let Some(day) = &portal.checked {
                let checked: Result<jiff::civil::Date, _> = day.parse();
                let checked = checked.unwrap_or_else(|error| panic!("{id}: {error}"));
                assert!(
                    checked.to_string() == *day && checked.year() >= 2026,
                    "{id}"
                );
            }
            assert!(portal.related.iter().all(|it| !portal.has_host(it)), "{id}");
            assert_eq!(portal.example.is_some(), !portal.hosts.is_empty(), "{id}");
            if let Some(example) = &portal.example {
                let is_under = portal.has_host(example) && !portal.hosts.contains(example);
                assert!(is_under, "{id}: {example}");
            }
            let Rules {
                min_length,
                max_length,
                symbols,
                ..
            } = &portal.password;
            assert!((4..=64).contains(min_length), "{id}");
            assert!(min_length <= max_length && *max_length <= 128, "{id}");
            assert!(symbols.chars().all(|c| c.is_ascii_punctuation()), "{id}");
            if let Some(codes) = &portal.codes {
                assert!(
                    ["SHA1", "SHA256", "SHA512"].contains(&codes.algorithm.as_str()),
                    "{id}"
                );
                assert!((5..=8).contains(&codes.digits), "{id}");
                assert!([30, 60].contains(&codes.period), "{id}");
            }
            let Lifetimes {
                sms_seconds,
                email_seconds,
            } = portal.lifetimes;
            for seconds in [sms_seconds, email_seconds].into_iter().flatten() {
                assert!(
                    (60..=3600).contains(&seconds) && seconds % 60 == 0,
                    "{id}: whole minutes"
                );
            }
        }
    }

    #[test]
    fn no_name_and_no_host_belongs_to_two_portals() {
        let mut seen = BTreeSet::new();
        for portal in portals() {
            for name in portal.issuers.iter().chain(&portal.hosts) {
                let owner = portals().iter().find(|other| other.is_called(name));
                assert_eq!(owner.map(|it| &it.id), Some(&portal.id), "{name}");
            }
            assert!(seen.insert(&portal.id));
            assert!(
                !portal.issuers.is_empty() && !portal.hosts.is_empty(),
                "{}",
                portal.id
            );
        }
    }

    #[test]
    fn more_hosts_of_a_portal_are_its_own_and_no_others() {
        for (id, own, other) in [
            ("google", "google.com.br", "google.com.example"),
            ("google", "www.google.co.uk", "notgoogle.co.uk"),
            ("gosuslugi", "gosuslugi71.ru", "gosuslugi711.ru"),
            ("gosuslugi", "www.gosuslugi86.ru", "gosuslugivh.ru"),
            ("yandex", "mail.yandex.kz", "yandex.kz.example.com"),
        ] {
            let portal = portal(id).expect("known");
            assert!(portal.has_related(own), "{own}");
            assert!(!portal.has_related(other), "{other}");
        }
    }

    #[test]
    fn what_is_known_of_gosuslugi_is_there() {
        let portal = portal_of("gosuslugi", "").expect("known");
        assert_eq!(portal.name.ru, "Госуслуги");
        let codes = portal.codes.as_ref().expect("known");
        assert_eq!(
            (codes.algorithm.as_str(), codes.digits, codes.period),
            ("SHA1", 6, 30)
        );
        assert_eq!(portal.lifetimes.sms_seconds, Some(300));
        assert_eq!(portal.lifetimes.email_seconds, Some(15 * 60));
        assert_eq!(portal.hot_line.as_deref(), Some("8 800 100-70-10"));
        let Rules {
            min_length,
            lower,
            upper,
            digit,
            symbol,
            ..
        } = portal.password;
        assert_eq!(
            (min_length, lower, upper, digit, symbol),
            (8, true, true, true, true)
        );
    }

    #[test]
    fn other_codes_are_told_only_where_it_is_known_which_are_right() {
        let portal = portal("gosuslugi").expect("known");
        assert!(!portal.gives_other_codes("SHA1", 6, Some(30)));
        assert!(portal.gives_other_codes("SHA256", 6, Some(30)));
        assert!(portal.gives_other_codes("SHA1", 8, Some(30)));
        assert!(portal.gives_other_codes("SHA1", 6, Some(60)));
        assert!(portal.gives_other_codes("SHA1", 6, None), "counted");
        let unknown = Portal::default();
        assert!(!unknown.gives_other_codes("MD5", 10, None));
    }

    #[test]
    fn an_account_is_of_the_portal_that_its_issuer_names() {
        for (issuer, label, id) in [
            ("Gosuslugi", "gosuslugi", "gosuslugi"),
            ("ГОСУСЛУГИ", "", "gosuslugi"),
            ("Госуслуги (ЕСИА)", "", "gosuslugi"),
            ("esia.gosuslugi.ru", "", "gosuslugi"),
            ("", "Gosuslugi:+79000000000", "gosuslugi"),
            ("", "gosuslugi", "gosuslugi"),
            ("VK", "id1", "vk"),
            ("vk.com", "", "vk"),
            ("Яндекс ID", "", "yandex"),
            ("Mail.Ru", "ivan@mail.ru", "mail-ru"),
            ("", "Google:ivan@gmail.com", "google"),
            ("GitHub", "", "github"),
            ("Steam", "", "steam"),
        ] {
            let portal = portal_of(issuer, label);
            assert_eq!(
                portal.map(|it| it.id.as_str()),
                Some(id),
                "{issuer:?} {label:?}"
            );
        }
    }

    #[test]
    fn other_accounts_are_of_no_portal() {
        for (issuer, label) in [
            ("", ""),
            ("", "ivan@mail.ru"),
            ("", "ivan@gmail.com"),
            ("Банк", "ivan@yandex.ru"),
            ("Steamer", ""),
            ("VKusno", ""),
            ("gosuslugi.ru.example.com", ""),
            ("gosuslugi-online", ""),
            ("notgoogle.com", ""),
            ("GitLab", "GitHub:ivan"),
        ] {
            assert!(portal_of(issuer, label).is_none(), "{issuer:?} {label:?}");
        }
    }
}
