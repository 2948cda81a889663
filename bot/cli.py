"""The `troly` command: thin commands over functions that are tested without it."""

import asyncio
import os
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import click

from bot import texts_cli as texts
from bot import texts_ops, texts_zalo_oa
from knowledge.days import day_of, utc_now
from knowledge.yaml_lines import ContentError

_DAY = click.DateTime(formats=["%Y-%m-%d"])
on_day = click.option("--on", "day", type=_DAY, default=None, help="Nói điều có hiệu lực ngày này (2026-11-21).")


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


def _today(day: datetime | None) -> date:
    return day.date() if day else day_of(utc_now())


def _settings() -> Any:
    from bot.settings import load_settings

    return load_settings(os.environ, Path(".env"))


def _asking() -> Any:
    from handlers.ask.flow import Asking
    from knowledge.communes import load_communes

    return Asking(_understander(), load_communes())


def _understander() -> Any:
    from knowledge.content import SHIPPED
    from knowledge.index import cache_folder, index_name, open_index
    from knowledge.understand import Understander
    from knowledge.weights import load_weights

    if not (cache_folder() / f"index-{index_name(SHIPPED)}.npz").exists():
        click.echo(texts.BUILDING, err=True)
    return Understander(open_index(), load_weights())


@main.command(help="Dựng sẵn chỉ mục từ nội dung; không làm gì nếu đã có.")
def build() -> None:
    """So that the first question needn't wait for it."""
    _understander()


@main.command(help="Mở trang trò chuyện trên máy này.")
def serve() -> None:
    """Everything that is configured; with nothing configured the web chat on a local port."""
    from bot.app import serve as run
    from bot.logs import configure
    from handlers.router import make_handler

    settings = _settings()
    configure(settings.log)
    asyncio.run(run(settings, make_handler(_understander())))


@main.group(help=texts_ops.QUEUE_HELP, invoke_without_command=True)
@click.pass_context
def queue(context: click.Context) -> None:
    """What is stuck; works while the program serves."""
    if context.invoked_subcommand is None:
        from bot.commands.queueing import queue_lines

        click.echo("\n".join(asyncio.run(queue_lines(_settings().data, utc_now()))))


@queue.command("retry", help=texts_ops.QUEUE_RETRY_HELP)
@click.argument("ids", nargs=-1, metavar="[MÃ]...")
@click.option("--all", "everything", is_flag=True, help=texts_ops.QUEUE_RETRY_ALL_HELP)
def queue_retry(ids: tuple[str, ...], everything: bool) -> None:
    """Exit code 1 when something that was named isn't stuck."""
    from bot.commands.queueing import is_id, retry

    if bool(ids) == everything or not all(map(is_id, ids)):
        raise click.UsageError(texts_ops.QUEUE_RETRY_ONE)
    count, unknown = asyncio.run(retry(_settings().data, ids))
    if count or not unknown:
        click.echo(texts_ops.QUEUE_RETRIED.format(count=count) if count else texts_ops.QUEUE_NOTHING)
    if unknown:
        click.echo(texts_ops.QUEUE_UNKNOWN.format(ids=", ".join(unknown)), err=True)
        sys.exit(1)


@main.command(help=texts_ops.BACKUP_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Works while the program serves; writes over nothing."""
    from bot.commands.backing import back_up

    click.echo("\n".join(asyncio.run(back_up(_settings(), file))))


@main.command(help=texts_ops.RESTORE_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Refused while the program serves."""
    from bot.commands.backing import restore as run

    click.echo("\n".join(run(_settings(), file, utc_now())))


@main.group(help=texts_zalo_oa.ZALO_HELP)
def zalo() -> None:
    """What concerns the Zalo Official Account."""


@zalo.command("login", help=texts_zalo_oa.LOGIN_HELP)
@click.option("--redirect", metavar="ĐỊA_CHỈ", help=texts_zalo_oa.LOGIN_REDIRECT_HELP)
@click.option("--fixed", is_flag=True, help=texts_zalo_oa.LOGIN_FIXED_HELP)
def zalo_login(redirect: str | None, fixed: bool) -> None:
    """An administrator agrees in a browser; works while the program serves."""
    from bot.commands.zalo_login import begin_login, finish_login, login_settings, read_code

    settings = login_settings(_settings())
    login = begin_login(settings, redirect, fixed=fixed)
    click.echo(texts_zalo_oa.login_steps(login.link, login.redirect))
    if fixed:
        click.echo(texts_zalo_oa.login_fixed(login.challenge))
    code = read_code(click.prompt(texts_zalo_oa.LOGIN_PROMPT), login)
    asyncio.run(finish_login(settings, login, code, utc_now))
    click.echo(texts_zalo_oa.LOGIN_DONE)


@main.command(help="Trò chuyện ngay trong cửa sổ lệnh; không lưu gì.")
@on_day
def chat(day: datetime | None) -> None:
    """The console channel."""
    from bot.channels.console import run_console
    from handlers.router import make_handler

    asyncio.run(run_console(make_handler(_understander()), _today(day)))


@main.command(help="Hỏi một câu, hoặc nhiều câu từ tệp JSONL.")
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--jsonl", type=click.File("r", encoding="utf-8", errors="replace"), help='Mỗi dòng {"q": "…"}; - là đầu vào chuẩn.'
)
@click.option("--commune", help="Người hỏi ở xã, phường nào (“xã Minh Hợp”; tên cũ cũng được).")
@on_day
def ask(question: str | None, as_json: bool, jsonl: TextIO | None, commune: str | None, day: datetime | None) -> None:
    """One question, or one a line."""
    import json

    from bot.commands.asking import as_data, ask_lines, show
    from handlers.single import ask_once

    if (question is None) == (jsonl is None):
        raise click.UsageError(texts.ASK_ONE)
    asking, today = _asking(), _today(day)
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


