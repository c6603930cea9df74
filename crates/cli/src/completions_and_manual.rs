//! Writes the files that shells complete the command line by, and the pages of the manual, into a folder:
//! `completions/{propusk-cli.bash,_propusk-cli,propusk-cli.fish}`, `man/{en,ru}/*.1`. Packages bring them;
//! the program itself does not hold them.

// The program that these modules belong to uses all of them.
#![allow(dead_code, unused_imports)]

mod args;
mod help;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Command;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};
use words::Language;

const PROGRAM: &str = "propusk-cli";

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).context("usage: FOLDER")?;
    let folder = PathBuf::from(folder);
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    fs::write(completions.join("propusk-cli.bash"), bash()?)?;
    fs::write(completions.join("_propusk-cli"), zsh()?)?;
    fs::write(completions.join("propusk-cli.fish"), fish()?)?;
    for language in Language::ALL {
        let pages = folder.join("man").join(language.tag());
        fs::create_dir_all(&pages)?;
        let mut command = manual_of(help::command(language));
        command.build();
        write_pages(&command, language, &pages)?;
        fs::write(pages.join("propusk.1"), window(language)?)?;
    }
    Ok(())
}

fn completion(shell: Shell, language: Language) -> anyhow::Result<String> {
    let mut text = Vec::new();
    generate(shell, &mut help::command(language), PROGRAM, &mut text);
    Ok(String::from_utf8(text)?)
}

/// No words are in it, so any language will do.
fn bash() -> anyhow::Result<String> {
    let text = completion(Shell::Bash, Language::En)?;
    // clap_complete 4.6.11 takes the hyphen of the name for that of a command in one of two places.
    Ok(text.replace("propusk__subcmd__cli", "propusk__cli"))
}

/// Both languages, one of which the shell takes when it reads the file.
fn zsh() -> anyhow::Result<String> {
    let heading = format!("#compdef {PROGRAM}\n");
    let body = |language| -> anyhow::Result<String> {
        let text = completion(Shell::Zsh, language)?;
        let body = text.strip_prefix(&heading);
        Ok(body.context("zsh: another heading")?.trim().to_owned())
    };
    let (ru, en) = (body(Language::Ru)?, body(Language::En)?);
    Ok(format!(
        "{heading}\nif [[ ${{LC_ALL:-${{LC_MESSAGES:-$LANG}}}} == ru* ]]; then\n{ru}\nelse\n{en}\nfi\n"
    ))
}

/// As [`zsh`].
fn fish() -> anyhow::Result<String> {
    let (ru, en) = (
        completion(Shell::Fish, Language::Ru)?,
        completion(Shell::Fish, Language::En)?,
    );
    Ok(format!(
        "set -l locale $LC_ALL $LC_MESSAGES $LANG\nif string match -q 'ru*' -- $locale[1]\n{}\nelse\n{}\nend\n",
        ru.trim(),
        en.trim()
    ))
}

/// Without lists of values: they would stand there under an English heading, and the words name them.
fn manual_of(command: Command) -> Command {
    command
        .mut_args(|arg| {
            let takes_values = arg.get_action().takes_values();
            arg.hide_possible_values(takes_values)
        })
        .mut_subcommands(manual_of)
}

/// One page for the command and one for each of its commands.
fn write_pages(command: &Command, language: Language, folder: &Path) -> anyhow::Result<()> {
    for below in command.get_subcommands() {
        write_pages(below, language, folder)?;
    }
    let name = name_of(command);
    let page = page(command, &name, language)?;
    Ok(fs::write(folder.join(format!("{name}.1")), page)?)
}

fn name_of(command: &Command) -> String {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    name.to_owned()
}

