"""Reading a question about communes: which unit is named, and what of it is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.communes.cues import (
    ABOUT,
    AFTER_TYPE,
    BELONGS,
    COMMON,
    CUES,
    DISTRICT,
    FILLERS,
    FUNCTION_WORDS,
    LIVES_IN,
    MANY,
    OTHER_THINGS,
    PARTS,
    PEOPLE,
    PLACE_WORDS,
    PREFIXES,
    PROVINCES,
    SAID_NEW,
    SAID_OLD,
    SINCE,
    TYPES,
)
from knowledge.communes.names import TRAILING, likeness, name_key, short_district, sound_key, spelling, word_set
from knowledge.communes.units import CommuneAnswer, CommuneKind, NewUnit, OldUnit
from knowledge.telex import undo
from knowledge.text import clean, fold, has_marks, tone_placed, words


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of a question that name something: `names` as they are spelt, the type typed before, or a district."""

    start: int
    end: int
    names: tuple[str, ...] = ()
    type: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """A question's words: as typed with Telex undone, without marks, and as names are looked up."""

    typed: tuple[str, ...]
    plain: tuple[str, ...]
    keys: tuple[str, ...]
    toneless: bool

    def before(self, at: int) -> str:
        """The word before a place, without marks."""
        return self.plain[at - 1] if at else ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question says beside the names."""

    hints: frozenset[str]
    parts: bool
    old: bool
    new: bool


class Communes:
    """The communes of Nghệ An, old and new, and how a question about them is read."""

    def __init__(self, new: Iterable[NewUnit], older: Iterable[OldUnit] = ()) -> None:
        self.new: Mapping[str, NewUnit] = {unit.full: unit for unit in new}
        self.old: tuple[OldUnit, ...] = tuple(part for unit in self.new.values() for part in unit.parts)
        self.older: tuple[OldUnit, ...] = tuple(older)
        self._olds: dict[str, list[OldUnit]] = {}
        for old in (*self.old, *self.older):
            self._olds.setdefault(old.name, []).append(old)
        self._news = {unit.name: unit for unit in self.new.values()}
        self._districts: dict[str, str] = {}
        self._of_district: dict[str, tuple[NewUnit, ...]] = {}
        for unit in self.new.values():
            self._districts[name_key(short_district(unit.district))] = unit.district
            self._of_district[unit.district] = (*self._of_district.get(unit.district, ()), unit)
        if _TOWN_BEFORE[1] in self.new:
            self._districts[name_key(short_district(_TOWN_BEFORE[0]))] = _TOWN_BEFORE[0]
            self._of_district[_TOWN_BEFORE[0]] = (self.new[_TOWN_BEFORE[1]],)
        self._by_key: dict[str, list[str]] = {}
        for name in {**dict.fromkeys(self._olds), **dict.fromkeys(self._news)}:
            self._by_key.setdefault(name_key(name), []).append(name)
        for short in self._districts:  # the town Cửa Lò, Vinh, and districts whose name no commune has
            self._by_key.setdefault(short, [])
        self._words = frozenset(word for key in self._by_key for word in key.split())
        self._by_sound: dict[str, list[str]] = {}
        self._joined: dict[str, list[str]] = {}
        for key, names in list(self._by_key.items()):
            self._by_sound.setdefault(sound_key(key), []).extend(names)
            if len(key) > 7:
                self._joined.setdefault(key.replace(" ", ""), []).extend(names)
            head, _, last = key.rpartition(" ")
            # "Nghi Công" for Nghi Công Bắc and Nghi Công Nam, when nothing else is called so.
            if last in TRAILING and " " in head and all(name_key(name) != head for name in (*self._olds, *self._news)):
                self._by_key.setdefault(head, []).extend(names)

    def find(self, question: str) -> CommuneAnswer | None:
        """What the question asks about a commune or old district of Nghệ An; None when it doesn't."""
        said = _read(question)
        if CUES.isdisjoint(said.plain) or len(said.plain) > _LONGEST_QUESTION:
            return None
        spans = self._spans(said)
        if spans is None:
            return None
        named = self._named(said, spans)
        if _elsewhere(said.keys, named):
            return None
        hints = frozenset(span.district for span in spans if span.district and span not in named)
        template = _template(said.plain, named, spans)
        text = " ".join(template)
        short = all(word in FILLERS or word in "@#" for word in template)
        if not named:
            return self._district(text, hints, short)
        parts = PARTS.search(text) is not None
        about = any(span.type for span in named) or ABOUT.search(text) or (named[0].district and MANY.search(text))
        belongs = BELONGS.search(text) and SINCE.search(text)
        if not (parts or belongs or (short and about)) or PEOPLE.search(text):
            return None
        if len(named) == 1 and named[0].district and not named[0].type and MANY.search(text):
            return self._whole(named[0].district)
        asked = _Asked(hints, parts, SAID_OLD.search(text) is not None, SAID_NEW.search(text) is not None)
        answers = [self._answer(span, asked) for span in named]
        return _together([answer for answer in answers if answer])

    def named(self, text: str) -> NewUnit | None:
        """The commune of today that a text names, by its own name or an old one, whatever it asks.

        Only with "xã", "phường", "thị trấn" before, or after "ở", "tại", "quê"; None when several may be meant.
        """
        said = _read(text)
        if PLACE_WORDS.isdisjoint(said.plain) or len(said.plain) > _LONGEST_QUESTION:
            return None
        spans = self._spans(said) or []
        named = [span for span in spans if span.names and (span.type or self._lives(said, span))]
        if not named or _elsewhere(said.keys, named):
            return None
        hints = frozenset(span.district for span in spans if span.district and span not in named)
        text = " ".join(_template(said.plain, named, spans))
        asked = _Asked(hints, False, SAID_OLD.search(text) is not None, SAID_NEW.search(text) is not None)
        answers = [answer for span in named if (answer := self._answer(span, asked))]
        units = {old.now for answer in answers for old in answer.old}
        units |= {unit.full for answer in answers for unit in answer.new}
        whole = any(answer.kind is CommuneKind.AMBIGUOUS and answer.district for answer in answers)
        return self.new[units.pop()] if len(units) == 1 and not whole else None

    def today(self, name: str) -> NewUnit | None:
        """The commune of today of that very name (`xã Minh Hợp`, `minh hop`), else of an old name; None if unclear."""
        key = name_key(" ".join(name.split()))
        same = [unit for unit in self.new.values() if key in (name_key(unit.full), name_key(unit.name))]
        typed = next((unit for unit in same if spelling(unit.full) == spelling(" ".join(name.split()))), None)
        return typed or (same[0] if len(same) == 1 else self.named(name) or self.named(f"xã {name}"))

    def choose(self, asked: CommuneAnswer, reply: str) -> CommuneAnswer | None:
        """The option of an `ambiguous` answer that a short reply picks by number, district, type or name; or None."""
        said = _read(reply)
        options = self.options(asked)
        if len(said.keys) == 1 and said.keys[0].isdigit():
            number = int(said.keys[0])
            return options[number - 1] if 0 < number <= len(options) else None
        if len(said.keys) > _LONGEST_REPLY:
            return None
        scores = [_fits(option, said) for option in options]
        best = max(scores, default=0)
        return options[scores.index(best)] if best and scores.count(best) == 1 else None

    def options(self, asked: CommuneAnswer) -> list[CommuneAnswer]:
        """The single answers that an `ambiguous` answer leaves open, in the order in which `show` lists them."""
        options = [self._one(old) for old in asked.old] + [self._today(new) for new in asked.new]
        whole = self._whole(asked.district) if asked.district else None
        return [*options, whole] if whole else options

    # Finding names

    def _spans(self, said: _Words) -> list[_Span] | None:
        """The names in a question from left to right; None when it names a district elsewhere."""
        spans: list[_Span] = []
        at = free = 0
        while at < len(said.keys):
            prefix = next((one for one in PREFIXES if said.plain[at : at + len(one)] == one), ())
            after = at + len(prefix)
            if prefix and (place := self._district_at(said.keys, after)):
                spans.append(_Span(at, after + place[0], district=place[1]))
                at = free = after + place[0]
                continue
            elsewhere = prefix and after < len(said.keys) and _rank(prefix, said, at)
            if elsewhere and (_foreign(said, after) or self._name_at(said, after, after)):
                return None
            if span := self._name_at(said, at, free):
                spans.append(span)
                at = free = span.end
            else:
                at += 1
        return spans

    def _lives(self, said: _Words, span: _Span) -> bool:
        """Whether a name without its type is said to be where somebody lives, and can't be a whole old district."""
        key = " ".join(said.keys[span.start : span.end])
        if span.end - span.start < 2 or said.before(span.start) not in LIVES_IN or not _certain(key):
            return False
        return not span.district or len(self._of_district[span.district]) == 1

    def _district_at(self, keys: Sequence[str], at: int) -> tuple[int, str] | None:
        for length in (2, 1):
            district = self._districts.get(" ".join(keys[at : at + length]))
            if district and at + length <= len(keys):
                return length, district
        return None

    def _name_at(self, said: _Words, at: int, free: int) -> _Span | None:
        """The longest name that starts at a word; `free`: where the name before it ended."""
        kind = _type_before(said, at, free)
        if not kind and said.plain[at] in TYPES and at + 1 < len(said.keys) and self._name_at(said, at + 1, at):
            return None  # "xa luong minh" is Lượng Minh, not Xá Lượng
        other_thing = not kind and at > free and said.plain[at - 1] in OTHER_THINGS
        for length in range(min(4, len(said.keys) - at), 0, -1):
            if said.plain[at + length - 1 : at + length + 1] == ("thanh", "pho"):
                continue
            key = " ".join(said.keys[at : at + length])
            typed = said.typed[at : at + length]
            district = self._districts.get(key, "")
            likely = not other_thing and not (kind and length == 1)
            if district and not (likely and likeness(typed, short_district(district), said.toneless)):
                district = ""
            names = self._by_key.get(key, [])
            if length == 1:
                names = self._joined.get(key, []) or (names if kind == "Thị trấn" else [])
            elif not names and kind:
                names = self._by_sound.get(sound_key(key), [])
            best = max((likeness(typed, name, said.toneless) for name in names), default=0)
            if other_thing or (best == 0 and not (kind and length > 1)):
                names = self._joined.get(key, []) if length == 1 and not other_thing else []
            names = [name for name in names if length == 1 or likeness(typed, name, said.toneless) == best]
            if names or district:
                return _Span(at, at + length, tuple(names), kind, district)
        return None

    def _named(self, said: _Words, spans: Sequence[_Span]) -> list[_Span]:
        """Which of the names are asked about: those with their type, else those that can't be anything else."""
        typed = [span for span in spans if span.names and span.type]
        if typed:
            also = [span for span in spans if span.names and not span.type and said.before(span.start) == "va"]
            return sorted([*typed, *also], key=lambda span: span.start)
        places = {span.district for span in spans if span.district}
        given = {span.district for span in spans if not span.names}
        misspelt = self._misspelt(said, spans, places)
        if misspelt and misspelt[0].type:
            return misspelt[:1]
        bare = [span for span in spans if span.names and not (span.district and len(spans) > 1)]
        if not bare:  # "Kỳ Sơn, huyện Tân Kỳ"; of "Nam Đàn, huyện Nam Đàn" all is the district
            bare = [span for span in spans if span.names and span.district not in given and (given or len(spans) == 1)]
        certain = [span for span in bare if len(spans) > 1 or _certain(" ".join(said.keys[span.start : span.end]))]
        return certain or misspelt[:1]

    def _misspelt(self, said: _Words, spans: Sequence[_Span], places: set[str]) -> list[_Span]:
        """Names typed wrong by a letter or two: after their type, or without it when no doubt is what's asked."""
        taken = {at for span in spans for at in range(span.start, span.end)}
        sure = BELONGS.search(" ".join(said.plain)) is not None
        found: list[_Span] = []
        for at in range(len(said.keys) - 1):
            kind = _type_before(said, at, 0) if at - 1 not in taken else ""
            if at in taken or not (kind or sure) or said.plain[at] in FUNCTION_WORDS or said.plain[at] in TYPES:
                continue
            if not kind and said.before(at) in OTHER_THINGS:
                continue
            for length in (3, 2):
                if at + length <= len(said.keys) and taken.isdisjoint(range(at, at + length)):
                    names = self._near(said.keys[at : at + length], places, 2 if kind else 1)
                    if names:
                        found.append(_Span(at, at + length, names, kind))
                        taken.update(range(at, at + length))
                        break
        return sorted(found, key=lambda span: not span.type)

    def _near(self, keys: Sequence[str], places: set[str], most: int) -> tuple[str, ...]:
        key = " ".join(keys)
        letters = len(key) - len(keys) + 1
        if letters < _SHORTEST_MISSPELT:
            return ()
        limit = most if letters >= (_SHORTEST_MISSPELT + 2 if places else _SHORTEST_TWICE_MISSPELT) else 1
        real = all(word in self._words for word in keys)
        distances: dict[str, int] = {}
        for known, names in self._by_key.items():
            if known[0] != key[0] or abs(len(known) - len(key)) > limit or not names:
                continue
            if (distance := OSA.distance(key, known, score_cutoff=limit)) <= limit:
                here = any(old.district in places for name in names for old in self._olds.get(name, ()))
                # All words are words of names: most likely a place elsewhere, unless its district says otherwise.
                if here or not (real or (places and distance > 1)):
                    distances[known] = distance - here
        least = min(distances.values(), default=0)
        names = [name for known, distance in distances.items() if distance == least for name in self._by_key[known]]
        return tuple(names) if len(names) <= _MOST_OPTIONS and (least < 2 or len(names) == 1) else ()

    # What a name means

    def _answer(self, span: _Span, asked: _Asked) -> CommuneAnswer | None:
        olds = [old for name in span.names for old in self._olds.get(name, ())]
        news = [self._news[name] for name in span.names if name in self._news]
        if (asked.parts or asked.new) and not asked.old and news and span.type != "Thị trấn":
            here = [unit for unit in news if not asked.hints or unit.district in asked.hints] or news
            if len(here) == 1:
                return self._today(here[0])
        olds = [
            old
            for old in olds
            if not (old.older and any(not one.older and one.now == old.now and one.name == old.name for one in olds))
        ]
        if span.type:
            # A ward was a "xã" to many for long; "phường" and "thị trấn" are said only of such.
            same_type = [old for old in olds if old.type == span.type]
            if span.type == "Xã" and same_type:
                same_type = [old for old in olds if old.type != "Thị trấn"]
            new_type = [unit for unit in news if unit.type == span.type.lower()]
            if same_type or new_type:
                olds, news = same_type, new_type
        if any(self._within(old, asked.hints) for old in olds) or any(self._within(new, asked.hints) for new in news):
            olds = [old for old in olds if self._within(old, asked.hints)]
            news = [unit for unit in news if self._within(unit, asked.hints)]
            if olds:
                news = []
        if olds and asked.old:
            news = []
        news = [unit for unit in news if all(old.now != unit.full for old in olds)]
        district = span.district if not span.type and not asked.hints else ""
        if district and not olds and not asked.new:
            return self._whole(district)
        if not olds and not news:
            return None
        if len(olds) + len(news) + bool(district) > 1:
            if len(olds) + len(news) > _MOST_OPTIONS + 1:
                return None
            return CommuneAnswer(CommuneKind.AMBIGUOUS, tuple(olds), tuple(news), district)
        return self._one(olds[0]) if olds else self._today(news[0])

    def _within(self, unit: OldUnit | NewUnit, districts: frozenset[str]) -> bool:
        town = unit.now if isinstance(unit, OldUnit) else unit.full
        return unit.district in districts or (_TOWN_BEFORE[0] in districts and town == _TOWN_BEFORE[1])

    def _one(self, old: OldUnit) -> CommuneAnswer:
        new = self._news.get(old.name)
        other = new is not None and new.full != old.now
        return CommuneAnswer(CommuneKind.ONE, (old,), (self.new[old.now],), namesakes=(old,) if other else ())

    def _today(self, new: NewUnit) -> CommuneAnswer:
        elsewhere = tuple(old for old in self._olds.get(new.name, ()) if old.now != new.full)
        return CommuneAnswer(CommuneKind.NEW, new.parts, (new,), namesakes=elsewhere)

    def _whole(self, district: str) -> CommuneAnswer:
        return CommuneAnswer(CommuneKind.DISTRICT, (), self._of_district[district], district)

    def _district(self, text: str, hints: frozenset[str], short: bool) -> CommuneAnswer | None:
        if len(hints) != 1 or not DISTRICT.search(text) or not (short or BELONGS.search(text)):
            return None
        after_type = {word for word in AFTER_TYPE.findall(text) if word not in "@#"} - (FUNCTION_WORDS - {"thanh"})
        if any(word in self._words or word not in FILLERS for word in after_type):
            return None  # a commune whose name isn't known
        return self._whole(next(iter(hints)))


