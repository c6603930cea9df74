//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]

mod aegis;
mod canonical;
mod ente;
mod html_links;
mod lastpass;
mod links;
mod proton_authenticator;
mod raivo;
mod real_files;
mod stratum;
mod two_fas;
