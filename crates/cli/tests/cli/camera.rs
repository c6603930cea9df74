//! What a camera sees, from recorded videos: this program plays them as it films.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::desk::{Desk, run};
use crate::pictures;

const URI: &str = "otpauth://totp/%D0%9F%D0%BE%D1%80%D1%82%D0%B0%D0%BB:me?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=%D0%9F%D0%BE%D1%80%D1%82%D0%B0%D0%BB";
const WIFI: &str = "WIFI:T:WPA;S:home;P:password;;";

/// A video of the pictures, one after the other, each through a filter of ffmpeg and for a second.
fn video(desk: &Desk, name: &str, scenes: &[(Vec<u8>, &str)]) -> String {
    let mut command = Command::new("ffmpeg");
    command.args(["-loglevel", "error", "-y"]);
    let mut graph = String::new();
    for (number, (picture, filter)) in scenes.iter().enumerate() {
        let file = desk.file(&format!("{name}-{number}.png"), picture);
        command.args(["-loop", "1", "-framerate", "15", "-t", "1", "-i", &file]);
        graph += &format!(
            "[{number}]scale=500:500,pad=1280:720:390:110:gray,setsar=1,{filter}[v{number}];"
        );
    }
    for number in 0..scenes.len() {
        graph += &format!("[v{number}]");
    }
    graph += &format!("concat=n={}:v=1:a=0,format=yuv420p", scenes.len());
    let out = desk.folder().join(name).display().to_string();
    let status = command
        .args([
            "-filter_complex",
            &graph,
            "-c:v",
            "mpeg4",
            "-q:v",
            "4",
            &out,
        ])
        .stdin(Stdio::null())
        .status()
        .expect("ffmpeg (Debian package ffmpeg)");
    assert!(status.success());
    out
}

#[test]
fn a_code_is_found_as_soon_as_it_is_sharp() {
    let desk = Desk::with_keyring();
    let film = video(
        &desk,
        "film.mp4",
        &[
            (pictures::white(500, 500), "null"),
            (pictures::qr(URI), "boxblur=20"),
            (pictures::qr(URI), "rotate=0.2:fillcolor=gray"),
        ],
    );
    let added = desk.json(&["add", "--camera", &film], "");
    assert_eq!(added["added"][0]["issuer"], "Портал");
    assert_eq!(desk.json(&["list"], "")[0]["account"], "me");
}

#[test]
fn another_kind_of_code_is_named_and_the_film_goes_on() {
    let desk = Desk::with_keyring();
    let film = video(
        &desk,
        "film.mp4",
        &[(pictures::qr(WIFI), "null"), (pictures::qr(URI), "null")],
    );
    let ran = desk.run(&["add", "--camera", &film], "");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.err.matches("Wi-Fi").count(), 1, "named once: {ran:?}");
}

#[test]
fn a_film_without_an_account_says_what_it_showed() {
    let desk = Desk::bare();
    for (picture, code) in [
        (pictures::white(500, 500), "no_qr"),
        (pictures::qr(WIFI), "not_otp_wifi"),
    ] {
        let film = video(&desk, "film.mp4", &[(picture, "null")]);
        let ran = desk.run(&["add", "--json", "--camera", &film], "");
        assert!(ran.status == 1 && ran.out.contains(code), "{code}: {ran:?}");
        assert!(!desk.data_dir().join("vault.age").exists());
    }
}

#[test]
fn what_is_no_video_and_no_camera_is_told_in_words() {
    let desk = Desk::bare();
    let text = desk.file("notes.txt", b"no video at all");
    // A list that names another file is not followed anywhere.
    let list = desk.file(
        "list.m3u8",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n",
    );
    for (device, code) in [
        (text.as_str(), "video_unreadable"),
        (list.as_str(), "video_unreadable"),
        ("/dev/null", "camera_failed"),
        ("/dev/no-such-camera", "file_not_found"),
    ] {
        let ran = desk.run(&["add", "--json", "--camera", device], "");
        assert!(
            ran.status == 1 && ran.out.contains(code),
            "{device}: {ran:?}"
        );
        assert!(!ran.err.trim().is_empty(), "{ran:?}");
    }
    if !Path::new("/dev/video0").exists() {
        let ran = desk.run(&["add", "--json", "--camera"], "");
        assert!(
            ran.status == 1 && ran.out.contains("camera_absent"),
            "{ran:?}"
        );
    }
}

#[test]
fn without_ffmpeg_it_says_what_to_install() {
    let desk = Desk::bare();
    let film = desk.file("film.mp4", b"whatever");
    let mut command = desk.propusk(&["add", "--json", "--camera", &film]);
    let ran = run(command.env("PATH", desk.folder()), "");
    assert!(
        ran.status == 1 && ran.out.contains("ffmpeg_missing"),
        "{ran:?}"
    );
    assert!(ran.err.contains("apt install ffmpeg"), "{ran:?}");
}
