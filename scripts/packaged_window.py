#!/usr/bin/env python3
"""Run by scripts/package-test in a fresh system, as a person: works the installed window as somebody does who
hears the screen read out (AT-SPI), since a released program cannot be driven otherwise.
    packaged_window.py enrol    finds the QR code on the screen and adds its account
    packaged_window.py look     looks whether its code is there"""

import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PATIENCE = 60


def wait(what, look):
    """The first true answer of `look`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except GLib.Error:
            pass  # what was looked at has just gone
        time.sleep(0.3)
    picture("failed")
    sys.exit(f"not within {PATIENCE} s: {what}\n" + "\n".join(f"  {role}: {name}" for role, name, _ in everything()))


def everything(at=None, depth=0):
    """Role, name and object of all that can be read out."""
    if at is None:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program is not None and program.get_name() == "propusk":
                yield from everything(program)
        return
    if depth < 40:
        yield at.get_role_name(), at.get_name() or "", at
        for number in range(at.get_child_count()):
            child = at.get_child_at_index(number)
            if child is not None:
                yield from everything(child, depth + 1)


def press(name):
    """Presses the button of this name, or one that begins so."""
    def look():
        for role, called, button in everything():
            if role in ("push button", "button") and called.startswith(name):
                return Atspi.Action.do_action(button, 0)
    wait(f"the button {name}", look)
    print(f"pressed: {name}")


def code():
    return subprocess.check_output(["oathtool", "--totp", "-b", SECRET], text=True).strip()


def card():
    """How the account with the code of now is read out, if it is there."""
    plain = [(name, "".join(filter(str.isalnum, name))) for _, name, _ in everything() if "Portal" in name]
    now = code()
    return next((name for name, letters in plain if now in letters), None)


def picture(name):
    subprocess.run(["import", "-window", "root", f"/work/{name}.png"], check=False)


def offered():
    """Whether the desktop knows what can be opened with the program that is installed, and opens by itself
    with others what others open as well."""
    for kind in ("x-scheme-handler/otpauth", "application/x-age-encryption", "text/plain", "image/png"):
        programs = [program.get_id() for program in Gio.AppInfo.get_all_for_type(kind)]
        if "zz.app.propusk.Propusk.desktop" not in programs:
            sys.exit(f"not offered for {kind}, only: {programs}")
    # The last of them, for which there is another program here.
    if programs[0].startswith("zz."):
        sys.exit(f"taken away from others: {programs}")
    print("offered for links and files")


def main(what):
    offered()
    os.environ["NO_AT_BRIDGE"] = "0"
    keyring = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    keyring.stdin.write(b"sample")
    keyring.stdin.close()
    # The web view shows what can be read out only where somebody listens.
    subprocess.run(
        ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus",
         "org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", "string:IsEnabled", "variant:boolean:true"],
        check=True, stdout=subprocess.DEVNULL,
    )
    Atspi.init()
    viewer = None
    if what == "enrol":
        viewer = subprocess.Popen(["display", "-immutable", "-geometry", "+800+100", "/work/code.png"])
        time.sleep(2)
    window = subprocess.Popen(["propusk"])
    if what == "enrol":
        press("Добавить")
        press("Найти QR-код на экране")
        press("Добавить")
        press("Потом")
    name = wait("the account with its code", card)
    print(f"read out: {name}")
    picture("enrolled" if what == "enrol" else "upgraded")
    before = code()
    by_command = subprocess.check_output(["propusk-cli", "code", "portal"], text=True).strip()
    if by_command not in (before, code()):
        sys.exit("the command line has another code")
    print("the command line has the same code")
    for program in (window, viewer, keyring):
        if program is not None:
            program.terminate()
            program.wait()


main(sys.argv[1])
