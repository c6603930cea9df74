//! `add --camera`: looks at what a camera sees, or at a recorded video, until there is an account in it.

mod ffmpeg;

use std::path::Path;
use std::time::{Duration, Instant};

use otp::payload::{self, PayloadError, PayloadKind};
use scan::{Found, PictureError, ScanError, Shot, Sight, Worker};

use crate::outcome::Failure;
use crate::say::Say;
use crate::scan_files::is_wanted;
use ffmpeg::{Film, Source};

/// How long a camera is looked at. A video ends by itself.
const LONGEST: Duration = Duration::from_secs(60);

/// The codes of the first frame that holds an account. Other codes are named, and the looking goes on.
///
/// # Errors
/// `ffmpeg_missing`, `camera_absent` and the like when nothing can be filmed. After a minute or at the end
/// of the video: what the code was that was seen instead, `camera_saw_nothing`, `no_qr`.
pub(crate) fn codes(device: Option<&Path>, say: &mut Say<'_>) -> Result<Vec<Found>, Failure> {
    let source = Source::of(device)?;
    let mut looking = Looking {
        worker: Worker::start()?,
        saw_any: false,
        others: Vec::new(),
    };
    let mut film = Film::start(&source)?;
    let deadline = (!source.is_video()).then(|| Instant::now() + LONGEST);
    if deadline.is_some() {
        say.tell("cli-camera", &[])?;
    }
    while let Some(frame) = film.next(deadline) {
        if let Some(found) = looking.at(&frame, say)? {
            return Ok(found);
        }
    }
    Err(match looking.others.first() {
        Some(kind) => PayloadError::NotOtp(*kind).into(),
        None if !looking.saw_any => film.failure(&source),
        None if source.is_video() => ScanError::from(PictureError::NoQr(Sight::Nothing)).into(),
        None => Failure::refused("camera_saw_nothing", None),
    })
}

struct Looking {
    worker: Worker,
    /// A frame came.
    saw_any: bool,
    /// What was seen that is no account, each kind once.
    others: Vec<PayloadKind>,
}

impl Looking {
    /// The codes of a frame, if an account is among them.
    fn at(&mut self, frame: &Shot, say: &mut Say<'_>) -> Result<Option<Vec<Found>>, Failure> {
        self.saw_any = true;
        let found = match self.worker.decode_frame(frame, &is_wanted) {
            Err(ScanError::Picture(PictureError::NoQr(_))) => return Ok(None),
            other => other?,
        };
        if found.iter().any(|code| is_wanted(&code.text)) {
            return Ok(Some(found));
        }
        for kind in found.iter().map(|code| payload::kind_of(&code.text)) {
            if !self.others.contains(&kind) {
                self.others.push(kind);
                let error = PayloadError::NotOtp(kind);
                say.explain(None, error.code(), error.detail().as_deref())?;
            }
        }
        Ok(None)
    }
}