_TOWN_BEFORE = ("Thị xã Cửa Lò", "phường Cửa Lò")
_BEFORE_PROVINCES = word_set("cu tinh tp o thanh pho thuoc ben ngoai trong")
_LONGEST_QUESTION = 80
_LONGEST_REPLY = 8
_SHORTEST_MISSPELT = 6
_SHORTEST_TWICE_MISSPELT = 10
_MOST_OPTIONS = 4


def _read(question: str) -> _Words:
    typed = tuple(tone_placed(word) for word in undo(words(clean(question))))
    plain = tuple(fold(word) for word in typed)
    keys = tuple(word.replace("y", "i") for word in plain)
    return _Words(typed, plain, keys, not any(has_marks(word) for word in typed))


def _certain(key: str) -> bool:
    return key not in COMMON and key not in PROVINCES


def _type_before(said: _Words, at: int, free: int) -> str:
    """The type of commune typed before a word, at or after `free`."""
    if at - 1 < free or said.typed[at - 1] in ("phương", "xạ", "xả", "xá"):
        return ""
    town = at - 2 >= free and said.plain[at - 2] == "thi"
    if (said.plain[at - 1] == "xa" and town) or (said.plain[at - 1] == "tran" and not town):
        return ""
    return TYPES.get(said.plain[at - 1], "")


