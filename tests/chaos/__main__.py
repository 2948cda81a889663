"""`python -m tests.chaos [--kills 200] [--seed 1]`: prints what was counted; exit code 1 when a promise was broken.

`--drafts 300`: kills while members record visits.
`--calamities`: not kills but a platform that is away, a full disk (needs root), a store that is locked.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError

from knowledge.index import open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.chaos.calamities import away, full_disk, locked, small_disk
from tests.chaos.drafting import Drafting
from tests.chaos.driver import Run
from tests.chaos.hurry import hurry
from tests.chaos.ledger import Findings

# How much faster than real the long waits run.
HURRY = 600.0
# Room for the store and for what it writes before it tidies up; the rest is filled.
DISK_KILOBYTES = 16_000


def calamities(folder: Path) -> Iterator[tuple[str, Findings]]:
    """Each calamity with what became of the messages."""
    yield "platform away for ten minutes", Findings(hurry(away(folder / "minutes", 600, 60), HURRY))
    yield "platform away for an hour", Findings(hurry(away(folder / "hour", 3600, 120), HURRY))
    yield "store locked for eight seconds", asyncio.run(locked(folder / "locked", 8.0))

    async def disk() -> Findings:
        async with small_disk(folder / "disk", DISK_KILOBYTES) as small:
            return await full_disk(small)

    try:
        yield "disk full for five seconds", asyncio.run(disk())
    except CalledProcessError:
        print("disk full: not run, a disk of its own needs root")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drafts", type=int, default=0)
    parser.add_argument("--calamities", action="store_true")
    options = parser.parse_args()
    # The web framework calls every line that the storm breaks an error.
    logging.disable(logging.CRITICAL)
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        runs: Iterator[tuple[str, Findings]] = calamities(Path(folder))
        if options.drafts:
            understander = Understander(open_index(), load_weights())
            drafting = Drafting(Path(folder) / "data", options.drafts, understander, options.seed, tell=True)
            runs = iter([("killed while visits are recorded", asyncio.run(drafting.go()))])
        elif not options.calamities:
            killing = Run(Path(folder) / "data", options.kills, options.seed, tell=True)
            runs = iter([("killed", asyncio.run(killing.go()))])
        for name, findings in runs:
            print(f"\n{name}")
            for figure, count in findings.figures.items():
                print(f"  {figure:45} {count:7}")
            for promise in findings.broken:
                print(f"  BROKEN: {promise}")
            broken = broken or bool(findings.broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
