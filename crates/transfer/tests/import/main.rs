//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]
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
mod cotp;
mod freeotp;
mod freeotp_plus;
mod otp_list;
mod otpclient;
mod real_files;
mod sealing;
mod steam;
mod totp_authenticator;
mod twinkey;
mod two_fauth;
mod winauth;
