"""Commands about the content and how well it is understood: `check`, `eval`, `fit`."""

import sys
from datetime import datetime
from pathlib import Path

import click

from bot import texts_cli as texts
from bot.cli import base
from bot.cli.base import DAY, main, on_day, shipped_only


@main.command(help="Kiểm tra nội dung; nêu tệp, dòng và cách sửa.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to-confirm", is_flag=True, help="In danh sách việc cần cán bộ tra lại.")
@click.option("--phrases", is_flag=True, help="Tìm câu hỏi mẫu nghiêng về chủ đề khác (khoảng nửa phút).")
@click.option("--calendar", is_flag=True, help="In những ngày mà điều trợ lý nói sẽ đổi, và đổi gì.")
@click.option("--until", "last", type=DAY, help="Ngày cuối của --calendar (thường là 2028-01-01).")
@click.option(
    "--due",
    "days",
    type=click.IntRange(0, 3650),
    is_flag=False,
    flag_value=30,
    default=None,
    help="In những gì đến hạn đọc lại hoặc hết hiệu lực trong số ngày này (thường là 30).",
)
@shipped_only
@on_day
def check(
    files: tuple[Path, ...],
    to_confirm: bool,
    phrases: bool,
    calendar: bool,
    last: datetime | None,
    days: int | None,
    original: bool,
    day: datetime | None,
) -> None:
    """The published content, or single topic files."""
    from bot.commands.checking import check_content, check_files, lost_phrases
    from bot.commands.coming import CALENDAR_UNTIL, calendar_lines, due_lines
    from bot.commands.evaluating import progress
    from bot.editing.published import published_folder
    from bot.reports.review import review_page
    from knowledge.content import load_content

    today = base.today(day)
    if last and not calendar:
        raise click.UsageError(texts.UNTIL_ALONE)
    if phrases:
        for line in lost_phrases(base.published_understander(original=original), progress("Thử câu hỏi mẫu")):
            click.echo(line)
        return
    with published_folder(None if original or files else base.published()) as folder:
        if to_confirm:
            click.echo(review_page(load_content(folder)), nl=False)
            return
        if calendar:
            for line in calendar_lines(load_content(folder), today, last.date() if last else CALENDAR_UNTIL):
                click.echo(line)
            return
        if days is not None:
            for line in due_lines(load_content(folder), today, days):
                click.echo(line)
            return
        problems = check_files(files, today) if files else check_content(today, folder)
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
@shipped_only
def evaluate(file: Path, as_json: bool, folds: int | None, chart: Path | None, original: bool) -> None:
    """The figures of the assistant with the published content, or cross-validated."""
    from bot.commands.evaluating import evaluate as run
    from bot.commands.evaluating import report_json, show_report
    from knowledge.labelled import load_labelled

    questions = load_labelled(file)
    understander = base.published_understander(original=original)
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
