//! Files, from outside.

use propusk_scan::{Effort, MAX_FILE_BYTES, Shot, read_file};

use crate::drawing::{PLAIN, PORTAL, code, png};

#[test]
fn names_what_is_wrong_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let code_of = |name: &str| {
        read_file(&at(name))
            .and_then(|bytes| Shot::File(bytes).decode(&|_| true, Effort::Thorough))
            .err()
            .map_or("read", |e| e.code())
    };
    std::fs::write(at("good.png"), png(&code(PORTAL, PLAIN))).unwrap();
    std::fs::File::create(at("huge.png"))
        .unwrap()
        .set_len(MAX_FILE_BYTES + 1)
        .unwrap();
    assert_eq!(code_of("good.png"), "read");
    assert_eq!(code_of("absent.png"), "file_not_found");
    assert_eq!(code_of("."), "file_unreadable", "a folder");
    assert_eq!(
        code_of("huge.png"),
        "picture_too_large",
        "a sparse file above 64 MiB"
    );
    #[cfg(unix)]
    {
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe.png"))
            .status()
            .unwrap();
        assert!(made.success());
        assert_eq!(
            code_of("pipe.png"),
            "file_unreadable",
            "and does not wait for a writer"
        );
    }
}
