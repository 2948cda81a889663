"""`troly eval` and `troly fit`: figures for people and for programs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.reports.calibration import draw_calibration
from knowledge.evaluate import Figure, Report, cross_validate, report, score
from knowledge.index import Index
from knowledge.labelled import Labelled
from knowledge.understand import Understander

# The topics that were completed first; their first-answer figure is given apart.
FIRST_COMPLETE = (
    *("dang-ky-thuong-tru", "dang-ky-tam-tru", "cap-doi-the-can-cuoc", "xac-nhan-so-cmnd", "khai-sinh"),
    *("lien-thong-khai-sinh", "giay-phep-lai-xe", "gia-han-bhyt-ho-gia-dinh", "vneid-dang-ky", "vneid-kich-hoat"),
    *("dvc-nop-ho-so", "lua-dao-vneid"),
)


def progress(name: str) -> Any:
    """A progress line on a terminal's standard error; silent elsewhere."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{name}: {done}/{total}" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return show


def evaluate(index: Index, understander: Understander, questions: Sequence[Labelled], folds: int) -> Report:
    """The figures of the assistant as shipped, or with weights refitted without each fold."""
    if folds:
        scored = cross_validate(index, questions, folds, progress("Chấm chéo"))
    else:
        scored = score(understander, questions, progress("Chấm"))
    return report(scored, FIRST_COMPLETE)


def show_report(found: Report, chart: Path | None) -> str:
    """A report as a person reads it."""
    parts = ["\n".join(str(figure) for figure in found.main)]
    for title, figures in (
        ("Theo lối viết (câu đầu đúng)", found.styles),
        ("Theo chủ đề (câu đầu đúng)", found.topics),
        ("Theo nhóm khía cạnh (khi đúng chủ đề)", found.facets),
    ):
        parts.append(f"{title}\n" + "\n".join(str(figure) for figure in figures))
    if found.confusions:
        lines = [f"{times} × {wanted} → {got}" for wanted, got, times in found.confusions]
        parts.append("Nhầm lẫn (đúng → trả lời)\n" + "\n".join(lines))
    if chart:
        draw_calibration(found.calibration, chart)
        parts.append(f"Biểu đồ độ tin cậy: {chart}")
    return "\n\n".join(parts)


def report_json(found: Report) -> str:
    """A report for programs."""

    def data(figures: Sequence[Figure]) -> list[dict[str, Any]]:
        return [
            {
                "name": f.name,
                "hits": f.hits,
                "count": f.count,
                "share": f.share if f.count else None,
                "interval": f.interval if f.count else None,
            }
            for f in figures
        ]

    return json.dumps(
        {
            "main": data(found.main),
            "styles": data(found.styles),
            "topics": data(found.topics),
            "facets": data(found.facets),
            "confusions": [
                {"right": wanted, "answered": got, "count": times} for wanted, got, times in found.confusions
            ],
        },
        ensure_ascii=False,
    )
