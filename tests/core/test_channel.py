"""The window process's end of the pipes."""

import base64
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from intimacy_desktop.channel import Channel, Order
from intimacy_desktop.launch import Leaves, Placement

ROOT = Path(__file__).parents[2]

LISTENER = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
from intimacy_desktop.channel import Channel, Order
channel = Channel.of_this_process()
ended = threading.Event()
def follow(order):
    print("heard", order.name, file=sys.stderr, flush=True)
    if order is Order.END:
        ended.set()
channel.listen(follow)
print("by accident", flush=True)
channel.send_painted()
ended.wait()
os._exit(0)  # as the window process ends: threads that still read would disturb Python's own way out
"""


class Pipes:
    """A channel, and the supervisor's ends of its pipes."""

    def __init__(self) -> None:
        theirs, self.down = os.pipe()
        self.up, answers = os.pipe()
        self.open = {theirs, self.down, self.up, answers}
        self.channel = Channel(theirs, answers)
        self.orders: SimpleQueue[Order] = SimpleQueue()

    def close(self, descriptor: int) -> None:
        os.close(descriptor)
        self.open.remove(descriptor)

    def hear(self) -> Order:
        return self.orders.get(timeout=30)


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    made = Pipes()
    yield made
    if made.down in made.open:
        made.close(made.down)
    for descriptor in made.open - {made.channel._incoming}:
        os.close(descriptor)


def start_listener(**streams: int | None) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-I", "-c", LISTENER, str(ROOT)], text=True, **streams)


PIPES = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}


def test_reports_are_lines_of_words_without_anything_personal(pipes: Pipes) -> None:
    pipes.channel.send_painted()
    pipes.channel.send_lock(Placement(1, -2, 900, 640, "minimised", active=False), Leaves.MINIMISED)
    pipes.channel.send_closed()
    assert os.read(pipes.up, 1000) == b"painted\nlock 1,-2,900,640,minimised,0 minimised\nclosed\n"


def test_what_could_not_be_saved_goes_up_as_ciphertext_and_is_let_go_by_name(pipes: Pipes) -> None:
    sealed = bytes(range(256)) * 1000  # more than a pipe holds
    sender = threading.Thread(target=lambda: pipes.channel.send_keep("a-vault", sealed))
    sender.start()
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(pipes.up, 65536)
    sender.join()
    word, vault_id, text = line.decode().split()
    assert (word, vault_id) == ("keep", "a-vault")
    assert base64.b64decode(text, validate=True) == sealed
    pipes.channel.send_taken("a-vault")
    assert os.read(pipes.up, 1000) == b"taken a-vault\n"


def test_what_was_kept_comes_down_between_the_orders_and_nothing_broken_does(pipes: Pipes) -> None:
    kept: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    pipes.channel.listen(pipes.orders.put, lambda vault_id, sealed: kept.put((vault_id, sealed)))
    os.write(pipes.down, b"kept\nkept a !!!!\nkept a AAE= b c\nraise\nkept a AA")
    assert pipes.hear() is Order.RAISE
    assert kept.empty()
    os.write(pipes.down, b"E=\nkept a\nraise\n")
    assert kept.get(timeout=30) == ("a", b"\x00\x01")
    assert kept.get(timeout=30) == ("a", b"")
    assert pipes.hear() is Order.RAISE


def test_orders_arrive_in_their_order_however_they_are_cut(pipes: Pipes) -> None:
    pipes.channel.listen(pipes.orders.put)
    os.write(pipes.down, b"ra")
    os.write(pipes.down, b"ise\nnonsense\n\nraise\ne")
    os.write(pipes.down, b"nd\n")
    assert [pipes.hear() for _ in range(3)] == [Order.RAISE, Order.RAISE, Order.END]


def test_a_lost_supervisor_is_an_order_to_end(pipes: Pipes) -> None:
    pipes.channel.listen(pipes.orders.put)
    pipes.close(pipes.down)
    assert pipes.hear() is Order.END


def test_reporting_to_nobody_is_no_fault(pipes: Pipes) -> None:
    pipes.close(pipes.up)
    pipes.channel.send_painted()
    pipes.channel.send_closed()


def test_what_is_printed_by_accident_stays_out_of_the_channel() -> None:
    listener = start_listener(**PIPES)
    out, err = listener.communicate("raise\nend\n", timeout=30)
    assert out == "painted\n"
    assert "by accident" in err.splitlines()
    assert [line for line in err.splitlines() if "heard" in line][:2] == ["heard RAISE", "heard END"]
    assert listener.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_is_an_order_to_end_and_no_successor_is_wanted(number: signal.Signals) -> None:
    listener = start_listener(**PIPES)
    assert listener.stdout is not None
    assert listener.stdout.readline() == "painted\n"
    listener.send_signal(number)
    assert listener.wait(timeout=30) == 0  # while the supervisor’s end is still open
    assert listener.stdout.read() == "closed\n"
    assert listener.communicate()[1].splitlines()[-1] == "heard END"


def test_the_terminal_s_interrupt_is_left_to_the_supervisor() -> None:
    listener = start_listener(**PIPES)
    assert listener.stdout is not None
    listener.stdout.readline()
    listener.send_signal(signal.SIGINT)
    out, err = listener.communicate("end\n", timeout=30)
    assert (out, listener.returncode) == ("", 0)
    assert "KeyboardInterrupt" not in err


def test_a_process_started_by_hand_without_streams_ends_properly() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -I -c "$1" "$2" <&- >&-', sys.executable, LISTENER, str(ROOT)],
        check=False,
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0
    assert "heard END" in done.stderr


def test_how_to_begin_comes_first_and_what_comes_with_it_is_not_lost(pipes: Pipes) -> None:
    # Given everything at once, as a supervisor that keeps something sends it
    kept: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    os.write(pipes.down, b"begin --leaves=sheet --placement=1,2,3,4,normal,1\nkept a-vault AAECAw==\nrai")
    # When it asks how to begin, and only then listens
    assert pipes.channel.options() == ["--leaves=sheet", "--placement=1,2,3,4,normal,1"]
    pipes.channel.listen(pipes.orders.put, lambda *one: kept.put(one))
    os.write(pipes.down, b"se\n")
    # Then the rest is heard, cut or not
    assert kept.get(timeout=30) == ("a-vault", b"\0\1\2\3")
    assert pipes.hear() is Order.RAISE


@pytest.mark.parametrize("said", [b"", b"begin", b"raise\n", b"\xff\xfe\n", b"begin\n"])
def test_a_window_that_is_told_nothing_begins_as_usual(pipes: Pipes, said: bytes) -> None:
    os.write(pipes.down, said)
    pipes.close(pipes.down)
    assert pipes.channel.options() == []
