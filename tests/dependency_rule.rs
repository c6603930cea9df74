//! Who may depend on whom inside the workspace (docs/architecture.md), read from cargo itself.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Package → our packages it may use. Absent from a list means forbidden.
const ALLOWED: &[(&str, &[&str])] = &[
    ("propusk-otp", &[]),
    ("propusk-picture", &[]),
    ("propusk-decode", &["propusk-picture"]),
    ("propusk-scan", &["propusk-picture"]),
    ("propusk-words", &[]),
    ("propusk-sheet", &["propusk-words"]),
    ("propusk-absence", &[]),
    // The only one with network code: a program of its own, which nobody links.
    ("propusk-clock", &[]),
    ("propusk-password", &[]),
    ("propusk-guide", &["propusk-password", "propusk-words"]),
    ("propusk-vault", &["propusk-otp"]),
    ("propusk-transfer", &["propusk-otp", "propusk-vault"]),
    ("propusk-session", &["propusk-otp", "propusk-vault"]),
    ("propusk-list", &["propusk-vault"]),
    (
        "propusk-cli",
        &[
            "propusk-absence",
            "propusk-guide",
            "propusk-list",
            "propusk-otp",
            "propusk-password",
            "propusk-scan",
            "propusk-session",
            "propusk-sheet",
            "propusk-transfer",
            "propusk-vault",
            "propusk-words",
        ],
    ),
    (
        "propusk-fuzzed",
        &[
            "propusk-decode",
            "propusk-otp",
            "propusk-picture",
            "propusk-transfer",
            "propusk-vault",
        ],
    ),
    (
        "propusk",
        &[
            "propusk-absence",
            "propusk-guide",
            "propusk-list",
            "propusk-otp",
            "propusk-password",
            "propusk-scan",
            "propusk-session",
            "propusk-sheet",
            "propusk-transfer",
            "propusk-vault",
            "propusk-words",
        ],
    ),
];

/// Only the shell may know these.
const SHELL_ONLY: &[&str] = &["tauri", "tauri-build", "wry", "rfd"];

#[test]
fn dependencies_point_downward_only() {
    let metadata = MetadataCommand::new()
        .no_deps()
        .other_options(["--locked".into()])
        .exec()
        .expect("cargo metadata");
    let ours: BTreeSet<_> = metadata
        .packages
        .iter()
        .map(|p| p.name.to_string())
        .collect();
    let rule: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let named: BTreeSet<_> = rule.keys().map(ToString::to_string).collect();
    assert_eq!(
        ours, named,
        "a package without a rule, or a rule without a package"
    );

    for package in &metadata.packages {
        for dependency in &package.dependencies {
            let name = dependency.name.as_str();
            if ours.contains(name) && dependency.kind == DependencyKind::Normal {
                assert!(
                    rule[package.name.as_str()].contains(&name),
                    "{} must not depend on {name}",
                    package.name
                );
            }
            if SHELL_ONLY.contains(&name) {
                assert_eq!(
                    package.name.as_str(),
                    "propusk",
                    "only the shell may use {name}"
                );
            }
        }
    }
}

#[test]
fn the_fixed_packages_are_used() {
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo metadata");
    let used: BTreeSet<_> = metadata
        .packages
        .iter()
        .flat_map(|package| package.dependencies.iter().map(|d| d.name.clone()))
        .collect();
    for name in ["tauri", "totp-rs", "serde", "tokio", "keyring", "qrcode"] {
        assert!(
            used.contains(name),
            "{name} is one of the packages the product is built on"
        );
    }
}
