"""CPU of the idle window, all its processes together: 20 accounts against an empty page in the same
shell, in turns, on one virtual screen. Usage: idle_cpu.py SECONDS_PER_TURN (run by scripts/bench)."""

import os
import statistics
import subprocess
import sys
import time

from screen import PROGRAMS, empty_page, family, on_a_virtual_desktop

TURNS = 3
SETTLE = 8  # seconds after the start that do not count
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(root):
    total = 0
    for process in family(root):
        try:
            with open(f"/proc/{process}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return total / TICKS


def turn(env, seconds, empty):
    env = dict(env, **({"PROPUSK_EMPTY_PAGE": empty_page(env["HOME"])} if empty else {}))
    window = subprocess.Popen([f"{PROGRAMS}/propusk"], env=env)
    try:
        time.sleep(SETTLE)
        if window.poll() is not None:
            sys.exit("the window did not stay open")
        before = cpu_seconds(window.pid)
        time.sleep(seconds)
        return 100 * (cpu_seconds(window.pid) - before) / seconds
    finally:
        window.kill()
        window.wait()


def measure(seconds):
    env = dict(os.environ, NO_AT_BRIDGE="1")
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
        input=b"bench", env=env, check=True, stdout=subprocess.DEVNULL,
    )
    for number in range(20):
        secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO" + LETTERS[number] + LETTERS[-number - 1]
        uri = f"otpauth://totp/Service%20{number}:user{number}?secret={secret}"
        subprocess.run(
            [f"{PROGRAMS}/propusk-cli", "add", "--stdin"],
            input=uri.encode(), env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
    codes, empty = [], []
    for _ in range(TURNS):
        codes.append(turn(env, seconds, empty=False))
        empty.append(turn(env, seconds, empty=True))
    show = lambda values: " ".join(f"{value:.2f}" for value in values)
    print(f"idle CPU, % of one core: 20 accounts {show(codes)}; empty page {show(empty)}")
    floor = max(statistics.median(empty), 0.01)
    print(f"median {statistics.median(codes):.2f} against {statistics.median(empty):.2f}: "
          f"{statistics.median(codes) / floor:.2f} times")


def main():
    if len(sys.argv) > 2:
        measure(float(sys.argv[1]))
        return
    on_a_virtual_desktop(sys.argv)


if __name__ == "__main__":
    main()
