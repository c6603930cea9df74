#!/usr/bin/env python3
"""Writes the licences of everything that is linked into the programs or built into the page, with their
notices: `notices.py > THIRD-PARTY.txt`. Reads what cargo and npm have unpacked; nothing is fetched."""

import json
import pathlib
import re
import subprocess
import sys

PROGRAMS = ["propusk", "propusk-cli", "propusk-decode", "propusk-clock"]
# What of npm's packages ends up in the page.
PAGE = ["@fluent/bundle", "@tauri-apps/api", "simple-icons", "svelte"]
NOTICE = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def crates(target):
    """Name, version, licence and folder of every crate that is linked in."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={target}"]
    metadata = json.loads(subprocess.check_output([*command, "--features", "propusk/custom-protocol"]))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, left = set(), [id for id, package in packages.items() if package["name"] in PROGRAMS]
    while left:
        id = left.pop()
        # A macro works while the program is compiled, and is not in it.
        if id in found or is_macro(packages[id]):
            continue
        found.add(id)
        left += [dep["pkg"] for dep in nodes[id]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
    for package in (packages[id] for id in found):
        if package["source"] is not None:
            licence = package["license"] or package["license_file"] or ""
            yield package["name"], package["version"], licence, pathlib.Path(package["manifest_path"]).parent


def is_macro(package):
    return any("proc-macro" in target["kind"] for target in package["targets"])


def page():
    """The same of every package that is in the page."""
    packages = json.loads(pathlib.Path("ui/package-lock.json").read_text())["packages"]
    found, left = set(), list(PAGE)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += packages[f"node_modules/{name}"].get("dependencies", {})
    for name in found:
        folder = pathlib.Path("ui/node_modules", name)
        yield name, packages[f"node_modules/{name}"]["version"], packages[f"node_modules/{name}"].get("license", ""), folder


def notices(folder):
    files = [file for file in sorted(folder.iterdir()) if NOTICE.match(file.name) and file.is_file()]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files]


def main():
    host = subprocess.check_output(["rustc", "-vV"], text=True)
    target = re.search(r"^host: (.*)$", host, re.MULTILINE).group(1)
    # The same text with other line breaks is the same text.
    by_text, without = {}, []
    packages = sorted({*crates(target), *page()}, key=lambda package: (package[0].lower(), package[1]))
    for name, version, licence, folder in packages:
        told = f"{name} {version}: {licence}"
        texts = notices(folder)
        for text in texts:
            by_text.setdefault(" ".join(text.split()), (text, []))[1].append(told)
        if not texts:
            without.append(told)
    out = sys.stdout
    out.write("Propusk holds work of others. What it is, under which licences, and their notices:\n")
    for text, users in by_text.values():
        out.write("\n" + "=" * 80 + "\n" + "\n".join(users) + "\n\n" + text + "\n")
    fonts = pathlib.Path("crates/sheet/fonts/LICENSE").read_text().strip()
    out.write("\n" + "=" * 80 + "\nThe letters of the recovery sheet\n\n" + fonts + "\n")
    if without:
        out.write("\n" + "=" * 80 + "\nWithout a notice of their own:\n" + "\n".join(without) + "\n")


main()
