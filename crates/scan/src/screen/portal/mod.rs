//! The desktop portal: it takes the picture, asks the person where the desktop wants that, and leaves a
//! file behind that must go.

use std::path::Path;
use std::time::Duration;

use ashpd::desktop::ResponseError;
use ashpd::desktop::screenshot::Screenshot;
use ashpd::zbus::Connection;
use ashpd::{AppID, Error, PortalError};
use async_io::Timer;
use futures_lite::future;

use super::Capture;
use crate::error::ScanError;
use crate::file::read_file;
use crate::file_uri::path_of;
use crate::shot::Shot;

/// How long the person may take to answer the desktop's question.
const DEADLINE: Duration = Duration::from_secs(60);

/// One picture of all monitors.
///
/// # Errors
/// `screen_unavailable` without a portal, when it fails or does not answer in time; `screen_denied`,
/// `screen_cancelled`.
pub(super) fn capture(application: Option<&str>) -> Result<Capture, ScanError> {
    capture_on(Connection::session(), DEADLINE, application)
}

fn capture_on(
    bus: impl Future<Output = Result<Connection, ashpd::zbus::Error>>,
    deadline: Duration,
    application: Option<&str>,
) -> Result<Capture, ScanError> {
    let late = async {
        Timer::after(deadline).await;
        Err(ScanError::ScreenUnavailable(format!(
            "no answer in {} s",
            deadline.as_secs()
        )))
    };
    let address = async_io::block_on(future::or(ask(bus, application), late))?;
    let Some(path) = path_of(&address) else {
        return Err(ScanError::ScreenUnavailable(
            "the picture is not a local file".to_owned(),
        ));
    };
    take(&path)
}

/// Asks for the picture and waits for the answer: the address of a file.
async fn ask(
    bus: impl Future<Output = Result<Connection, ashpd::zbus::Error>>,
    application: Option<&str>,
) -> Result<String, ScanError> {
    // A connection of our own: when the deadline drops it, the portal takes its question back, and no
    // late answer leaves a file that nobody deletes.
    let connection = bus.await.map_err(|error| reason(error.into()))?;
    if let Some(application) = application.and_then(|id| AppID::try_from(id).ok()) {
        // Unknown to portals before 1.20, refused in a sandbox: the picture may come all the same.
        let _ = ashpd::register_host_app_with_connection(connection.clone(), application).await;
    }
    let request = Screenshot::request()
        .interactive(false)
        .modal(true)
        .connection(Some(connection));
    let answer = request
        .send()
        .await
        .and_then(|request| request.response())
        .map_err(reason)?;
    Ok(answer.uri().as_str().to_owned())
}

/// Reads the file and deletes it, whether it could be read or not. What it holds is decoded elsewhere.
fn take(path: &Path) -> Result<Capture, ScanError> {
    let bytes = read_file(path);
    let left_behind = (std::fs::remove_file(path).is_err()).then(|| path.to_owned());
    match (bytes, left_behind) {
        (Ok(bytes), left_behind) => Ok(Capture {
            pictures: vec![Shot::File(bytes)],
            left_behind,
        }),
        (Err(error), None) => Err(ScanError::ScreenUnavailable(error.to_string())),
        (Err(error), Some(path)) => Err(ScanError::ScreenUnavailable(format!(
            "{error}; the picture is still at {}",
            path.display()
        ))),
    }
}

fn reason(error: Error) -> ScanError {
    match error {
        Error::Response(ResponseError::Cancelled) | Error::Portal(PortalError::Cancelled(_)) => {
            ScanError::ScreenCancelled
        }
        // "Ended in some other way" is what a refused permission looks like (xdg-desktop-portal,
        // screenshot.c).
        Error::Response(ResponseError::Other) | Error::Portal(PortalError::NotAllowed(_)) => {
            ScanError::ScreenDenied
        }
        other => ScanError::ScreenUnavailable(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
