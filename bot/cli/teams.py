"""Commands about units, teams and people: `teams`, `sample`, `invite`, `poster`."""

import asyncio
import sys
from pathlib import Path

import click

from bot import texts_cli, texts_codes, texts_teams
from bot.cli import base
from bot.cli.base import main
from handlers.teams.codes import INVITATION_DAYS

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

    report = asyncio.run(import_list(base.settings().data, file, load_communes(), base.now(), dry=dry))
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

    click.echo(asyncio.run(load_sample(base.settings(), load_communes(), base.now())))


@sample.command("remove", help=texts_teams.REMOVE_HELP)
def sample_remove() -> None:
    """As a whole; also when there is none."""
    from bot.commands.sampling import remove_sample

    click.echo(asyncio.run(remove_sample(base.settings().data, base.now())))


@main.command(help=texts_codes.INVITE_HELP)
@click.option("--role", metavar="VAI TRÒ", help=texts_codes.ROLE_HELP)
@click.option("--commune", metavar="TÊN", help=texts_codes.COMMUNE_HELP)
@click.option("--team", metavar="TÊN", help=texts_codes.TEAM_HELP)
@click.option("--hamlet", metavar="TÊN", help=texts_codes.HAMLET_HELP)
@click.option("--name", metavar="HỌ TÊN", help=texts_codes.NAME_HELP)
@click.option(
    "--days", type=click.IntRange(1, 90), default=INVITATION_DAYS, show_default=True, help=texts_codes.DAYS_HELP
)
@click.option("--planned", is_flag=True, help=texts_codes.PLANNED_HELP)
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="TỆP", help=texts_codes.XLSX_HELP)
@click.option("--list", "listing", is_flag=True, help=texts_codes.LIST_HELP)
@click.option("--revoke", "revoked", metavar="MÃ", help=texts_codes.REVOKE_HELP)
def invite(
    role: str | None,
    commune: str | None,
    team: str | None,
    hamlet: str | None,
    name: str | None,
    days: int,
    planned: bool,
    xlsx: Path | None,
    listing: bool,
    revoked: str | None,
) -> None:
    """One invitation, all that are missing, what is open, or one less."""
    from bot.commands import inviting
    from knowledge.communes import load_communes

    if sum((bool(role), planned, listing, bool(revoked))) > 1:
        raise click.UsageError(texts_codes.ONE_OF)
    if team and hamlet:
        raise click.UsageError(texts_codes.TEAM_OR_HAMLET)
    if xlsx and not planned:
        raise click.UsageError(texts_codes.XLSX_ALONE)
    settings, now, aim = base.settings(), base.now(), inviting.Aim(role, commune, team, hamlet, name)
    if listing:
        lines = asyncio.run(inviting.open_lines(settings, now))
    elif revoked:
        lines = [asyncio.run(inviting.revoke(settings, revoked, now))]
    elif planned:
        lines = asyncio.run(inviting.invite_planned(settings, load_communes(), aim, days, now, xlsx))
    else:
        lines = asyncio.run(inviting.invite(settings, load_communes(), aim, days, now))
    click.echo("\n".join(lines))


@main.command(help=texts_codes.POSTER_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--commune", metavar="TÊN", help=texts_codes.POSTER_COMMUNE_HELP)
@click.option("--hamlet", metavar="TÊN", help=texts_codes.POSTER_HAMLET_HELP)
@click.option("--renew", is_flag=True, help=texts_codes.RENEW_HELP)
def poster(file: Path, commune: str | None, hamlet: str | None, renew: bool) -> None:
    """Writes over nothing."""
    from bot.commands.posters import Wish, make_posters
    from knowledge.communes import load_communes

    wish = Wish(commune, hamlet, renew)

    def tell(line: str) -> None:
        click.echo(line, err=True)

    lines = asyncio.run(make_posters(base.settings(), load_communes(), file, wish, base.now(), tell))
    click.echo("\n".join(lines))
