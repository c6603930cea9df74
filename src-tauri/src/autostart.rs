//! Starting with the system: a file or an entry outside our folder, and so never in our settings.

use crate::wire::AppError;

/// What the desktop knows us by, wherever it keeps a file about us.
#[cfg(target_os = "linux")]
pub const DESKTOP_FILE: &str = "app.propusk.Propusk.desktop";

/// Whether the system starts us.
pub fn is_on() -> bool {
    here::is_on()
}

/// Has the system start us out of sight, or no more.
///
/// # Errors
/// `autostart_sandboxed`, `autostart_failed`.
pub fn turn(on: bool) -> Result<(), AppError> {
    here::turn(on)
}

/// <https://specifications.freedesktop.org/autostart-spec/latest/>. In our own lines: the crates for it
/// neither look for `XDG_CONFIG_HOME` nor quote the path of the program.
#[cfg(target_os = "linux")]
mod here {
    use std::{
        env, fs,
        path::{Path, PathBuf},
    };

    use webkit2gtk::glib::{KeyFile, KeyFileFlags};
    use words::{Language, text};

    use super::DESKTOP_FILE;
    use crate::wire::AppError;

    const GROUP: &str = "Desktop Entry";

    pub(super) fn is_on() -> bool {
        let Some(file) = file() else { return false };
        let entry = KeyFile::new();
        if entry.load_from_file(file, KeyFileFlags::NONE).is_err() {
            return false;
        }
        // How desktops switch an entry off without deleting it.
        let says = |key, value| entry.boolean(GROUP, key).is_ok_and(|it| it == value);
        !says("Hidden", true) && !says("X-GNOME-Autostart-enabled", false)
    }

    pub(super) fn turn(on: bool) -> Result<(), AppError> {
        // It would be a file in the sandbox, which nobody reads.
        if env::var_os("FLATPAK_ID").is_some() {
            return Err(AppError::new("autostart_sandboxed"));
        }
        let failed = || AppError::new("autostart_failed");
        let file = file().ok_or_else(failed)?;
        match on {
            true => write(&file, &program().ok_or_else(failed)?).ok_or_else(failed),
            false => match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed()),
                _ => Ok(()),
            },
        }
    }

    fn file() -> Option<PathBuf> {
        let absolute = |name| {
            let path = env::var_os(name).map(PathBuf::from)?;
            path.is_absolute().then_some(path)
        };
        let config = absolute("XDG_CONFIG_HOME");
        let config = config.or_else(|| Some(absolute("HOME")?.join(".config")))?;
        Some(config.join("autostart").join(DESKTOP_FILE))
    }

    /// Where we are installed. An AppImage runs from a folder that is gone with it.
    fn program() -> Option<String> {
        let path = match env::var_os("APPIMAGE") {
            Some(image) => image.into_string().ok()?,
            None => env::current_exe().ok()?.to_str()?.to_owned(),
        };
        // The package was renewed since the start.
        Some(path.strip_suffix(" (deleted)").unwrap_or(&path).to_owned())
    }

    fn write(file: &Path, program: &str) -> Option<()> {
        let entry = KeyFile::new();
        entry.set_string(GROUP, "Type", "Application");
        entry.set_string(GROUP, "Name", &text(Language::En, "app-name", &[]));
        entry.set_locale_string(GROUP, "Name", "ru", &text(Language::Ru, "app-name", &[]));
        entry.set_string(GROUP, "Icon", "app.propusk.Propusk");
        entry.set_string(GROUP, "Exec", &format!("{} --hidden", quoted(program)));
        // Once the program is gone, so is the entry.
        entry.set_string(GROUP, "TryExec", program);
        fs::create_dir_all(file.parent()?).ok()?;
        entry.save_to_file(file).ok()
    }

    /// As `Exec` wants it, before the escapes of the file itself.
    fn quoted(program: &str) -> String {
        let mut quoted = String::from("\"");
        for letter in program.chars() {
            match letter {
                '"' | '`' | '$' | '\\' => quoted.extend(['\\', letter]),
                '%' => quoted.push_str("%%"),
                _ => quoted.push(letter),
            }
        }
        quoted + "\""
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_program_in_any_folder_is_started_whole() {
            let temp = tempfile::tempdir().expect("folder");
            for program in [
                "/usr/bin/propusk",
                "/opt/мои $программы/a \"b\" \\ 100%/propusk",
            ] {
                let file = temp.path().join("autostart").join("entry.desktop");
                write(&file, program).expect("written");
                let entry = KeyFile::new();
                entry
                    .load_from_file(&file, KeyFileFlags::NONE)
                    .expect("read");
                let line = entry.string(GROUP, "Exec").expect("a line");
                // What a desktop makes of it: the shell's rules, and then its own of percent signs.
                let print = format!("printf '%s\\n' {}", line.replace("%%", "%"));
                let words = std::process::Command::new("sh")
                    .args(["-c", &print])
                    .output();
                let words = String::from_utf8(words.expect("a shell").stdout).expect("text");
                assert_eq!(words.lines().collect::<Vec<_>>(), [program, "--hidden"]);
            }
        }
    }
}

/// Windows and macOS. **Not yet run.**
#[cfg(any(windows, target_os = "macos"))]
mod here {
    use auto_launch::{AutoLaunch, AutoLaunchBuilder};

    use crate::wire::AppError;

    fn entry() -> Option<AutoLaunch> {
        let program = std::env::current_exe().ok()?;
        AutoLaunchBuilder::new()
            .set_app_name("Propusk")
            .set_app_path(program.to_str()?)
            .set_args(&["--hidden"])
            .build()
            .ok()
    }

    pub(super) fn is_on() -> bool {
        entry().is_some_and(|entry| entry.is_enabled().unwrap_or(false))
    }

    pub(super) fn turn(on: bool) -> Result<(), AppError> {
        let turn = |entry: AutoLaunch| match on {
            true => entry.enable().ok(),
            false => entry.disable().ok(),
        };
        entry()
            .and_then(turn)
            .ok_or_else(|| AppError::new("autostart_failed"))
    }
}
