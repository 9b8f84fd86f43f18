"""Damaged copies of the bundled files: bytes, structure and types, at random but always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import yaml

from casus_foederis.files.source import parse_document

# Values of every type, and some that attackers like.
STRANGE: tuple[Any, ...] = (
    *(None, True, 1, -1, 1.5, 10**17, "", " ", "maybe", [], {}, [[]], [None], {"": ""}, {"a": {"b": "c"}}),
    *("../../etc/passwd", "!!python/name:os.system", "${HOME}", "%s%n", "2022-02-30", "\u202e", "x" * 5_000),
)


def damaged_bytes(whole: bytes, chance: random.Random) -> bytes:
    """Change, drop, double or exchange a few bytes, or cut the file off."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(6):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 200)]
            case 3:
                data[at:at] = chance.choice(
                    [b"\t", b"\0", b": ", b"- ", b"&a ", b"*a ", b"{", b"]", b"'", b"\xff"]
                )
            case 4:
                other = chance.randrange(len(data))
                data[at], data[other] = data[other], data[at]
            case 5 if len(data) > 200:
                del data[chance.randrange(100, len(data)) :]
    return bytes(data)


def damaged_structure(whole: bytes, chance: random.Random) -> bytes:
    """Drop, rename, double, wrap or exchange a part."""
    root = parse_document(whole, "a.yaml").root.plain()
    holder, key = chance.choice(list(_parts(root)))
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}{chance.choice('xyz')}"] = holder.pop(key)
        case 2:
            holder[key] = chance.choice([[holder[key]], {"all": holder[key]}, [holder[key], holder[key]]])
        case _:
            other, place = chance.choice(list(_parts(root)))
            holder[key], other[place] = other[place], holder[key]
    return _written(root)


def damaged_types(whole: bytes, chance: random.Random) -> bytes:
    """Put a value of another type in the place of a part."""
    root = parse_document(whole, "a.yaml").root.plain()
    holder, key = chance.choice(list(_parts(root)))
    holder[key] = chance.choice(STRANGE)
    return _written(root)


def _parts(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield everything that stands in a list or mapping: what holds it, and where."""
    for key in node if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], (dict, list)):
            yield from _parts(node[key])


def _written(root: Any) -> bytes:
    """Write values as YAML. An exchange may have put a part into itself; that is cut off."""
    return yaml.dump(_cut(root, 40), allow_unicode=True, sort_keys=False, Dumper=_Plain).encode()


def _cut(node: Any, depth: int) -> Any:
    if depth == 0:
        return None
    if isinstance(node, dict):
        return {key: _cut(each, depth - 1) for key, each in node.items()}
    return [_cut(each, depth - 1) for each in node] if isinstance(node, list) else node


class _Plain(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper's own signature
        return True
