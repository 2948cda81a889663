"""Which form a place of the content has, by its file and path; what has none of its own is edited as YAML."""

from dataclasses import dataclass

from bot.console import texts_knowledge as texts
from bot.console.forms.fields import Kind, Spec
from handlers.editing.permission import CONTACTS, OVERRIDES
from knowledge.answer import FIRST_LIMIT
from knowledge.check import CORRECTION_LIMIT, LIST_LIMIT, NEXT_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from knowledge.topic import LIST_FACETS

OUTSIDE = "outside.yaml"
ABBREVIATIONS, DIALECT, CONCEPTS, CUES = (
    f"lexicon/{name}.yaml" for name in ("abbreviations", "dialect", "concepts", "facet-cues")
)
LEXICON = (ABBREVIATIONS, DIALECT, CONCEPTS, CUES)
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
_TOPIC_VALUES = ("title", "summary", "next", "authority", "review_by", "link")
_IN_TOPIC = {"sources": ("source", 2), "phrases": ("phrase", 3), "corrections": ("correction", 2), "off": ("off", 2)}
_IN_LISTS = {CONTACTS: "contact", OVERRIDES: "override", OUTSIDE: "outside"}
_IN_LEXICON = {ABBREVIATIONS: ("rule", 1), DIALECT: ("rule", 2), CONCEPTS: ("words", 1), CUES: ("words", 1)}


def form_of(file: str, path: tuple[str, ...]) -> Form:
    """The form of a place."""
    if file.startswith("topics/"):
        if path[:1] == ("statements",) and len(path) == _OF_STATEMENT:
            return statement_form(path[1])
        if len(path) == 1 and path[0] in _TOPIC_VALUES:
            return FORMS[path[0]]
        name, length = _IN_TOPIC.get(path[0] if path else "", ("yaml", 0))
        return FORMS[name if len(path) == length else "yaml"]
    if file in _IN_LISTS and len(path) == 1:
        return FORMS[_IN_LISTS[file]]
    name, length = _IN_LEXICON.get(file, ("yaml", 0))
    return FORMS[name if len(path) == length else "yaml"]


_OF_STATEMENT = 3
