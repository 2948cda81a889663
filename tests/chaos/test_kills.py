"""A few kills: the short version of `make chaos`."""

from pathlib import Path

from tests.chaos.driver import Run


async def test_five_kills(tmp_path: Path) -> None:
    """Every message handled once and in order, every reply delivered once or marked."""
    findings = await Run(tmp_path / "data", kills=5, seed=7).go()

    assert findings.broken == []
    assert findings.figures["messages handled once"] == findings.figures["messages written"] > 20
