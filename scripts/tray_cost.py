"""What the program costs while it waits in the tray without a window, on a virtual screen with a real tray:
memory of all its processes, how often they wake up, and how soon the window is back.

usage: python3 scripts/tray_cost.py [--turns N] (run by scripts/bench)
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import time

from screen import Screen, family, on_a_virtual_desktop
from window_cost import Table, Vault, Window, unlocked_keyring

TRAY = "/usr/libexec/xapps/sn-watcher/xapp-sn-watcher"
# It runs only beside a panel, which it knows by this name.
PANEL = """
from gi.repository import Gio, GLib
Gio.bus_own_name(Gio.BusType.SESSION, "org.x.StatusIconMonitor.Panel", 0, None, lambda *_: print(flush=True), None)
GLib.MainLoop().run()
"""
MOST_MEMORY = 45
ACCOUNTS = 20
# Until the library of the web view has put away what it keeps for a while.
RESTS_FOR = 20
WATCHED_FOR = 60


def stay_in_tray(vault):
    path = f"{vault.env['XDG_DATA_HOME']}/propusk/settings.json"
    with open(path) as file:
        settings = json.load(file)
    with open(path, "w") as file:
        json.dump({**settings, "stay_in_tray": True}, file)


def in_the_tray(screen, window):
    """Closes the window and waits until only one process is left."""
    window.settle()
    screen.ask_to_close(window.id)
    end = time.monotonic() + 30
    while len(family(window.process.pid)) > 1:
        if time.monotonic() > end:
            raise SystemExit("processes of the window stay")
        time.sleep(0.1)
    if window.process.poll() is not None:
        raise SystemExit("the program has ended with its window")


def wake_ups(window):
    """Of all threads in a second, counted in short steps: threads come and go."""
    total, before = 0, window.wake_ups()
    for _ in range(WATCHED_FOR):
        time.sleep(1)
        now = window.wake_ups()
        total += sum(count - before.get(thread, 0) for thread, count in now.items())
        before = now
    return total / WATCHED_FOR


def memory_in_tray(screen, vault, turns, at_rest=lambda turn, window: None):
    """MiB of all its processes, each time it has closed its window."""
    stay_in_tray(vault)
    sizes = []
    for turn in range(turns):
        with Window(screen, vault) as window:
            in_the_tray(screen, window)
            time.sleep(RESTS_FOR)
            sizes.append(sum(window.memory().values()))
            at_rest(turn, window)
    return sizes


def measure(folder, env, turns):
    screen = Screen(folder, os.environ["DISPLAY"])
    vault, table, rates = Vault(f"{ACCOUNTS} accounts", ACCOUNTS, folder, env), Table(), []
    sizes = memory_in_tray(screen, vault, turns, lambda turn, window: turn or rates.append(wake_ups(window)))
    print("memory:", " ".join(f"{size:.1f}" for size in sorted(sizes)), "MiB")
    median = statistics.median(sizes)
    table.add("tray: memory without a window", f"{median:.1f}", MOST_MEMORY, median <= MOST_MEMORY, unit=" MiB")
    table.add("tray: wake-ups", f"{rates[0]:.2f}", unit=" a second")
    print()
    table.show()


@contextlib.contextmanager
def tray_beside_panel(env):
    panel = subprocess.Popen(["/usr/bin/python3", "-c", PANEL], env=env, stdout=subprocess.PIPE)
    panel.stdout.readline()
    tray = subprocess.Popen([TRAY], env=dict(env, XDG_CURRENT_DESKTOP="X-Cinnamon"), stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        tray.kill()
        panel.kill()


def inside(folder, turns):
    env = dict(os.environ, NO_AT_BRIDGE="1")
    keyring = unlocked_keyring(env)
    try:
        with tray_beside_panel(env):
            measure(folder, env, turns)
    finally:
        keyring.kill()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return inside(options.inside, options.turns)
    on_a_virtual_desktop([*sys.argv, "--inside"])


if __name__ == "__main__":
    main()
