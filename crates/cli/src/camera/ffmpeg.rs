//! An installed ffmpeg films, or plays a video, and writes grey frames to us: it knows the cameras of every
//! system, for which a library would need a compiler of C headers. It sees the pictures and nothing else.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use scan::{Picture, Shot};
use zeroize::Zeroizing;

use crate::outcome::Failure;

/// Ten frames a second, none wider than 1920 pixels: more help nobody who holds a code still.
const FILTER: &str = "fps=10,scale=w='min(1920,iw)':h=-2";

/// More pixels than ffmpeg was asked for are no frame.
const MOST_PIXELS: usize = 1920 * 1920 * 4;

/// The longest that is read of what ffmpeg says about a failure, in bytes.
const LONGEST_REASON: u64 = 16 << 10;

/// What is filmed.
pub(super) enum Source {
    /// A camera, as ffmpeg calls it on this system.
    Device(OsString),
    /// An ordinary file.
    Video(PathBuf),
}

impl Source {
    /// What was named, or the first camera of the system.
    ///
    /// # Errors
    /// `file_not_found`, `camera_absent`, `camera_not_named`.
    pub(super) fn of(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            Some(path) if path.is_file() => Ok(Self::Video(path.to_owned())),
            // The other systems call a camera by a name or a number.
            Some(path) if cfg!(target_os = "linux") && !path.exists() => {
                let path = path.display().to_string();
                Err(Failure::refused("file_not_found", Some(path)))
            }
            Some(name) if cfg!(windows) => {
                let mut device = OsString::from("video=");
                device.push(name);
                Ok(Self::Device(device))
            }
            Some(name) => Ok(Self::Device(name.into())),
            None if cfg!(windows) => Err(Failure::refused("camera_not_named", None)),
            None if cfg!(target_os = "macos") => Ok(Self::Device("0".into())),
            None => {
                let first = (0..64).map(|number| format!("/dev/video{number}"));
                let first = first.into_iter().find(|path| Path::new(path).exists());
                let first = first.ok_or_else(|| Failure::refused("camera_absent", None))?;
                Ok(Self::Device(first.into()))
            }
        }
    }

    pub(super) fn is_video(&self) -> bool {
        matches!(self, Self::Video(_))
    }

    /// The arguments of ffmpeg for it.
    fn arguments(&self) -> Vec<OsString> {
        let format: &[&str] = match self {
            // A list of files within a video leads nowhere else.
            Self::Video(_) => &["-protocol_whitelist", "file"],
            Self::Device(_) if cfg!(windows) => &["-f", "dshow"],
            Self::Device(_) if cfg!(target_os = "macos") => {
                &["-f", "avfoundation", "-framerate", "30"]
            }
            Self::Device(_) => &["-f", "v4l2", "-video_size", "1280x720"],
        };
        let input = match self {
            Self::Device(device) => device.clone(),
            Self::Video(path) => {
                let mut input = OsString::from("file:");
                input.push(path);
                input
            }
        };
        let mut arguments: Vec<OsString> = format.iter().map(Into::into).collect();
        arguments.extend(["-i".into(), input]);
        arguments
    }
}

/// A film that runs. Its program ends with the value.
pub(super) struct Film {
    child: Child,
    frames: Receiver<Shot>,
    reason: Option<JoinHandle<String>>,
}

impl Film {
    /// Starts ffmpeg.
    ///
    /// # Errors
    /// `ffmpeg_missing`, or `camera_failed` with what the system says.
    pub(super) fn start(source: &Source) -> Result<Self, Failure> {
        let mut command = Command::new("ffmpeg");
        command
            .args(["-hide_banner", "-nostdin", "-loglevel", "error"])
            .args(source.arguments())
            .args(["-map", "0:v:0", "-vf", FILTER])
            .args(["-f", "image2pipe", "-c:v", "pgm", "-"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::refused("ffmpeg_missing", None),
            _ => Failure::refused("camera_failed", Some(error.to_string())),
        })?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        // Nothing waits in it: an old frame is of no use.
        let (sender, frames) = sync_channel(0);
        thread::spawn(move || {
            let mut out = out.map(BufReader::new);
            while let Some(Ok(frame)) = out.as_mut().map(read_frame) {
                if sender.send(frame.into()).is_err() {
                    return;
                }
            }
        });
        let reason = thread::spawn(move || err.map(read_reason).unwrap_or_default());
        Ok(Self {
            child,
            frames,
            reason: Some(reason),
        })
    }

