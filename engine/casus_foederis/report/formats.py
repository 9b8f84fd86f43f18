"""The page of file formats."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from casus_foederis.phrases import say
from casus_foederis.report.page import Heading, Page, Paragraph, line, table
from casus_foederis.report.words import ident


def formats_page(formats: Mapping[str, type[BaseModel]]) -> Page:
    """Build the page: a line for each kind of file, and what it is for."""
    rows = ((line(ident(kind)), line(say(f"kind.{kind}"))) for kind in formats)
    return (
        Heading(line(say("schema.kinds")), level=1),
        table(rows),
        Paragraph(line("")),
        Paragraph(line(say("schema.see"))),
    )
