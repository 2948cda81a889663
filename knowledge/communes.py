"""Old communes of Nghệ An → the communes of today ("xã X cũ nay thuộc xã nào"), and back.

The 412 communes of 30/6/2025 and the 130 of 1/7/2025 stand in `content/communes.csv`, names that had ended before in
`content/communes-older.csv` (less certain). `Communes.find` reads a question, `show` says the answer.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz.distance import OSA

from knowledge.telex import undo
from knowledge.text import clean, fold, has_marks, tone_placed, words

_NFC = unicodedata.normalize
FOLDER = Path(__file__).parent / "content"
_COLUMNS = ("new_name", "new_type", "old_commune", "old_district")
_OLDER_COLUMNS = ("older_name", "old_district", "ended", "became", "now")
_COMMUNE_TYPES = ("Thị trấn", "Phường", "Xã")
_DISTRICT_TYPES = ("Thành phố", "Thị xã", "Huyện")


class CommunesError(ValueError):
    """A list of communes can't be used; the message names file, line and fault."""


class CommuneKind(StrEnum):
    """What was found: an old unit, several that may be meant, a whole old district, or a unit of today."""

    ONE = "one"
    AMBIGUOUS = "ambiguous"
    DISTRICT = "district"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A commune that is no more: `Xã`, `Phường` or `Thị trấn`, its old district, and the unit of today (`xã Nghi Lộc`).

    `became` is empty for the units of 30/6/2025; for older names it says what they first became.
    """

    type: str
    name: str
    district: str
    now: str
    became: str = ""

    @property
    def full(self) -> str:
        """`xã Nghi Trung`."""
        return f"{_lower_first(self.type)} {self.name}"

    @property
    def older(self) -> bool:
        """Whether the name had ended before 30/6/2025; what is known of it is less certain."""
        return bool(self.became)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A commune of today with the units of 30/6/2025 that it consists of, all of one old district."""

    type: str
    name: str
    district: str
    parts: tuple[OldUnit, ...]

    @property
    def full(self) -> str:
        """`xã Nghi Lộc`."""
        return f"{self.type} {self.name}"

    @property
    def kept(self) -> bool:
        """Whether it is one old commune left as it was."""
        return len(self.parts) == 1 and self.parts[0].full == self.full


@dataclass(frozen=True, slots=True)
class CommuneAnswer:
    """What a question about communes comes to.

    `one`: `old` with `new`, pair by pair; `ambiguous`: the options, `old` units, `new` units that aren't their
    successors, `district`; `district`: its `new` units; `new`: one `new` unit. `namesakes`: old units of the same name
    as a new unit which went elsewhere, worth a warning.
    """

    kind: CommuneKind
    old: tuple[OldUnit, ...] = ()
    new: tuple[NewUnit, ...] = ()
    district: str = ""
    namesakes: tuple[OldUnit, ...] = ()


# Reading the lists


