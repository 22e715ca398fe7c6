"""The window process's end of the pipes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from intimacy_desktop.channel import Channel, Order
from intimacy_desktop.launch import Leaves, Placement

ROOT = Path(__file__).parents[2]

LISTENER = """
import sys, threading
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
