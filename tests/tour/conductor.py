"""Plays the legs one after the other, each in a fresh process, as the supervisor would."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from intimacy_desktop.settings import Settings, SettingsFile

from .legs import STORIES, Leg
from .look import Look
from .stalls import Stall

CHECKOUT = Path(__file__).resolve().parents[2]
SCREEN = {"name": "tour", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}
PICTURES = "[0-9][0-9]_*.png"
LEG_LIMIT_S = 180


class LegFailed(Exception):
    """A leg did not come to its end."""


@dataclass
class Tour:
    """One run through the whole journey.

    Args:
        pictures: the folder for the pictures.
        look: how it shall look.
    """

    pictures: Path
    look: Look
    stalls: list[Stall] = field(default_factory=list)
    _number: int = 1

    def play(self) -> list[Path]:
        """Play every leg; the pictures, in order.

        Raises:
            LegFailed: a leg got stuck, complained, or ended in an unexpected way.
        """
        self.pictures.mkdir(parents=True, exist_ok=True)
        for old in self.pictures.glob(PICTURES):
            old.unlink()
        for story in STORIES:
            with tempfile.TemporaryDirectory() as folder:
                self._tell(story, Path(folder))
        return sorted(self.pictures.glob(PICTURES))

    def _tell(self, story: dict[str, Leg], place: Path) -> None:
        home = place / "home"
        home.mkdir(mode=0o700)
        look = self.look
        settings = Settings(text_size=look.text / 100, appearance=look.theme, more_contrast=look.contrast)
        SettingsFile(home).save(settings)
        leaves = "home"
        for name, leg in story.items():
            leg.before(home)
            leaves = self._play(name, place, home, leaves)

    def _play(self, leg: str, place: Path, home: Path, leaves: str) -> str:
        """Play one leg; what its lock wants the next process to show."""
        notes = place / f"{leg}.json"
        command = [sys.executable, "-m", "tests.tour.stage", leg, str(home), str(self.pictures), str(notes)]
        command += ["--leaves", leaves, "--first", str(self._number), *self.look.arguments]
        stage = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=self._environment(place),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert stage.stdin is not None
        assert stage.stdout is not None
        try:
            word = self._follow(stage)
            with contextlib.suppress(BrokenPipeError):  # it may be gone already
                stage.stdin.write("end\n")  # the successor stands
                stage.stdin.flush()
            _, complaints = stage.communicate(timeout=LEG_LIMIT_S)
        finally:
            stage.kill()
            stage.wait()
        return self._judge(leg, notes, word, complaints)

    def _follow(self, stage: subprocess.Popen[str]) -> list[str]:
        """Listen until the process says that it locks or closes, or falls silent."""
        assert stage.stdout is not None
        for line in stage.stdout:
            words = line.split()
            if words and words[0] in {"lock", "closed"}:
                return words
        return []

    def _judge(self, leg: str, notes: Path, word: list[str], complaints: str) -> str:
        told = json.loads(notes.read_text()) if notes.exists() else {"error": "it ended without a note"}
        wrong = [told["error"], complaints, *told.get("complaints", ())]
        if not word:
            wrong.append("it never locked")
        if any(wrong):
            raise LegFailed(f"leg “{leg}”: " + "\n".join(filter(None, wrong)))
        self._number = told["next"]
        self.stalls += [Stall(wall, work, f"{leg}: {during}") for wall, work, during in told["stalls"]]
        return word[2] if word[0] == "lock" else "home"

    def _environment(self, place: Path) -> dict[str, str]:
        """A person's environment without the person: own home, no display, a screen large enough."""
        config = place / "screen.json"
        config.write_text(json.dumps({"screens": [SCREEN]}))
        folders = {
            name: str(place / name.lower())
            for name in (
                "HOME",
                "XDG_CONFIG_HOME",
                "XDG_CACHE_HOME",
                "XDG_DATA_HOME",
                "XDG_RUNTIME_DIR",
                "TMPDIR",
            )
        }
        for folder in folders.values():
            Path(folder).mkdir(mode=0o700, exist_ok=True)
        platform = f"offscreen:configfile={config}"
        return {**os.environ, **folders, "QT_QPA_PLATFORM": platform, "LC_ALL": "C.UTF-8"}
