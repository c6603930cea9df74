"""What of others is in the programs and in the page, as cargo and npm know it. Nothing is fetched."""

import json
import pathlib
import re
import subprocess
import tomllib

PROGRAMS = ["propusk", "propusk-cli", "propusk-scan", "propusk-clock"]
# The packages of cargo that make them.
MADE_BY = ["propusk", "propusk-cli", "propusk-decode", "propusk-clock"]
# What of npm's packages ends up in the page.
PAGE = ["@fluent/bundle", "@tauri-apps/api", "simple-icons", "svelte"]
# A line of `cargo tree`: how deep, name, version, and where it lies or that it was told before.
LINE = re.compile(r"^(\d+)(\S+) v(\S+)")


def crates():
    """Every crate that is linked in, ours too, with all that cargo says of it; `needs` are the names and
    versions of what it is linked with itself. A macro works while a program is compiled, and is not in it."""
    told = {(package["name"], package["version"]): package for package in metadata()["packages"]}
    locked = tomllib.loads(pathlib.Path("Cargo.lock").read_text())["package"]
    checksums = {(package["name"], package["version"]): package.get("checksum") for package in locked}
    return [
        told[crate] | {"checksum": checksums[crate], "needs": sorted(needs), "folder": folder(told[crate])}
        for crate, needs in sorted(tree().items())
    ]


def metadata():
    host = re.search(r"^host: (.*)$", subprocess.check_output(["rustc", "-vV"], text=True), re.MULTILINE)[1]
    # Crates for other systems are not unpacked here.
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={host}"]
    return json.loads(subprocess.check_output(command))


def tree():
    """Which crate is linked with which, in the programs as people get them."""
    command = ["cargo", "tree", "--locked", "--features=propusk/custom-protocol", "--edges=normal,no-proc-macro"]
    command += ["--prefix=depth", *(f"--package={package}" for package in MADE_BY)]
    needs, above = {}, []
    for line in subprocess.check_output(command, text=True).splitlines():
        if not (match := LINE.match(line)):
            continue
        depth, crate = int(match[1]), (match[2], match[3])
        needs.setdefault(crate, set())
        del above[depth:]
        if above:
            needs[above[-1]].add(crate)
        above.append(crate)
    return needs


def folder(crate):
    return pathlib.Path(crate["manifest_path"]).parent


def page():
    """Every package of npm that is in the page."""
    packages = json.loads(pathlib.Path("ui/package-lock.json").read_text())["packages"]
    found, left = {}, list(PAGE)
    while left:
        name = left.pop()
        if name not in found:
            found[name] = packages[f"node_modules/{name}"]
            left += found[name].get("dependencies", {})
    return [
        package
        | {
            "name": name,
            "needs": sorted(package.get("dependencies", {})),
            "folder": pathlib.Path("ui/node_modules", name),
        }
        for name, package in sorted(found.items())
    ]
