"""Which form a place of the content has, by its file and path; what has none of its own is edited as YAML."""

from dataclasses import dataclass

from bot.console import texts_knowledge as texts
from bot.console.forms.fields import Kind, Spec
from bot.editing.columns import ABBREVIATIONS, CONCEPTS, CUES, DIALECT
from handlers.editing.permission import CONTACTS, OVERRIDES
from knowledge.answer import FIRST_LIMIT
from knowledge.check import CORRECTION_LIMIT, LIST_LIMIT, NEXT_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from knowledge.topic import LIST_FACETS

OUTSIDE = "outside.yaml"
# A single value, a pair of a phrase, a list: the item itself stands under this name in its form.
SELF = ("value",)
_LONGEST_YAML = 60_000


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `name`: of the kind; `whole`: the item isn't a mapping of keys but one value, a list or a pair."""

    name: str
    specs: tuple[Spec, ...]
    whole: bool = False


_DAYS = (
    Spec("tu", ("from",), "Từ ngày", Kind.DAY, texts.HINT_FROM),
    Spec("den", ("until",), "Đến hết ngày", Kind.DAY, texts.HINT_UNTIL),
)
_NEXT = Spec("viec", ("next",), "Việc cần làm tiếp", Kind.AREA, texts.HINT_NEXT, NEXT_LIMIT, rows=2)
_ARTICLE = Spec("dieu", ("article",), "Điều, khoản")
_SOURCE_FIELDS = (
    Spec("ten-nguon", ("title",), "Tên nguồn", hint=texts.HINT_SOURCE, needed=True),
    Spec("trang", ("url",), "Địa chỉ trang", hint="https://…"),
    Spec("dang", ("published",), "Nguồn đăng ngày", Kind.DAY),
    Spec("xem", ("checked_on",), "Đã đối chiếu ngày", Kind.DAY, texts.HINT_CHECKED),
)
NEW_SOURCE = tuple(Spec(f"moi-{spec.name}", spec.key, spec.label, spec.kind, spec.hint) for spec in _SOURCE_FIELDS)


def statement_form(facet: str) -> Form:
    """The form of an answer; lists of papers and steps may be longer."""
    most = LIST_LIMIT if facet in LIST_FACETS else TEXT_LIMIT
    hint = texts.HINT_LIST if facet in LIST_FACETS else texts.HINT_TEXT
    return Form(
        "statement",
        (
            Spec("hoi", ("asks",), "Trả lời câu hỏi", hint=texts.HINT_ASKS, most=200, needed=True),
            Spec("tra-loi", ("text",), "Câu trả lời", Kind.AREA, hint, most, needed=True, rows=6),
            _NEXT,
            Spec("nguon", ("source",), "Nguồn", Kind.CHOICE, needed=True, options="sources"),
            _ARTICLE,
            *_DAYS,
            Spec("sau-do", ("then",), "Hết hạn thì trả lời bằng", Kind.CHOICE, options="statements"),
            Spec("chac", ("confidence",), "Độ chắc chắn", Kind.CHOICE, texts.HINT_SURE, options="confidence"),
            Spec("bao-truoc", ("change",), "Báo trước khi thay đổi", hint=texts.HINT_CHANGE),
        ),
    )


