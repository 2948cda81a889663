"""What all commands share: the group, its errors in Vietnamese, the day, the settings, the assistant."""

import os
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot import texts_cli as texts
from bot.editing import texts_sheets
from knowledge.days import day_of, utc_now

DAY = click.DateTime(formats=["%Y-%m-%d"])
shipped_only = click.option("--shipped", "original", is_flag=True, help=texts_sheets.SHIPPED_HELP)
on_day = click.option("--on", "day", type=DAY, default=None, help="Nói điều có hiệu lực ngày này (2026-11-21).")


class Vietnamese(click.Group):
    """A group whose errors are one Vietnamese sentence, with an exit code that isn't 0; `--debug` shows the trace."""

    def main(self, *args: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        try:
            result = super().main(*args, **extra)
            sys.exit(result if isinstance(result, int) else 0)
        except click.exceptions.Exit as error:
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(130)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "troly"
            _fail(texts.usage(error), f"{command} --help", code=2)
        except BrokenPipeError:
            sys.exit(1)
        except Exception as error:
            if os.environ.get("TROLY_TEST_DEBUG") or "--debug" in sys.argv:
                traceback.print_exc()
            _fail(*texts.sentence(error))


def _fail(sentence: str, way_out: str = "", code: int = 1) -> None:
    click.echo(f"{sentence}{texts.SEE.format(command=way_out) if way_out else ''}", err=True)
    sys.exit(code)


@click.group(cls=Vietnamese, help=texts.HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Khi có lỗi, in cả dấu vết cho người lập trình.")
@click.version_option(package_name="tro-ly-so-cong-dong", message="%(version)s", help="Số phiên bản.")
def main(debug: bool) -> None:
    """All commands."""


def now() -> datetime:
    """The instant of this command."""
    return utc_now()


def today(day: datetime | None) -> date:
    """The day that was named, else today in Vietnam."""
    return day.date() if day else day_of(now())


def settings() -> Any:
    """The settings of the environment and `.env`. Raises `SettingsError`."""
    from bot.settings import load_settings

    return load_settings(os.environ, Path(".env"))


def asking(*, original: bool = False) -> Any:
    """The assistant's part that answers questions, over the published content or the shipped one."""
    from handlers.ask.flow import Asking
    from knowledge.communes import load_communes

    return Asking(published_understander(original=original), load_communes())


def published() -> Any:
    """What is published in the data folder of the settings; None while the shipped content is."""
    from bot.editing.published import published_in

    return published_in(settings().data)


def published_understander(*, original: bool = False) -> Any:
    """The understanding of the published content where there is one, else, and with `original`, of the shipped."""
    found = None if original else published()
    if found is None:
        return understander()
    from bot.editing.published import open_published
    from knowledge.understand import Understander
    from knowledge.weights import load_weights

    return Understander(open_published(found, lambda: click.echo(texts_sheets.REBUILDING, err=True)), load_weights())


def understander() -> Any:
    """The understanding of the shipped content; says so when its index must be built first."""
    from knowledge.content import SHIPPED
    from knowledge.index import cache_folder, index_name, index_path, open_index
    from knowledge.understand import Understander
    from knowledge.weights import load_weights

    if not index_path(cache_folder(), index_name(SHIPPED)).exists():
        click.echo(texts.BUILDING, err=True)
    return Understander(open_index(), load_weights())
