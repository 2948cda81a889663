"""One conversation on five channels: the same meaning everywhere, each in its platform's form (golden files).

`python -m tests.golden` writes the files again after an intended change; read the difference before committing it.
"""

from html import unescape
from pathlib import Path
from re import MULTILINE, sub

import pytest

from handlers.router import make_handler
from knowledge.understand import Understander
from tests.golden.players import PLAYERS, Shown
from tests.golden.script import CONVERSATION, Typed

HERE = Path(__file__).parent


async def played(channel: str, folder: Path, understander: Understander) -> list[Shown]:
    """What a person on `channel` sees after each step."""
    async with PLAYERS[channel](folder, make_handler(understander)) as player:
        return [await player.act(step) for step in CONVERSATION]


def transcript(shown: list[Shown]) -> str:
    """A conversation as a golden file holds it."""
    lines = []
    for step, messages in zip(CONVERSATION, shown, strict=True):
        lines.append(f"\n>>> {step.text if isinstance(step, Typed) else f'({step.label})'}")
        lines += [f"\n{message}" for message in messages]
    return "\n".join(lines).strip() + "\n"


def meaning(said: str) -> str:
    """What is said, whatever it looks like: the words alone, without choices, markup, addresses and bullets."""
    text = sub(r"^Trả lời bằng số:\n(\d+\. .*\n?)+", "", said, flags=MULTILINE)
    text = sub(r"^(\[.*\]| +\d+\) .*|Các lựa chọn khác:|\(tin trước đổi thành\))$", "", text, flags=MULTILINE)
    text = unescape(sub(r"<[^>]+>|:? https?://\S+", "", text))
    return " ".join(sub(r"^ *([-•]|\d+\.) ", "", text, flags=MULTILINE).split())


def steps(channel: str) -> list[tuple[str, str]]:
    """A golden file as what was done and the meaning of what was seen."""
    blocks = f"\n{(HERE / f'{channel}.txt').read_text(encoding='utf-8')}".split("\n>>> ")[1:]
    return [(done, meaning(said)) for done, _, said in (block.partition("\n") for block in blocks)]


@pytest.mark.parametrize("channel", PLAYERS)
async def test_each_channel_shows_what_it_did(channel: str, tmp_path: Path, understander: Understander) -> None:
    """What people see is what the golden file holds, letter for letter."""
    shown = await played(channel, tmp_path, understander)

    for step, messages in zip(CONVERSATION, shown, strict=True):
        assert messages, step
        if isinstance(step, Typed):
            assert step.answered_by("\n".join(messages)), (step, messages)
    assert transcript(shown) == (HERE / f"{channel}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("channel", [channel for channel in PLAYERS if channel != "web"])
def test_the_meaning_is_the_same_everywhere(channel: str) -> None:
    """Whatever a platform can show, the same is said."""
    assert steps(channel) == steps("web")
