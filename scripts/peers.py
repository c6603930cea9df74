"""Other programs for one-time codes, each with a home, a session bus and an unlocked keyring of its own and the
same accounts as the others, put where the program keeps them: nobody has to click anything."""

import hashlib
import json
import os
import pty
import shutil
import subprocess
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from screen import PROGRAMS, empty_page
from window_cost import links, unlocked_keyring

ACCOUNTS = 20
# Asked for at the command line.
ASKED = 7
PASSWORD = "password of the bench"


class Absent(Exception):
    """Why a program is not measured, in words."""


class Desk:
    """A home with a session bus and an unlocked keyring."""

    def __init__(self, folder, name):
        self.home = f"{folder}/{name}"
        for part in ("run", "data", "config", "cache"):
            os.makedirs(f"{self.home}/{part}", 0o700)
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "DBUS_"))}
        # GTK 3, GTK 4: no bus for what screen readers use, which would be started on each desk.
        self.env.update(HOME=self.home, XDG_RUNTIME_DIR=f"{self.home}/run", XDG_DATA_HOME=f"{self.home}/data",
                        XDG_CONFIG_HOME=f"{self.home}/config", XDG_CACHE_HOME=f"{self.home}/cache",
                        NO_AT_BRIDGE="1", GTK_A11Y="none")
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], env=self.env,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.keyring = unlocked_keyring(self.env)

    def run(self, *command, text=""):
        """What a command writes, in English; it must succeed."""
        env = dict(self.env, LC_ALL="C.UTF-8", LANGUAGE="")
        done = subprocess.run(command, env=env, input=text, capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise Absent(f"{os.path.basename(command[0])} ends with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def keep_secret(self, secret, *attributes):
        self.run("secret-tool", "store", "--label=bench", *attributes, text=secret)

    def end(self):
        self.keyring.kill()
        self.bus.kill()


def debian(package):
    """Version, KiB on the disk and bytes of the package itself, or why it is not there."""
    asked = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status} ${Version} ${Installed-Size}", package],
                           capture_output=True, text=True).stdout.split()
    if asked[:1] != ["installed"]:
        known = subprocess.run(["apt-cache", "show", package], capture_output=True).returncode == 0
        raise Absent("its package is not installed" if known else "this system has no package of it")
    shown = subprocess.run(["apt-cache", "show", f"{package}={asked[1]}"], capture_output=True, text=True).stdout
    size = next((int(line.split()[1]) for line in shown.splitlines() if line.startswith("Size:")), None)
    return asked[1], int(asked[2]), size


def accounts():
    """Issuer, name, secret and link of each."""
    for number, link in enumerate(links(ACCOUNTS)):
        fields = parse_qs(urlsplit(link).query)
        yield fields["issuer"][0], f"user{number}", fields["secret"][0], link


def propusk_version():
    shown = subprocess.run([f"{PROGRAMS}/propusk-cli", "--version"], capture_output=True, text=True, check=True).stdout
    return shown.split()[-1]


@dataclass
class Shown:
    """A window: how it is started, and what it shows then."""

    name: str
    package: str | None
    command: list
    env: dict
    shows: str


@dataclass
class Asked:
    """A command that writes a code."""

    name: str
    version: str
    command: list
    env: dict
    opened_by: str
    stdin: str = ""


def propusk(desk):
    desk.run(f"{PROGRAMS}/propusk-cli", "add", "--stdin", "--all", text="".join(f"{link}\n" for *_, link in accounts()))
    return Shown("Propusk", None, [f"{PROGRAMS}/propusk"], desk.env, "all codes")


def empty_tauri(desk):
    env = dict(desk.env, PROPUSK_EMPTY_PAGE=empty_page(desk.home))
    return Shown("empty Tauri window", None, [f"{PROGRAMS}/propusk"], env, "nothing")


def keepassxc_file(desk):
    entries = ""
    for issuer, name, _, link in accounts():
        fields = {"Title": issuer, "UserName": name, "otp": link}
        entries += "<Entry>" + "".join(
            f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>" for key, value in fields.items()
        ) + "</Entry>"
    plain, path = f"{desk.home}/accounts.xml", f"{desk.home}/accounts.kdbx"
    with open(plain, "w") as file:
        file.write("<?xml version='1.0' encoding='UTF-8'?><KeePassFile><Meta/><Root><Group><Name>Root</Name>"
                   f"{entries}</Group></Root></KeePassFile>")
    desk.run("keepassxc-cli", "import", "--set-password", plain, path, text=f"{PASSWORD}\n{PASSWORD}\n")
    return path


def keepassxc(desk):
    password = f"{desk.home}/password"
    with open(password, "w") as file:
        file.write(PASSWORD)
    command = ["sh", "-c", 'exec keepassxc --pw-stdin "$1" <"$2"', "sh", keepassxc_file(desk), password]
    return Shown("KeePassXC", "keepassxc", command, desk.env, "the list; a code when it is asked for")


