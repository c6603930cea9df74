#!/usr/bin/env python3
"""Reads a Propusk vault without Propusk: Python's standard library and the `age` command.

    read_vault.py KEY VAULT [UNIX_TIME]

KEY is a file with the device key or the line of the recovery sheet (AGE-SECRET-KEY-1...), VAULT is
vault.age, any other generation of it, or a backup. Prints the accounts as JSON, with the code that each shows at UNIX_TIME (default: now).
Written from docs/vault-format.md alone; a test compares what it prints with what the vault holds.
"""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import time


def decrypt(key_file, vault_file):
    run = subprocess.run(
        ["age", "--decrypt", "--identity", key_file, vault_file], capture_output=True, check=False
    )
    if run.returncode != 0:
        sys.exit("age: " + run.stderr.decode(errors="replace").strip())
    return run.stdout


def read(plain):
    if len(plain) % 4096 != 0:
        sys.exit("the content is not padded to 4096 bytes")
    body = json.loads(plain.decode("utf-8"))
    if body["min_reader"] > 1:
        sys.exit("this vault needs reader %d, this is reader 1" % body["min_reader"])
    return body


def unbase32(text):
    return base64.b32decode(text + "=" * (-len(text) % 8))


def truncate(key, counter, algorithm):
    """RFC 4226, section 5.3: 31 bits out of an HMAC."""
    digest = hmac.new(key, counter.to_bytes(8, "big"), algorithm).digest()
    offset = digest[-1] & 15
    return int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF


def code(account, now):
    key = unbase32(account["secret"])
    kind = account["kind"]
    if kind in ("totp", "hotp"):
        name = account["algorithm"].lower()
        if name not in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
            return None  # Streebog is not in the standard library
        counter = account["counter"] if kind == "hotp" else now // account["period"]
        digits = account["digits"]
        return "%0*d" % (digits, truncate(key, counter, name) % 10**digits)
    if kind == "steam":
        number, letters = truncate(key, now // 30, "sha1"), ""
        for _ in range(5):
            number, place = divmod(number, 26)
            letters += "23456789BCDFGHJKMNPQRTVWXY"[place]
        return letters
    if kind == "yandex" and account.get("pin"):
        key = hashlib.sha256(account["pin"].encode() + key[:16]).digest()
        if key[0] == 0:
            key = key[1:]
        digest = hmac.new(key, (now // 30).to_bytes(8, "big"), "sha256").digest()
        offset = digest[-1] & 15
        number = int.from_bytes(digest[offset : offset + 8], "big") & (2**63 - 1)
        letters, number = "", number % 26**8
        for _ in range(8):
            number, place = divmod(number, 26)
            letters = chr(ord("a") + place) + letters
        return letters
    if kind == "motp" and account.get("pin"):
        text = str(now // 10).encode() + key + account["pin"].encode()
        return hashlib.md5(text).hexdigest()[:6]
    if kind in ("yandex", "motp"):
        return None  # no PIN yet, no code
    raise ValueError("unknown kind")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    now = int(sys.argv[3]) if len(sys.argv) == 4 else int(time.time())
    body = read(decrypt(sys.argv[1], sys.argv[2]))
    accounts, unreadable = [], 0
    for account in body["accounts"]:
        try:
            account["code"] = code(account, now)
            accounts.append(account)
        except (KeyError, TypeError, ValueError):
            unreadable += 1
    json.dump(
        {
            "vault_id": body["vault_id"],
            "generation": body["generation"],
            "accounts": accounts,
            "unreadable": unreadable,
            "trash": body.get("trash", []),
        },
        sys.stdout,
        ensure_ascii=False,
        indent=1,
    )
    print()


if __name__ == "__main__":
    main()
