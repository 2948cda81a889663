"""A drawing of matplotlib made small for slow lines: letters as text, each look said once, nothing that isn't seen."""

import re

_UNSEEN = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<\?xml.*?\?>|<!DOCTYPE[^>]*>", re.DOTALL)
# Names that nothing refers to, and clipping where nothing is drawn beyond its axes.
_NAMES = re.compile(r' id="[a-z0-9.]+_\d+"| clip-path="[^"]*"| transform="rotate\(-0 [^)]*\)"')
_LONG = re.compile(r"(\.\d\d)\d{2,}")
_LOOK = re.compile(r' style="([^"]*)"')
_STYLES = re.compile(r'(<style type="text/css">)(.*?)</style>', re.DOTALL)
# As any phone has them: letters drawn as shapes would be most of the file.
_FAMILY, _ANY_FAMILY = "'DejaVu Sans'", "sans-serif"


def slim(svg: str) -> str:
    """The same picture in about a fifth of the characters."""
    looks: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return f' class="{looks.setdefault(found.group(1), f"k{len(looks)}")}"'

    small = _LONG.sub(r"\1", _NAMES.sub("", _UNSEEN.sub("", svg))).replace(_FAMILY, _ANY_FAMILY)
    small = _LOOK.sub(named, small)
    rules = "".join(f".{name}{{{look}}}" for look, name in looks.items())
    small = _STYLES.sub(lambda found: f"{found.group(1)}{found.group(2)}{rules}</style>", small, count=1)
    # Between elements a space says nothing; within a path or a text it does.
    return re.sub(r">\s+<", "><", re.sub(r"[^\S ]+|  +", " ", small)).strip()