def load_communes(folder: Path = FOLDER) -> "Communes":
    """The communes from the two lists in `folder`; raises `CommunesError` naming file, line and fault."""
    new, named = {}, "communes.csv"
    parts: dict[str, list[OldUnit]] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in _rows(folder / named, _COLUMNS):
        if row["new_type"] not in ("xã", "phường"):
            raise CommunesError(
                f"{named}, dòng {line}: new_type phải là xã hoặc phường, không phải “{row['new_type']}”"
            )
        kind, name = _split(row["old_commune"], _COMMUNE_TYPES, named, line)
        _split(row["old_district"], _DISTRICT_TYPES, named, line)
        full = f"{row['new_type']} {row['new_name']}"
        if (row["old_commune"], row["old_district"]) in seen:
            raise CommunesError(f"{named}, dòng {line}: {row['old_commune']}, {row['old_district']} có hai lần")
        seen.add((row["old_commune"], row["old_district"]))
        parts.setdefault(full, []).append(OldUnit(kind, name, row["old_district"], full))
        new[full] = (row["new_type"], row["new_name"], row["old_district"])
        if {part.district for part in parts[full]} != {row["old_district"]}:
            raise CommunesError(f"{named}, dòng {line}: {full} nằm ở hai huyện cũ")
    units = [NewUnit(*head, tuple(parts[full])) for full, head in new.items()]
    older = []
    named = "communes-older.csv"
    for line, row in _rows(folder / named, _OLDER_COLUMNS):
        kind, name = _split(row["older_name"], _COMMUNE_TYPES, named, line)
        _split(row["old_district"], _DISTRICT_TYPES, named, line)
        if row["now"] not in new:
            raise CommunesError(f"{named}, dòng {line}: “{row['now']}” không có trong communes.csv")
        older.append(OldUnit(kind, name, row["old_district"], row["now"], row["became"]))
    return Communes(units, older)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise CommunesError(f"{path.name}, dòng 1: cần các cột {', '.join(columns)}")
            for row in reader:
                if None in row or any(not row[column] for column in columns):
                    raise CommunesError(f"{path.name}, dòng {reader.line_num}: thiếu ô hoặc thừa ô")
                yield reader.line_num, {column: _NFC("NFC", row[column].strip()) for column in columns}
    except OSError as error:
        raise CommunesError(f"{path.name}: không đọc được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CommunesError(f"{path.name}: không phải UTF-8") from error


def _split(text: str, types: Sequence[str], named: str, line: int) -> tuple[str, str]:
    for kind in types:
        if text.startswith(kind + " "):
            return kind, text[len(kind) + 1 :]
    raise CommunesError(f"{named}, dòng {line}: “{text}” phải bắt đầu bằng {', '.join(types)}")


# How names are compared

_TRAILING = ("dong", "tay", "nam", "bac")
_SOUNDS = tuple(
    (re.compile(raw), heard) for raw, heard in ((r"\btr", "ch"), (r"\bx", "s"), (r"\b(?:gi(?=[aeou])|r)", "d"))
)


def _key(name: str) -> str:
    """How a name is looked up: lower case, without marks, `y` as `i` (Quỳ Hợp = Quì Hợp)."""
    return fold(name.lower()).replace("y", "i")


def _heard(key: str) -> str:
    """How a name sounds to many: tr/ch, x/s, gi/r/d are one."""
    for raw, heard in _SOUNDS:
        key = raw.sub(heard, key)
    return key


def _spelt(word: str) -> str:
    """A word for comparing marks: tone where today's spelling has it, `y` as `i`."""
    return _NFC("NFC", _NFC("NFD", tone_placed(word.lower())).replace("y", "i"))


def _likeness(typed: Sequence[str], name: str, toneless: bool) -> int:
    """2: the marks agree; 1: the words typed with marks agree, or none has any; 0: a typed mark differs."""
    pairs = [(_spelt(one), _spelt(two)) for one, two in zip(typed, name.split(), strict=False)]
    if all(one == two for one, two in pairs):
        return 1 if toneless else 2
    return int(all(one == two or one.isascii() for one, two in pairs))


def _set(text: str) -> frozenset[str]:
    """Words parted by spaces."""
    return frozenset(text.split())


def _list(text: str) -> frozenset[str]:
    """Names parted by commas, as they are looked up."""
    return frozenset(_key(" ".join(name.split())) for name in text.split(","))


# What surrounds a name

_TYPES = {
    "xa": "Xã",
    "x": "Xã",
    "phuong": "Phường",
    "p": "Phường",
    "f": "Phường",
    "tran": "Thị trấn",
    "tt": "Thị trấn",
}
_PREFIXES = (("thi", "xa"), ("thanh", "pho"), ("huyen",), ("tx",), ("tp",), ("h",), ("quan",), ("q",))
_CUES = _set(
    """
    xa phuong tran tt x p f tx huyen thuoc nhap gop ghep xac moi cu gom thanh doi ten dau mo
    """
)
# A street, market, hamlet or person of that name isn't the commune.
_OTHER_THINGS = _set(
    """
    duong pho ngo truong vien ty hang san thon xom khoi ban lang ong ba chi anh ten cau ga tinh
    """
)
# Names that are also words of everyday sentences: only with "xã", "phường", "thị trấn" before or an old district.
_COMMON = _list(
    """
    Hợp Thành, Trung Thành, Phúc Lợi, Trường Thi, Công Thành, Đại Thành, Tiến Thành, Kim Thành, Tân Thành, Thanh An,
    Thanh Lâm, Thanh Long, Long Thành, Hậu Thành, Tiền Phong, Quang Trung, Văn Hiến, Thái Sơn, Trung Sơn, Tam Hợp
    """
)
_PROVINCES = _list(
    """
    an giang, ba ria, bac giang, bac kan, bac lieu, bac ninh, ben tre, binh dinh, binh duong, binh phuoc, binh
    thuan, ca mau, can tho, cao bang, da nang, dak lak, dac lac, dak nong, dac nong, dien bien, dong nai, dong thap,
    gia lai, ha giang, ha nam, ha noi, ha tinh, hai duong, hai phong, hau giang, hoa binh, ho chi, hcm, tphcm, sai
    gon, hung yen, khanh hoa, kien giang, kon tum, lai chau, lam dong, lang son, lao cai, long an, nam dinh, ninh
    binh, ninh thuan, phu tho, phu yen, quang binh, quang nam, quang ngai, quang ninh, quang tri, soc trang, son la,
    tay ninh, thai binh, thai nguyen, thanh hoa, thua thien, hue, tien giang, tra vinh, tuyen quang, vinh long, vinh
    phuc, yen bai, vung tau, hn, sg, tth, dac lak, nha trang, buon ma
    """
)
_FUNCTION_WORDS = _set(
    """
    nao gi chi mo j moi cu nay no minh toi tui em gio hien bay thi la co khong ko k thuoc da bo bi va hay hoac o
    tinh xa phuong thanh sap nhap het roi con duoc cua cho a ha nhi vay the truoc sau tu ve vao gom hoi khac do day
    ni nha uy lam cung
    """
)
_FILLERS = _set(
    """
    a ad ah oi o u uh um da vang thua bac chu anh chi em co ong ba ban minh toi tui tao to nha que tai cho hoi xin
    giup voi dum gium la thi cua va biet muon khong ko k hok duoc dc tra cuu tim xem hien nay bay gio h truoc day
    kia sau khi roi cu moi ten xa phuong tran tt x p thuoc ve vao thanh nhap sap sat xap gop ghep hop nhat doi goi
    nao gi mo j dau vay the rua ri nhi ha hen nhe nghe an tinh huyen tx tp con lai het bi chua phai cung don vi hanh
    chinh dia noi cai nhung cac may bao nhieu gom tat ca ro chuyen sang chia ra lam ai nguoi dan bo me gia dinh sinh
    song dang hom ngay xua tu giua hay hoac quan ly theo lap quyen thong tin ket qua hai bon nam 2025 1 7 thang loi
    xac cam on troi tro ni no do giu nguyen duoi ubnd uy nhan viet tuc nghia khac nua dung thuc thay de
    """
)

_UNIT = r"(?:xa|phuong|thi tran|don vi|xa phuong|phuong xa)"
_WHICH = rf"{_UNIT}(?: phuong| xa)?(?: moi)? (?:nao|gi|chi|mo|j|may)"
_INTO = r"(?:thuoc|nhap|gop|ghep|hop nhat|chuyen|doi ten|doi|thanh|chia)"
_NOW = r"(?:gio|nay|hien tai|hien|h)"
_BELONGS = re.compile(
    rf"\b{_INTO}(?: \S+){{0,4}}? {_WHICH}\b"
    rf"|\b(?:thuoc|thanh|nhap vao|nhap ve|ghep vao|gop vao)(?: ve| vao| ten| la)? (?:dau|mo|gi|chi|j)\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} {_NOW}(?: \S+)? (?:la|goi la|ve|vao|vo|o|ten)(?: la)? {_WHICH}\b"
    rf"|@(?: #| cu)*(?: {_NOW}| bay gio| thi)* (?:la|goi la|ten la|ten|doi ten thanh|doi thanh|ve)"
    rf" (?:{_WHICH}|gi|chi|j)\b"
    rf"|@(?: #| cu)*(?: {_NOW}| bay gio| thi)+ (?:ve|vao|vo) (?:dau|mo)\b"
    rf"|@(?: #| cu)*(?: {_NOW}| bay gio| thi)* ten (?:{_UNIT} )?(?:moi )?la (?:gi|chi|j)\b"
    rf"|\b(?:ten|{_UNIT}) moi (?:cua |la )?(?:{_UNIT} )?@"
    rf"|@(?: #| cu)*(?: {_NOW}| bay gio| thi)*(?: co| mang)? ten(?: goi)? moi\b"
    rf"|\b{_UNIT} nao (?:\S+ ){{0,2}}(?:quan ly|nhap|gop|tiep nhan)\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} (?:nhap|gop|ghep) (?:voi|cung|vo|vao|chung|lai)(?: voi| vao)? {_WHICH}\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} thuoc huyen (?:nao|chi|mo|gi)\b"
)
_PARTS = re.compile(
    rf"\bgom (?:co )?(?:nhung |cac |may |bao nhieu )?{_UNIT}\b"
    rf"|@(?: moi| #)*(?: {_NOW}| bay gio)? (?:bao )?gom (?:co )?(?:nhung )?(?:gi|chi|dau|j)\b"
    rf"|\b(?:nhap|hop nhat|ghep|gop|lap|hop thanh|hinh thanh) (?:lai )?tu\b"
    rf"|\b{_UNIT} cu nao\b|\b(?:nhung|cac|may) {_UNIT} (?:cu|nao|gop|nhap)\b"
    rf"|\btruoc (?:day |kia |do )?(?:la |thuoc |goi la |ten la |ten )+(?:nhung |cac )?(?:{_UNIT}|huyen|gi|chi|dau)\b"
    rf"|\bthuoc huyen (?:nao|chi|mo|gi|cu)\b|\b(?:ngay xua|ngay truoc|hoi truoc) (?:la|thuoc)\b|\bten cu\b"
)
_ABOUT = re.compile(
    rf"\b{_WHICH}\b|\b(?:nhap|thuoc|nay la|gio la|xa moi|phuong moi|xa cu|phuong cu|gop)\b"
    r"|[@#](?: #)? (?:cu|con)\b"
)
# Without one of these "thuộc xã nào" asks which office is in charge, not what became of a commune.
_SINCE = re.compile(r"\b(?:gio|nay|h|hien|chu|cu|moi|nhap|gop|ghep|doi|thanh|chuyen|huyen)\b")
_PEOPLE = re.compile(r"\b(?:chu tich|bi thu|can bo|truong (?:xom|thon|khoi)|so dien thoai|sdt|email)\b")
_DISTRICT = re.compile(rf"\b(?:nhung|cac|may|bao nhieu) {_UNIT}\b|\b{_WHICH}\b|[#@] cu\b|\b{_INTO}\b")
_AFTER_TYPE = re.compile(r"\b(?:xa|phuong|tran|x|p|tt) (\S+)")
_MANY = re.compile(rf"\b(?:nhung|cac|may|bao nhieu) {_UNIT}\b")
_SAID_OLD = re.compile(r"@(?: #)? cu\b|\b(?:xa|phuong|tran) cu @")
_SAID_NEW = re.compile(r"@(?: #)? moi\b|\b(?:xa|phuong) moi @")


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
            self._districts[_key(_short(unit.district))] = unit.district
            self._of_district[unit.district] = (*self._of_district.get(unit.district, ()), unit)
        if _TOWN_BEFORE[1] in self.new:
            self._districts[_key(_short(_TOWN_BEFORE[0]))] = _TOWN_BEFORE[0]
            self._of_district[_TOWN_BEFORE[0]] = (self.new[_TOWN_BEFORE[1]],)
        self._by_key: dict[str, list[str]] = {}
        for name in {**dict.fromkeys(self._olds), **dict.fromkeys(self._news)}:
            self._by_key.setdefault(_key(name), []).append(name)
        for short in self._districts:  # the town Cửa Lò, Vinh, and districts whose name no commune has
            self._by_key.setdefault(short, [])
        self._words = frozenset(word for key in self._by_key for word in key.split())
        self._by_sound: dict[str, list[str]] = {}
        self._joined: dict[str, list[str]] = {}
        for key, names in list(self._by_key.items()):
            self._by_sound.setdefault(_heard(key), []).extend(names)
            if len(key) > 7:
                self._joined.setdefault(key.replace(" ", ""), []).extend(names)
            head, _, last = key.rpartition(" ")
            # "Nghi Công" for Nghi Công Bắc and Nghi Công Nam, when nothing else is called so.
            if last in _TRAILING and " " in head and all(_key(name) != head for name in (*self._olds, *self._news)):
                self._by_key.setdefault(head, []).extend(names)

    def find(self, question: str) -> CommuneAnswer | None:
        """What the question asks about a commune or old district of Nghệ An; None when it doesn't."""
        said = _read(question)
        if _CUES.isdisjoint(said.plain) or len(said.plain) > _LONGEST_QUESTION:
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
        short = all(word in _FILLERS or word in "@#" for word in template)
        if not named:
            return self._district(text, hints, short)
        parts = _PARTS.search(text) is not None
        about = any(span.type for span in named) or _ABOUT.search(text) or (named[0].district and _MANY.search(text))
        belongs = _BELONGS.search(text) and _SINCE.search(text)
        if not (parts or belongs or (short and about)) or _PEOPLE.search(text):
            return None
        if len(named) == 1 and named[0].district and not named[0].type and _MANY.search(text):
            return self._whole(named[0].district)
        asked = _Asked(hints, parts, _SAID_OLD.search(text) is not None, _SAID_NEW.search(text) is not None)
        answers = [self._answer(span, asked) for span in named]
        return _together([answer for answer in answers if answer])

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
            prefix = next((one for one in _PREFIXES if said.plain[at : at + len(one)] == one), ())
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

    def _district_at(self, keys: Sequence[str], at: int) -> tuple[int, str] | None:
        for length in (2, 1):
            district = self._districts.get(" ".join(keys[at : at + length]))
            if district and at + length <= len(keys):
                return length, district
        return None

    def _name_at(self, said: _Words, at: int, free: int) -> _Span | None:
        """The longest name that starts at a word; `free`: where the name before it ended."""
        kind = _type_before(said, at, free)
        if not kind and said.plain[at] in _TYPES and at + 1 < len(said.keys) and self._name_at(said, at + 1, at):
            return None  # "xa luong minh" is Lượng Minh, not Xá Lượng
        other_thing = not kind and at > free and said.plain[at - 1] in _OTHER_THINGS
        for length in range(min(4, len(said.keys) - at), 0, -1):
            if said.plain[at + length - 1 : at + length + 1] == ("thanh", "pho"):
                continue
            key = " ".join(said.keys[at : at + length])
            typed = said.typed[at : at + length]
            district = self._districts.get(key, "")
            likely = not other_thing and not (kind and length == 1)
            if district and not (likely and _likeness(typed, _short(district), said.toneless)):
                district = ""
            names = self._by_key.get(key, [])
            if length == 1:
                names = self._joined.get(key, []) or (names if kind == "Thị trấn" else [])
            elif not names and kind:
                names = self._by_sound.get(_heard(key), [])
            best = max((_likeness(typed, name, said.toneless) for name in names), default=0)
            if other_thing or (best == 0 and not (kind and length > 1)):
                names = self._joined.get(key, []) if length == 1 and not other_thing else []
            names = [name for name in names if length == 1 or _likeness(typed, name, said.toneless) == best]
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
        sure = _BELONGS.search(" ".join(said.plain)) is not None
        found: list[_Span] = []
        for at in range(len(said.keys) - 1):
            kind = _type_before(said, at, 0) if at - 1 not in taken else ""
            if at in taken or not (kind or sure) or said.plain[at] in _FUNCTION_WORDS or said.plain[at] in _TYPES:
                continue
            if not kind and said.before(at) in _OTHER_THINGS:
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
        if len(hints) != 1 or not _DISTRICT.search(text) or not (short or _BELONGS.search(text)):
            return None
        after_type = {word for word in _AFTER_TYPE.findall(text) if word not in "@#"} - (_FUNCTION_WORDS - {"thanh"})
        if any(word in self._words or word not in _FILLERS for word in after_type):
            return None  # a commune whose name isn't known
        return self._whole(next(iter(hints)))


_TOWN_BEFORE = ("Thị xã Cửa Lò", "phường Cửa Lò")
_LONGEST_QUESTION = 80
_LONGEST_REPLY = 8
_SHORTEST_MISSPELT = 6
_SHORTEST_TWICE_MISSPELT = 10
_MOST_OPTIONS = 4


def _short(district: str) -> str:
    """`Nghi Lộc` of `Huyện Nghi Lộc`."""
    return next(district[len(kind) + 1 :] for kind in _DISTRICT_TYPES if district.startswith(kind + " "))


def _read(question: str) -> _Words:
    typed = tuple(tone_placed(word) for word in undo(words(clean(question))))
    plain = tuple(fold(word) for word in typed)
    keys = tuple(word.replace("y", "i") for word in plain)
    return _Words(typed, plain, keys, not any(has_marks(word) for word in typed))


def _certain(key: str) -> bool:
    return key not in _COMMON and key not in _PROVINCES


def _type_before(said: _Words, at: int, free: int) -> str:
    """The type of commune typed before a word, at or after `free`."""
    if at - 1 < free or said.typed[at - 1] in ("phương", "xạ", "xả", "xá"):
        return ""
    town = at - 2 >= free and said.plain[at - 2] == "thi"
    if (said.plain[at - 1] == "xa" and town) or (said.plain[at - 1] == "tran" and not town):
        return ""
    return _TYPES.get(said.plain[at - 1], "")


def _rank(prefix: Sequence[str], said: _Words, at: int) -> bool:
    """Whether what may be "huyện", "quận", "thành phố" … is nothing else (quản, giờ, Huyền)."""
    if prefix in (("h",), ("q",)):
        return False
    return said.typed[at] == "quận" if prefix == ("quan",) else said.typed[at] != "huyền"


def _foreign(said: _Words, after: int) -> bool:
    """Whether a name follows; after "huyện" and the like one that isn't known is elsewhere."""
    return said.plain[after] not in _FUNCTION_WORDS


def _elsewhere(keys: Sequence[str], named: Sequence[_Span]) -> bool:
    """Whether one of the names is said to be in another province."""
    for span in named:
        if span.start and keys[span.start - 1] == "tinh":
            return True
        at = span.end
        while at < len(keys) and keys[at] in (
            "cu",
            "tinh",
            "tp",
            "o",
            "thanh",
            "pho",
            "thuoc",
            "ben",
            "ngoai",
            "trong",
        ):
            at += 1
        if at < len(keys) and (keys[at] in _PROVINCES or " ".join(keys[at : at + 2]) in _PROVINCES):
            return True
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
    marked = f" {' '.join(_spelt(word) for word in said.typed)} "
    plain = f" {' '.join(said.keys)} "
    if option.kind is CommuneKind.DISTRICT:
        name, kind, district, age = _short(option.district), option.district.rsplit(" ", 2)[0], option.district, "ca"
    elif option.kind is CommuneKind.NEW:
        name, kind, district, age = option.new[0].name, option.new[0].type, option.new[0].district, "moi"
    else:
        name, kind, district, age = option.old[0].name, option.old[0].type, option.old[0].district, "cu"
    labels = (_key(name), _key(kind), _key(_short(district)), age)
    spelt = " ".join(_spelt(word) for word in name.split())
    return sum(f" {label} " in plain for label in labels) + (f" {spelt} " in marked)


# What residents read

PAPERS = (
    "Giấy tờ ghi tên cũ còn hạn vẫn dùng, không bắt buộc đổi; thông tin cư trú do ngành công an cập nhật, "
    "bà con không phải làm gì."
)
SOURCE = "Nguồn: Nghị quyết 1678/NQ-UBTVQH15 (kiểm tra ngày 21/11/2026)"
UNSURE = "theo dữ liệu tham khảo, hỏi UBND xã để chắc chắn"
LONGEST = 600


def show(answer: CommuneAnswer) -> str:
    """The answer in Vietnamese, at most 600 characters."""
    if answer.kind is CommuneKind.AMBIGUOUS:
        lines = _choices(answer)
    elif answer.kind is CommuneKind.DISTRICT:
        lines = [_district_line(answer), PAPERS, SOURCE]
    elif answer.kind is CommuneKind.NEW:
        lines = [_new_line(answer.new[0]), *_namesake_lines(answer), PAPERS, SOURCE]
    elif len(answer.old) > 1:
        lines = [*(f"{_upper_first(_option(old))}." for old in answer.old), PAPERS, SOURCE]
    else:
        lines = [*_one_lines(answer.old[0], answer.new[0], bool(answer.namesakes)), PAPERS, SOURCE]
    while len("\n".join(lines)) > LONGEST:  # only when several older names come together
        del lines[-2]
    return "\n".join(lines)


def _one_lines(old: OldUnit, new: NewUnit, namesake: bool) -> Iterator[str]:
    if new.kept and not old.older:
        yield f"{_upper_first(old.full)} ({_was(old.district)}) giữ nguyên, nay vẫn là {new.full}, tỉnh Nghệ An."
        return
    through = (
        f" (từng nhập vào {_lower_first(old.became)})" if old.older and _lower_first(old.became) != old.now else ""
    )
    unsure = f" – {UNSURE}" if old.older else ""
    yield f"{_upper_first(old.full)} ({_was(old.district)}) nay thuộc {old.now}, tỉnh Nghệ An{through}{unsure}."
    if not new.kept:
        yield f"{_upper_first(new.full)} gồm: {_listed(new.parts)} (cũ)."
    if namesake:
        yield f"Lưu ý: {'xã' if old.type == 'Thị trấn' else _lower_first(old.type)} {old.name} bây giờ là nơi khác."


def _option(old: OldUnit) -> str:
    unsure = f" ({UNSURE})" if old.older else ""
    return f"{old.full} ({_was(old.district)}) nay thuộc {old.now}{unsure}"


def _new_line(new: NewUnit) -> str:
    if new.kept:
        place = f"{_upper_first(new.full)}, tỉnh Nghệ An ({_was(new.district)})"
        return f"{place} giữ nguyên như trước 1/7/2025, không ghép với xã nào."
    return f"{_upper_first(new.full)}, tỉnh Nghệ An (từ 1/7/2025) gồm: {_listed(new.parts)} ({_was(new.district)})."


def _namesake_lines(answer: CommuneAnswer) -> Iterator[str]:
    if answer.namesakes:
        old = answer.namesakes[0]
        yield f"Lưu ý: {_option(old)}."


def _district_line(answer: CommuneAnswer) -> str:
    if len(answer.new) == 1:
        return f"{_upper_first(_was(answer.district))} nay là {answer.new[0].full}, tỉnh Nghệ An."
    names = ", ".join(_grouped((unit.type, unit.name) for unit in answer.new))
    return f"{_upper_first(_was(answer.district))} nay là {_counted(answer.new)} của tỉnh Nghệ An: {names}."


def _counted(units: Sequence[NewUnit]) -> str:
    counts = {kind: sum(1 for unit in units if unit.type == kind) for kind in ("xã", "phường")}
    return " và ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def _choices(answer: CommuneAnswer) -> list[str]:
    options = [_option(old) for old in answer.old]
    options += [f"{unit.full} mới ({_was(unit.district)}) gồm {_listed(unit.parts)} (cũ)" for unit in answer.new]
    if answer.district:
        options.append(f"cả {_was(answer.district)}, nay là nhiều xã, phường")
    lines = ["Ở Nghệ An có mấy nơi tên giống hoặc gần giống vậy. Bà con hỏi nơi nào (huyện cũ nào)?"]
    lines += [f"{number}. {_upper_first(option)}." for number, option in enumerate(options, 1)]
    return [*lines, SOURCE]


def _was(district: str) -> str:
    return f"{_lower_first(district)} cũ"


def _listed(parts: Sequence[OldUnit]) -> str:
    return ", ".join(_grouped((_lower_first(part.type), part.name) for part in parts))


def _grouped(units: Iterable[tuple[str, str]]) -> Iterator[str]:
    """`xã A`, `B`, `phường C`: the type said once for each run."""
    groups: dict[str, list[str]] = {}
    for kind, name in units:
        groups.setdefault(kind, []).append(name)
    for kind, names in groups.items():
        yield f"{kind} " + ", ".join(names)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
