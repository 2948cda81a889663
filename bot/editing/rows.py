"""From the rows of the content's workbook to edits: each row against the item that it is about."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process

from bot.editing import texts_sheets as texts
from bot.editing.cells import CellError, read_cell, read_facet, read_flag, tidy
from bot.editing.columns import DELETE, IN_TOPICS, LEXICON, LISTS, Column
from bot.editing.sheets import Item, facet_name, items, shown, value_at
from bot.editing.workbooks import Book, Fault, Line, Page
from handlers.editing.phrases import next_phrase
from knowledge.edits import Data, Edit
from knowledge.reading import ID_FORM
from knowledge.topic import Style


@dataclass(frozen=True, slots=True)
class Origin:
    """The row that an edit came from."""

    page: Page
    line: Line

    def fault(self, path: tuple[str, ...], message: str) -> Fault:
        """A fault of it, in the column of a key below its item where there is one."""
        columns = [column for column in self.page.letters if column.key and path and "id" != path[-1] == column.key[-1]]
        return self.page.fault(self.line, next(iter(columns), None), message)


@dataclass
class Read:
    """What the rows say."""

    edits: tuple[Edit, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    origins: dict[tuple[str, tuple[str, ...]], Origin] = field(default_factory=dict)


def read_rows(book: Book, data: Data) -> Read:
    """The edits of all rows, or what is wrong with them."""
    read, edits = Read(), []
    for page in book.pages:
        reader = _Rows(page, data, read)
        edits += [edit for line in page.lines for edit in reader.edits_of(line)]
        edits += reader.source_edits()
    read.edits = tuple(edits)
    return read


class _Rows:
    """The rows of one sheet."""

    def __init__(self, page: Page, data: Data, read: Read) -> None:
        self._page, self._data, self._read = page, data, read
        self._name = page.table.name
        self._items = {self._key(item.names): item for item in items(self._name, data)}
        self._topics = {topic["id"]: file for file, topic in data.items() if file.startswith("topics/")}
        self._seen: dict[tuple[str, ...], int] = {}
        self._given: dict[str, set[str]] = {}
        self._sources: dict[tuple[str, str], tuple[dict[str, Any], Line]] = {}

    def edits_of(self, line: Line) -> list[Edit]:
        """What a row changes; nothing where it has faults, which are noted."""
        before = len(self._read.faults)
        for column, message in line.bad.items():
            self._fault(line, column, message)
        names = self._names(line)
        if len(self._read.faults) > before:
            return []
        item = self._items.get(self._key(names))
        if self._repeated(line, names) or self._deleted(line, item) is None:
            return []
        if self._deleted(line, item):
            assert item  # noqa: S101 - for the type checker
            return [self._edit(line, item.file, item.path, self._stands(item), None)]
        if item and self._name == "answers" and names["facet"] != item.path[1]:
            now = facet_name(item.path[1])
            self._fault(line, self._column("facet"), texts.MOVED.format(id=names["id"], facet=now))
            return []
        value = self._value(line, item)
        if len(self._read.faults) > before or (item and value == item.value):
            return []
        return self._changed(line, names, item, value)

    def _fault(self, line: Line, column: Column | None, message: str) -> None:
        self._read.faults.append(self._page.fault(line, column, message))

    def _column(self, key: str) -> Column:
        return next(column for column in self._page.table.columns if column.key[-1] == key and not column.of_source)

    # --- which item a row is about

    def _key(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Ids are unique in their topic, whatever the facet or style."""
        return (names.get("topic", names.get("part", "")), names["id"])

    def _names(self, line: Line) -> dict[str, str]:
        names: dict[str, str] = {}
        for column in self._page.table.places:
            text, name = line.cells.get(column, ""), column.key[-1]
            try:
                names[name] = self._named(name, text, names)
            except CellError as error:
                self._fault(line, column, str(error))
                names[name] = text
        return names

    def _named(self, name: str, text: str, names: Mapping[str, str]) -> str:
        if not text and name == "id" and self._name == "phrases":
            return self._new_phrase(names.get("topic", ""))
        if not text:
            raise CellError(texts.EMPTY)
        if name == "topic" and text not in self._topics:
            near = process.extractOne(text, self._topics.keys(), score_cutoff=70)
            raise CellError(texts.NO_TOPIC.format(typed=text, near=texts.NEAR.format(id=near[0]) if near else ""))
        if name == "facet":
            return read_facet(text)
        if name == "part" and text.lower() not in LEXICON:
            raise CellError(texts.NO_PART.format(typed=text, parts=", ".join(LEXICON)))
        if self._name == "lexicon":
            return text if (names.get("part", ""), text) in self._items else text.lower()
        if name == "style" and text not in set(Style):
            raise CellError(texts.NO_STYLE.format(typed=text, styles=", ".join(Style)))
        if name == "id" and not ID_FORM.fullmatch(text):
            raise CellError(texts.ID.format(typed=text))
        if name == "id" and self._name == "topics" and text not in self._topics:
            raise CellError(texts.NEW_TOPIC.format(typed=text))
        return text

    def _new_phrase(self, topic: str) -> str:
        data = self._data.get(self._topics.get(topic, ""), {})
        given = self._given.setdefault(topic, set(self._ids(topic)))
        key = next_phrase(data, given)
        given.add(key)
        return key

    def _ids(self, topic: str) -> set[str]:
        """The ids that stand in the sheet for a topic, so that a new one is none of them."""
        key, of = self._column("id"), self._column("topic")
        return {line.cells.get(key, "") for line in self._page.lines if line.cells.get(of) == topic}

    def _repeated(self, line: Line, names: Mapping[str, str]) -> bool:
        first = self._seen.setdefault(self._key(names), line.number)
        if first != line.number:
            self._fault(line, self._column("id"), texts.TWICE.format(row=first))
        return first != line.number

    def _deleted(self, line: Line, item: Item | None) -> bool | None:
        """Whether the row is to go; None where that can't be."""
        column = DELETE.get(self._name)
        if column is None or not line.cells.get(column):
            return False
        try:
            if not read_flag(line.cells[column]):
                return False
        except CellError as error:
            self._fault(line, column, str(error))
            return None
        if item is None:
            self._fault(line, column, texts.NOT_THERE)
            return None
        return True

    # --- what a row says

    def _value(self, line: Line, item: Item | None) -> dict[str, Any]:
        """The item as the row has it; what the sheet has no column for stays."""
        value: dict[str, Any] = deepcopy(dict(item.value)) if item else {}
        if item is None and self._name not in ("phrases", "lexicon"):
            value["id"] = line.cells[self._column("id")]
        for column in self._page.table.values:
            if column in line.cells and not column.of_source:
                self._take(line, column, value, item.value if item else {})
            elif item is None and column.needed and not column.of_source:
                self._fault(line, column, texts.EMPTY)
        if self._name == "questions" and not value.get("number", True):
            del value["number"]
        one = self._name == "lexicon" and not LEXICON[line.cells[self._column("part")].lower()][2]
        if one and len(value.get("says", ())) > 1:
            self._fault(line, self._column("says"), texts.ONE_LINE)
        if self._name == "answers" and "source" in value:
            self._take_source(line, value["source"], item)
        return value

    def _take(self, line: Line, column: Column, value: dict[str, Any], was: Mapping[str, Any]) -> None:
        """One cell into the item, where it says something else than stood there."""
        text = line.cells[column]
        if text == tidy(shown(value_at(was, column.key), column.kind)) and (text or was or not column.needed):
            return
        if not text and column.needed:
            self._fault(line, column, texts.EMPTY)
            return
        try:
            _put(value, column.key, self._read_cell(column, text) if text else None)
        except CellError as error:
            self._fault(line, column, str(error))

    def _read_cell(self, column: Column, text: str) -> Any:
        if column.key == ("facet",):
            return self._named("facet", text, {})
        if column.key == ("topic",):
            return self._named("topic", text, {})
        found = read_cell(column, text)
        return None if found is False else found

    def _take_source(self, line: Line, key: str, item: Item | None) -> None:
        """What a row says about the source that it names; other rows may name the same."""
        file = self._topics[line.cells[self._column("topic")]]
        was = (self._data[file].get("sources") or {}).get(key)
        columns = [column for column in self._page.table.columns if column.of_source and column in line.cells]
        stood = item.source if item and item.source else {}
        # A row that turned to another source, and still shows what the one before was called.
        left = was is not None and item is not None and item.value.get("source") != key
        source = deepcopy(dict(was or {}))
        for column in columns:
            if not (left and line.cells[column] == tidy(shown(value_at(stood, column.key), column.kind))):
                self._take(line, column, source, was or {})
        if not source.get("title"):
            title = next((column for column in columns if column.key == ("title",)), None)
            self._fault(line, title, texts.EMPTY)
        elif source != was:
            first = self._sources.setdefault((file, key), (source, line))
            if first[0] != source:
                self._fault(line, self._column("source"), texts.SOURCE_TWICE.format(key=key, row=first[1].number))

    # --- what it comes to

    def source_edits(self) -> list[Edit]:
        """The sources that the rows change or add."""
        return [
            self._edit(line, file, ("sources", key), (self._data[file].get("sources") or {}).get(key), source)
            for (file, key), (source, line) in self._sources.items()
        ]

    def _changed(self, line: Line, names: Mapping[str, str], item: Item | None, value: dict[str, Any]) -> list[Edit]:
        if self._name == "topics":
            assert item  # noqa: S101 - for the type checker
            keys = [key for key in {**item.value, **value} if value.get(key) != item.value.get(key)]
            # Of the checklist only the title stands in this sheet.
            paths = [("checklist", "title") if key == "checklist" else (key,) for key in keys]
            return [self._edit(line, item.file, at, value_at(item.value, at), value_at(value, at)) for at in paths]
        if self._name in LISTS:
            return [self._edit(line, LISTS[self._name], (names["id"],), item.value if item else None, value)]
        if self._name == "lexicon":
            file, above, several = LEXICON[names["part"]]
            before = self._stands(item) if item else None
            says = value["says"] if several else value["says"][0]
            return [self._edit(line, file, (*above, names["id"]), before, says)]
        file = self._topics[names["topic"]]
        if self._name in IN_TOPICS:
            path = (*IN_TOPICS[self._name], names["id"])
            return [self._edit(line, file, path, item.value if item else None, value)]
        if self._name == "answers":
            path = ("statements", names["facet"], names["id"])
            return [self._edit(line, file, path, item.value if item else None, value)]
        path, after = ("phrases", names["style"], names["id"]), [value["answer"], value["text"]]
        if item and item.path != path:
            gone = self._edit(line, file, item.path, self._stands(item), None)
            return [gone, self._edit(line, file, path, None, after)]
        return [self._edit(line, file, path, self._stands(item) if item else None, after)]

    def _stands(self, item: Item) -> Any:
        """What stands at an item's place in the content."""
        if self._name == "lexicon":
            return item.value["says"] if LEXICON[item.names["part"]][2] else item.value["says"][0]
        return [item.value["answer"], item.value["text"]] if self._name == "phrases" else dict(item.value)

    def _edit(self, line: Line, file: str, path: tuple[str, ...], before: Any, after: Any) -> Edit:
        self._read.origins[file, path] = Origin(self._page, line)
        return Edit(file, path, before, after)


def _put(value: dict[str, Any], key: tuple[str, ...], new: Any) -> None:
    holder = value
    for step in key[:-1]:
        holder[step] = dict(holder.get(step) or {})
        holder = holder[step]
    if new is None:
        holder.pop(key[-1], None)
    else:
        holder[key[-1]] = new
