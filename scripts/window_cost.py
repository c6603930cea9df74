"""What the real window costs, on a virtual screen, beside an empty page in the same shell in the same run, in
turns: start, memory, keys, scrolling, and what goes on while it is hidden. All from outside: when the
pixels changed, not what the page thinks.

usage: python3 scripts/window_cost.py [--turns N] [start | memory | keys | scroll | hidden]… (run by scripts/bench)
"""

import argparse
import base64
import os
import random
import statistics
import subprocess
import sys
import time

from screen import (
    LEFT, PROGRAMS, WHEEL_DOWN, WHEEL_UP, Screen, empty_page, family, find_window, hide, on_a_virtual_desktop,
)

PARTS = ["start", "memory", "keys", "scroll", "hidden"]
MANY = 10_000
PERIOD = 30
LOOK_EVERY = 0.002
# More than two periods.
HIDDEN_FOR = 65
# Typed letter by letter; the first letters of words that are in many accounts, and in few.
QUERIES = ["site 4821", "bank 77", "user9", "mail 100", "zzz"]
KINDS = ["Site", "Bank", "Mail", "Shop", "Work"]


def links(count):
    for number in range(count):
        secret = base64.b32encode(number.to_bytes(20, "big")).decode()
        issuer = f"{KINDS[number % len(KINDS)]}%20{number}"
        yield f"otpauth://totp/{issuer}:user{number}?secret={secret}&issuer={issuer}"


