"""Watching every call of a child process that changes a file, before it happens: to kill it there, to let the
call fail, or to write it down.

The child filters its own calls (seccomp), so that it stops at nothing else, and its parent is told of each
(ptrace). Linux on x86-64 and ARM only, and below all libraries: what SQLite writes is seen as well.
"""

import ctypes
import os
import platform
import signal
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CALLS = {
    "x86_64": {
        1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2", 40: "sendfile",
        326: "copy_file_range", 285: "fallocate", 76: "truncate", 77: "ftruncate", 74: "fsync",
        75: "fdatasync", 2: "open", 85: "creat", 257: "openat", 82: "rename", 264: "renameat",
        316: "renameat2", 87: "unlink", 263: "unlinkat", 84: "rmdir", 83: "mkdir", 258: "mkdirat",
        86: "link", 265: "linkat", 88: "symlink", 266: "symlinkat",
    },
    "aarch64": {
        64: "write", 68: "pwrite64", 66: "writev", 70: "pwritev", 287: "pwritev2", 71: "sendfile",
        285: "copy_file_range", 47: "fallocate", 45: "truncate", 46: "ftruncate", 82: "fsync",
        83: "fdatasync", 56: "openat", 38: "renameat", 276: "renameat2", 35: "unlinkat", 34: "mkdirat",
        37: "linkat", 36: "symlinkat",
    },
}  # fmt: skip
_NUMBERS = _CALLS[platform.machine()]

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_LIBC.ptrace.restype = ctypes.c_long

_TRACEME, _CONT, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 7, 0x4200, 0x420E
_POKEUSER, _SETREGSET, _GETREGSET = 6, 0x4205, 0x4204
_O_TRACESECCOMP, _O_EXITKILL = 0x80, 0x100000
_SECCOMP_STOP = signal.SIGTRAP | 7 << 8
_AT_FDCWD = -100
_TRUNCATES = os.O_CREAT | os.O_TRUNC
_ON_DESCRIPTOR = frozenset({"write", "pwrite64", "ftruncate", "fsync", "fdatasync"})
_ON_NAMES = {
    "rename": "rename", "renameat": "rename", "renameat2": "rename",
    "unlink": "remove", "unlinkat": "remove", "rmdir": "remove",
    "mkdir": "mkdir", "mkdirat": "mkdir", "link": "link", "linkat": "link",
}  # fmt: skip
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Call:
    """One call that is about to change something below the watched folder.

    Attributes:
        kind: "write", "truncate", "sync", "create", "rename", "link", "remove" or "mkdir".
        path: relative to the folder.
        target: of a rename or link.
        offset: of a write; the new size of a truncation.
        data: of a write.
    """

    kind: str
    path: str
    target: str = ""
    offset: int = 0
    data: bytes = b""


Decide = Callable[[Call], int | None]
"""Is given each call; lets it happen (0), fail with an errno, or kills the child before it (None)."""


def run(root: Path, action: Callable[[Callable[[], None]], None], decide: Decide) -> int:
    """Run `action` in a child; give its exit code, negative where a signal ended it.

    Args:
        root: the folder that is watched.
        action: is given a function that it calls where the watching shall begin.
        decide: see there.
    """
    child = os.fork()
    if child == 0:
        code = 70
        try:
            action(_be_watched)
            code = 0
        except BaseException:  # noqa: BLE001 (the child must end here, whatever it was)
            traceback.print_exc()
        finally:
            os._exit(code)
    watched = _Watched(child, root)
    while True:
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        watched.stopped(status, decide)