fn page(command: &Command, name: &str, language: Language) -> anyhow::Result<Vec<u8>> {
    let text = |id: &str| words::text(language, id, &[]);
    let man = Man::new(command.clone())
        .source(format!("Propusk {}", env!("CARGO_PKG_VERSION")))
        .manual(text("cli-man-book"));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    section(&mut page, &text("cli-man-name"), |part| {
        man.render_name_section(part)
    })?;
    section(&mut page, &text("cli-man-synopsis"), |part| {
        man.render_synopsis_section(part)
    })?;
    let is_whole = name == PROGRAM;
    if is_whole {
        let mut roff = Roff::new();
        roff.control("SH", [text("cli-man-description").as_str()]);
        roff.text([roman(text("cli-man-about"))]);
        roff.to_writer(&mut page)?;
    }
    // Its headings are those of the help.
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        section(&mut page, &text("cli-man-commands"), |part| {
            man.render_subcommands_section(part)
        })?;
    }
    let mut roff = Roff::new();
    if is_whole {
        ends(&mut roff, language);
    }
    see_also(
        &mut roff,
        &[if is_whole { "propusk" } else { PROGRAM }],
        language,
    );
    roff.to_writer(&mut page)?;
    Ok(page)
}

/// A section of clap under a heading in the language of the page.
fn section(
    page: &mut Vec<u8>,
    heading: &str,
    render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let mut part = Vec::new();
    render(&mut part)?;
    let part = String::from_utf8(part)?;
    let from = part.find("\n.SH ").map_or(0, |at| at + 1);
    let (_, body) = part[from..].split_once('\n').context("an empty section")?;
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    roff.to_writer(page)?;
    page.extend_from_slice(body.as_bytes());
    Ok(())
}

/// How the program ends, and what it reads besides the command line.
fn ends(roff: &mut Roff, language: Language) {
    let text = |id: &str| words::text(language, id, &[]);
    roff.control("SH", [text("cli-man-status").as_str()]);
    for (status, id) in [
        ("0", "cli-man-status-0"),
        ("1", "cli-man-status-1"),
        ("2", "cli-man-status-2"),
        ("3", "cli-man-status-3"),
        ("4", "cli-man-status-4"),
    ] {
        roff.control("TP", []);
        roff.text([bold(status)]).text([roman(text(id))]);
    }
    roff.control("SH", [text("cli-man-environment").as_str()]);
    roff.control("TP", []);
    roff.text([bold("PROPUSK_DATA_DIR")])
        .text([roman(text("cli-man-data-dir"))]);
    roff.control("SH", [text("cli-man-files").as_str()]);
    roff.control("TP", []);
    roff.text([italic("~/.local/share/propusk")])
        .text([roman(text("cli-man-folder"))]);
}

fn see_also(roff: &mut Roff, pages: &[&str], language: Language) {
    roff.control(
        "SH",
        [words::text(language, "cli-man-see-also", &[]).as_str()],
    );
    for page in pages {
        roff.text([bold(*page), roman("(1)")]);
    }
}