class Vault:
    """A vault with so many accounts, or none and an empty page."""

    def __init__(self, name, count, folder, env):
        self.name, self.count = name, count
        self.command = [f"{PROGRAMS}/propusk"]
        self.env = dict(env, XDG_DATA_HOME=f"{folder}/{count}")
        if count == 0:
            self.env["PROPUSK_EMPTY_PAGE"] = empty_page(folder)
            return
        list_file = f"{folder}/{count}.txt"
        with open(list_file, "w") as file:
            file.writelines(f"{link}\n" for link in links(count))
        command = [f"{PROGRAMS}/propusk-cli", "import", list_file]
        subprocess.run(command, env=self.env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Window:
    """The running program, from its start to its end."""

    def __init__(self, screen, vault, latest=15):
        # Early in a period: no code changes while the window is watched.
        while not 1 <= time.time() % PERIOD <= latest:
            time.sleep(0.1)
        # Over no card.
        screen.point(3, 330)
        self.screen = screen
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            vault.command, env=vault.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        children = family(self.process.pid)[1:]
        self.process.kill()
        self.process.wait()
        while any(os.path.exists(f"/proc/{child}") for child in children):
            time.sleep(0.1)

    def settle(self, box=(20, 0, 400, 400)):
        """Watches the window until it is complete, and tells after how many seconds its upper part stood as it stays.
        The scroll bar is not in the box: it comes and goes. Nor are the left edges of the cards: their corners are
        smoothed a little differently when a part of them is painted again.

        Rows of pixels in which the seconds count, or the bars shrink, are left out; of the others 5 % may differ:
        a second may be narrower than the ones after it.
        """
        seen = [(0.0, self.screen.lines(box))]
        last_big = None
        while last_big is None or time.perf_counter() - last_big < 7:
            if time.perf_counter() - self.started > 120:
                raise SystemExit("the window does not come to rest")
            lines = self.screen.lines(box)
            if lines != seen[-1][1]:
                now = time.perf_counter()
                changed = sum(one != other for one, other in zip(lines, seen[-1][1]))
                if changed > 0.4 * len(lines):
                    last_big = now
                seen.append((now - self.started, lines))
            time.sleep(LOOK_EVERY)
        if self.process.poll() is not None:
            raise SystemExit("the window did not stay open")
        self.id, self.box = find_window()
        # Without a window manager the keys go where the pointer has come in.
        self.screen.point(5, 332)
        rested = time.perf_counter() - self.started
        end = seen[-1][1]
        late = [lines for at, lines in seen if at > rested - 6.2]
        steady = [line for line in range(len(end)) if all(lines[line] == end[line] for lines in late)]
        complete = seen[-1][0]
        for at, lines in reversed(seen):
            if sum(lines[line] != end[line] for line in steady) > 0.05 * len(steady):
                break
            complete = at
        return complete

    def memory(self):
        """PSS of each process, in MiB, by its name."""
        sizes = {}
        for process in family(self.process.pid):
            with open(f"/proc/{process}/comm") as comm, open(f"/proc/{process}/smaps_rollup") as rollup:
                name = comm.read().strip()
                size = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
            sizes[name] = sizes.get(name, 0) + size / 1024
        return sizes

    def wake_ups(self):
        """How often each thread of each process has been woken until now."""
        counts = {}
        for process in family(self.process.pid):
            for thread in os.listdir(f"/proc/{process}/task"):
                try:
                    with open(f"/proc/{process}/task/{thread}/status") as status:
                        counts[thread] = next(int(line.split()[1]) for line in status if line.startswith("voluntary"))
                except OSError:
                    continue
        return counts


class Table:
    """The figures, each with its limit and whether it is kept."""

    def __init__(self):
        self.rows = []

    def add(self, what, figure, limit=None, kept=None, unit=""):
        verdict = "" if kept is None else "kept" if kept else "EXCEEDED"
        self.rows.append((what, f"{figure}{unit}", "" if limit is None else f"{limit}{unit}", verdict))
        print(*self.rows[-1], sep="  ", flush=True)

    def show(self):
        widths = [max(len(row[column]) for row in self.rows) for column in range(4)]
        head = ("what", "figure", "limit", "verdict")
        for row in (head, *self.rows):
            print("  ".join(cell.ljust(max(width, len(name))) for cell, width, name in zip(row, widths, head)).rstrip())


def times(value, floor):
    return f"{value / floor:.2f} times"


def measure_start(screen, vaults, turns, table):
    seconds = {vault.name: [] for vault in vaults}
    for _ in range(turns):
        for vault in vaults:
            with Window(screen, vault) as window:
                seconds[vault.name].append(window.settle())
    medians = {name: statistics.median(all_) for name, all_ in seconds.items()}
    for name, all_ in seconds.items():
        print(f"start, {name}:", " ".join(f"{one * 1000:.0f}" for one in sorted(all_)), "ms")
    empty = medians["empty page"]
    table.add("start: empty page painted", f"{empty * 1000:.0f}", unit=" ms")
    for vault, limit in zip(vaults[1:], (1.25, 1.5)):
        median = medians[vault.name]
        table.add(f"start: {vault.name}, codes on the screen", f"{median * 1000:.0f} ms = {times(median, empty)}",
                  f"{limit} times", median <= limit * empty)


def measure_memory(screen, vaults, turns, table):
    medians = {}
    for vault in vaults:
        figures = []
        for _ in range(min(turns, 3)):
            with Window(screen, vault) as window:
                window.settle()
                time.sleep(5)
                sizes = window.memory()
                figures.append(sum(sizes.values()))
        medians[vault.name] = statistics.median(figures)
        print(f"memory, {vault.name}, the last time:", ", ".join(f"{name} {size:.0f}" for name, size in sizes.items()), "MiB")
    empty = medians["empty page"]
    table.add("memory: empty page", f"{empty:.0f}", unit=" MiB")
    for vault in vaults[1:]:
        median = medians[vault.name]
        table.add(f"memory: {vault.name}", f"{median:.0f} MiB = {times(median, empty)}", "1.15 times", median <= 1.15 * empty)


def after_tick(until=0.55):
    """Waits for the part of a second in which no second ends and no code changes."""
    while not 0.12 <= time.time() % 1 <= until or not 1 <= time.time() % PERIOD <= PERIOD - 2:
        time.sleep(0.005)


def press_and_watch(screen, box, press):
    """Seconds from a press to the last change of the picture before it is at rest; `None` when nothing changes."""
    after_tick()
    before = screen.lines(box)
    began = time.perf_counter()
    press()
    last = None
    while time.perf_counter() - began < 0.35:
        now = screen.lines(box)
        if now != before:
            last, before = time.perf_counter() - began, now
        time.sleep(LOOK_EVERY / 2)
    return last


def list_box(window):
    """Where the list is, without the search above, the notices below and the scroll bar at the side."""
    left, top, right, bottom = window.box
    return left + 16, top + 140, right - 24, bottom - 130


def measure_keys(screen, vault, turns, table):
    seconds, silent = [], 0
    with Window(screen, vault) as window:
        window.settle()
        box = list_box(window)
        screen.key("f", "Control_L")
        for query in QUERIES * max(1, turns // 3):
            for letter in [*query, *(["BackSpace"] * len(query))]:
                took = press_and_watch(screen, box, lambda: screen.key({" ": "space"}.get(letter, letter)))
                if took is None:
                    silent += 1
                else:
                    seconds.append(took)
    if len(seconds) < 20:
        table.add(f"keys: {vault.name}", f"only {len(seconds)} of {silent + len(seconds)} changed the list", "20", False)
        return
    ordered = sorted(seconds)
    print(f"keys: {len(seconds)} changed the list, {silent} did not; slowest:", " ".join(f"{one * 1000:.0f}" for one in ordered[-5:]), "ms")
    table.add(f"keys: {vault.name}, key to painted result, median", f"{statistics.median(ordered) * 1000:.0f}", unit=" ms")
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    table.add(f"keys: {vault.name}, 95th percentile", f"{p95 * 1000:.0f}", 50, p95 <= 0.05, unit=" ms")


def longest_empty(ink):
    """The longest run of rows of pixels without text."""
    longest = run = 0
    for dark in ink:
        run = 0 if dark else run + 1
        longest = max(longest, run)
    return longest


def watch_blanks(screen, box, seconds):
    """Frames that were different in this time, and the longest part without text of each."""
    frames, before, end = [], None, time.perf_counter() + seconds
    while time.perf_counter() < end:
        now = screen.lines(box)
        if now != before:
            before = now
            frames.append(longest_empty(screen.has_ink(box)))
        time.sleep(LOOK_EVERY / 2)
    return frames


def measure_scroll(screen, vault, _turns, table):
    with Window(screen, vault) as window:
        window.settle()
        left, top, right, _ = box = list_box(window)
        # Not the monogram and not the bar: the words.
        box = (left + 60, box[1], right - 20, box[3])
        rest = longest_empty(screen.has_ink(box))
        middle = (left + right) // 2
        ways = {
            "wheel": lambda: [(screen.click(WHEEL_DOWN), time.sleep(0.01)) for _ in range(3)],
            "wheel, fast": lambda: [screen.click(WHEEL_DOWN) for _ in range(40)],
            "Page Down": lambda: screen.key("Next"),
            "End": lambda: screen.key("End"),
            "wheel up": lambda: [screen.click(WHEEL_UP) for _ in range(10)],
            "Home": lambda: screen.key("Home"),
            "scroll bar": lambda: drag(screen, window),
        }
        repeats = {"End": 1, "Home": 1, "scroll bar": 1}
        for way, act in ways.items():
            screen.point(middle, top + 40)
            frames = []
            for _ in range(repeats.get(way, 15)):
                act()
                frames += watch_blanks(screen, box, 0.6 if way in repeats else 0.25)
            blank = [one for one in frames if one > rest + 60]
            table.add(f"scroll: {vault.name}, {way}: frames with a blank row, of {len(frames)}",
                      len(blank), 0, not blank and len(frames) > 1)
            if blank:
                print(f"  the longest part without text: {max(blank)} pixels, at rest {rest}")


def drag(screen, window):
    """Takes the scroll bar along in big steps."""
    _, top, right, bottom = window.box
    screen.point(right - 4, top + 146)
    time.sleep(0.4)
    screen.button(LEFT, True)
    for step in random.Random(7).sample(range(top + 150, bottom - 140, 10), 12):
        screen.point(right - 4, step)
        time.sleep(0.03)
    screen.button(LEFT, False)


def measure_hidden(screen, vaults, _turns, table):
    rates = {}
    for vault in vaults:
        with Window(screen, vault) as window:
            window.settle()
            hide(window.id)
            time.sleep(8)
            total = 0
            before = window.wake_ups()
            # In short steps: threads come and go.
            for _ in range(HIDDEN_FOR):
                time.sleep(1)
                now = window.wake_ups()
                total += sum(count - before.get(thread, 0) for thread, count in now.items())
                before = now
            rates[vault.name] = total / HIDDEN_FOR
    empty = rates["empty page"]
    table.add("hidden: empty page, wake-ups", f"{empty:.2f}", unit=" a second")
    for vault in vaults[1:]:
        ours = rates[vault.name] - empty
        table.add(f"hidden: {vault.name}, wake-ups more than that", f"{ours:.2f}", 1, ours <= 1, unit=" a second")


def unlocked_keyring(env):
    keyring = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    keyring.stdin.write(b"bench")
    keyring.stdin.close()
    # It tells where it is once it is ready; who asks earlier starts another one, which stays locked.
    keyring.stdout.read(1)
    return keyring


def inside(folder, options):
    env = dict(os.environ, NO_AT_BRIDGE="1")
    keyring = unlocked_keyring(env)
    try:
        measure(folder, env, options)
    finally:
        keyring.kill()


def measure(folder, env, options):
    screen = Screen(folder, os.environ["DISPLAY"])
    empty, few, many = vaults = [Vault("empty page", 0, folder, env), Vault("20 accounts", 20, folder, env),
                                 Vault(f"{options.many} accounts", options.many, folder, env)]
    table = Table()
    with Window(screen, few) as window:
        window.settle()  # nothing is read from the disk for the first time later on
    measures = {
        "start": lambda: measure_start(screen, vaults, options.turns, table),
        "memory": lambda: measure_memory(screen, vaults, options.turns, table),
        "keys": lambda: measure_keys(screen, many, options.turns, table),
        "scroll": lambda: measure_scroll(screen, many, options.turns, table),
        "hidden": lambda: measure_hidden(screen, [empty, few, many], options.turns, table),
    }
    for part in options.parts or PARTS:
        print(f"-- {part}", flush=True)
        measures[part]()
    print()
    table.show()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--many", type=int, default=MANY, help="accounts of the large vault")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return inside(options.inside, options)
    on_a_virtual_desktop([*sys.argv, "--inside"])


if __name__ == "__main__":
    main()
