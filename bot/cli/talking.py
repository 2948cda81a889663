"""Commands that talk: `serve`, `chat`, `ask`, and `build` before them."""

import asyncio
import secrets
import sys
from datetime import datetime
from typing import TextIO

import click

from bot import texts_cli as texts
from bot.cli import base
from bot.cli.base import main, on_day, shipped_only

_SHORT_TURN = 0.0005


@main.command(help="Dựng sẵn chỉ mục từ nội dung; không làm gì nếu đã có.")
def build() -> None:
    """So that the first question needn't wait for it."""
    base.understander()


@main.command(help="Mở trang trò chuyện trên máy này.")
def serve() -> None:
    """Everything that is configured; with nothing configured the web chat on a local port."""
    from bot.app import serve as run
    from bot.commands.administering import console_url, first_link
    from bot.editing.live import Live
    from bot.logs import configure
    from handlers.records import Records
    from handlers.router import make_assistant

    settings = base.settings()
    configure(settings.log)
    # An answer waits this long each time that a thread which loads or writes content has its turn: 5 ms by itself.
    sys.setswitchinterval(_SHORT_TURN)
    # Handed over and not kept here: when other content is swapped in, this one is to go.
    opened = [base.understander()]
    public_url, days, console = settings.public_url, settings.retention_days, console_url(settings)

    async def greet(url: str) -> list[str]:
        # Only to somebody who sits there: what is written elsewhere is kept and read by others.
        return await first_link(settings, url, base.now()) if sys.stdout.isatty() else []

    def assemble(records: Records) -> Live:
        return Live(opened.pop(), lambda it: make_assistant(it, records, secrets.choice, public_url, days, console))

    asyncio.run(run(settings, assemble, greet=greet))


@main.command(help="Trò chuyện ngay trong cửa sổ lệnh; không lưu gì.")
@shipped_only
@on_day
def chat(original: bool, day: datetime | None) -> None:
    """The console channel."""
    from bot.channels.console import run_console
    from handlers.router import make_handler

    asyncio.run(run_console(make_handler(base.published_understander(original=original)), base.today(day)))


@main.command(help="Hỏi một câu, hoặc nhiều câu từ tệp JSONL.")
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--jsonl", type=click.File("r", encoding="utf-8", errors="replace"), help='Mỗi dòng {"q": "…"}; - là đầu vào chuẩn.'
)
@click.option("--commune", help="Người hỏi ở xã, phường nào (“xã Minh Hợp”; tên cũ cũng được).")
@shipped_only
@on_day
def ask(
    question: str | None,
    as_json: bool,
    jsonl: TextIO | None,
    commune: str | None,
    original: bool,
    day: datetime | None,
) -> None:
    """One question, or one a line."""
    import json

    from bot.commands.asking import as_data, ask_lines, show
    from handlers.single import ask_once

    if (question is None) == (jsonl is None):
        raise click.UsageError(texts.ASK_ONE)
    asking, today = base.asking(original=original), base.today(day)
    unit = asking.communes.today(commune) if commune is not None else None
    if commune is not None and unit is None:
        raise click.UsageError(texts.NO_COMMUNE.format(name=commune))
    place = unit.full if unit else None
    if jsonl is not None:
        fine = True
        for line, readable in ask_lines(asking, jsonl, today, place):
            click.echo(line)
            sys.stdout.flush()
            fine = fine and readable
        sys.exit(0 if fine else 1)
    asked = ask_once(asking, str(question), today, place)
    click.echo(json.dumps(as_data(asked), ensure_ascii=False) if as_json else show(asked))
