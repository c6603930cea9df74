//! Full disks, read-only folders, permissions, planted links and pipes.

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};

use vault::backup::{self, Into};
use vault::keyring::fake::Fake;
use vault::keyring::user_of;
use vault::{DataDir, RecoveryKey, Settings, Start, Vault};

use crate::fixtures::{Desk, NOW, has_program, skip, totp};

const SCENARIO: &str = "PROPUSK_TEST_DISK_SCENARIO";
const FOLDER: &str = "PROPUSK_TEST_DISK_FOLDER";

fn mode(path: &Path) -> u32 {
    std::fs::symlink_metadata(path)
        .unwrap()
        .permissions()
        .mode()
        & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_save_that_died_before_its_last_step_leaves_no_file_behind() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let folder = desk.dir.path();
    // What such a save leaves: the previous file is another name of the vault.
    let previous = folder.join("vault.previous.age");
    let _ = std::fs::remove_file(&previous);
    std::fs::hard_link(folder.join("vault.age"), &previous).unwrap();
    vault.add(vec![totp(1)], NOW).unwrap();
    assert!(!desk.files().iter().any(|name| name.contains(".new")));
    assert_eq!(desk.open().accounts().len(), 2);
}

#[test]
fn folder_and_files_are_for_their_owner_alone() {
    let (desk, vault) = Desk::with_accounts(2);
    drop(vault);
    Settings::default().save(&desk.dir).unwrap();
    assert_eq!(mode(desk.dir.path()), 0o700);
    for name in desk.files() {
        assert_eq!(mode(&desk.file(&name)), 0o600, "{name}");
    }
}

#[test]
fn a_folder_that_others_can_read_is_closed() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("data");
    std::fs::create_dir(&path).unwrap();
    set_mode(&path, 0o755);
    DataDir::open(&path).unwrap();
    assert_eq!(mode(&path), 0o700);
    set_mode(&path, 0o1777);
    assert_eq!(DataDir::open(&path).unwrap_err().code(), "unsafe_folder");
}

#[test]
fn a_link_or_a_file_in_place_of_the_folder_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let real = temp.path().join("real");
    std::fs::create_dir(&real).unwrap();
    let link = temp.path().join("link");
    symlink(&real, &link).unwrap();
    assert_eq!(DataDir::open(&link).unwrap_err().code(), "unsafe_folder");
    let with_slash = format!("{}/", link.display());
    assert_eq!(
        DataDir::open(with_slash).unwrap_err().code(),
        "unsafe_folder"
    );
    let file = temp.path().join("file");
    std::fs::write(&file, b"").unwrap();
    assert_eq!(DataDir::open(&file).unwrap_err().code(), "unsafe_folder");
    assert_eq!(std::fs::read_dir(&real).unwrap().count(), 0);
}

#[test]
fn a_planted_link_or_pipe_is_never_followed() {
    // A pipe that is opened the usual way would hold the test for ever.
    let (done, waiting) = channel();
    let looking = std::thread::spawn(move || {
        for name in ["vault.age", "vault.previous.age", "vault.id", "lock"] {
            for plant in ["link", "pipe"] {
                never_followed(name, plant);
            }
        }
        let _ = done.send(());
    });
    let ended = waiting.recv_timeout(std::time::Duration::from_secs(60));
    assert_ne!(ended, Err(RecvTimeoutError::Timeout), "a pipe holds us");
    looking.join().unwrap();
}

/// Neither may hang, follow, or write through.
fn never_followed(name: &str, plant: &str) {
    let (desk, mut vault) = Desk::with_accounts(1);
    let target = desk.temp.path().join("target");
    std::fs::write(&target, b"another program's file").unwrap();
    std::fs::remove_file(desk.file(name)).unwrap();
    if plant == "link" {
        symlink(&target, desk.file(name)).unwrap();
    } else {
        let status = Command::new("mkfifo")
            .arg(desk.file(name))
            .status()
            .unwrap();
        assert!(status.success());
    }
    let started = desk.start();
    let saved = vault.add(vec![totp(5)], NOW);
    match name {
        "vault.age" | "vault.previous.age" | "vault.id" => {
            let Start::Blocked(blocked) = started else {
                panic!("{plant} at {name}: {started:?}")
            };
            assert_eq!(blocked.code(), "unsafe_folder", "{plant} at {name}");
        }
        _ => assert!(matches!(started, Start::Ready(_)), "reading needs no lock"),
    }
    if ["vault.age", "lock"].contains(&name) {
        assert_eq!(
            saved.unwrap_err().code(),
            "unsafe_folder",
            "{plant} at {name}"
        );
    }
    assert_eq!(std::fs::read(&target).unwrap(), b"another program's file");
}

