"""Commands about units, teams and people: `teams`, `sample`."""

import asyncio
import sys
from pathlib import Path

import click

from bot import texts_cli, texts_teams
from bot.cli import base
from bot.cli.base import main

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.group(help=texts_teams.TEAMS_HELP)
def teams() -> None:
    """All of these work while the program serves."""


@teams.command("import", help=texts_teams.IMPORT_HELP)
@click.argument("file", type=_FILE)
@click.option("--dry-run", "dry", is_flag=True, help=texts_teams.DRY_RUN_HELP)
def teams_import(file: Path, dry: bool) -> None:
    """Exit code 1 when anything is wrong with the list; then nothing was stored."""
    from bot.commands.teaming import import_list
    from knowledge.communes import load_communes

    report = asyncio.run(import_list(base.settings().data, file, load_communes(), dry=dry))
    for fault in report.faults:
        click.echo(fault)
    click.echo("\n".join(report.lines), err=bool(report.faults))
    sys.exit(1 if report.faults else 0)


@teams.command("template", help=texts_teams.TEMPLATE_HELP_COMMAND)
@click.argument("file", type=click.Path(path_type=Path))
def teams_template(file: Path) -> None:
    """Writes over nothing."""
    from bot.commands.teaming import write_template

    click.echo(write_template(file))


@teams.command("show", help=texts_teams.SHOW_HELP)
@click.option("--commune", metavar="TÊN", help=texts_teams.SHOW_COMMUNE_HELP)
def teams_show(commune: str | None) -> None:
    """Names of units and teams; people are counted."""
    from bot.commands.teaming import show_lines
    from knowledge.communes import load_communes

    unit = load_communes().today(commune) if commune is not None else None
    if commune is not None and unit is None:
        raise click.UsageError(texts_cli.NO_COMMUNE.format(name=commune))
    click.echo("\n".join(asyncio.run(show_lines(base.settings().data, unit.full if unit else None))))


@main.group(help=texts_teams.SAMPLE_HELP)
def sample() -> None:
    """Invented data, marked as such."""


@sample.command("load", help=texts_teams.LOAD_HELP)
def sample_load() -> None:
    """Refused where it could be mistaken for the truth."""
    from bot.commands.sampling import load_sample
    from knowledge.communes import load_communes

    click.echo(asyncio.run(load_sample(base.settings(), load_communes())))


@sample.command("remove", help=texts_teams.REMOVE_HELP)
def sample_remove() -> None:
    """As a whole; also when there is none."""
    from bot.commands.sampling import remove_sample

    click.echo(asyncio.run(remove_sample(base.settings().data)))