def _rank(prefix: Sequence[str], said: _Words, at: int) -> bool:
    """Whether what may be "huyện", "quận", "thành phố" … is nothing else (quản, giờ, Huyền)."""
    if prefix in (("h",), ("q",)):
        return False
    return said.typed[at] == "quận" if prefix == ("quan",) else said.typed[at] != "huyền"


def _foreign(said: _Words, after: int) -> bool:
    """Whether a name follows; after "huyện" and the like one that isn't known is elsewhere."""
    return said.plain[after] not in FUNCTION_WORDS


def _elsewhere(keys: Sequence[str], named: Sequence[_Span]) -> bool:
    """Whether one of the names is said to be in another province."""
    for span in named:
        if span.start and keys[span.start - 1] == "tinh":
            return True
        at = span.end
        while at < len(keys):
            if keys[at] in PROVINCES or " ".join(keys[at : at + 2]) in PROVINCES:
                return True
            if keys[at] not in _BEFORE_PROVINCES:
                break
            at += 1
    return False


def _template(plain: Sequence[str], named: Sequence[_Span], spans: Sequence[_Span]) -> list[str]:
    """The words with `@` for the names asked about and `#` for districts."""
    template = list(plain)
    for span in sorted({*spans, *named}, key=lambda one: -one.start):
        sign = "@" if span in named else "#" if span.district else "@"
        template[span.start : span.end] = [sign]
    return template


