#!/usr/bin/env python3
"""Writes what is linked into the programs and built into the page as a list in CycloneDX 1.6:
`sbom.py > sbom.cdx.json`. The same source gives the same list; nothing is fetched.
<https://cyclonedx.org/docs/1.6/json/>"""

import base64
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

import linked_in

# Where the serial number is counted from: one for all lists of Propusk.
SERIAL_NUMBERS = uuid.uuid5(uuid.NAMESPACE_DNS, "app.propusk.Propusk")


def licences(expression):
    if not expression:
        return []
    # As crates wrote "or" before SPDX had a word for it.
    return [{"expression": " OR ".join(part.strip() for part in expression.split("/"))}]


def told(kind, ref, name, version, **more):
    component = {"type": kind, "bom-ref": ref, "name": name, "version": version} | more
    return {key: value for key, value in component.items() if value}


def crate_ref(name, version):
    return f"pkg:cargo/{name}@{version}"


def of_crate(crate):
    ours = crate["source"] is None
    ref = crate_ref(crate["name"], crate["version"])
    return told(
        "library",
        ref,
        crate["name"],
        crate["version"],
        description=crate["description"],
        licenses=licences(crate["license"]),
        # Ours are in no registry.
        purl=None if ours else ref,
        hashes=[{"alg": "SHA-256", "content": crate["checksum"]}] if crate["checksum"] else [],
        externalReferences=[{"type": "vcs", "url": crate["repository"]}] if crate["repository"] else [],
    )


def npm_ref(name, version):
    return f"pkg:npm/{urllib.parse.quote(name, safe='/')}@{version}"


def of_npm(package):
    ref = npm_ref(package["name"], package["version"])
    algorithm, checksum = package["integrity"].split("-", 1)
    content = base64.b64decode(checksum).hex()
    return told(
        "library",
        ref,
        package["name"],
        package["version"],
        licenses=licences(package.get("license")),
        purl=ref,
        hashes=[{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": content}],
    )


def beside(crates):
    """What no registry of ours names, and the ref of what brings it."""
    zxing = next(crate for crate in crates if crate["name"] == "zxing-cpp")
    build = (zxing["folder"] / "core/CMakeLists.txt").read_text()
    version = re.search(r'^project \(ZXing VERSION "([^"]+)"', build, re.MULTILINE)[1]
    ref = f"pkg:github/zxing-cpp/zxing-cpp@v{version}"
    yield crate_ref(zxing["name"], zxing["version"]), told(
        "library", ref, "ZXing-C++", version, licenses=licences("Apache-2.0"), purl=ref
    )
    rust = subprocess.check_output(["rustc", "--version"], text=True).split()[1]
    yield None, told(
        "library",
        "rust-std",
        "std",
        rust,
        description="Rust's standard library",
        licenses=licences("MIT OR Apache-2.0"),
        purl=f"pkg:generic/rust-std@{rust}",
    )
    yield crate_ref("propusk-sheet", version_of(crates)), told(
        "data",
        "fonts",
        "PT fonts of ParaType",
        "2010",
        description="The letters of the recovery sheet",
        licenses=[{"license": {"name": "ParaType Free Font License"}}],
    )


def version_of(crates):
    return next(crate["version"] for crate in crates if crate["name"] == "propusk")


def main():
    crates, page = linked_in.crates(), linked_in.page()
    version = version_of(crates)
    npm_refs = {package["name"]: npm_ref(package["name"], package["version"]) for package in page}
    needs = {
        crate_ref(crate["name"], crate["version"]): [crate_ref(*need) for need in crate["needs"]] for crate in crates
    }
    needs |= {npm_refs[package["name"]]: [npm_refs[need] for need in package["needs"]] for package in page}
    # The page is in the program with the window.
    needs[crate_ref("propusk", version)] += [npm_refs[name] for name in linked_in.PAGE]
    components = [*map(of_crate, crates), *map(of_npm, page)]
    for brings, component in beside(crates):
        components.append(component)
        needs[component["bom-ref"]] = []
        for ref in [brings] if brings else [crate_ref(name, version) for name in linked_in.MADE_BY]:
            needs[ref].append(component["bom-ref"])
    root = told("application", "propusk-package", "propusk", version, licenses=licences("Apache-2.0 OR MIT"))
    needs[root["bom-ref"]] = [crate_ref(name, version) for name in linked_in.MADE_BY]
    when = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": root,
            "properties": [{"name": "propusk:programs", "value": " ".join(linked_in.PROGRAMS)}],
        },
        "components": components,
        "dependencies": [{"ref": ref, "dependsOn": sorted(uses)} for ref, uses in sorted(needs.items())],
    }
    bom["serialNumber"] = uuid.uuid5(SERIAL_NUMBERS, json.dumps(bom, sort_keys=True)).urn
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


main()
