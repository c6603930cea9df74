//! Names that imitate a known portal. It is a hint for the eye, not a proof: who makes a QR code may
//! write any name into it, the true one too.

mod forms;

use std::ops::Range;
use std::sync::LazyLock;

use forms::{Form, Word, words_of};

use crate::portal::{Portal, folded, portals, prefix};

/// A name shorter than this is not compared by its looks alone: BK is no VK.
const SHORTEST_BY_LOOKS: usize = 4;
/// A name shorter than this is not compared by how it sounds: Stim is no Steam.
const SHORTEST_BY_SOUND: usize = 6;

/// Which portal a name imitates, and how.
#[derive(Debug, Clone, Copy)]
pub struct LookAlike {
    /// The one that it looks like.
    pub portal: &'static Portal,
    /// In which way.
    pub why: Why,
}

impl LookAlike {
    /// Stable identifier of the warning.
    pub const CODE: &'static str = "look_alike";
}

/// In which way a name imitates another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// One word has letters of two alphabets, such as a Cyrillic о among Latin letters.
    MixedScripts,
    /// It looks or sounds the same and is written otherwise.
    Confusable,
    /// It differs by a letter or two.
    NearMiss,
}

/// Whether the issuer, or what the label begins with, imitates a known portal without being it.
#[must_use]
pub fn look_alike(issuer: &str, label: &str) -> Option<LookAlike> {
    let prefix = match label.contains(':') || issuer.trim().is_empty() {
        true => prefix(label),
        false => "",
    };
    [issuer, prefix].into_iter().find_map(examine)
}

/// A name of a portal, taken apart.
struct Known {
    portal: &'static Portal,
    words: Vec<Word>,
    form: Form,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let names = portals().iter().flat_map(|portal| {
        let names = portal.issuers.iter();
        let names = names.chain([&portal.name.ru, &portal.name.en]);
        names.map(move |name| (portal, words_of(name)))
    });
    let known = names.map(|(portal, words)| Known {
        portal,
        form: Form::of(&words),
        words,
    });
    known.collect()
});

/// Some words in a row of the name that is judged.
struct Window<'a> {
    place: Range<usize>,
    words: &'a [Word],
    form: Form,
}

fn examine(name: &str) -> Option<LookAlike> {
    if let Some(host) = host_of(name) {
        let host = folded(host);
        if portals().iter().any(|portal| portal.has_host(&host)) {
            return None;
        }
        if let Some(portal) = portals().iter().find(|portal| pretends(&host, portal)) {
            let why = Why::NearMiss;
            return Some(LookAlike { portal, why });
        }
    }
    let words = words_of(name);
    let own = own_words(&words);
    // The true name among other words, such as "Портал Госуслуги", is none to look at.
    let is_own = |place: &Range<usize>| own.iter().any(|own| holds(own, place));
    let windows = windows(&words, |place| !is_own(place));
    let pairs = windows.iter().flat_map(|window| {
        let known = KNOWN.iter().map(move |known| (window, known));
        known.filter(|(window, known)| known.words.len() == window.words.len())
    });
    let pairs: Vec<_> = pairs.collect();
    let same = pairs
        .iter()
        .find(|(window, known)| passes_for(&window.form, &known.form));
    if let Some((window, Known { portal, .. })) = same {
        let why = match window.form.mixed {
            true => Why::MixedScripts,
            false => Why::Confusable,
        };
        return Some(LookAlike { portal, why });
    }
    let near = pairs.iter().filter_map(|(window, known)| {
        // The true name with a word more is no miss, unless that word is odd by itself.
        let holds_own = own.iter().any(|own| holds(&window.place, own));
        let odd = window.form.mixed || !holds_own;
        let distance = odd.then(|| near(window, known)).flatten()?;
        Some((distance, window, known))
    });
    let (_, window, Known { portal, .. }) = near.min_by_key(|(distance, _, known)| {
        (*distance, std::cmp::Reverse(known.form.plain.len()))
    })?;
    let why = match window.form.mixed {
        true => Why::MixedScripts,
        false => Why::NearMiss,
    };
    Some(LookAlike { portal, why })
}