    /// The next frame; `None` at the end of the film, or when none has come until then.
    pub(super) fn next(&mut self, deadline: Option<Instant>) -> Option<Shot> {
        match deadline {
            None => self.frames.recv().ok(),
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                let is_over = left == Duration::ZERO;
                (!is_over).then(|| self.frames.recv_timeout(left).ok())?
            }
        }
    }

    /// Why there was no frame at all. Ends the film.
    pub(super) fn failure(&mut self, source: &Source) -> Failure {
        self.end();
        let reason = self.reason.take().and_then(|reading| reading.join().ok());
        let reason = reason.unwrap_or_default();
        let code = code_of(&reason, source.is_video());
        let last = reason.lines().rfind(|line| !line.trim().is_empty());
        Failure::refused(code, last.map(|line| line.trim().to_owned()))
    }

    fn end(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Film {
    fn drop(&mut self) {
        self.end();
    }
}

/// What ffmpeg says it could not do.
fn code_of(reason: &str, is_video: bool) -> &'static str {
    let reason = reason.to_lowercase();
    let says = |texts: &[&str]| texts.iter().any(|text| reason.contains(text));
    if is_video {
        "video_unreadable"
    } else if says(&["busy", "in use"]) {
        "camera_busy"
    } else if says(&["permission denied", "not permitted", "not authorized"]) {
        "camera_denied"
    } else if says(&["no such", "not found", "could not find", "cannot find"]) {
        "camera_absent"
    } else if reason.trim().is_empty() {
        "camera_silent"
    } else {
        "camera_failed"
    }
}

fn read_reason(mut err: impl Read) -> String {
    let mut text = Vec::new();
    // What cannot be read is no reason.
    let _ = err.by_ref().take(LONGEST_REASON).read_to_end(&mut text);
    // The rest, too: a full pipe would hold ffmpeg up.
    let _ = io::copy(&mut err, &mut io::sink());
    String::from_utf8_lossy(&text).into_owned()
}

/// One picture of the form PGM: `P5`, its sides, the brightest value, and a byte for each pixel.
fn read_frame(from: &mut impl BufRead) -> io::Result<Picture> {
    let bad = || io::Error::from(ErrorKind::InvalidData);
    let mut line = || {
        let mut text = String::new();
        from.by_ref().take(32).read_line(&mut text)?;
        Ok::<_, io::Error>(text.trim_end().to_owned())
    };
    let (kind, sides, brightest) = (line()?, line()?, line()?);
    let sides = sides
        .split_once(' ')
        .filter(|_| kind == "P5" && brightest == "255");
    let (width, height) = sides.ok_or_else(bad)?;
    let side = |text: &str| text.parse::<u32>().map_err(|_| bad());
    let (width, height) = (side(width)?, side(height)?);
    let pixels = u64::from(width) * u64::from(height);
    let pixels = usize::try_from(pixels).map_err(|_| bad())?;
    if pixels > MOST_PIXELS {
        return Err(bad());
    }
    let mut grey = Zeroizing::new(vec![0; pixels]);
    from.read_exact(&mut grey)?;
    Picture::from_grey(width, height, std::mem::take(&mut grey)).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_one_after_the_other_whatever_their_sizes() {
        let mut bytes: &[u8] = b"P5\n2 1\n255\n\x0a\x0bP5\n1 3\n255\n\x01\x02\x03";
        let one = read_frame(&mut bytes).expect("a frame");
        assert_eq!(
            (one.width(), one.height(), one.grey()),
            (2, 1, &b"\x0a\x0b"[..])
        );
        let other = read_frame(&mut bytes).expect("a frame");
        assert_eq!((other.width(), other.height()), (1, 3));
        assert!(read_frame(&mut bytes).is_err(), "the end");
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        let bad: [&[u8]; 6] = [
            b"P6\n1 1\n255\n\x01",
            b"P5\n1 1\n65535\n\x01",
            b"P5\n1\n255\n\x01",
            b"P5\n0 0\n255\n",
            b"P5\n99999 99999\n255\n\x01",
            b"P5\n2 2\n255\n\x01",
        ];
        for mut bytes in bad {
            assert!(read_frame(&mut bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn what_ffmpeg_says_becomes_the_words_for_it() {
        for (reason, code) in [
            ("/dev/video0: Device or resource busy\n", "camera_busy"),
            ("/dev/video0: Permission denied\n", "camera_denied"),
            ("/dev/video0: No such file or directory\n", "camera_absent"),
            (
                "ioctl(VIDIOC_G_INPUT): Inappropriate ioctl for device\n",
                "camera_failed",
            ),
            ("", "camera_silent"),
        ] {
            assert_eq!(code_of(reason, false), code);
            assert_eq!(code_of(reason, true), "video_unreadable");
        }
    }
}
