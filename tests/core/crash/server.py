"""A process in which everything is imported already, and that forks for each try.

It is started with `python -m` and the name of this module. Questions and answers travel pickled through its
pipes.
"""

import errno
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress

from intimacy_desktop.errors import HomeNotWritable, SaveFailed, VaultUnreadable
from tests.core.crash.operations import OPERATIONS
from tests.core.crash.protocol import ENOUGH, SAID, Outcome, Try
from tests.core.crash.tracer import Call, run


class _Tried:
    def __init__(self, asked: Try) -> None:
        self._asked = asked
        self._well = False
        self.calls: list[Call] = []
        self.fired = False

    def action(self, watch: Callable[[], None]) -> None:
        step = OPERATIONS[self._asked.operation].ready(self._asked.home)
        watch()
        try:
            step()
        except (SaveFailed, HomeNotWritable, VaultUnreadable):
            if self._asked.again:
                with suppress(OSError):
                    (self._asked.home / ENOUGH).mkdir()
                step()
            os._exit(SAID)

    def decide(self, call: Call) -> int | None:
        if call.path == ENOUGH:
            self._well = True
            return errno.EPERM
        self.calls.append(call)
        asked = self._asked
        if self._well or not self._hits(call):
            return 0
        self.fired = True
        return asked.error

    def _hits(self, call: Call) -> bool:
        number = len(self.calls)
        if self._asked.lasting:
            return 0 < self._asked.at <= number and call.kind in self._asked.lasting
        return number == self._asked.at


def serve() -> None:
    while True:
        try:
            asked = pickle.load(sys.stdin.buffer)  # noqa: S301 (from the test that started it)
        except EOFError:
            return
        tried = _Tried(asked)
        code = run(asked.home, tried.action, tried.decide)
        pickle.dump(Outcome(code, tried.calls, tried.fired), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve()
