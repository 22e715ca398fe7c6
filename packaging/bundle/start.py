"""What the bundle starts: the same door as `python -m intimacy_desktop`."""

import sys

from intimacy_desktop.__main__ import main

sys.exit(main())