@main.command(help="Kiểm tra nội dung; nêu tệp, dòng và cách sửa.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to-confirm", is_flag=True, help="In danh sách việc cần cán bộ tra lại.")
@click.option("--phrases", is_flag=True, help="Tìm câu hỏi mẫu nghiêng về chủ đề khác (khoảng nửa phút).")
@click.option("--calendar", is_flag=True, help="In những ngày mà điều trợ lý nói sẽ đổi, và đổi gì.")
@click.option("--until", "last", type=_DAY, help="Ngày cuối của --calendar (thường là 2028-01-01).")
@click.option(
    "--due",
    "days",
    type=click.IntRange(0, 3650),
    is_flag=False,
    flag_value=30,
    default=None,
    help="In những gì đến hạn đọc lại hoặc hết hiệu lực trong số ngày này (thường là 30).",
)
@on_day
def check(
    files: tuple[Path, ...],
    to_confirm: bool,
    phrases: bool,
    calendar: bool,
    last: datetime | None,
    days: int | None,
    day: datetime | None,
) -> None:
    """Content as it stands, or single topic files."""
    from bot.commands.checking import check_content, check_files, lost_phrases
    from bot.commands.coming import CALENDAR_UNTIL, calendar_lines, due_lines
    from bot.commands.evaluating import progress
    from bot.reports.review import review_page
    from knowledge.content import load_content

    today = _today(day)
    if to_confirm:
        click.echo(review_page(load_content()), nl=False)
        return
    if phrases:
        for line in lost_phrases(_understander(), progress("Thử câu hỏi mẫu")):
            click.echo(line)
        return
    if last and not calendar:
        raise click.UsageError(texts.UNTIL_ALONE)
    if calendar:
        for line in calendar_lines(load_content(), today, last.date() if last else CALENDAR_UNTIL):
            click.echo(line)
        return
    if days is not None:
        for line in due_lines(load_content(), today, days):
            click.echo(line)
        return
    problems = check_files(files, today) if files else check_content(today)
    for problem in problems:
        click.echo(str(problem))
    faults = sum(1 for problem in problems if not problem.warning)
    click.echo(texts.checked(faults, len(problems) - faults), err=True)
    sys.exit(1 if faults else 0)


@main.command("eval", help="Chấm điểm trên các câu hỏi có nhãn.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--cross-validate", "folds", type=click.IntRange(2, 20), default=None, help="Chấm chéo với số phần này.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Vẽ biểu đồ độ tin cậy vào tệp PNG này.")
def evaluate(file: Path, as_json: bool, folds: int | None, chart: Path | None) -> None:
    """The figures of the assistant as shipped, or cross-validated."""
    from bot.commands.evaluating import evaluate as run
    from bot.commands.evaluating import report_json, show_report
    from knowledge.labelled import load_labelled

    questions = load_labelled(file)
    understander = _understander()
    found = run(understander.index, understander, questions, folds or 0)
    click.echo(report_json(found) if as_json else show_report(found, chart))


@main.command(help="Khớp lại các trọng số và ngưỡng trên các câu hỏi có nhãn (một hay nhiều tệp).")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fit(files: tuple[Path, ...]) -> None:
    """Refit the fusion weights and thresholds into the versioned file; phrases and lexicon stay."""
    from knowledge.evaluate import fitted
    from knowledge.index import open_index
    from knowledge.labelled import load_labelled
    from knowledge.weights import SHIPPED_WEIGHTS, store_weights

    questions = [question for file in files for question in load_labelled(file)]
    store_weights(fitted(open_index(), questions))
    click.echo(texts.FITTED.format(path=SHIPPED_WEIGHTS))


__all__ = ["ContentError", "main"]
