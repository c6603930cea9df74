"""Time and memory of an import, each against its limit, beside an empty run of the same program.

usage: python3 scripts/import_cost.py PROGRAM
"""

import base64
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

RUNS = 5


def measured(command, text=b""):
    """The medians of seconds and MiB over some runs, and the exit status."""
    seconds, memory = [], []
    for _ in range(RUNS):
        before = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            child.stdin.write(text)
            child.stdin.close()
        except BrokenPipeError:
            pass  # refused before it read the password
        _, status, usage = os.wait4(child.pid, 0)
        seconds.append(time.perf_counter() - before)
        memory.append(usage.ru_maxrss / 1024)
    return statistics.median(seconds), statistics.median(memory), os.waitstatus_to_exitcode(status)


def links(count):
    for number in range(count):
        secret = base64.b32encode(number.to_bytes(20, "big")).decode()
        yield f"otpauth://totp/Site%20{number}:me@example.org?secret={secret}&issuer=Site%20{number}"


def aegis(**cost):
    nonce = {"nonce": "00" * 12, "tag": "00" * 16}
    slot = {"type": 1, "uuid": "0", "key": "00" * 32, "key_params": nonce, "salt": "00" * 32} | cost
    return json.dumps({"version": 1, "header": {"slots": [slot], "params": nonce}, "db": "AAAA"})


def ente(memory):
    return json.dumps({
        "version": 1,
        "kdfParams": {"memLimit": memory, "opsLimit": 1, "salt": base64.b64encode(bytes(16)).decode()},
        "encryptedData": base64.b64encode(bytes(64)).decode(),
        "encryptionNonce": base64.b64encode(bytes(24)).decode(),
    })


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("export.data", "w", force_zip64=True) as member:
            for _ in range(1024 * 16):
                member.write(bytes(1 << 16))


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = {
            "10 000 links": ("\n".join(links(10_000)), 1.0, 200),
            "scrypt N = 2^30": (aegis(n=1 << 30, r=8, p=1), 1.0, 256),
            "Argon2 of 64 GiB": (ente(64 << 30), 1.0, 256),
            "JSON, 30 million levels": (["[" * 1000] * 30_000, 1.0, 256),
            "JSON, 20 million members": (
                ['{"services":[', *["{}," * 1000] * 20_000, '{}],"schemaVersion":4}'],
                1.0,
                256,
            ),
        }
        print(f"{'':28}{'s':>7}{'limit':>7}{'MiB':>7}{'limit':>7}  exit")
        seconds, memory, _ = measured([program, "--version"])
        print(f"{'nothing (--version)':28}{seconds:7.3f}{'':7}{memory:7.0f}")
        rows = []
        for name, (text, most_seconds, most_memory) in files.items():
            path = folder / f"{len(rows)}"
            # In pieces: what this program holds, its children are counted with until they begin.
            with open(path, "w") as file:
                file.writelines(text)
            rows.append((name, path, most_seconds, most_memory))
        bomb(folder / "bomb")
        rows.append(("zip of 1 GiB of zeros", folder / "bomb", 1.0, 256))
        with open(folder / "large", "wb") as large:
            large.truncate((64 << 20) + 1)
        rows.append(("file of 64 MiB + 1", folder / "large", 1.0, 256))
        for name, path, most_seconds, most_memory in rows:
            command = [program, "import", path, "--dry-run", "--json", "--password-stdin"]
            seconds, memory, status = measured(command, b"password\n")
            print(
                f"{name:28}{seconds:7.3f}{most_seconds:7.1f}{memory:7.0f}{most_memory:7d}  {status}"
            )


if __name__ == "__main__":
    main(sys.argv[1])
