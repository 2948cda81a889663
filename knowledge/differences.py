"""What differs between two states of the content, as edits of the smallest places that edits know."""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.edits import Data, Edit, apply, look

Path_ = tuple[str, ...]


def differences(old: Data, new: Data) -> list[Edit]:
    """The edits that make the new state of the old one, by file and place.

    A file that the new state doesn't have stays as it is.
    """
    found: list[Edit] = []
    for file in sorted(new):
        if file not in old:
            found.append(Edit(file, (), None, new[file]))
        else:
            edits = list(_within(old, file, (), old[file], new[file]))
            # Where the places are right and the order isn't, only the file as a whole says what is meant.
            same = _same(apply({file: old[file]}, edits)[file], new[file])
            found += edits if same else [Edit(file, (), old[file], new[file])]
    return found


def _within(old: Data, file: str, path: Path_, was: Any, now: Any) -> Iterator[Edit]:
    if _same(was, now):
        return
    if _is_box(was, now, root=not path):
        for key in dict.fromkeys((*(was or {}), *(now or {}))):
            yield from _within(old, file, (*path, key), (was or {}).get(key), (now or {}).get(key))
    elif _is_list(was) and _is_list(now):
        before, after = _by_id(was), _by_id(now)
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield Edit(file, (*path, key), before.get(key), after.get(key))
    else:
        yield Edit(file, path, look(old, file, path), now)


def _is_box(was: Any, now: Any, *, root: bool) -> bool:
    """Whether both are mappings of places, such as facets, sources or phrases; a whole file is one as it is."""
    both = [value for value in (was, now) if value is not None]
    if not both or not all(isinstance(value, Mapping) for value in both):
        return False
    return root or all(isinstance(item, Mapping | list) for value in both for item in value.values())


def _is_list(value: Any) -> bool:
    """Whether it is a list of things with ids of their own; none at all is one too."""
    if value is None:
        return True
    if not isinstance(value, list) or not all(isinstance(item, Mapping) and item.get("id") for item in value):
        return False
    return len(_by_id(value)) == len(value)


def _by_id(value: Any) -> dict[str, Any]:
    return {str(item["id"]): item for item in value or ()}


def _same(was: Any, now: Any) -> bool:
    """Whether both say the same: a list or mapping that isn't there is an empty one."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        return all(_same(was.get(key), now.get(key)) for key in {*was, *now})
    return was == now or (not was and not now and was in (None, [], {}) and now in (None, [], {}))
