//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

// clippy.toml allows these in test functions, not in what they call. One test program: nobody else
// uses its parts.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod aegis;
mod andotp;
mod authenticator_extension;
mod authenticator_plus;
mod authme;
mod bitwarden;
mod canonical;
mod cotp;
mod ente;
mod freeotp;
mod freeotp_plus;
mod html_links;
mod junk;
mod keepass;
mod lastpass_authenticator;
mod links;
mod one_password;
mod otp_list;
mod otpclient;
mod proton_authenticator;
mod proton_pass;
mod raivo;
mod sealing;
mod steam;
mod stratum;
mod tables;
mod totp_authenticator;
mod twinkey;
mod two_fas;
mod two_fauth;
mod winauth;
