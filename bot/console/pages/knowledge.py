"""Kiến thức: the topics with what they say, and the lists beside them: contacts, a commune's own, the lexicon …"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_knowledge as texts
from bot.console.console import Call, Menu, gone
from bot.console.forms.kinds import OUTSIDE
from bot.console.knowledge import Knowledge, could_publish, edit_link, history_link, tabs
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from bot.console.waiting import is_due
from bot.editing.columns import ABBREVIATIONS, CONCEPTS, CUES, DIALECT
from bot.editing.showing import topic_of
from handlers.ask.texts import FACETS
from handlers.editing.permission import CONTACTS, OVERRIDES
from handlers.editing.texts_places import FILES, PARTS
from handlers.teams.rights import communes_of
from knowledge.check import PHRASES_A_SERVICE, PHRASES_A_TOPIC
from knowledge.content import Content
from knowledge.days import day_of, show_day
from knowledge.topic import Facet, Source, Topic

MENU = (Menu("/kien-thuc", texts.TITLE),)


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list: its name, what it says, where it is edited."""

    name: str
    says: str
    where: str
    link: str


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(knowledge)
    get = knowledge.console.get
    return [
        get("/kien-thuc", pages.topics),
        get(r"/kien-thuc/chu-de/{topic:[a-z0-9-]{1,80}}", pages.topic),
        get("/kien-thuc/danh-ba", pages.contacts),
        get("/kien-thuc/rieng", pages.overrides),
        get("/kien-thuc/ngoai", pages.outside),
        get("/kien-thuc/tu-dien", pages.lexicon),
    ]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def topics(self, call: Call) -> web.StreamResponse:
        content = self._knowledge.content
        open_ = Counter(topic_of(stored.edit) for stored in await self._knowledge.open_edits(call))
        today = day_of(self._knowledge.console.clock())
        table = _topics(content, open_, today)
        new = [(f"{ROOT}/kien-thuc/chu-de-moi", "Thêm chủ đề mới")]
        return await self._list(call, table, list(content.topics.values()), several=new)

    async def contacts(self, call: Call) -> web.StreamResponse:
        def mine(unit: str | None) -> bool:
            return could_publish(call.person, CONTACTS, ("x",), {"unit": unit})

        items = [
            Item(
                item.name,
                item.value or texts_console.UNKNOWN,
                item.unit or texts.PROVINCE_PLACE,
                edit_link(CONTACTS, item.id) if mine(item.unit) else "",
            )
            for item in self._knowledge.content.contacts
        ]
        return await self._list(
            call, _items("Danh bạ", "Số điện thoại, địa chỉ", "Hiện ở"), items, new=edit_link(CONTACTS, "")
        )

    async def overrides(self, call: Call) -> web.StreamResponse:
        content = self._knowledge.content
        items = [
            Item(
                f"{content.topics[item.topic].title}: {item.statement.asks}",
                item.statement.text,
                item.commune or texts.PROVINCE_PLACE,
                edit_link(OVERRIDES, item.statement.id),
            )
            for item in content.overrides
        ]
        return await self._list(
            call, _items("Câu riêng của xã", "Câu trả lời", "Đúng ở"), items, new=edit_link(OVERRIDES, "")
        )

    async def outside(self, call: Call) -> web.StreamResponse:
        items = [
            Item(item.name, item.pointer, f"{len(item.phrases)} cách hỏi", edit_link(OUTSIDE, item.id))
            for item in self._knowledge.content.outside.values()
        ]
        return await self._list(
            call, _items("Ngoài phạm vi", "Ai giải quyết", "Cách hỏi"), items, new=edit_link(OUTSIDE, "")
        )

    async def lexicon(self, call: Call) -> web.StreamResponse:
        data = await self._knowledge.data()
        new = [
            (edit_link(ABBREVIATIONS, ""), "Thêm viết tắt"),
            (edit_link(DIALECT, "plain", ""), "Thêm tiếng địa phương"),
            (edit_link(CONCEPTS, ""), "Thêm cách gọi khác"),
        ]
        return await self._list(call, _items("Từ điển", "Nghĩa là", "Loại"), list(_lexicon(data)), several=new)

    async def _list(self, call: Call, table: Table[Any], items: Sequence[Any], **context: Any) -> web.StreamResponse:
        shown = {"new": "", "several": [], **context}
        return await self._knowledge.console.list(
            call, table, items, about="", template="knowledge.html", tabs=tabs(call), **shown
        )

    async def topic(self, call: Call) -> web.StreamResponse:
        name = call.request.match_info["topic"]
        topic = self._knowledge.content.topics.get(name)
        if topic is None:
            raise gone()
        file = f"topics/{name}.yaml"
        drafts = [stored for stored in await self._knowledge.open_edits(call) if topic_of(stored.edit) == name]
        own = sorted(communes_of(call.person))
        groups = {group.id: group.title for group in self._knowledge.content.groups}
        return self._knowledge.show(
            call, "knowledge_topic.html", topic.title, topic=topic, file=file, drafts=drafts, states=texts.STATES,
            facets=_facets(topic), phrases=_phrases(topic), link=edit_link, history=history_link(file), own=own,
            wanted=PHRASES_A_SERVICE if topic.service else PHRASES_A_TOPIC,
            whole=could_publish(call.person, file, ("title",), ""), source=_source, day=show_day, names=FACETS,
            today=day_of(self._knowledge.console.clock()), heads=_heads(topic, groups.get(topic.group, topic.group)),
        )  # fmt: skip