FORMS = {
    form.name: form
    for form in (
        Form("source", _SOURCE_FIELDS),
        Form(
            "phrase",
            (
                Spec("loi", ("text",), "Bà con hỏi thế này", hint=texts.HINT_PHRASE, most=500, needed=True),
                Spec("cau", ("answer",), "Câu trả lời đúng", Kind.CHOICE, needed=True, options="answers"),
            ),
            whole=True,
        ),
        Form(
            "correction",
            (
                Spec("tuong", ("belief",), "Bà con vẫn tưởng", most=200, needed=True),
                Spec("dung", ("holds",), "Thực ra", Kind.AREA, texts.HINT_HOLDS, CORRECTION_LIMIT, needed=True),
                Spec("tu-lo", ("words",), "Chữ cho biết đang tưởng vậy", Kind.LINES, texts.HINT_LINES, 1000),
                Spec("phan", ("facets",), "Luôn nhắc ở phần", Kind.LINES, texts.HINT_FACETS, 300, options="facets"),
                Spec("tu", ("since",), "Đổi từ ngày", Kind.DAY),
                Spec("den", ("until",), "Thôi nhắc sau ngày", Kind.DAY),
                Spec("nguon", ("source",), "Nguồn", Kind.CHOICE, options="sources"),
                _ARTICLE,
            ),
        ),
        Form(
            "off",
            (
                Spec("ly-do", ("reason",), "Lý do, bà con sẽ đọc", Kind.AREA, most=200, needed=True, rows=2),
                Spec("noi", ("unit",), "Chỉ ở", Kind.CHOICE, options="units"),
            ),
        ),
        Form(
            "contact",
            (
                Spec("ten", ("name",), "Tên", most=100, needed=True),
                Spec("so", ("value",), "Số điện thoại hoặc địa chỉ trang", hint=texts.HINT_VALUE, most=200),
                Spec("loai", ("kind",), "Loại", Kind.CHOICE, needed=True, options="contact-kinds"),
                Spec("noi", ("unit",), "Chỉ hiện ở", Kind.CHOICE, options="units"),
                Spec("cho", ("confirm",), "Còn chờ xác nhận", Kind.FLAG),
            ),
        ),
        Form(
            "override",
            (
                Spec("noi", ("unit",), "Đúng ở", Kind.CHOICE, needed=True, options="places"),
                Spec("chu-de", ("topic",), "Chủ đề", Kind.CHOICE, needed=True, options="topics"),
                Spec("thay", ("replaces",), "Thay câu", Kind.CHOICE, texts.HINT_REPLACES, options="every-statement"),
                Spec("phan", ("facet",), "Hoặc thêm câu mới vào phần", Kind.CHOICE, options="facets"),
                Spec("hoi", ("asks",), "Câu mới trả lời câu hỏi", most=200),
                Spec("tra-loi", ("text",), "Câu trả lời", Kind.AREA, texts.HINT_TEXT, LIST_LIMIT, needed=True, rows=6),
                _NEXT,
                Spec("ten-nguon", ("source", "title"), "Tên nguồn", hint=texts.HINT_SOURCE, needed=True),
                Spec("trang", ("source", "url"), "Địa chỉ trang", hint="https://…"),
                Spec("dang", ("source", "published"), "Nguồn đăng ngày", Kind.DAY),
                Spec("xem", ("source", "checked_on"), "Đã đối chiếu ngày", Kind.DAY, texts.HINT_CHECKED),
                _ARTICLE,
                *_DAYS,
            ),
        ),
        Form(
            "outside",
            (
                Spec("ten", ("name",), "Tên việc", most=100, needed=True),
                Spec("ai", ("pointer",), "Ai giải quyết, hỏi ở đâu", Kind.AREA, most=FIRST_LIMIT, needed=True),
                Spec("gan", ("related",), "Chủ đề gần", Kind.LINES, texts.HINT_LINES, 1000, options="topics"),
                Spec("cach-hoi", ("phrases",), "Cách hỏi", Kind.LINES, texts.HINT_LINES, 10_000, needed=True, rows=10),
            ),
        ),
        Form(
            "question",
            (
                Spec("hoi", ("ask",), "Câu hỏi", hint=texts.HINT_ASK, most=120, needed=True),
                Spec("it-nhat", ("number", "min"), "Số nhỏ nhất", Kind.NUMBER, texts.HINT_NUMBER),
                Spec("nhieu-nhat", ("number", "max"), "Số lớn nhất", Kind.NUMBER),
            ),
        ),
        Form(
            "item",
            (
                Spec("loai", ("kind",), "Loại", Kind.CHOICE, needed=True, options="item-kinds"),
                Spec("noi-dung", ("text",), "Nội dung", Kind.AREA, texts.HINT_ITEM, TEXT_LIMIT, needed=True),
                Spec("nguon", ("source",), "Nguồn", Kind.CHOICE, needed=True, options="sources"),
                _ARTICLE,
                *_DAYS,
                Spec("chac", ("confidence",), "Độ chắc chắn", Kind.CHOICE, texts.HINT_SURE, options="confidence"),
            ),
        ),
        Form("checklist-title", (Spec("gia-tri", SELF, "Tên danh sách", hint=texts.HINT_CHECKLIST, most=TITLE_LIMIT,
                                      needed=True),), whole=True),
        Form(
            "topic",
            (
                Spec("ten", ("title",), "Tên chủ đề", hint=texts.HINT_TITLE, most=TITLE_LIMIT, needed=True),
                Spec("nhom", ("group",), "Nhóm trên danh mục", Kind.CHOICE, needed=True, options="groups"),
                Spec("hoi", ("asks",), "Câu hỏi đầu tiên", hint=texts.HINT_ASKS, most=200, needed=True),
                Spec("phan", ("facet",), "Câu này hỏi về", Kind.CHOICE, needed=True, options="facets"),
                Spec("tra-loi", ("text",), "Câu trả lời", Kind.AREA, texts.HINT_TEXT, LIST_LIMIT, True, rows=5),
                Spec("mau", ("phrases",), "Các cách hỏi của bà con", Kind.LINES, texts.HINT_PHRASES, 10_000, True,
                     rows=8),
                Spec("ten-nguon", ("source", "title"), "Tên nguồn", hint=texts.HINT_SOURCE, needed=True),
                Spec("nguon-trang", ("source", "url"), "Địa chỉ của nguồn", hint="https://…"),
                Spec("dang", ("source", "published"), "Nguồn đăng ngày", Kind.DAY),
                Spec("xem", ("source", "checked_on"), "Đã đối chiếu ngày", Kind.DAY, texts.HINT_CHECKED),
                _ARTICLE,
                Spec("tom-tat", ("summary",), "Tóm tắt", Kind.AREA, texts.HINT_SUMMARY, SUMMARY_LIMIT, True, rows=4),
                Spec("viec", ("next",), "Việc cần làm tiếp", Kind.AREA, texts.HINT_NEXT_TOPIC, NEXT_LIMIT, True, "", 2),
                Spec("co-quan", ("authority",), "Cơ quan giải quyết", hint=texts.HINT_AUTHORITY, needed=True),
                Spec("ten-trang", ("link", "label"), "Tên trang làm thủ tục", hint=texts.HINT_LINK, needed=True),
                Spec("trang", ("link", "url"), "Địa chỉ trang làm thủ tục", hint="https://…", needed=True),
                Spec("doc-lai", ("review_by",), "Đọc lại trước ngày", Kind.DAY, texts.HINT_REVIEW, needed=True),
            ),
        ),
        Form("to_confirm", (Spec("dieu", ("text",), "Điều cần xác minh", Kind.AREA, texts.HINT_CONFIRM, 400, True),)),
        Form("forms", (Spec("gia-tri", SELF, "Mẫu đơn, tờ khai", Kind.LINES, texts.HINT_FORMS, 2000, rows=5),),
             whole=True),
        Form("group", (Spec("gia-tri", SELF, "Nhóm trên danh mục", Kind.CHOICE, needed=True, options="groups"),),
             whole=True),
        Form("title", (Spec("gia-tri", SELF, "Tên chủ đề", most=TITLE_LIMIT, needed=True),), whole=True),
        Form("summary", (Spec("gia-tri", SELF, "Tóm tắt", Kind.AREA, texts.HINT_SUMMARY, SUMMARY_LIMIT, True, rows=6),),
             whole=True),
        Form("next", (Spec("gia-tri", SELF, "Việc cần làm tiếp", Kind.AREA, most=NEXT_LIMIT, needed=True),),
             whole=True),
        Form("authority", (Spec("gia-tri", SELF, "Cơ quan giải quyết", needed=True),), whole=True),
        Form("review_by", (Spec("gia-tri", SELF, "Đọc lại trước ngày", Kind.DAY, needed=True),), whole=True),
        Form("link", (Spec("ten", ("label",), "Tên trang", needed=True),
                      Spec("trang", ("url",), "Địa chỉ", needed=True))),
        Form("words", (Spec("gia-tri", SELF, "Các cách nói", Kind.LINES, texts.HINT_LEXICON, 10_000, True, rows=12),),
             whole=True),
        Form("rule", (Spec("gia-tri", SELF, "Nghĩa là", hint=texts.HINT_LEXICON, needed=True),), whole=True),
        Form("yaml", (Spec("gia-tri", SELF, "Nội dung YAML", Kind.YAML, texts.HINT_YAML, _LONGEST_YAML, rows=24),),
             whole=True),
    )
}  # fmt: skip
# Single values of a topic, which it always has, and the list of its forms.
TOPIC_VALUES = ("title", "summary", "next", "authority", "review_by", "link", "group")
_IN_TOPIC = {
    "sources": ("source", 2),
    "phrases": ("phrase", 3),
    "corrections": ("correction", 2),
    "off": ("off", 2),
    "to_confirm": ("to_confirm", 2),
    "forms": ("forms", 1),
}
_IN_CHECKLIST = {"questions": "question", "items": "item"}
_IN_LISTS = {CONTACTS: "contact", OVERRIDES: "override", OUTSIDE: "outside"}
_IN_LEXICON = {ABBREVIATIONS: ("rule", 1), DIALECT: ("rule", 2), CONCEPTS: ("words", 1), CUES: ("words", 1)}


def form_of(file: str, path: tuple[str, ...]) -> Form:
    """The form of a place."""
    if file.startswith("topics/"):
        if not path:
            return FORMS["topic"]
        if path[:1] == ("statements",) and len(path) == _OF_STATEMENT:
            return statement_form(path[1])
        if len(path) == 1 and path[0] in TOPIC_VALUES:
            return FORMS[path[0]]
        if path == ("checklist", "title"):
            return FORMS["checklist-title"]
        if path[:1] == ("checklist",) and len(path) == _OF_STATEMENT and path[1] in _IN_CHECKLIST:
            return FORMS[_IN_CHECKLIST[path[1]]]
        name, length = _IN_TOPIC.get(path[0] if path else "", ("yaml", 0))
        return FORMS[name if len(path) == length else "yaml"]
    if file in _IN_LISTS and len(path) == 1:
        return FORMS[_IN_LISTS[file]]
    name, length = _IN_LEXICON.get(file, ("yaml", 0))
    return FORMS[name if len(path) == length else "yaml"]


_OF_STATEMENT = 3
