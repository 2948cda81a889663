"""Commands about the work of the teams: `visits parse`."""

import sys
from datetime import datetime
from typing import TextIO

import click

from bot import texts_visits as texts
from bot.cli import base
from bot.cli.base import DAY, main


@main.group(help=texts.VISITS_HELP)
def visits() -> None:
    """The help that was given."""


@visits.command(help=texts.PARSE_HELP)
@click.argument("note", required=False)
@click.option("--json", "as_json", is_flag=True, help=texts.JSON_HELP)
@click.option("--today", "day", type=DAY, default=None, help=texts.TODAY_HELP)
@click.option("--hamlets", default="", help=texts.HAMLETS_HELP)
@click.option("--jsonl", type=click.File("r", encoding="utf-8", errors="replace"), help=texts.JSONL_HELP)
def parse(note: str | None, as_json: bool, day: datetime | None, hamlets: str, jsonl: TextIO | None) -> None:
    """One note, or one a line."""
    from bot.commands.visits import as_json as one_line
    from bot.commands.visits import parse_lines, show
    from handlers.visits.parsing import parse_note

    if (note is None) == (jsonl is None):
        raise click.UsageError(texts.PARSE_ONE)
    today = base.today(day)
    if jsonl is not None:
        fine = True
        for line, readable in parse_lines(jsonl, today):
            click.echo(line)
            sys.stdout.flush()
            fine = fine and readable
        sys.exit(0 if fine else 1)
    read = parse_note(str(note), today, [name.strip() for name in hamlets.split(",") if name.strip()])
    click.echo(one_line(read) if as_json else show(read))