class _Watched:
    def __init__(self, child: int, root: Path) -> None:
        self._child = child
        self._root = str(root)
        self._started = False

    def stopped(self, status: int, decide: Decide) -> None:
        if status >> 8 == _SECCOMP_STOP:
            call = self._call()
            verdict = 0 if call is None else decide(call)
            if verdict is None:
                os.kill(self._child, signal.SIGKILL)
                return
            if verdict:
                self._fail(verdict)
            self._ptrace(_CONT)
        elif not self._started:
            self._started = True
            self._ptrace(_SETOPTIONS, data=_O_TRACESECCOMP | _O_EXITKILL)
            self._ptrace(_CONT)
        else:
            self._ptrace(_CONT, data=os.WSTOPSIG(status))

    def _ptrace(self, request: int, address: int = 0, data: int = 0) -> None:
        if _LIBC.ptrace(request, self._child, address, data) == -1:
            raise OSError(ctypes.get_errno(), f"ptrace {request:#x}")

    def _fail(self, number: int) -> None:
        if platform.machine() == "x86_64":
            self._ptrace(_POKEUSER, 15 * 8, -1)  # orig_rax: no call
            self._ptrace(_POKEUSER, 10 * 8, -number)  # rax: what it returns
            return
        none = ctypes.c_int(-1)
        self._regset(_SETREGSET, 0x404, none)
        registers = (ctypes.c_int64 * 34)()
        self._regset(_GETREGSET, 1, registers)
        registers[0] = -number
        self._regset(_SETREGSET, 1, registers)

    def _regset(self, request: int, kind: int, value: ctypes.Array[ctypes.c_int64] | ctypes.c_int) -> None:
        class Vector(ctypes.Structure):
            _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))

        vector = Vector(ctypes.addressof(value), ctypes.sizeof(value))
        self._ptrace(request, kind, ctypes.addressof(vector))

    def _call(self) -> Call | None:
        info = ctypes.create_string_buffer(88)
        self._ptrace(_GET_SYSCALL_INFO, len(info), ctypes.addressof(info))
        number, *arguments = struct.unpack_from("<Q6q", info.raw, 24)
        name = _NUMBERS[number]
        return self._read(name, arguments)

    def _read(self, name: str, a: list[int]) -> Call | None:
        if name in _ON_DESCRIPTOR:
            return self._on_file(name, a)
        if name in {"open", "creat", "openat"}:
            at = [_AT_FDCWD, *a] if name != "openat" else a
            return self._opened(self._path(at[0], at[1]), _TRUNCATES if name == "creat" else at[2])
        if name not in _ON_NAMES:
            os.kill(self._child, signal.SIGKILL)
            raise NotImplementedError(f"{name} is written down by nobody yet")
        at = a if "at" in name else [_AT_FDCWD, a[0], _AT_FDCWD, a[1]]
        kind = _ON_NAMES[name]
        target = self._path(at[2], at[3]) if kind in {"rename", "link"} else ""
        return self._named(kind, self._path(at[0], at[1]), target)

    def _on_file(self, name: str, a: list[int]) -> Call | None:
        path = self._inside(str(Path(f"/proc/{self._child}/fd/{a[0]}").readlink()))
        if path is None or path.endswith(" (deleted)"):
            return None
        match name:
            case "write":
                return Call("write", path, offset=self._position(a[0]), data=self._memory(a[1], a[2]))
            case "pwrite64":
                return Call("write", path, offset=a[3], data=self._memory(a[1], a[2]))
            case "ftruncate":
                return Call("truncate", path, offset=a[1])
        return Call("sync", path)

    def _opened(self, path: str, flags: int) -> Call | None:
        inside = self._inside(path)
        if inside is None:
            return None
        if not os.path.lexists(path):
            return Call("create", inside) if flags & os.O_CREAT else None
        return Call("truncate", inside) if flags & os.O_TRUNC and Path(path).stat().st_size else None

    def _named(self, kind: str, path: str, target: str = "") -> Call | None:
        inside = self._inside(path)
        if inside is None or os.path.lexists(path) is (kind == "mkdir"):
            return None
        return Call(kind, inside, self._inside(target) or "" if target else "")

    def _inside(self, path: str) -> str | None:
        if path == self._root:
            return "."
        return path.removeprefix(self._root + "/") if path.startswith(self._root + "/") else None

    def _path(self, folder: int, address: int) -> str:
        name = self._name(address)
        base = "cwd" if ctypes.c_int(folder).value == _AT_FDCWD else f"fd/{folder}"
        return os.path.normpath(Path(f"/proc/{self._child}/{base}").readlink() / name)

    def _position(self, descriptor: int) -> int:
        text = Path(f"/proc/{self._child}/fdinfo/{descriptor}").read_text()
        return int(text.split("pos:", 1)[1].split(None, 1)[0])

    def _memory(self, address: int, size: int) -> bytes:
        with Path(f"/proc/{self._child}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(size)

    def _name(self, address: int) -> str:
        found = b""
        while b"\0" not in found:  # page by page: the one behind its end may not exist
            at = address + len(found)
            found += self._memory(at, _PAGE - at % _PAGE)
        return os.fsdecode(found.split(b"\0", 1)[0])


def _be_watched() -> None:
    """Ask for a stop at each of the calls above; the parent must be in `run`."""
    load, jump, answer = 0x20, 0x15, 0x06
    program = [(load, 0, 0, 0)]
    for at, number in enumerate(_NUMBERS):
        program.append((jump, len(_NUMBERS) - at, 0, number))
    program += [(answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x7FF00000)]  # allow; stop
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in program))

    class Filter(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    _LIBC.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    _LIBC.ptrace(_TRACEME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    given = Filter(len(program), ctypes.addressof(code))
    if _LIBC.prctl(22, 2, ctypes.byref(given), 0, 0) != 0:  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "seccomp")
