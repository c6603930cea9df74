//! Names that imitate a known portal. It is a hint for the eye, not a proof: who makes a QR code may
//! write any name into it, the true one too.

mod address;
mod forms;

use std::cmp::{Ordering, Reverse};
use std::ops::Range;
use std::sync::LazyLock;

use address::{Address, address, host_words};
use forms::{Form, Word, is_invisible, words_of};

use crate::portal::{Portal, portals, prefix};

/// A name shorter than this is not compared by its looks alone: BK is no VK.
const SHORTEST_BY_LOOKS: usize = 4;
/// A name shorter than this is not compared by how it sounds: Stim is no Steam.
const SHORTEST_BY_SOUND: usize = 6;

/// A name shorter than this is not put together of several words.
const SHORTEST_IN_PARTS: usize = 5;
/// No more of a name is judged: whoever makes a QR code chooses how long it is.
const MOST_CHARACTERS: usize = 128;
/// No more words of it.
const MOST_WORDS: usize = 8;

/// Real services whose names are a letter away from a portal's.
const NEIGHBOURS: &[&str] = &["гитлаб"];

/// Which portal a name imitates.
#[derive(Debug, Clone, Copy)]
pub struct LookAlike {
    /// The one that it looks like.
    pub portal: &'static Portal,
}

impl LookAlike {
    /// Stable identifier of the warning.
    pub const CODE: &'static str = "look_alike";
}

/// Whether the issuer, or what the label begins with, imitates a known portal without being it.
///
/// Only the first words of each are looked at, so that no name takes long.
#[must_use]
pub fn look_alike(issuer: &str, label: &str) -> Option<LookAlike> {
    let prefix = match label.contains(':') || issuer.trim().is_empty() {
        true => prefix(label),
        false => "",
    };
    let portal = [issuer, prefix]
        .into_iter()
        .find_map(|name| examine(&beginning(name)))?;
    Some(LookAlike { portal })
}

/// As much of a name as is judged. Rows of spaces and of what cannot be seen count once.
fn beginning(name: &str) -> String {
    let mut before = ' ';
    let squeezed = name.chars().filter(|c| {
        let more = [char::is_whitespace, is_invisible];
        let is_row = more.iter().any(|kind| kind(*c) && kind(before));
        before = *c;
        !is_row
    });
    squeezed.take(MOST_CHARACTERS).collect()
}

/// A name of a portal, taken apart.
struct Known {
    portal: &'static Portal,
    words: Vec<Word>,
    form: Form,
}

impl Known {
    /// Whether it is still one when somebody takes it apart: "Gosu slugi".
    fn is_long(&self) -> bool {
        self.form.plain.chars().count() >= SHORTEST_IN_PARTS
    }
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let names = portals().iter().flat_map(|portal| {
        let names = portal.issuers.iter().chain(&portal.hosts);
        let names = names.chain([&portal.name.ru, &portal.name.en]);
        let names = names.map(String::as_str).chain(host_words(portal));
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

fn examine(name: &str) -> Option<&'static Portal> {
    match address(name) {
        Some(Address::Own) => return None,
        Some(Address::Fake(portal)) => return Some(portal),
        None => {}
    }
    let mut words = words_of(name);
    words.truncate(MOST_WORDS);
    let own = own_words(&words);
    // The true name among other words, such as "Портал Госуслуги", is none to look at.
    let is_own = |place: &Range<usize>| own.iter().any(|own| holds(own, place));
    let windows = windows(&words, |place| !is_own(place));
    let pairs = windows
        .iter()
        .flat_map(|window| KNOWN.iter().map(move |known| (window, known)));
    let pairs: Vec<_> = pairs.collect();
    // The true name with a word more imitates nothing, unless that word is odd by itself.
    let is_odd =
        |window: &Window<'_>| window.form.mixed || !own.iter().any(|own| holds(&window.place, own));
    let passes = |(window, known): &&(&Window<'_>, &Known)| {
        let fits = match window.words.len().cmp(&known.words.len()) {
            Ordering::Less => false,
            Ordering::Equal => true,
            Ordering::Greater => is_odd(window) && known.is_long(),
        };
        fits && passes_for(&window.form, &known.form)
    };
    if let Some((_, known)) = pairs.iter().find(passes) {
        return Some(known.portal);
    }
    let near = pairs.iter().filter_map(|(window, known)| {
        let fits = window.words.len() == known.words.len() && is_odd(window);
        let distance = fits.then(|| near(window, known)).flatten()?;
        Some((distance, known))
    });
    let (_, known) =
        near.min_by_key(|(distance, known)| (*distance, Reverse(known.form.plain.len())))?;
    Some(known.portal)
}

/// All words in a row, where they stand in a place to look at.
fn windows(words: &[Word], at_place: impl Fn(&Range<usize>) -> bool) -> Vec<Window<'_>> {
    let lengths = 1..=words.len();
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
    if NEIGHBOURS.contains(&window.form.plain.as_str()) {
        return None;
    }
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