/// All words in a row that are as many as a known name has, where they stand in a place to look at.
fn windows(words: &[Word], at_place: impl Fn(&Range<usize>) -> bool) -> Vec<Window<'_>> {
    let longest = KNOWN.iter().map(|known| known.words.len()).max();
    let lengths = 1..=longest.unwrap_or_default().min(words.len());
    let places =
        lengths.flat_map(|length| (0..=words.len() - length).map(move |at| at..at + length));
    let places = places.filter(at_place);
    let windows = places.map(|place| {
        let words = &words[place.clone()];
        let form = Form::of(words);
        Window { place, words, form }
    });
    windows.collect()
}

fn holds(whole: &Range<usize>, part: &Range<usize>) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// The host that a name is or begins with.
fn host_of(name: &str) -> Option<&str> {
    let name = name.trim();
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    let host = name.split(['/', ':', ' ']).next()?;
    host.contains('.').then_some(host)
}

/// Whether a host begins like one of the portal's and leads elsewhere: `gosuslugi.ru.example.com`.
fn pretends(host: &str, portal: &Portal) -> bool {
    portal.hosts.iter().any(|own| {
        host.match_indices(own.as_str()).any(|(at, _)| {
            let before = host[..at].chars().next_back();
            let after = host[at + own.len()..].chars().next();
            before.is_none_or(|c| c == '.') && after.is_some_and(|c| ".-".contains(c))
        })
    })
}

/// Where known names stand among the words, as they are written.
fn own_words(words: &[Word]) -> Vec<Range<usize>> {
    let places = KNOWN.iter().flat_map(|Known { words: own, .. }| {
        let windows = words.windows(own.len()).enumerate();
        let same = move |window: &[Word]| own.iter().zip(window).all(|(a, b)| a.exact == b.exact);
        let same = windows.filter(move |(_, window)| same(window));
        same.map(|(at, _)| at..at + own.len())
    });
    places.collect()
}

/// Whether words pass for a known name, to the eye or to the ear.
fn passes_for(theirs: &Form, ours: &Form) -> bool {
    let length = ours.plain.chars().count();
    let looks = theirs.mixed || length >= SHORTEST_BY_LOOKS;
    let looks = looks && !theirs.shapes.is_disjoint(&ours.shapes);
    let sounds = length >= SHORTEST_BY_SOUND && theirs.sound == ours.sound;
    looks || sounds
}

/// By how many letters the words miss a known name, when that is few.
fn near(window: &Window<'_>, known: &Known) -> Option<usize> {
    let mixed = window.form.mixed;
    // The last part of an address is no name: mail.com is not mail.ru.
    let (theirs, ours) = match (window.words, known.words.as_slice()) {
        ([a, a_end], [b, b_end]) if a_end.plain == b_end.plain => (&a.plain, &b.plain),
        ([_, _], [_, end]) if end.is_top_level() && !mixed => return None,
        _ => (&window.form.plain, &known.form.plain),
    };
    let first = window.place.start == 0;
    let allowed = match ours.chars().count() {
        // One word of two alphabets is odd by itself.
        2..=5 if mixed => 1,
        0..=5 => 0,
        6..=8 if first || mixed => 1,
        6..=8 => 0,
        _ => 2,
    };
    // Who imitates a name keeps its first letter: that is what people read.
    let begins = theirs.chars().next() == ours.chars().next();
    let by_letters = (begins || mixed).then(|| strsim::osa_distance(theirs, ours));
    let by_looks = || {
        let shapes = window.form.shapes.iter();
        let pairs = shapes.flat_map(|a| known.form.shapes.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| strsim::osa_distance(a, b)).min()
    };
    let by_looks = mixed.then(by_looks).flatten();
    let distance = by_letters.into_iter().chain(by_looks).min()?;
    (1..=allowed).contains(&distance).then_some(distance)
}
