"""Where settings come from: the environment, `.env`, and for each NAME a file that NAME_FILE points to."""

import difflib
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from bot import texts_settings as texts

PREFIX = "TROLY_"
# Known to the tests only; not a setting of the program.
TEST_PREFIX = "TROLY_TEST_"
IN_FILE = "_FILE"
# No setting is longer; what is may be any file that was named by mistake.
LONGEST_FILE = 64 * 1024

_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_COMMENT = re.compile(r"\s+#.*$")


def read_values(
    environ: Mapping[str, str], env_file: Path | None, known: Collection[str], faults: list[str]
) -> dict[str, str]:
    """The values of known names as they were given, spaces around them gone; what is wrong is added to `faults`.

    What the environment says wins over `env_file`; a missing `env_file` is no fault.
    """
    values = {**(_load_env_file(env_file, faults) if env_file else {}), **environ}
    mine = {name: value.strip() for name, value in values.items() if name.startswith(PREFIX)}
    files = {name + IN_FILE: name for name in known}
    faults += [
        texts.setting_unknown(name, _nearest(name, [*known, *files]))
        for name in sorted(mine)
        if name not in known and name not in files and not name.startswith(TEST_PREFIX)
    ]
    found = {name: mine[name] for name in known if name in mine}
    for in_file, name in files.items():
        # Empty is how a container's settings say "not this one".
        if not mine.get(in_file):
            continue
        if found.get(name):
            faults.append(texts.setting_twice(name, in_file))
        elif (value := _load_value(Path(mine[in_file]), in_file, faults)) is not None:
            found[name] = value
    return found


def _load_value(file: Path, name: str, faults: list[str]) -> str | None:
    try:
        with file.expanduser().open("rb") as opened:
            body = opened.read(LONGEST_FILE + 1)
        if len(body) > LONGEST_FILE:
            raise ValueError
        value = body.decode("utf-8-sig").strip()
    except (OSError, ValueError, RuntimeError):
        faults.append(texts.setting_file_unreadable(name))
        return None
    if not value:
        faults.append(texts.setting_file_empty(name))
        return None
    return value


def _load_env_file(file: Path, faults: list[str]) -> dict[str, str]:
    try:
        # Notepad writes a byte order mark.
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        faults.append(texts.setting_file(file.name))
        return {}
    values: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.fullmatch(stripped)
        if match is None:
            faults.append(texts.setting_line(file.name, number))
        else:
            values[match.group(1)] = _unquote(match.group(2))
    return values


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return _COMMENT.sub("", value)


def _nearest(name: str, known: Collection[str]) -> str | None:
    return next(iter(difflib.get_close_matches(name.upper(), list(known), n=1, cutoff=0.7)), None)
