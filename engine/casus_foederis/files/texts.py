"""Whether the texts of sources are those that were read, and have the passages that claims name.

The texts themselves are not distributed. A source can name its file and the file's SHA-256; where the file
lies beside the source, or in a folder that somebody names, both are held against it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from casus_foederis.files.document import Document
from casus_foederis.files.shape import Loaded
from casus_foederis.model.evidence import Claims, Source, Sources
from casus_foederis.problems import Problem

LARGEST_TEXT: Final = 50_000_000  # bytes


def check_texts(loaded: Sequence[Loaded], folder: Path | None = None) -> Iterator[Problem]:
    """Check every text that lies beside the file of its source; or all of them, in one folder."""
    lengths: dict[str, int] = {}  # source -> number of paragraphs
    for each in loaded:
        if isinstance(each.model, Sources):
            for id, source in each.model.sources.items():
                yield from _check_source(each.document, id, source, folder, lengths)
    for each in loaded:
        if isinstance(each.model, Claims):
            yield from _check_passages(each.document, each.model, lengths)


def _check_source(
    document: Document, id: str, source: Source, folder: Path | None, lengths: dict[str, int]
) -> Iterator[Problem]:
    """Check one text, and count its paragraphs."""
    if source.file is None:
        return
    raw = _read((folder if folder is not None else Path(document.file).parent) / source.file)
    if raw is None:
        if folder is not None:
            where = ("sources", id, "file")
            yield document.problem(where, "text_missing", id=id, name=source.file, folder=str(folder))
        return
    found = hashlib.sha256(raw).hexdigest()
    if source.sha256 is not None and source.sha256 != found:
        path = ("sources", id, "sha256")
        yield document.problem(path, "text_differs", name=source.file, found=found)
        return
    lengths[id] = sum(1 for line in raw.decode(errors="replace").split("\n") if line.strip())


def _read(path: Path) -> bytes | None:
    """Read a text; ``None`` if there is none, or what is there is no file, or is too large for one."""
    try:
        # A pipe or a device never ends.
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_TEXT:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _check_passages(document: Document, claims: Claims, lengths: dict[str, int]) -> Iterator[Problem]:
    for id, claim in claims.claims.items():
        length = lengths.get(claim.source)
        if length is not None and isinstance(claim.passage, int) and claim.passage > length:
            where = ("claims", id, "passage")
            passage, count = str(claim.passage), str(length)
            yield document.problem(where, "passage_beyond", source=claim.source, passage=passage, count=count)
