"""The real supervisor over `fake_window.py`: run_supervisor.py HOME STAGE [PATIENCE]."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from intimacy_desktop import supervisor

home, stage = sys.argv[1:3]
if len(sys.argv) > 3:
    supervisor.PATIENCE = float(sys.argv[3])
fake = str(Path(__file__).with_name("fake_window.py"))
sys.exit(supervisor.supervise(home, lambda options: [sys.executable, "-I", fake, stage, *options]))