#[test]
fn planted_temporary_files_do_not_divert_a_save() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let target = desk.temp.path().join("target");
    std::fs::write(&target, b"another program's file").unwrap();
    for name in [
        "vault.new.age",
        "vault.previous.new.age",
        "settings.json.new",
    ] {
        symlink(&target, desk.file(name)).unwrap();
    }
    vault.add(vec![totp(5)], NOW).unwrap();
    assert_eq!(std::fs::read(&target).unwrap(), b"another program's file");
    assert_eq!(desk.open().accounts().len(), 2);
}

#[test]
fn a_full_disk_leaves_the_old_vault_and_keeps_the_edit() {
    on_a_mount("full");
}

#[test]
fn a_read_only_file_system_is_named() {
    on_a_mount("read-only");
}

#[test]
fn a_folder_without_permission_is_named() {
    let temp = tempfile::tempdir().unwrap();
    set_mode(temp.path(), 0o777);
    as_an_ordinary_user("no permission", temp.path());
}

#[test]
fn a_backup_on_a_full_disk_is_said_and_removes_nothing() {
    on_a_mount("backup on a full disk");
}

#[test]
fn a_backup_on_a_read_only_disk_is_said() {
    on_a_mount("backup on a read-only disk");
}

#[test]
fn a_backup_into_a_folder_without_permission_is_said() {
    let temp = tempfile::tempdir().unwrap();
    set_mode(temp.path(), 0o777);
    as_an_ordinary_user("backup without permission", temp.path());
}

/// A stick has neither links nor modes, and two seconds are its shortest time.
#[test]
fn backups_and_the_vault_itself_live_on_a_stick_with_fat() {
    let temp = tempfile::tempdir().unwrap();
    set_mode(temp.path(), 0o755);
    match Mount::fat(temp.path()) {
        Ok(mount) => as_an_ordinary_user("fat", &mount.0),
        // No package brings a file system to a kernel that has none: not even CI can insist.
        Err(why) if !kernel_has("vfat") => eprintln!("\n=== SKIPPED: no FAT here: {why} ===\n"),
        Err(why) => skip(&format!("no FAT here: {why}")),
    }
}

/// Whether the kernel can mount this file system, now or with a module.
fn kernel_has(file_system: &str) -> bool {
    let known = std::fs::read_to_string("/proc/filesystems").unwrap_or_default();
    known.lines().any(|line| line.trim() == file_system)
}

/// Runs a scenario of [`inside`] on a small tmpfs of its own.
fn on_a_mount(scenario: &str) {
    let temp = tempfile::tempdir().unwrap();
    set_mode(temp.path(), 0o755);
    let mount = Mount::new(temp.path().join("disk"));
    match mount {
        Some(mount) => as_an_ordinary_user(scenario, &mount.0),
        None => skip("a tmpfs cannot be mounted here"),
    }
}

