//! S5: after a lock nothing in our memory opens the vault, and the process that has shown the codes is
//! gone. The memory itself is searched, before the lock as the proof that the search finds what is
//! there. Needs root: our memory is closed to everybody else (S7).

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    time::{Duration, Instant},
};

use fantoccini::Client;
use otp::Secret;

use crate::{
    desktop::Desktop,
    page::{add_by_hand, back, click, click_at_the_end, fill, find, open_settings, switch_to_new},
    recovery_sheet::{key_on_screen, raw_key},
};

const SECRET: &str = "LOCKEDCANARY7KEEP2OUT4OF5MEMORY6";
const PASSWORD: &str = "Zaqvorm-tulbek-93-xyle";

const PAGE: u64 = 4096;

/// Two seconds are promised; the machine may be five times as slow.
const WIPED: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lock_no_key_secret_or_password_is_in_our_memory() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let window = desktop.open_window().await;
    let program = desktop.propusk_processes()[0];
    // The hook for the driver, which no release has, keeps the first web view for ever, and the web
    // view keeps the text around the cursor: the first one sees another secret only.
    add_by_hand(&window, "First", "anna", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK").await;
    open_settings(&window).await;
    lock(&desktop, &window, &Wanted::default()).await;
    click(&window, "unlock").await;
    find(&window, "card").await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    let secret = Secret::from_base32(SECRET)
        .expect("canary")
        .expose()
        .to_vec();
    let mut wanted = Wanted::default();
    wanted.text("secret", SECRET);
    wanted.bytes("raw secret", &secret);
    let device_key = device_key(&desktop);
    wanted.text("device key", &device_key);
    wanted.bytes("raw device key", &raw_key(&device_key));

    // Under the keyring.
    let found = wanted.look_into(program);
    assert!(
        found.contains(&"raw secret".to_owned()),
        "the search works: {found:?}"
    );
    assert!(
        found.contains(&"raw device key".to_owned()),
        "the search works: {found:?}"
    );
    open_settings(&window).await;
    lock(&desktop, &window, &wanted).await;
    click(&window, "unlock").await;
    find(&window, "card").await;

    // The recovery sheet, typed from the paper.
    open_settings(&window).await;
    click(&window, "settings-recovery").await;
    let main = window.window().await.expect("main");
    click(&window, "recovery-make").await;
    switch_to_new(&window, std::slice::from_ref(&main)).await;
    let sheet_key = key_on_screen(&desktop).await;
    click_at_the_end(&window, "paper-done").await;
    window.switch_to_window(main).await.expect("main");
    click(&window, "recovery-check").await;
    fill(
        &window,
        "sheet-typed",
        &sheet_key["AGE-SECRET-KEY-1".len()..],
    )
    .await;
    click(&window, "sheet-typed-done").await;
    click(&window, "recovery-done").await;
    wanted.text("typed recovery key", &sheet_key["AGE-SECRET-KEY-1".len()..]);
    wanted.bytes("raw recovery key", &raw_key(&sheet_key));

    // The app password.
    back(&window).await;
    click(&window, "settings-password").await;
    fill(&window, "new-password", PASSWORD).await;
    fill(&window, "repeat-password", PASSWORD).await;
    wanted.text("password", PASSWORD);
    // In our own process it is wiped as soon as it was used, which may be before any search.
    let typed: Vec<_> = web_processes(program)
        .into_iter()
        .flat_map(|id| wanted.look_into(id))
        .collect();
    assert!(
        typed.contains(&"password".to_owned()),
        "the search works: {typed:?}"
    );
    click(&window, "password-save").await;
    find(&window, "settings-lock").await;
    lock(&desktop, &window, &wanted).await;

    // A wrong one, the right one, and a second lock.
    fill(&window, "unlock-password", "Zaqvorm-tulbek-93-xylo").await;
    click(&window, "unlock-open").await;
    find(&window, "error").await;
    fill(&window, "unlock-password", PASSWORD).await;
    click(&window, "unlock-open").await;
    find(&window, "card").await;
    let found = wanted.look_into(program);
    assert!(
        found.contains(&"raw secret".to_owned()),
        "open again: {found:?}"
    );
    open_settings(&window).await;
    lock(&desktop, &window, &wanted).await;
    let _ = window.close().await;
}

