"""The programs beside others of their kind and beside an empty window of the same shell, all in one run and by
turns: window, memory, idle CPU, size, and how long a command takes to write a code. Prints tables and puts them
into docs/benchmarks.md.

usage: python3 scripts/peers_cost.py [--turns N] [--idle SECONDS] [--asks N] [--tray-turns N] [--pictures FOLDER]
       [--print-only]   (run by scripts/bench; PROPUSK_PROGRAMS names another folder of programs than target/shipped)
"""

import argparse
import glob
import os
import statistics
import subprocess
import sys
import time

import peers
from idle_cpu import cpu_seconds
from peers import Absent, Desk
from screen import PROGRAMS, Screen, find_window, on_a_virtual_desktop
from tray_cost import MOST_MEMORY, memory_in_tray, tray_beside_panel
from window_cost import Window

DOCUMENT = "docs/benchmarks.md"
BEGIN, END = "<!-- begin: scripts/bench peers -->", "<!-- end: scripts/bench peers -->"
# Of a period; a window has come to rest before it is over.
LATEST = 20
# Of all windows the same part is watched: pixels from the upper left corner.
WATCHED = 400
# Seconds at rest before it is looked at, beside the three in which it came to rest.
RESTS_FOR = 5
# Of the turns, in so many the window is left alone for a while.
RESTING_TURNS = 2
MIB = 1 << 20


