"""A virtual screen as a person has it: what it shows at this moment, and keys and a pointer that are real
to the programs on it. Xvfb keeps its picture in a file (-fbdir), which is read here without asking it."""

import ctypes
import mmap
import os
import struct
import subprocess
import sys
import tempfile
import time
import zlib

LEFT, WHEEL_UP, WHEEL_DOWN = 1, 4, 5
# The folder of the programs that are measured.
PROGRAMS = os.path.abspath(os.environ.get("PROPUSK_PROGRAMS", "target/shipped"))


class Screen:
    """The picture of the screen, and its keyboard and pointer."""

    def __init__(self, folder, display):
        with open(f"{folder}/Xvfb_screen0", "rb") as picture:
            self.pixels = mmap.mmap(picture.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self.pixels[:100])
        self.width, self.height, self.stride = head[4], head[5], head[12]
        assert head[11] == 32, "four bytes a pixel"
        self.begin = head[0] + head[19] * 12
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        assert self.display, "no display"

    def line(self, y, left, right):
        """The bytes of a row of pixels, blue, green, red and one that means nothing."""
        at = self.begin + y * self.stride
        return self.pixels[at + 4 * left : at + 4 * right]

    def lines(self, box):
        """A number for each row of pixels in (left, top, right, bottom): another one, another picture."""
        left, top, right, bottom = box
        return [zlib.crc32(self.line(y, left, right)) for y in range(top, bottom)]

    def has_ink(self, box, dark=90):
        """For each row of pixels whether something dark, as text is, stands in it."""
        left, top, right, bottom = box
        return [min(self.line(y, left, right)[1::4]) < dark for y in range(top, bottom)]

    def key(self, name, *held):
        """Presses and releases a key, by its X name, with others held."""
        codes = [
            self.x11.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x11.XStringToKeysym(one.encode())))
            for one in (*held, name)
        ]
        for code in codes:
            self.test.XTestFakeKeyEvent(self.display, code, 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            self.test.XTestFakeKeyEvent(self.display, code, 0, ctypes.c_ulong(0))
        self.x11.XFlush(self.display)

    def point(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, ctypes.c_ulong(0))
        self.x11.XFlush(self.display)

    def button(self, number, down):
        self.test.XTestFakeButtonEvent(self.display, number, int(down), ctypes.c_ulong(0))
        self.x11.XFlush(self.display)

    def click(self, number):
        self.button(number, True)
        self.button(number, False)

    def ask_to_close(self, window):
        """Asks a window to close, as a window manager does."""
        self.x11.XInternAtom.restype = ctypes.c_ulong
        protocols, delete = (self.x11.XInternAtom(self.display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        client_message, long_format = 33, 32
        # As the library lays out the event, in the room of its largest one.
        event = struct.pack("@iLiPLLi5l", client_message, 0, 1, self.display.value, window, protocols, long_format, delete, 0, 0, 0, 0)
        event = ctypes.create_string_buffer(event, 192)
        self.x11.XSendEvent(self.display, ctypes.c_ulong(window), 0, ctypes.c_long(0), event)
        self.x11.XFlush(self.display)


def on_a_virtual_desktop(arguments):
    """Runs this program anew on a screen and a session bus of its own, with the folder of both as the last
    argument, and ends with its status."""
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(f"{home}/run", 0o700)
        env = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
        env.update(HOME=home, XDG_RUNTIME_DIR=f"{home}/run", LANG="ru_RU.UTF-8", LC_ALL="ru_RU.UTF-8")
        command = ["xvfb-run", "-a", "-s", f"-screen 0 1280x800x24 -nolisten tcp -fbdir {home}", "dbus-run-session",
                   "--", sys.executable, *arguments, home]
        status = subprocess.run(command, env=env).returncode
    sys.exit(status)


def empty_page(folder):
    """A page with nothing on it, for PROPUSK_EMPTY_PAGE."""
    path = f"{folder}/empty.html"
    with open(path, "w") as page:
        page.write("<!doctype html><meta charset=utf-8><title>Empty</title>\n")
    return path


def find_window(limit=60):
    """Number and box (left, top, right, bottom) of the only window on the screen, once it is there."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "."], capture_output=True, text=True
        ).stdout.split()
        if found:
            shell = subprocess.run(
                ["xdotool", "getwindowgeometry", "--shell", found[-1]], capture_output=True, text=True, check=True
            ).stdout
            at = dict(line.split("=") for line in shell.split())
            left, top = int(at["X"]), int(at["Y"])
            return int(found[-1]), (left, top, left + int(at["WIDTH"]), top + int(at["HEIGHT"]))
        time.sleep(0.02)
    raise SystemExit("there is no window")


def hide(window):
    """Iconifies a window, as a window manager does."""
    subprocess.run(
        ["xprop", "-id", str(window), "-f", "_NET_WM_STATE", "32a", "-set", "_NET_WM_STATE", "_NET_WM_STATE_HIDDEN"],
        check=True,
    )
    subprocess.run(["xdotool", "windowunmap", str(window)], check=True)


def family(root):
    """The process and everything it started."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(name))
    todo, found = [root], []
    while todo:
        found.append(todo.pop())
        todo += children.get(found[-1], [])
    return found