def _topics(content: Content, open_: Mapping[str | None, int], today: date) -> Table[Topic]:
    groups = {group.id: group.title for group in content.groups}

    def due(topic: Topic) -> bool:
        return is_due(topic, today)

    def state(topic: Topic) -> str:
        if topic.off:
            return "Đang tạm tắt" if any(off.unit is None for off in topic.off) else "Tạm tắt ở một số xã"
        return f"{open_[topic.id]} bản sửa đang mở" if open_.get(topic.id) else ""

    return Table(
        texts.TITLE,
        "Những việc trợ lý trả lời được",
        (
            Column("ten", "Chủ đề", lambda topic: topic.title,
                   link=lambda topic: f"{ROOT}/kien-thuc/chu-de/{topic.id}"),
            Column("nhom", "Nhóm", lambda topic: groups.get(topic.group, topic.group)),
            Column("cau", "Câu trả lời", lambda topic: str(len(topic.statements)),
                   order=lambda topic: len(topic.statements), figure=True),
            Column("mau", "Câu hỏi mẫu", lambda topic: str(len(topic.phrases)),
                   order=lambda topic: len(topic.phrases), figure=True),
            Column("han", "Đọc lại trước ngày", lambda topic: show_day(topic.review_by),
                   order=lambda topic: topic.review_by, badge=lambda topic: "warn" if due(topic) else ""),
            Column("tinh", "Tình trạng", state,
                   badge=lambda topic: "warn" if topic.off else "taken" if state(topic) else ""),
        ),
        "ten",
        (
            Filter("nhom-la", "Nhóm", lambda topic, value: topic.group == value, tuple(groups.items())),
            Filter("sua", "Bản sửa", lambda topic, value: bool(open_.get(topic.id)) == (value == "co"),
                   (("co", "Đang có bản sửa"), ("khong", "Không có"))),
            Filter("den-han", "Đọc lại", lambda topic, value: due(topic), (("co", "Đến hạn trong 30 ngày"),)),
        ),
    )  # fmt: skip


def _items(title: str, says: str, where: str) -> Table[Item]:
    return Table(
        title,
        title,
        (
            Column("ten", "Tên", lambda item: item.name, link=lambda item: item.link),
            Column("noi-dung", says, lambda item: _short(item.says)),
            Column("noi", where, lambda item: item.where),
        ),
        "ten",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


_LONGEST = 160


def _lexicon(data: Mapping[str, Any]) -> Iterator[Item]:
    for file, prefix in (
        (ABBREVIATIONS, ()),
        (DIALECT, ("plain",)),
        (DIALECT, ("marked",)),
        (CONCEPTS, ()),
        (CUES, ()),
    ):
        value = data.get(file) or {}
        for key in prefix:
            value = value.get(key) or {}
        kind = FILES[file].partition(": ")[2] + (f" ({PARTS[prefix[0]]})" if prefix else "")
        for key, says in value.items():
            named = FACETS[Facet(key)] if file == CUES and key in set(Facet) else key
            shown = ", ".join(map(str, says)) if isinstance(says, list) else str(says)
            yield Item(named, shown, kind, edit_link(file, *prefix, key))


def _facets(topic: Topic) -> list[tuple[Facet, str, list[Any]]]:
    """Every part of a topic with its answers, those that it doesn't have last."""
    found = [
        (facet, FACETS[facet], [item for item in topic.statements if item.facet is facet])
        for facet in Facet
        if facet is not Facet.OVERVIEW
    ]
    return sorted(found, key=lambda part: not part[2])


def _phrases(topic: Topic) -> list[tuple[str, list[Any]]]:
    """The phrases by the answer that they ask for."""
    asks = {item.id: item.asks for item in topic.statements}
    by_answer: dict[str, list[Any]] = {}
    for phrase in topic.phrases:
        by_answer.setdefault(phrase.answer, []).append(phrase)
    return [(asks.get(answer, texts.WHOLE_TOPIC), phrases) for answer, phrases in by_answer.items()]


def _heads(topic: Topic, group: str) -> list[tuple[str, str, str]]:
    """What stands at the top of a topic: its key, its label, what it says."""
    return [
        ("title", "Tên", topic.title),
        ("group", "Nhóm trên danh mục", group),
        ("summary", "Tóm tắt", topic.summary),
        ("next", "Việc cần làm tiếp", topic.next),
        ("authority", "Cơ quan giải quyết", topic.authority),
        ("link", "Trang làm thủ tục", f"{topic.link.label}: {topic.link.url}"),
        ("review_by", "Đọc lại trước ngày", show_day(topic.review_by)),
    ]


def _source(source: Source | None, article: str | None) -> str:
    if source is None:
        return "chưa ghi nguồn"
    checked = f"đối chiếu ngày {show_day(source.checked_on)}" if source.checked_on else "chờ cán bộ đối chiếu"
    return f"{source.title}{f', {article}' if article else ''} ({checked})"
