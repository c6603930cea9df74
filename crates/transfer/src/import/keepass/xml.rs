//! The XML export of KeePass 2. Values stand in it in clear.

use std::collections::HashMap;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use zeroize::Zeroizing;

use super::{Place, path_of};
use crate::import::ImportError;
use crate::import::account::Parsed;
use crate::import::request::Progress;

/// Deeper than any real file.
const MOST_DEPTH: usize = 1_000;

pub(super) fn is(text: &str) -> bool {
    // Behind the declaration and perhaps a comment.
    let head = text
        .char_indices()
        .nth(1_000)
        .map_or(text, |(end, _)| &text[..end]);
    head.contains("<KeePassFile")
}

/// Reads an export. A file that ends before its last element is closed is damaged.
pub(super) fn read(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        let event = reader.read_event().map_err(|_| ImportError::Damaged)?;
        match event {
            Event::Start(tag) => {
                progress.go_on()?;
                state.opens(tag.name().as_ref())?;
            }
            Event::Empty(tag) => {
                state.opens(tag.name().as_ref())?;
                state.closes()?;
            }
            Event::End(_) => state.closes()?,
            Event::Text(text) => state
                .text
                .push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => state
                .text
                .push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|_| ImportError::Damaged)?;
                match character {
                    Some(character) => state.text.push(character),
                    None => {
                        let known = resolve_xml_entity(&name.xml_content(XmlVersion::Implicit1_0));
                        state.text.push_str(known.ok_or(ImportError::Damaged)?);
                    }
                }
            }
            Event::Eof if state.open.is_empty() => return Ok(state.parsed),
            Event::Eof => return Err(ImportError::Damaged),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

#[derive(Default)]
struct State {
    /// The elements that are open.
    open: Vec<String>,
    /// What stood in the innermost one so far.
    text: Zeroizing<String>,
    /// The groups that are open; the first is the database itself.
    groups: Vec<Group>,
    /// The entry that is open; older versions of it are passed over.
    entry: Entry,
    bin: Option<String>,
    has_no_bin: bool,
    number: usize,
    parsed: Parsed,
}

#[derive(Default)]
struct Group {
    path: String,
    binned: bool,
}

#[derive(Default)]
struct Entry {
    key: String,
    fields: HashMap<String, Zeroizing<String>>,
    tags: Vec<String>,
}

impl State {
    fn opens(&mut self, name: &str) -> Result<(), ImportError> {
        if self.open.len() == MOST_DEPTH {
            return Err(ImportError::Damaged);
        }
        self.text.clear();
        match name {
            "Group" => {
                let outer = self.groups.last();
                let group = Group {
                    path: outer.map(|group| group.path.clone()).unwrap_or_default(),
                    binned: outer.is_some_and(|group| group.binned),
                };
                self.groups.push(group);
            }
            "Entry" if !self.is_in("History") => self.entry = Entry::default(),
            _ => {}
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    fn closes(&mut self) -> Result<(), ImportError> {
        let name = self.open.pop().ok_or(ImportError::Damaged)?;
        let outer = self.open.last().map(String::as_str).unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        if self.is_in("History") {
            return Ok(());
        }
        match (outer, name.as_str()) {
            ("Meta", "RecycleBinEnabled") => self.has_no_bin = text.eq_ignore_ascii_case("false"),
            ("Meta", "RecycleBinUUID") => self.bin = Some(text.to_string()),
            ("Group", "UUID") => {
                let is_bin = !self.has_no_bin && self.bin.as_deref() == Some(text.as_str());
                if let Some(group) = self.groups.last_mut() {
                    group.binned |= is_bin;
                }
            }
            ("Group", "Name") if self.groups.len() > 1 => {
                if let Some(group) = self.groups.last_mut() {
                    group.path = path_of(&group.path, &text)?;
                }
            }
            (_, "Group") => {
                self.groups.pop();
            }
            ("Entry", "Tags") => {
                self.entry.tags = text.split([';', ',']).map(str::to_owned).collect();
            }
            ("String", "Key") => self.entry.key = text.to_string(),
            ("String", "Value") => {
                let key = std::mem::take(&mut self.entry.key);
                self.entry.fields.insert(key, text);
            }
            (_, "Entry") => self.entry_ends()?,
            _ => {}
        }
        Ok(())
    }

    fn entry_ends(&mut self) -> Result<(), ImportError> {
        let entry = std::mem::take(&mut self.entry);
        let group = self.groups.last();
        self.number += 1;
        let place = Place {
            number: self.number,
            path: group.map(|group| group.path.as_str()).unwrap_or_default(),
            binned: group.is_some_and(|group| group.binned),
        };
        let get = |name: &str| entry.fields.get(name).map(|text| text.as_str());
        place.take(&mut self.parsed, get, &entry.tags)
    }
}