def table(head, rows):
    """A table of Markdown, even in plain text."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    line = lambda cells: "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |"
    return "\n".join([line(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)])


def mib(size):
    return f"{size:.1f}" if size >= 1 else f"{size:.2f}"


def verdict(kept):
    return "kept" if kept else "EXCEEDED"


class Measured:
    """What was seen of a window, turn for turn."""

    def __init__(self, shown, box):
        self.shown, self.box = shown, box
        self.starts, self.memory, self.idle = [], [], []

    def turn(self, screen, idle):
        """Starts it; with seconds for `idle` also looks what it takes while nobody touches it."""
        with Window(screen, self.shown, LATEST) as window:
            self.starts.append(1000 * window.settle(self.box))
            if idle:
                time.sleep(RESTS_FOR)
                self.memory.append(sum(window.memory().values()))
                before = cpu_seconds(window.process.pid)
                time.sleep(idle)
                self.idle.append(100 * (cpu_seconds(window.process.pid) - before) / idle)


def place(screen, shown, pictures):
    """Where the window comes up, and that it stays. From here on nothing is read from the disk for the first time."""
    with Window(screen, shown, LATEST) as window:
        find_window()
        time.sleep(4)
        if window.process.poll() is not None:
            raise Absent("it ends by itself")
        left, top, right, bottom = find_window()[1]
        if pictures:
            subprocess.run(["import", "-window", "root", f"{pictures}/{shown.name}.png"], check=True)
    return left, top, min(right, left + WATCHED, screen.width), min(bottom, top + WATCHED, screen.height)


def attempt(name, skipped, act):
    """The outcome, or nothing and why."""
    try:
        return act()
    except (Absent, SystemExit, OSError, subprocess.TimeoutExpired) as why:
        skipped.append((name, str(why)))
        print(f"skipped: {name}: {why}", flush=True)
        return None


def measure_windows(screen, shown, options, skipped):
    measured = []
    for one in shown:
        if box := attempt(one.name, skipped, lambda: place(screen, one, options.pictures)):
            measured.append(Measured(one, box))
    for turn in range(options.turns):
        for one in list(measured):
            idle = options.idle if turn < RESTING_TURNS else 0
            if attempt(one.shown.name, skipped, lambda: one.turn(screen, idle) or True) is None:
                measured.remove(one)
    for one in measured:
        print(f"{one.shown.name}: shown {' '.join(f'{ms:.0f}' for ms in sorted(one.starts))} ms; "
              f"memory {' '.join(f'{size:.0f}' for size in one.memory)} MiB; "
              f"idle {' '.join(f'{share:.2f}' for share in one.idle)} %", flush=True)
    return measured


def our_deb():
    """The newest package that lies beside the programs."""
    found = glob.glob(f"{PROGRAMS}/../package/propusk_*.deb")
    return max(found, key=os.path.getmtime) if found else None


def sizes(shown):
    """Version, and MiB on the disk and of the package, in words."""
    if shown.package:
        version, kib, packed = peers.debian(shown.package)
        return version, mib(kib / 1024), "unknown" if packed is None else mib(packed / MIB)
    version, deb = peers.propusk_version(), our_deb()
    if shown.name != "Propusk":
        return version, "", ""
    if deb:
        kib = subprocess.check_output(["dpkg-deb", "-f", deb, "Installed-Size"], text=True)
        return version, mib(int(kib) / 1024), mib(os.path.getsize(deb) / MIB)
    programs = [f"{PROGRAMS}/{name}" for name in ("propusk", "propusk-cli", "propusk-scan", "propusk-clock")]
    whole = sum(os.path.getsize(program) for program in programs if os.path.exists(program))
    return version, f"{mib(whole / MIB)} (programs)", "not made"


def window_table(measured, skipped):
    head = ("window", "version", "shows", "shown after, ms", "memory, MiB", "idle CPU, %", "installed, MiB", ".deb, MiB")
    rows = []
    for one in measured:
        version, installed, packed = sizes(one.shown)
        rows.append((one.shown.name, version, one.shown.shows, f"{statistics.median(one.starts):.0f}",
                     f"{statistics.median(one.memory):.0f}", f"{statistics.median(one.idle):.2f}", installed, packed))
    rows += [(name, "", f"skipped: {why}", *[""] * (len(head) - 3)) for name, why in skipped]
    return table(head, rows)


def ask(asked):
    """Milliseconds of one run of a command, and the code that it wrote."""
    began = time.perf_counter()
    done = subprocess.run(asked.command, env=asked.env, input=asked.stdin, capture_output=True, text=True, timeout=30)
    took = 1000 * (time.perf_counter() - began)
    words = done.stdout.split()
    if done.returncode or not words:
        raise Absent(f"it ends with {done.returncode} and writes {done.stdout!r}, {done.stderr.strip()!r}")
    return took, words[-1]


def measure_commands(commands, times, skipped):
    """Milliseconds of each command by its name. All of them write the same code."""
    took = {one.name: [] for one in commands}
    for _ in range(times + 1):
        while time.time() % 30 > 25:
            time.sleep(0.1)
        codes = {}
        for one in commands:
            if one.name in took:
                if answer := attempt(one.name, skipped, lambda: ask(one)):
                    took[one.name].append(answer[0])
                    codes[one.name] = answer[1]
                else:
                    del took[one.name]
        if len(set(codes.values())) > 1:
            raise SystemExit(f"the codes differ: {codes}")
    # The first of each has read the program from the disk.
    return {name: sorted(all_[1:]) for name, all_ in took.items()}


def p95(ordered):
    return ordered[int(0.95 * (len(ordered) - 1))]


def command_table(commands, took, skipped):
    rows = [
        (one.name, one.version, one.opened_by, f"{statistics.median(took[one.name]):.1f}", f"{p95(took[one.name]):.1f}")
        for one in commands if one.name in took
    ]
    rows += [(name, "", f"skipped: {why}", "", "") for name, why in skipped]
    return table(("command line", "version", "opened by", "median, ms", "95th percentile, ms"), rows)


def limit_table(measured, took, tray, skipped):
    rows = []

    def add(what, figure, limit, unit):
        rows.append((what, f"{figure:.1f} {unit}", f"{limit:.1f} {unit}", verdict(figure <= limit)))

    starts = {one.shown.name: statistics.median(one.starts) for one in measured}
    if {"Propusk", "empty Tauri window"} <= starts.keys():
        add("window shown, at most 1.3 times an empty Tauri window", starts["Propusk"],
            1.3 * starts["empty Tauri window"], "ms")
    if {"propusk-cli code", "oathtool"} <= took.keys():
        ours, theirs = (statistics.median(took[name]) for name in ("propusk-cli code", "oathtool"))
        add("`propusk-cli code` with the keyring", ours, 60, "ms")
        add("the same, at most 3 times oathtool and 40 ms", ours, 3 * theirs + 40, "ms")
    if tray:
        add("memory in the tray without a window", statistics.median(tray), MOST_MEMORY, "MiB")
    rows += [(name, f"skipped: {why}", "", "") for name, why in skipped]
    add("the program of the window", os.path.getsize(f"{PROGRAMS}/propusk") / MIB, 14, "MiB")
    if deb := our_deb():
        add("the package for Debian", os.path.getsize(deb) / MIB, 8, "MiB")
    else:
        rows.append(("the package for Debian", "not made", "8.0 MiB", ""))
    return table(("what", "figure", "limit", "verdict"), rows)


def machine(busy):
    with open("/proc/meminfo") as file:
        kib = int(file.readline().split()[1])
    with open("/etc/os-release") as file:
        system = dict(line.rstrip().split("=", 1) for line in file if "=" in line)["PRETTY_NAME"].strip('"')
    webkit = attempt("WebKitGTK", [], lambda: peers.debian("libwebkit2gtk-4.1-0")[0])
    words = (f"{os.cpu_count()} cores, {kib / (1 << 20):.0f} GiB of memory, {system}, WebKitGTK {webkit}, "
             f"{time.strftime('%Y-%m-%d')}.")
    if busy > 0.5:
        words += f" **The machine was busy (load {busy:.1f} before the run): the figures say little.**"
    return words


def put_into_document(text):
    with open(DOCUMENT) as file:
        before, rest = file.read().split(BEGIN)
    with open(DOCUMENT, "w") as file:
        file.write(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}")


def measure(folder, options, desks):
    busy = os.getloadavg()[0]
    screen = Screen(folder, os.environ["DISPLAY"])

    def desk(name):
        desks.append(Desk(folder, name))
        return desks[-1]

    ours = desk("propusk")
    propusk = peers.propusk(ours)
    shown, no_windows = [propusk, peers.empty_tauri(ours)], []
    for name, package, prepare in peers.WINDOWS:
        shown.append(attempt(name, no_windows, lambda: peers.debian(package) and prepare(desk(package))))
    commands, no_commands = [peers.propusk_cli(ours)], []
    for name, prepare in peers.COMMANDS:
        commands.append(attempt(name, no_commands, lambda: prepare(desk(f"{name}-asked"))))
    commands = list(filter(None, commands))

    took = measure_commands(commands, options.asks, no_commands)
    measured = measure_windows(screen, list(filter(None, shown)), options, no_windows)
    tray, no_tray = None, []
    if options.tray_turns:
        with tray_beside_panel(ours.env):
            tray = attempt("memory in the tray", no_tray, lambda: memory_in_tray(screen, propusk, options.tray_turns))
    parts = [machine(busy), window_table(measured, no_windows), command_table(commands, took, no_commands),
             limit_table(measured, took, tray, no_tray)]
    text = "\n\n".join(parts)
    print(f"\n{text}")
    if not options.print_only:
        put_into_document(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--idle", type=float, default=12, help="seconds in which the window is left alone")
    parser.add_argument("--asks", type=int, default=25, help="how often each command is run")
    parser.add_argument("--tray-turns", type=int, default=2)
    parser.add_argument("--pictures", metavar="FOLDER", help="takes a picture of each window")
    parser.add_argument("--print-only", action="store_true", help=f"leave {DOCUMENT} as it is")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        on_a_virtual_desktop([*sys.argv, "--inside"])
    desks = []
    try:
        measure(options.inside, options, desks)
    finally:
        for desk in desks:
            desk.end()


if __name__ == "__main__":
    main()
