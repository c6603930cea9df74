//! Asks a server for the right time and tells how far this computer's clock is ahead of it.
//!
//! In a program of its own, so that the one that holds the keys has no network code in it.
#![forbid(unsafe_code)]

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rsntp::{Config, SntpClient};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

/// How long one server may take.
pub const PATIENCE: Duration = Duration::from_secs(6);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoAnswer {
    /// Neither `https://HOST` nor `ntp://HOST`.
    #[error("not an address to ask")]
    Address,
    /// No connection, or no answer in time.
    #[error("no answer: {0}")]
    Silent(String),
    /// An answer without a time in it.
    #[error("an answer without a time")]
    NoTime,
}

impl NoAnswer {
    /// A stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NoAnswer::Address => "address",
            NoAnswer::Silent(_) => "silent",
            NoAnswer::NoTime => "no_time",
        }
    }
}

/// Seconds by which the clock of this computer is ahead of the server's; negative: behind.
///
/// `https://HOST[:PORT]` reads the `Date` of an answer (RFC 9110 §6.6.1), exact to half a second and the
/// way; the certificate is checked, by a clock that may be wrong. `ntp://HOST[:PORT]` asks by SNTP
/// (RFC 4330), exact to the way, and anybody on the way could lie.
///
/// # Errors
/// Why there is no answer. Nothing but the host is told to anybody.
pub fn ask(address: &str) -> Result<f64, NoAnswer> {
    match address.split_once("://") {
        Some(("https", host)) if is_host(host) => ask_web(address),
        Some(("ntp", host)) if is_host(host) => ask_time_server(host),
        _ => Err(NoAnswer::Address),
    }
}

/// A name or a number with or without a port, and nothing that could be a path or a user.
fn is_host(host: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
    !host.is_empty() && host.chars().all(is_part)
}

fn ask_web(address: &str) -> Result<f64, NoAnswer> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .https_only(true)
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent("")
        .tls_config(tls)
        .build()
        .into();
    let before = SystemTime::now();
    let answer = agent.head(address).call();
    let after = SystemTime::now();
    let answer = answer.map_err(|error| NoAnswer::Silent(error.to_string()))?;
    let date = answer
        .headers()
        .get("date")
        .and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| httpdate::parse_http_date(date).ok());
    let date = date.ok_or(NoAnswer::NoTime)?;
    // The server has rounded down; the answer was made about half-way.
    let theirs = seconds(date) + 0.5;
    Ok((seconds(before) + seconds(after)) / 2.0 - theirs)
}

fn ask_time_server(host: &str) -> Result<f64, NoAnswer> {
    let has_port = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let server = if has_port {
        host.to_owned()
    } else {
        format!("{host}:123")
    };
    let client = SntpClient::with_config(Config::default().timeout(PATIENCE));
    let answer = client.synchronize(server);
    let answer = answer.map_err(|error| NoAnswer::Silent(error.to_string()))?;
    Ok(-answer.clock_offset().as_secs_f64())
}

fn seconds(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_hosts_and_nothing_that_could_carry_more() {
        for address in [
            "https://www.example.org",
            "ntp://pool.ntp.org",
            "https://[::1]:8443",
        ] {
            let (_, host) = address.split_once("://").unwrap();
            assert!(is_host(host), "{address}");
        }
        for address in [
            "",
            "www.example.org",
            "http://www.example.org",
            "https://",
            "https://user@host",
            "https://host/path",
            "ntp://host?x",
        ] {
            assert_eq!(ask(address).unwrap_err().code(), "address", "{address}");
        }
    }
}