/// As root every permission is granted and the tests would prove nothing.
fn as_an_ordinary_user(scenario: &str, folder: &Path) {
    let exe = std::env::current_exe().unwrap();
    let mut command = if rustix::process::geteuid().is_root() {
        if !has_program("setpriv") {
            return skip("setpriv is not installed");
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(readable_copy(&exe, folder));
        command
    } else {
        Command::new(&exe)
    };
    let output = command
        .args(["--exact", "disk::inside", "--nocapture"])
        .env(SCENARIO, scenario)
        .env(FOLDER, folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("scenario done"),
        "scenario {scenario} failed:\n{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The build folder may be closed to other users. Another program copies: a child that some other test
/// starts meanwhile would hold our copy open for writing, and what is held so cannot be run.
fn readable_copy(exe: &Path, folder: &Path) -> PathBuf {
    let copy = folder.with_extension("exe");
    let copied = Command::new("cp").args([exe, &copy]).status().unwrap();
    assert!(copied.success());
    set_mode(&copy, 0o755);
    copy
}

/// Not a test by itself: the inside of the tests above.
#[test]
fn inside() {
    let Ok(scenario) = std::env::var(SCENARIO) else {
        return;
    };
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    match scenario.as_str() {
        "full" => full_disk(&folder),
        "read-only" => read_only(&folder),
        "no permission" => no_permission(&folder),
        "backup on a full disk" => backup_on_a_full_disk(&folder),
        "backup on a read-only disk" => backup_on_a_read_only_disk(&folder),
        "backup without permission" => backup_without_permission(&folder),
        "fat" => fat(&folder),
        other => panic!("no scenario {other}"),
    }
    println!("scenario done");
}

fn full_disk(folder: &Path) {
    let fake = Fake::new();
    let dir = DataDir::open(folder.join("data")).unwrap();
    let mut vault = Vault::create(&dir, &fake.keyring(), NOW).unwrap();
    vault.add(vec![totp(0)], NOW).unwrap();
    // Fill the disk to the last block.
    let mut filler = std::fs::File::create(folder.join("filler")).unwrap();
    while filler.write(&[0; 512]).is_ok_and(|written| written > 0) {}
    let before = std::fs::read(dir.path().join("vault.age")).unwrap();
    let id = vault.accounts()[0].id.clone();
    let refused = vault.add((0..20).map(totp).collect(), NOW).unwrap_err();
    assert_eq!(refused.code(), "disk_full");
    assert_eq!(vault.unsaved().unwrap().code(), "disk_full");
    assert_eq!(vault.accounts().len(), 21, "the additions wait in memory");
    assert_eq!(
        std::fs::read(dir.path().join("vault.age")).unwrap(),
        before,
        "untouched"
    );
    assert_eq!(vault.remove(&id, NOW).unwrap_err().code(), "disk_full");
    let Start::Ready(other) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!("the old vault must open on a full disk");
    };
    assert_eq!(other.accounts().len(), 1);
    // Nothing is left behind that would keep the disk full.
    let names: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("new"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
    drop(filler);
    std::fs::remove_file(folder.join("filler")).unwrap();
    vault.retry_save(NOW).unwrap();
    assert!(vault.unsaved().is_none());
    let Start::Ready(other) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!()
    };
    assert_eq!((other.accounts().len(), other.trash().len()), (20, 1));
    // A new vault on a full disk: no vault, and no key that would be a riddle later.
    let mut filler = std::fs::File::create(folder.join("filler")).unwrap();
    let second = DataDir::open(folder.join("second")).unwrap();
    while filler.write(&[0; 512]).is_ok_and(|written| written > 0) {}
    let refused = Vault::create(&second, &fake.keyring(), NOW).unwrap_err();
    assert_eq!(refused.code(), "disk_full");
    assert_eq!(
        fake.users(),
        [user_of(vault.id())],
        "the key was taken out again"
    );
    assert!(matches!(
        vault::start(&second, &fake.keyring(), NOW),
        Start::Welcome
    ));
}

/// A vault on another disk, with a sheet.
fn vault_elsewhere() -> (tempfile::TempDir, Fake, Vault) {
    let temp = tempfile::tempdir().unwrap();
    let fake = Fake::new();
    let dir = DataDir::open(temp.path().join("data")).unwrap();
    let mut vault = Vault::create(&dir, &fake.keyring(), NOW).unwrap();
    vault.add((0..3).map(totp).collect(), NOW).unwrap();
    vault
        .set_recovery(&RecoveryKey::generate(), true, NOW)
        .unwrap();
    (temp, fake, vault)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn backup_on_a_full_disk(disk: &Path) {
    let (_temp, _fake, mut vault) = vault_elsewhere();
    let folder = disk.join("backups");
    std::fs::create_dir(&folder).unwrap();
    backup::write(&vault, &folder, 2, NOW).unwrap();
    backup::write(&vault, &folder, 2, NOW + 60).unwrap();
    let before = names(&folder);
    let mut filler = std::fs::File::create(disk.join("filler")).unwrap();
    while filler.write(&[0; 512]).is_ok_and(|written| written > 0) {}
    let refused = backup::write(&vault, &folder, 1, NOW + 120).unwrap_err();
    assert_eq!(refused.code(), "disk_full");
    assert_eq!(
        names(&folder),
        before,
        "no half one, and the old ones are there"
    );
    // The vault itself lies elsewhere and does not care.
    vault.add(vec![totp(9)], NOW).unwrap();
    std::fs::remove_file(disk.join("filler")).unwrap();
    drop(filler);
    let written = backup::write(&vault, &folder, 2, NOW + 180).unwrap();
    assert_eq!((written.accounts, names(&folder).len()), (4, 2));
}

fn backup_on_a_read_only_disk(disk: &Path) {
    let (_temp, _fake, vault) = vault_elsewhere();
    backup::write(&vault, disk, 2, NOW).unwrap();
    wait_for_read_only(disk);
    let refused = backup::write(&vault, disk, 1, NOW + 60).unwrap_err();
    assert_eq!(refused.code(), "read_only");
    assert!(
        names(disk)
            .iter()
            .any(|name| name.contains("20250615T150640Z"))
    );
}

fn backup_without_permission(folder: &Path) {
    let (_temp, _fake, vault) = vault_elsewhere();
    let folder = folder.join("backups");
    std::fs::create_dir(&folder).unwrap();
    let first = backup::write(&vault, &folder, 2, NOW).unwrap().file;
    assert_eq!(mode(&first), 0o600, "for its owner alone");
    set_mode(&folder, 0o500);
    let refused = backup::write(&vault, &folder, 1, NOW + 60).unwrap_err();
    assert_eq!(refused.code(), "no_permission");
    set_mode(&folder, 0o000);
    let refused = backup::write(&vault, &folder, 1, NOW + 60).unwrap_err();
    assert_eq!(refused.code(), "backup_folder_missing");
    set_mode(&folder, 0o700);
    assert!(first.exists());
}

fn fat(disk: &Path) {
    let (_temp, fake, mut vault) = vault_elsewhere();
    let folder = disk.join("Резервные копии");
    std::fs::create_dir(&folder).unwrap();
    for minute in 0..4 {
        let written = backup::write(&vault, &folder, 2, NOW + minute * 60).unwrap();
        assert_eq!(written.accounts, 3);
    }
    assert_eq!(names(&folder).len(), 2);
    // A whole data folder there: the previous file and the snapshots are copies and no links.
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW).unwrap();
    let bytes = std::fs::read(backup::write(&vault, &folder, 2, NOW + 300).unwrap().file).unwrap();
    let dir = match DataDir::open(disk.join("data")) {
        Ok(dir) => dir,
        // Where everybody may write to everything, a data folder cannot be trusted.
        Err(error) => {
            assert_eq!(error.code(), "unsafe_folder");
            return;
        }
    };
    let keyring = fake.keyring();
    let into = Into::Keyring(&keyring);
    let mut there = backup::restore(&dir, &bytes, &sheet, into, NOW).unwrap();
    for day in 1..14 {
        there.add(vec![totp(100)], NOW + day * 86_400).unwrap();
    }
    assert_eq!(there.points().unwrap().len(), 1 + 10);
}

/// Only root can remount; the parent does so on request.
fn wait_for_read_only(folder: &Path) {
    std::fs::write(folder.join("remount-me"), b"").unwrap();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while std::fs::write(folder.join("probe"), b"").is_ok() {
        assert!(
            std::time::Instant::now() < until,
            "nobody remounted the disk"
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

fn read_only(folder: &Path) {
    let fake = Fake::new();
    let dir = DataDir::open(folder.join("data")).unwrap();
    let mut vault = Vault::create(&dir, &fake.keyring(), NOW).unwrap();
    wait_for_read_only(folder);
    let dir = DataDir::open(dir.path()).unwrap();
    assert!(
        matches!(vault::start(&dir, &fake.keyring(), NOW), Start::Ready(_)),
        "codes are shown"
    );
    assert_eq!(
        vault.add(vec![totp(1)], NOW).unwrap_err().code(),
        "read_only"
    );
    assert_eq!(vault.accounts().len(), 1, "kept in memory");
    assert_eq!(
        Settings::default().save(&dir).unwrap_err().code(),
        "read_only"
    );
    assert_eq!(
        DataDir::open(folder.join("new")).unwrap_err().code(),
        "read_only"
    );
}

fn no_permission(folder: &Path) {
    let fake = Fake::new();
    let dir = DataDir::open(folder.join("data")).unwrap();
    let mut vault = Vault::create(&dir, &fake.keyring(), NOW).unwrap();
    vault.add(vec![totp(0)], NOW).unwrap();
    let before = std::fs::read(dir.path().join("vault.age")).unwrap();
    set_mode(dir.path(), 0o500);
    let id = vault.accounts()[0].id.clone();
    assert_eq!(vault.remove(&id, NOW).unwrap_err().code(), "no_permission");
    assert_eq!(vault.unsaved().unwrap().code(), "no_permission");
    assert_eq!(std::fs::read(dir.path().join("vault.age")).unwrap(), before);
    assert!(matches!(
        vault::start(&dir, &fake.keyring(), NOW),
        Start::Ready(_)
    ));
    set_mode(dir.path(), 0o000);
    let Start::Blocked(blocked) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!("a folder that cannot be read must not be a welcome");
    };
    assert_eq!(blocked.code(), "no_permission");
    set_mode(dir.path(), 0o700);
    set_mode(&dir.path().join("vault.age"), 0o000);
    let Start::Blocked(blocked) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!("a file that cannot be read must not be a welcome");
    };
    assert_eq!(blocked.code(), "no_permission");
    set_mode(&dir.path().join("vault.age"), 0o600);
    vault.retry_save(NOW).unwrap();
    let Start::Ready(opened) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!()
    };
    assert!(opened.accounts().is_empty());
    // A folder of another user, here of root.
    if Path::new("/root").exists() && DataDir::open("/etc").is_ok() {
        panic!("another user's folder was taken");
    }
}

/// A tmpfs of 64 KiB. A thread remounts it read-only when the file `remount-me` appears.
struct Mount(PathBuf);

impl Mount {
    /// A FAT file system in a file, for an ordinary user.
    fn fat(folder: &Path) -> Result<Self, String> {
        if !has_program("mkfs.vfat") {
            return Err("mkfs.vfat is not installed".into());
        }
        let (image, path) = (folder.join("image"), folder.join("disk"));
        std::fs::create_dir(&path).unwrap();
        let file = std::fs::File::create(&image).unwrap();
        file.set_len(4 << 20).unwrap();
        let options = "loop,uid=65534,gid=65534,umask=077,utf8";
        for (program, args) in [
            ("mkfs.vfat", vec![image.as_os_str()]),
            (
                "mount",
                vec![
                    "-t".as_ref(),
                    "vfat".as_ref(),
                    "-o".as_ref(),
                    options.as_ref(),
                    image.as_os_str(),
                    path.as_os_str(),
                ],
            ),
        ] {
            let output = Command::new(program).args(args).output();
            let output = output.map_err(|error| error.to_string())?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned());
            }
        }
        Ok(Self(path))
    }

    fn new(path: PathBuf) -> Option<Self> {
        std::fs::create_dir(&path).unwrap();
        let options = "size=64k,mode=0777";
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&path)
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            return None;
        }
        let watched = path.clone();
        std::thread::spawn(move || {
            while watched.exists() {
                if watched.join("remount-me").exists() {
                    let _ = Command::new("mount")
                        .args(["-o", "remount,ro"])
                        .arg(&watched)
                        .status();
                    return;
                }
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        });
        Some(Self(path))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
