"""Write the golden files: `python -m tests.golden`."""

import asyncio
import tempfile
from pathlib import Path

from knowledge.index import open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.golden.players import PLAYERS
from tests.golden.test_golden import HERE, played, transcript


def main() -> None:
    """All channels."""
    understander = Understander(open_index(), load_weights())
    for channel in PLAYERS:
        with tempfile.TemporaryDirectory() as folder:
            shown = asyncio.run(played(channel, Path(folder), understander))
        (HERE / f"{channel}.txt").write_text(transcript(shown), encoding="utf-8")
        print(channel, sum(map(len, shown)), "messages")


if __name__ == "__main__":
    main()
