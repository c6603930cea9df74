//! What a person has to know: portal profiles, look-alike names, help articles. All of it is data in
//! this crate; nothing here asks a network.
#![forbid(unsafe_code)]