/// Locks from the settings, and waits until nothing is found any more, in no process of ours.
async fn lock(desktop: &Desktop, window: &Client, wanted: &Wanted) {
    let program = desktop.propusk_processes()[0];
    let known = window.windows().await.expect("windows");
    let shown = web_processes(program);
    assert!(!shown.is_empty(), "the page has a process");
    click_at_the_end(window, "settings-lock").await;
    let start = Instant::now();
    loop {
        let outlived: Vec<_> = shown
            .iter()
            .filter(|id| web_processes(program).contains(id))
            .collect();
        let found = wanted.look_into(program);
        if outlived.is_empty() && found.is_empty() {
            break;
        }
        assert!(
            start.elapsed() < WIPED,
            "after the lock: {found:?} in our memory, {outlived:?} of {shown:?} still run"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    switch_to_new(window, &known).await;
    find(window, "lock").await;
    for id in web_processes(program) {
        let found = wanted.look_into(id);
        assert!(found.is_empty(), "{found:?} in the new web process");
    }
}

/// The device key, as any program of the person may read it from the keyring.
fn device_key(desktop: &Desktop) -> String {
    desktop
        .output("secret-tool", &["lookup", "service", "app.propusk.Propusk"])
        .trim()
        .to_owned()
}

/// The processes that draw pages for a program of ours.
pub fn web_processes(program: u32) -> Vec<u32> {
    let children = fs::read_dir(format!("/proc/{program}/task")).expect("running");
    let children = children.flatten().filter_map(|task| {
        let list = fs::read_to_string(task.path().join("children")).ok()?;
        Some(
            list.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<u32>>(),
        )
    });
    children
        .flatten()
        .filter(|id| {
            let name = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
            name.starts_with("WebKitWebProces")
        })
        .collect()
}

/// What must not be found, in every form it has in memory.
#[derive(Default)]
struct Wanted(Vec<(String, Vec<u8>)>);

impl Wanted {
    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.to_owned(), bytes.to_vec()));
    }

    fn text(&mut self, name: &str, text: &str) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.bytes(&format!("{name}, UTF-16"), &wide);
        self.bytes(name, text.as_bytes());
    }

    /// The names of what is in the memory of a process. What is not writable (programs, fonts, the
    /// page's own files) was not put there by a person.
    fn look_into(&self, process: u32) -> Vec<String> {
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("running");
        let mut memory = File::open(format!("/proc/{process}/mem")).expect("run this test as root");
        let mut pages = File::open(format!("/proc/{process}/pagemap")).expect("running");
        let beginnings = self.beginnings();
        let mut found = Vec::new();
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let range = fields.next().expect("range");
            if !fields.next().expect("rights").starts_with("rw") {
                continue;
            }
            let (start, end) = range.split_once('-').expect("range");
            let number = |text| u64::from_str_radix(text, 16).expect("address");
            for (start, length) in used_pages(&mut pages, number(start), number(end)) {
                // Pages may go away, or be of a device, between the list and the look.
                let mut bytes = Vec::new();
                let _ = memory
                    .seek(SeekFrom::Start(start))
                    .and_then(|_| (&mut memory).take(length).read_to_end(&mut bytes));
                self.look_at(&bytes, &beginnings, &mut found);
            }
        }
        found
    }

    /// Which pairs of bytes one of them begins with.
    fn beginnings(&self) -> Vec<bool> {
        let mut beginnings = vec![false; 1 << 16];
        for (_, wanted) in &self.0 {
            beginnings[pair(wanted)] = true;
        }
        beginnings
    }

    /// Page by page, because most of them are empty, and compares only where one may begin: there are
    /// hundreds of MiB, and tests are not optimised.
    fn look_at(&self, bytes: &[u8], beginnings: &[bool], found: &mut Vec<String>) {
        const EMPTY: [u8; 4096] = [0; 4096];
        for (page, start) in bytes.chunks(EMPTY.len()).zip((0..).step_by(EMPTY.len())) {
            if page == EMPTY {
                continue;
            }
            let reach = &bytes[start..bytes.len().min(start + page.len() + 1)];
            for (at, two) in reach.windows(2).enumerate() {
                if !beginnings[pair(two)] {
                    continue;
                }
                for (name, wanted) in &self.0 {
                    if bytes[start + at..].starts_with(wanted) && !found.contains(name) {
                        found.push(name.clone());
                    }
                }
            }
        }
    }
}

/// Runs of pages that hold something, by start and length: most of what is reserved was never used,
/// and looking at it would take seconds.
fn used_pages(pages: &mut File, start: u64, end: u64) -> Vec<(u64, u64)> {
    /// Of an entry of `pagemap`: in memory, or swapped out.
    const USED: u64 = 3 << 62;
    let mut entries = Vec::new();
    let _ = pages.seek(SeekFrom::Start(start / PAGE * 8)).and_then(|_| {
        pages
            .take((end - start) / PAGE * 8)
            .read_to_end(&mut entries)
    });
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (entry, address) in entries.chunks_exact(8).zip((start..).step_by(4096)) {
        let entry = u64::from_le_bytes(entry.try_into().expect("eight bytes"));
        if entry & USED == 0 {
            continue;
        }
        match runs.last_mut() {
            Some((first, length)) if *first + *length == address => *length += PAGE,
            _ => runs.push((address, PAGE)),
        }
    }
    runs
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

#[test]
fn the_search_finds_what_is_there() {
    let mut wanted = Wanted::default();
    wanted.text("password", PASSWORD);
    wanted.bytes("ends the page", b"last");
    let mut bytes = vec![0; 20_000];
    bytes[4090..4090 + PASSWORD.len()].copy_from_slice(PASSWORD.as_bytes());
    bytes[19_996..].copy_from_slice(b"last");
    let mut found = Vec::new();
    wanted.look_at(&bytes, &wanted.beginnings(), &mut found);
    assert_eq!(
        found,
        ["password", "ends the page"],
        "across pages and at the end"
    );
}
