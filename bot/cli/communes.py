"""Commands about what a commune chose for itself: `teams settings`, `teams set`."""

import asyncio

import click

from bot import texts_cli, texts_communes
from bot.cli import base
from bot.cli.teams import teams


@teams.command("settings", help=texts_communes.SETTINGS_HELP)
@click.argument("commune", metavar="XÃ")
def teams_settings(commune: str) -> None:
    """Old names find the commune of today."""
    from bot.commands.commune_settings import settings_lines

    click.echo("\n".join(asyncio.run(settings_lines(base.settings().data, _full(commune)))))


@teams.command("set", help=texts_communes.SET_HELP)
@click.argument("commune", metavar="XÃ")
@click.argument("name", metavar="TÊN")
@click.argument("value", metavar="GIÁ_TRỊ")
def teams_set(commune: str, name: str, value: str) -> None:
    """Holds at once, also for what waits."""
    from bot.commands.commune_settings import set_hours

    click.echo(asyncio.run(set_hours(base.settings().data, _full(commune), name, value, base.now())))


def _full(commune: str) -> str:
    from knowledge.communes import load_communes

    unit = load_communes().today(commune)
    if unit is None:
        raise click.UsageError(texts_cli.NO_COMMUNE.format(name=commune))
    return str(unit.full)