def _together(answers: Sequence[CommuneAnswer]) -> CommuneAnswer | None:
    """One answer for the names of a question."""
    if len(answers) < 2:
        return answers[0] if answers else None
    unclear = next((answer for answer in answers if answer.kind is CommuneKind.AMBIGUOUS), None)
    if unclear:
        return unclear
    olds = [answer for answer in answers if answer.kind is CommuneKind.ONE]
    pairs = {answer.old[0]: answer for answer in olds}
    if len(pairs) < 2:
        return (olds or answers)[0]
    chosen = list(pairs.values())[:_MOST_OPTIONS]
    return CommuneAnswer(
        CommuneKind.ONE, tuple(answer.old[0] for answer in chosen), tuple(answer.new[0] for answer in chosen)
    )


def _fits(option: CommuneAnswer, said: _Words) -> int:
    """How much of an option a reply names: its district, its name (with marks counts more), its type."""
    marked = f" {' '.join(spelling(word) for word in said.typed)} "
    plain = f" {' '.join(said.keys)} "
    if option.kind is CommuneKind.DISTRICT:
        name, kind, district, age = (
            short_district(option.district),
            option.district.rsplit(" ", 2)[0],
            option.district,
            "ca",
        )
    elif option.kind is CommuneKind.NEW:
        name, kind, district, age = option.new[0].name, option.new[0].type, option.new[0].district, "moi"
    else:
        name, kind, district, age = option.old[0].name, option.old[0].type, option.old[0].district, "cu"
    labels = (name_key(name), name_key(kind), name_key(short_district(district)), age)
    spelt = " ".join(spelling(word) for word in name.split())
    return sum(f" {label} " in plain for label in labels) + (f" {spelt} " in marked)
