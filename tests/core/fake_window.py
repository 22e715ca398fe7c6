"""A window process without a window: it says to the supervisor what it is told to, and notes what it hears.

    fake_window.py STAGE OPTIONS…

In the folder STAGE it notes its options, those of the first order too, in `N.started`, its process id in
`N.pid` and each other order in `N.heard`; N counts the window processes. It does what it reads from the pipe
`N.do`: `say WORDS`, `crash`, `exit`, `deaf` (orders do not make it end any more). Where there is a file
`read nothing`, it reads no other order.
"""

import os
import sys
import threading
from pathlib import Path

stage = Path(sys.argv[1])
number = len(list(stage.glob("*.started")))
deaf = False


def hear() -> None:
    """Note each order; end when told to, or when nobody is left to tell."""
    for line in sys.stdin:
        with (stage / f"{number}.heard").open("a") as heard:
            heard.write(line)
        if line == "end\n" and not deaf:
            os._exit(0)
    with (stage / f"{number}.heard").open("a") as heard:
        heard.write("nobody is there\n")
    os._exit(0)


def do(command: str) -> None:
    """Follow one instruction of the test."""
    global deaf  # noqa: PLW0603  a script, not a module
    verb, _, words = command.partition(" ")
    if verb == "say":
        os.write(1, f"{words}\n".encode())
    elif verb == "deaf":
        deaf = True
    elif verb == "crash":
        os.abort()
    elif verb == "exit":
        os._exit(0)


os.mkfifo(stage / f"{number}.do")
(stage / f"{number}.pid").write_text(str(os.getpid()))
begin, *options = sys.stdin.readline().split()
assert begin == "begin"
(stage / "note").write_text("\n".join([*sys.argv[2:], *options]))
(stage / "note").replace(stage / f"{number}.started")
if not (stage / "read nothing").exists():
    threading.Thread(target=hear, daemon=True).start()
if (stage / "crash at once").exists():
    os.abort()
# Open for both, once: a pipe closed and opened anew between two instructions would lose the one in between.
with os.fdopen(os.open(stage / f"{number}.do", os.O_RDWR), "r+b", buffering=0) as instructions:
    while instruction := instructions.readline():
        do(instruction.decode().rstrip("\n"))
