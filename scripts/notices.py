#!/usr/bin/env python3
"""Writes the licences of everything that is linked into the programs or built into the page, with their
notices: `notices.py > THIRD-PARTY.txt`. Reads what cargo and npm have unpacked; nothing is fetched."""

import pathlib
import re
import sys

import linked_in

NOTICE = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def notices(folder):
    files = [file for file in sorted(folder.iterdir()) if NOTICE.match(file.name) and file.is_file()]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files]


def main():
    # The same text with other line breaks is the same text.
    by_text, without = {}, []
    crates = [crate for crate in linked_in.crates() if crate["source"] is not None]
    packages = [*crates, *linked_in.page()]
    for package in sorted(packages, key=lambda package: (package["name"].lower(), package["version"])):
        licence = package.get("license") or package.get("license_file") or ""
        told = f"{package['name']} {package['version']}: {licence}"
        texts = notices(package["folder"])
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
