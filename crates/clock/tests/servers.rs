//! Real servers on this computer: a web server behind TLS and a time server, both with a clock of their
//! own.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]

use std::{
    io::{BufRead, BufReader},
    net::UdpSocket,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

/// A web server that is 47 s behind. It sends `Date` unless it is told not to.
const WEB: &str = r#"
import http.server, ssl, sys, time, email.utils
folder, has_date = sys.argv[1], sys.argv[2] == "date"
class Answer(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response_only(302)
        if has_date:
            self.send_header("Date", email.utils.formatdate(time.time() - 47, usegmt=True))
        self.send_header("Location", "https://elsewhere.invalid/")
        self.end_headers()
    def log_message(self, *rest): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
"#;

struct Web(Child, u16);

impl Web {
    fn start(folder: &Path, date: &str) -> Self {
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
            ])
            .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(folder.join("key.pem"))
            .arg("-out")
            .arg(folder.join("cert.pem"))
            .stderr(Stdio::null())
            .status()
            .expect("openssl (Debian package openssl)");
        assert!(made.success());
        let mut server = Command::new("python3")
            .args(["-c", WEB])
            .arg(folder)
            .arg(date)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3");
        let mut line = String::new();
        let out = server.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("its port");
        Self(server, line.trim().parse().expect("a number"))
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A time server that is so many seconds ahead, for one question.
fn time_server(ahead: f64) -> u16 {
    /// From 1900, where NTP begins, to 1970.
    const NTP: f64 = 2_208_988_800.0;
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = socket.local_addr().expect("address").port();
    thread::spawn(move || {
        let mut asked = [0_u8; 48];
        let (_, from) = socket.recv_from(&mut asked).expect("a question");
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since.expect("after 1970").as_secs_f64() + NTP + ahead;
        let fixed = format!("{:.0}", (now * 4_294_967_296.0).trunc());
        let fixed: u64 = fixed.parse().expect("a number");
        let mut answer = [0_u8; 48];
        answer[0] = 0x24; // version 4, server
        answer[1] = 2; // stratum
        answer[24..32].copy_from_slice(&asked[40..48]);
        for at in [16, 32, 40] {
            answer[at..at + 8].copy_from_slice(&fixed.to_be_bytes());
        }
        socket.send_to(&answer, from).expect("answered");
    });
    port
}

/// Asks by the program, which trusts the certificates in `folder`.
fn ask(folder: &Path, addresses: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_propusk-clock"))
        .args(addresses)
        .env("SSL_CERT_FILE", folder.join("cert.pem"))
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn ahead(line: &str) -> f64 {
    let (_, number) = line.rsplit_once(' ').expect("an answer");
    number.parse().unwrap_or_else(|_| panic!("{line}"))
}

#[test]
fn a_web_server_and_a_time_server_tell_how_far_the_clock_is_off() {
    let folder = tempfile::tempdir().expect("folder");
    let server = Web::start(folder.path(), "date");
    let web = format!("https://localhost:{}", server.1);
    let ntp = format!("ntp://127.0.0.1:{}", time_server(180.0));
    let lines = ask(folder.path(), &[&web, &ntp]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!((ahead(&lines[0]) - 47.0).abs() < 2.0, "{lines:?}");
    assert!((ahead(&lines[1]) + 180.0).abs() < 1.0, "{lines:?}");
}

#[test]
fn a_server_that_nobody_vouches_for_is_not_believed() {
    let (folder, other) = (
        tempfile::tempdir().expect("folder"),
        tempfile::tempdir().expect("folder"),
    );
    let web = Web::start(folder.path(), "date");
    let stranger = Web::start(other.path(), "date");
    let address = format!("https://localhost:{}", web.1);
    assert!(ask(folder.path(), &[&address])[0].ends_with(|c: char| c.is_ascii_digit()));
    let foreign = format!("https://localhost:{}", stranger.1);
    assert_eq!(
        ask(folder.path(), &[&foreign]),
        [format!("{foreign} error silent")]
    );
}

#[test]
fn no_answer_and_an_answer_without_a_time_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let server = Web::start(folder.path(), "none");
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let (web, closed, ntp) = (
        format!("https://localhost:{}", server.1),
        "https://localhost:9".to_owned(),
        format!("ntp://{}", silent.local_addr().expect("address")),
    );
    let lines = ask(folder.path(), &[&web, &closed, &ntp, "ftp://x"]);
    let errors = ["no_time", "silent", "silent", "address"];
    for (line, error) in lines.iter().zip(errors) {
        assert!(line.ends_with(&format!(" error {error}")), "{lines:?}");
    }
    assert_eq!(lines.len(), 4);
}
