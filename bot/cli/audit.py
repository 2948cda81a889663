"""Commands about the audit: `audit verify`, `audit list`."""

import asyncio
import sys
from datetime import datetime

import click

from bot import texts_audit as texts
from bot import texts_cli
from bot.cli import base
from bot.cli.base import DAY, main


@main.group(help=texts.HELP)
def audit() -> None:
    """Only reads; works while the program serves."""


@audit.command(help=texts.VERIFY_HELP)
@click.option("--expect", metavar="MÃ", help=texts.EXPECT_HELP)
def verify(expect: str | None) -> None:
    """Exit code 1 when a line was changed or the expected sum isn't there."""
    from bot.commands.auditing import is_sum
    from bot.commands.auditing import verify as run

    if expect is not None and not is_sum(expect):
        raise click.UsageError(texts.BAD_SUM)
    lines, fine = asyncio.run(run(base.settings().data, expect))
    click.echo("\n".join(lines), err=not fine)
    sys.exit(0 if fine else 1)


@audit.command("list", help=texts.LIST_HELP)
@click.option("--commune", metavar="TÊN", help=texts.COMMUNE_HELP)
@click.option("--since", type=DAY, default=None, help=texts.SINCE_HELP)
@click.option("--most", type=click.IntRange(1, 100_000), default=100, show_default=True, help=texts.MOST_HELP)
def audit_list(commune: str | None, since: datetime | None, most: int) -> None:
    """The newest first."""
    from bot.commands.auditing import act_lines
    from knowledge.communes import load_communes

    unit = load_communes().today(commune) if commune is not None else None
    if commune is not None and unit is None:
        raise click.UsageError(texts_cli.NO_COMMUNE.format(name=commune))
    day = since.date() if since else None
    click.echo("\n".join(asyncio.run(act_lines(base.settings().data, unit.full if unit else None, day, most))))
