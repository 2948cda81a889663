"""Everything that `troly check --calendar` and `--due` say."""

from knowledge.calendar import LineKind
from knowledge.due import DueKind

CALENDAR_NOTHING = "Từ {first} đến {last} không có gì đổi."
CALENDAR_LINE = "  {topic} · {kind} {id}{place} · {verb}: {words}"
CALENDAR_VERBS = {True: "bắt đầu nói", False: "thôi nói"}
CALENDAR_KINDS = {
    LineKind.STATEMENT: "câu",
    LineKind.CORRECTION: "đính chính",
    LineKind.ITEM: "mục danh sách",
    LineKind.NOTICE: "lời báo trước về câu",
}
DUE_NOTHING = "Trong {days} ngày kể từ {today} không có gì đến hạn."
DUE_LINE = "{day} · {file}:{line}: {what}: {words}"
DUE_KINDS = {
    DueKind.REVIEW: "cần đọc lại cả chủ đề",
    DueKind.STATEMENT: "hết hạn câu {id}",
    DueKind.CORRECTION: "hết hạn đính chính {id}",
    DueKind.ITEM: "hết hạn mục danh sách {id}",
    DueKind.OVERRIDE: "hết hạn câu riêng {id} (chủ đề {topic})",
}
DUE_LATE = " (đã quá hạn)"
