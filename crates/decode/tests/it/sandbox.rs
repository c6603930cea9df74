//! What a process cannot do any more once it has entered the sandbox, tried in one that has.

use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;

const TRY: &str = "PROPUSK_DECODE_TRY";
const TOLD: &str = "told: ";

/// Name of an attempt and how it ended.
fn attempt<T>(name: &str, tried: std::io::Result<T>) {
    let ended = match tried {
        Ok(_) => "done".to_owned(),
        // seccomp answers with it, before the kernel looks at what was asked.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => "not permitted".to_owned(),
        Err(error) => error.to_string(),
    };
    println!("\n{TOLD}{name}: {ended}");
}

fn attempts(folder: &Path, port: u16) {
    attempt("read a file", std::fs::read(folder.join("file")));
    attempt("read its own memory map", std::fs::read("/proc/self/maps"));
    attempt("write a file", std::fs::write(folder.join("new"), "x"));
    attempt("delete a file", std::fs::remove_file(folder.join("file")));
    attempt(
        "list a folder",
        std::fs::read_dir(folder).map(|mut list| list.next()),
    );
    attempt("connect to a port", TcpStream::connect(("127.0.0.1", port)));
    attempt("send a datagram", UdpSocket::bind("127.0.0.1:0"));
    attempt("connect to a bus", UnixStream::connect(folder.join("bus")));
    attempt("offer a socket", UnixListener::bind(folder.join("own")));
    attempt("make a pair of sockets", UnixStream::pair());
    attempt("start a program", Command::new("/bin/true").status());
    let threads = std::thread::Builder::new().spawn(|| 6 * 7);
    attempt(
        "start a thread",
        threads.map(|thread| thread.join().unwrap()),
    );
    let room = |mebibytes: usize| {
        let mut room: Vec<u8> = Vec::new();
        let bytes = mebibytes * 1024 * 1024;
        room.try_reserve_exact(bytes)
            .map_err(|error| std::io::Error::new(ErrorKind::OutOfMemory, error))
    };
    attempt("take 400 MiB", room(400));
    attempt("take 600 MiB", room(600));
}

#[test]
#[ignore = "the other side of the test below, which starts it"]
fn tries_everything() {
    let Some(folder) = std::env::var_os(TRY).map(PathBuf::from) else {
        return;
    };
    let port = std::fs::read_to_string(folder.join("port")).unwrap();
    let port = port.parse().unwrap();
    println!("\n{TOLD}before");
    attempts(&folder, port);
    let _ = std::fs::remove_file(folder.join("own"));
    std::fs::write(folder.join("file"), "x").unwrap();
    propusk_decode::sandbox::enter();
    println!("\n{TOLD}after");
    attempts(&folder, port);
}

#[test]
fn nothing_but_threads_and_memory_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let _bus = UnixListener::bind(folder.path().join("bus")).unwrap();
    let number = port.local_addr().unwrap().port().to_string();
    std::fs::write(folder.path().join("port"), number).unwrap();
    std::fs::write(folder.path().join("file"), "x").unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "sandbox::tries_everything",
            "--ignored",
            "--nocapture",
        ])
        .env(TRY, folder.path())
        .output()
        .unwrap();
    let out = String::from_utf8(child.stdout).unwrap();
    let told: Vec<_> = (out.lines())
        .filter_map(|line| line.split_once(TOLD).map(|(_, told)| told))
        .collect();
    let (before, after) = told.split_at(told.iter().position(|line| *line == "after").unwrap());
    assert_eq!(before.len(), after.len(), "{told:?}");
    for line in &before[1..] {
        assert!(
            line.ends_with(": done"),
            "otherwise this shows nothing: {line}"
        );
    }
    for line in &after[1..] {
        let (name, ended) = line.split_once(": ").unwrap();
        match name {
            "start a thread" | "take 400 MiB" => assert_eq!(ended, "done", "{name}"),
            "take 600 MiB" => assert_ne!(ended, "done", "{name}"),
            _ => assert_eq!(ended, "not permitted", "{name}"),
        }
    }
}
