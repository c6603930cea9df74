#!/usr/bin/env python3
"""Opens an Aegis file without Propusk: what a stranger would write from the description of the format.

    open-aegis.py FILE

Prints the database as JSON. The password of an encrypted file comes from standard input. Needs
python3-cryptography. A test opens with it what the export writes.
"""

import base64
import json
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PASSWORD_SLOT = 1


def opened(key, params, sealed):
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), sealed + bytes.fromhex(params["tag"]), None)


def master_key(slots, password):
    for slot in slots:
        if slot["type"] != PASSWORD_SLOT:
            continue
        scrypt = Scrypt(salt=bytes.fromhex(slot["salt"]), length=32, n=slot["n"], r=slot["r"], p=slot["p"])
        try:
            return opened(scrypt.derive(password), slot["key_params"], bytes.fromhex(slot["key"]))
        except InvalidTag:
            continue
    sys.exit("wrong password")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        content = json.load(file)
    header, database = content["header"], content["db"]
    if header["slots"] is not None:
        master = master_key(header["slots"], sys.stdin.buffer.read().rstrip(b"\r\n"))
        database = json.loads(opened(master, header["params"], base64.b64decode(database)))
    json.dump(database, sys.stdout)


if __name__ == "__main__":
    main()
