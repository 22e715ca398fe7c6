"""All figures, in one run.

    python3 run.py bench [NAME …] [--runs 7] [--json FILE]

Without names, every benchmark is run. Those that open windows have displays of their own. Close what else
runs: figures of a busy machine compare with nothing.
"""

import argparse
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Benchmark, Figure, show, write

NAMES = (
    "first_window",
    "unlock",
    "save",
    "reveal",
    "history",
    "keystroke",
    "pages",
    "turn",
    "lock",
    "flicker",
    "export",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="run.py bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    found: list[Figure] = []
    for name in options.names or NAMES:
        benchmark: Benchmark = import_module(f"benchmarks.{name}").figures
        print(f"\n{name}")
        figures = benchmark(options.runs)
        show(figures)
        found += figures
    if options.json:
        write(options.json, found)


if __name__ == "__main__":
    main()