/// The page of the window, which has no command line to speak of.
fn window(language: Language) -> anyhow::Result<Vec<u8>> {
    let text = |id: &str| words::text(language, id, &[]);
    let mut roff = Roff::new();
    let source = format!("Propusk {}", env!("CARGO_PKG_VERSION"));
    let book = text("cli-man-book");
    roff.control("TH", ["propusk", "1", "", source.as_str(), book.as_str()]);
    roff.control("SH", [text("cli-man-name").as_str()]);
    roff.text([roman(format!("propusk - {}", text("cli-man-window-about")))]);
    roff.control("SH", [text("cli-man-synopsis").as_str()]);
    roff.text([bold("propusk")]);
    roff.control("SH", [text("cli-man-description").as_str()]);
    roff.text([roman(text("cli-man-window-description"))]);
    roff.control("SH", [text("cli-man-files").as_str()]);
    roff.control("TP", []);
    roff.text([italic("~/.local/share/propusk")])
        .text([roman(text("cli-man-folder"))]);
    see_also(&mut roff, &[PROGRAM], language);
    let mut page = Vec::new();
    roff.to_writer(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use std::process::{Command as Process, Output};

    use super::*;

    fn written(name: &str, text: &str) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let path = path.display().to_string();
        (folder, path)
    }

    fn run(program: &str, arguments: &[&str], language: &str) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = Process::new(program)
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", language)
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        // Where the locale is not installed a shell may cut a letter in two.
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        assert!(status.success(), "{program}: {}", text(stderr));
        assert_eq!(text(stderr), "", "{program} complains");
        text(stdout)
    }

    #[test]
    fn bash_completes_commands_and_options() {
        let file = bash().expect("made");
        let (_folder, path) = written("propusk-cli.bash", &file);
        let offered = |words: &str, at: usize| {
            let script = format!(
                "source {path}; COMP_WORDS=({words}); COMP_CWORD={at}; \
                 $(complete -p propusk-cli | sed 's/.*-F \\([^ ]*\\) .*/\\1/') propusk-cli \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"; \
                 printf '%s\\n' \"${{COMPREPLY[@]}}\""
            );
            run("bash", &["--norc", "-c", &script], "C.UTF-8")
        };
        assert_eq!(offered("propusk-cli co", 1), "code\ncompute\n");
        assert_eq!(offered("propusk-cli code --wa", 2), "--watch\n");
        assert_eq!(offered("propusk-cli recovery n", 2), "new\n");
    }

    #[test]
    fn fish_completes_in_the_language_of_the_system() {
        let (_folder, path) = written("propusk-cli.fish", &fish().expect("made"));
        for (system, language) in [("ru_RU.UTF-8", Language::Ru), ("C.UTF-8", Language::En)] {
            let script = format!("source {path}; complete -C 'propusk-cli cod'");
            let offered = run("fish", &["--no-config", "-c", &script], system);
            let about = words::text(language, "cli-about-code", &[]);
            assert_eq!(offered, format!("code\t{about}\n"));
        }
    }

    #[test]
    fn zsh_completes_in_the_language_of_the_system() {
        let (folder, _) = written("_propusk-cli", &zsh().expect("made"));
        let folder = folder.path().display();
        for (system, language) in [("ru_RU.UTF-8", Language::Ru), ("C.UTF-8", Language::En)] {
            // A terminal inside zsh: what is offered below the line is asked for with a tab.
            let script = format!(
                "zmodload zsh/zpty; zpty -b shell zsh -f -i; \
                 zpty -w shell 'fpath=({folder} $fpath); autoload -U compinit; compinit -D -u; PS1=; stty cols 200; print READY'; \
                 zpty -r shell line '*READY*READY*'; zpty -n -w shell $'propusk-cli cod\\t\\t'; \
                 zpty -n -w shell $'\\x15propusk-cli \\t'; zpty -r shell line '*doctor*--*'; print -r -- $line"
            );
            let offered = run("zsh", &["-f", "-c", &script], system);
            // As much of it as the narrowest terminal shows.
            let about = words::text(language, "cli-about-add", &[]);
            let begin: String = about.chars().take(3).collect();
            assert!(offered.contains(&begin), "{system}: {offered}");
        }
    }

    #[test]
    fn the_manual_is_read_without_complaint_and_names_every_command() {
        for language in Language::ALL {
            let folder = tempfile::tempdir().expect("a folder");
            let mut command = manual_of(help::command(language));
            command.build();
            write_pages(&command, language, folder.path()).expect("written");
            fs::write(
                folder.path().join("propusk.1"),
                window(language).expect("made"),
            )
            .expect("written");
            for page in fs::read_dir(folder.path()).expect("read") {
                let path = page.expect("a page").path().display().to_string();
                let read = run(
                    "man",
                    &["--warnings", "-E", "UTF-8", "-l", &path],
                    "C.UTF-8",
                );
                assert!(!read.contains("cli-man"), "{read}");
                let line = run("lexgrog", &["-E", "UTF-8", &path], "C.UTF-8");
                assert!(line.contains(" - "), "{path}: {line}");
            }
            for name in [
                "propusk-cli",
                "propusk-cli-code",
                "propusk-cli-recovery-new",
            ] {
                assert!(folder.path().join(format!("{name}.1")).exists(), "{name}");
            }
        }
    }
}
