//! Tags of accounts, one for all and one for one.

use crate::error::VaultError;
use crate::fold::folded;

/// How many tags an account may have.
pub const TAGS_MAX: usize = 32;
/// The longest tag, in characters.
pub const TAG_MAX: usize = 64;

/// A tag without what cannot be seen; none if nothing is left of it.
pub(crate) fn clean(tag: &str) -> Option<String> {
    let seen: String = tag.chars().filter(|it| !it.is_control()).collect();
    let seen = seen.trim();
    (!seen.is_empty()).then(|| seen.to_owned())
}

/// Cleaned tags, each once whatever its case, in their order.
pub(crate) fn all_clean(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().filter_map(|tag| clean(tag)) {
        if !kept.iter().any(|it| is_same(it, &tag)) {
            kept.push(tag);
        }
    }
    kept
}

/// Tags for an account that has these. What another app brought along beyond the limits may stay.
///
/// # Errors
/// [`VaultError::TooManyTags`], [`VaultError::TagTooLong`].
pub(crate) fn checked(tags: &[String], had: &[String]) -> Result<Vec<String>, VaultError> {
    let tags = all_clean(tags);
    let is_long = |tag: &&String| tag.chars().count() > TAG_MAX && !had.contains(tag);
    if tags.iter().any(|tag| is_long(&tag)) {
        return Err(VaultError::TagTooLong);
    }
    if tags.len() > TAGS_MAX.max(had.len()) {
        return Err(VaultError::TooManyTags);
    }
    Ok(tags)
}

/// The tags after some came and some went. One that differs only in case is written as it comes.
pub(crate) fn changed(tags: &[String], add: &[String], remove: &[String]) -> Vec<String> {
    let mut changed: Vec<String> = tags.to_vec();
    changed.retain(|tag| !remove.contains(tag));
    for tag in add {
        match changed.iter_mut().find(|it| is_same(it, tag)) {
            Some(same) => same.clone_from(tag),
            None => changed.push(tag.clone()),
        }
    }
    changed
}

/// The tags after one got another name, or went.
pub(crate) fn renamed(tags: &[String], tag: &str, to: Option<&str>) -> Vec<String> {
    let mut renamed: Vec<String> = Vec::with_capacity(tags.len());
    for old in tags {
        let name = match to {
            Some(to) if old == tag || is_same(old, to) => to,
            None if old == tag => continue,
            _ => old,
        };
        if !renamed.iter().any(|it| it == name) {
            renamed.push(name.to_owned());
        }
    }
    renamed
}

/// The name for a tag that is renamed: another tag that is called so stays written as it is.
pub(crate) fn of_known(known: &[&String], tag: &str, to: String) -> String {
    let is_other = |it: &&&String| **it != tag && is_same(it, &to);
    match known.iter().find(is_other) {
        Some(other) if !known.contains(&&to) => other.to_string(),
        _ => to,
    }
}

fn is_same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(all: &[&str]) -> Vec<String> {
        all.iter().map(|&tag| tag.to_owned()).collect()
    }

    #[test]
    fn what_cannot_be_seen_goes_and_each_tag_stays_once() {
        let cleaned = all_clean(&tags(&[" \u{7}Дом ", "дом", "", "\n", "работа"]));
        assert_eq!(cleaned, ["Дом", "работа"]);
    }

    #[test]
    fn a_tag_that_comes_in_another_case_replaces_the_one_before() {
        let changed = changed(&tags(&["Дом", "б"]), &tags(&["дом", "в"]), &tags(&["б"]));
        assert_eq!(changed, ["дом", "в"]);
    }

    #[test]
    fn a_tag_that_gets_the_name_of_another_becomes_one_with_it() {
        let tags = tags(&["а", "дом", "б", "Дом"]);
        assert_eq!(renamed(&tags, "дом", Some("б")), ["а", "б", "Дом"]);
        assert_eq!(renamed(&tags, "а", Some("ДОМ")), ["ДОМ", "б"]);
        assert_eq!(renamed(&tags, "б", None), ["а", "дом", "Дом"]);
    }

    #[test]
    fn tags_that_a_search_cannot_tell_apart_are_one() {
        let cleaned = all_clean(&tags(&[
            "Ёлка",
            "елка",
            "Дом  2",
            "дом 2",
            "кафе\u{301}",
            "кафе",
        ]));
        assert_eq!(cleaned, ["Ёлка", "Дом  2", "кафе\u{301}"]);
    }

    #[test]
    fn limits_hold_for_what_comes_but_not_for_what_is_there() {
        let many: Vec<String> = (0..40).map(|it| it.to_string()).collect();
        assert_eq!(checked(&many, &[]), Err(VaultError::TooManyTags));
        assert_eq!(checked(&many[1..], &many).map(|it| it.len()), Ok(39));
        let long = vec!["я".repeat(65)];
        assert_eq!(checked(&long, &[]), Err(VaultError::TagTooLong));
        assert_eq!(checked(&long, &long), Ok(long.clone()));
        assert!(checked(&["я".repeat(64)], &[]).is_ok());
    }
}