def otpclient_file(desk):
    """Its file as version 3.1 of Debian 12 writes it: AES-256-GCM under PBKDF2 of the password."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    tokens = [{"type": "TOTP", "label": name, "issuer": issuer, "secret": key, "digits": 6, "algo": "SHA1", "period": 30}
              for issuer, name, key, _ in accounts()]
    nonce, salt = os.urandom(16), os.urandom(32)
    key = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode() + b"\0", salt, 100_000, 32)
    path = f"{desk.home}/accounts.enc"
    with open(path, "wb") as file:
        file.write(nonce + salt + AESGCM(key).encrypt(nonce, json.dumps(tokens).encode() + b"\0", nonce + salt))
    with open(f"{desk.home}/config/otpclient.cfg", "w") as file:
        file.write(f"[config]\ndb_path={path}\nuse_secret_service=true\n")
    desk.keep_secret(PASSWORD, "xdg:schema", "com.github.paolostivanin.OTPClient", "string", "main_pwd")


def otpclient(desk):
    otpclient_file(desk)
    return Shown("OTPClient", "otpclient", ["otpclient"], desk.env, "the list; a code when it is asked for")


def numberstation(desk):
    desk.keep_secret(json.dumps([link for *_, link in accounts()]), "username", "totp", "service", "numberstation")
    return Shown("Numberstation", "numberstation", ["numberstation"], desk.env, "all codes")


def as_it_comes(name, package, command):
    return lambda desk: Shown(name, package, [command], desk.env, "what it shows without accounts")


def without_accounts(name, package, program):
    """For programs that keep accounts where only a person can put them."""
    return lambda desk: Shown(name, package, [program], desk.env, "what it shows without accounts")


# Name, package, how it is given its accounts.
WINDOWS = [
    ("KeePassXC", "keepassxc", keepassxc),
    ("OTPClient", "otpclient", otpclient),
    ("Numberstation", "numberstation", numberstation),
    ("GNOME Authenticator", "gnome-authenticator",
     without_accounts("GNOME Authenticator", "gnome-authenticator", "authenticator")),
    ("Keysmith", "keysmith", without_accounts("Keysmith", "keysmith", "keysmith")),
]


def propusk_cli(desk):
    return Asked("propusk-cli code", propusk_version(), [f"{PROGRAMS}/propusk-cli", "code", f"user{ASKED}"], desk.env,
                 "the keyring")


def oathtool(desk):
    secret = list(accounts())[ASKED][2]
    return Asked("oathtool", debian("oathtool")[0], ["oathtool", "--totp", "--base32", secret], desk.env,
                 "nothing: the secret is an argument")


def cotp(desk):
    if not shutil.which("cotp"):
        raise Absent("it is not installed here")
    version = desk.run("cotp", "--version").split()[-1]
    plain, path = f"{desk.home}/accounts.json", f"{desk.home}/accounts.cotp"
    with open(plain, "w") as file:
        json.dump({"items": [link for *_, link in accounts()]}, file)
    at_terminal(desk, ["cotp", "--database-path", path, "import", "--otp-uri", "--path", plain], 2)
    command = ["cotp", "--password-stdin", "--database-path", path, "extract", "--label", f"user{ASKED}"]
    return Asked("cotp", version, command, desk.env, "a password (Argon2)", f"{PASSWORD}\n")


def at_terminal(desk, command, asks):
    """Runs what asks for a new password at a terminal only, so many times."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, desk.env)
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 1024)
        except OSError:  # the terminal is gone with the program
            break
        seen += piece
        if asks and b"assword" in piece:
            os.write(terminal, f"{PASSWORD}\n".encode())
            asks -= 1
        if not piece:
            break
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise Absent(f"{command[0]} did not take the accounts: {seen.decode(errors='replace').strip()}")


def keepassxc_cli(desk):
    path = keepassxc_file(desk)
    shown = desk.run("keepassxc-cli", "db-info", path, text=f"{PASSWORD}\n")
    cost = next(line.split(":", 1)[1].strip() for line in shown.splitlines() if line.startswith("KDF:"))
    issuer = list(accounts())[ASKED][0]
    return Asked("keepassxc-cli show --totp", debian("keepassxc")[0],
                 ["keepassxc-cli", "show", "--quiet", "--totp", path, issuer], desk.env, f"a password ({cost})",
                 f"{PASSWORD}\n")


def otpclient_cli(desk):
    otpclient_file(desk)
    return Asked("otpclient-cli show", debian("otpclient-cli")[0],
                 ["otpclient-cli", "show", "-a", f"user{ASKED}", "-m"], desk.env,
                 "a password (PBKDF2) out of the keyring")


COMMANDS = [("oathtool", oathtool), ("cotp", cotp), ("keepassxc-cli", keepassxc_cli), ("otpclient-cli", otpclient_cli)]
