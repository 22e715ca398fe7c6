"""Taking what was written out of the vaults: gathered, in forms that other programs open, and back in again.

Everything is made in memory. Only `place.write_new` writes, and only to where somebody chose.
"""

from intimacy_desktop.export.content import OwnPart, OwnRound, Pair, PairRound, gather_own, gather_pair
from intimacy_desktop.export.reading import read_own

__all__ = ["OwnPart", "OwnRound", "Pair", "PairRound", "gather_own", "gather_pair", "read_own"]
