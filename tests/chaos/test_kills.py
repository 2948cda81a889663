"""A few kills: the short version of `make chaos`."""

from pathlib import Path

from knowledge.understand import Understander
from tests.chaos.drafting import Drafting
from tests.chaos.driver import Run


async def test_five_kills(tmp_path: Path) -> None:
    """Every message handled once and in order, every reply delivered once or marked."""
    findings = await Run(tmp_path / "data", kills=5, seed=7).go()

    assert findings.broken == []
    assert findings.figures["messages handled once"] == findings.figures["messages written"] > 20


async def test_twenty_kills_while_visits_are_recorded(tmp_path: Path, understander: Understander) -> None:
    """Drafts and visits are to the last field what they would be had nothing happened."""
    findings = await Drafting(tmp_path, 20, understander, seed=3).go()

    assert findings.broken == []
    assert findings.figures["visits saved"] > 0
    assert findings.figures["drafts still open"] > 0
