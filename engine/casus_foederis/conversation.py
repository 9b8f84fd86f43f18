"""The interview at a terminal: shows what is asked, reads what is typed, and keeps it until the end."""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from casus_foederis.assessor import Assessor
from casus_foederis.drafting import write_case
from casus_foederis.files.journal import Begun, Journal
from casus_foederis.interview.asks import Ask, AskFact, Conversation, Progress, Review
from casus_foederis.interview.beginning import file_of, open_law, read_file, start_from, start_of, title_of
from casus_foederis.interview.interview import Interviews, Start
from casus_foederis.interview.typed import is_word, read_text, read_yes, word
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError, printable
from casus_foederis.report.interview import Pages, ask_page
from casus_foederis.report.page import Paragraph, line
from casus_foederis.report.terminal import print_page
from casus_foederis.report.words import muted

_PLAIN: Final = "set enable-bracketed-paste off"  # whose signs show wherever a terminal is recorded


class Left(Exception):  # noqa: N818 - nothing is wrong
    """Somebody leaves the interview before its end."""


def converse(begun: Begun, name: str | None) -> Path | None:
    """Ask about a case at the terminal, and write it. Gives its file; nothing if somebody left before.

    What was replied until then is kept in a file beside. Raises what `draft` raises, but for answers that
    are lacking.
    """
    with suppress(ImportError):  # so that whoever types can move about in the line
        import readline

        readline.parse_and_bind(_PLAIN)
    replies: list[tuple[str, str]] = []
    journal = None
    tell(say("new.welcome"))
    try:
        library = open_law(begun)
        if name is None:
            title = title_of(start_from(library, begun), begun)
            if "title" not in begun.settings:
                title = ask_once(Ask("title", read_text, title))
                replies.append(("title", title))
            name = ask_once(Ask("file", read_file, file_of(title or "")))
        file = read_file(name)
        if file.exists() and not read_yes(ask_once(Ask("overwrite", read_yes, word("no"), str(file)))):
            raise Left
        journal = _journal(file, begun, replies)
        with Assessor(open_law(journal.begun)) as assessor:
            start = start_of(assessor.library, journal.begun, file)
            progress = _Conversation(Interviews(assessor), start, journal).run()
            write_case(assessor, progress, journal.begun.origin, file)
    except (KeyboardInterrupt, Left):
        print()
        kept = journal is not None and journal.replies
        command = f"casus new {shlex.quote(name)}" if name is not None else ""
        tell(say("new.kept", command=command) if kept else say("new.left"))
        return None
    journal.remove()
    print()
    return file


def _journal(file: Path, begun: Begun, replies: list[tuple[str, str]]) -> Journal:
    """Find the interview that was left unfinished for a file, if it is to be gone on with; or begin one."""
    path = Journal.of(file)
    if path.exists() and read_yes(ask_once(Ask("resume", read_yes, word("yes"), str(file)))):
        return Journal.read(path)
    return Journal(path, begun, replies)


class _Conversation:
    """One interview at a terminal, replies going into a journal as they are given."""

    def __init__(self, interviews: Interviews, start: Start, journal: Journal) -> None:
        self.interviews, self.start, self.journal = interviews, start, journal
        self.pages = Pages(interviews.assessor)
        self.topic: str | None = None  # the group of the question before

    def run(self) -> Progress:
        """Ask until everything is answered. Raises `Left` for whoever leaves before."""
        conversation, ask = self._again()
        while True:
            text = self._reply(ask)
            if text is None:
                conversation, ask = self._back()
                continue
            self.journal.replies.append((ask.key, text))
            try:
                ask = conversation.send(ask.read(text))
            except StopIteration as finished:
                progress: Progress = finished.value
                return progress
            self.journal.keep()

    def _again(self) -> tuple[Conversation, Ask]:
        """Go through the replies so far. One that does not fit any more is dropped, with all after it."""
        conversation = self.interviews.begin(self.start)
        ask = next(conversation)
        for number, (key, text) in enumerate(self.journal.replies):
            try:
                if ask.key != key:
                    raise Left
                ask = conversation.send(ask.read(text))
            except (UsageError, StopIteration, Left):
                del self.journal.replies[number:]
                return self._again()
        return conversation, ask

    def _back(self) -> tuple[Conversation, Ask]:
        if not self.journal.replies:
            tell(say("new.nothing_before"))
        else:
            self.journal.replies.pop()
            self.journal.keep()
            self.topic = ""
        return self._again()

    def _reply(self, ask: Ask) -> str | None:
        """Show a question, and take a reply that can be read; ``None`` is the wish to go back."""
        print()
        match ask:
            case AskFact():
                if self.topic is None:
                    print_page(self.pages.legend(ask.progress.scenario), sys.stdout)
                    print()
                print_page(self.pages.fact(ask, self.topic or ""), sys.stdout)
                self.topic = self.pages.group(ask.fact)
            case Review():
                print_page(self.pages.review(ask), sys.stdout)
            case _:
                print_page(ask_page(ask), sys.stdout)
        while True:
            text = _line(ask)
            if _wants(text, "back", ask):
                return None
            if isinstance(ask, AskFact) and is_word(text, "help"):
                print_page(self.pages.help(ask), sys.stdout)
            elif _can_be_read(ask, text):
                return text


def ask_once(ask: Ask) -> str:
    """Ask something outside the interview. Raises `Left` for whoever leaves."""
    print()
    print_page(ask_page(ask), sys.stdout)
    while not _can_be_read(ask, text := _line(ask)):
        pass
    return text


def tell(text: str) -> None:
    """Print one paragraph."""
    print_page((Paragraph(line(muted(text))),), sys.stdout)


def _line(ask: Ask) -> str:
    """Take a line from the terminal, or what stands for an empty one. Raises `Left` for whoever leaves."""
    try:
        text = input(f"[{printable(ask.default)}] > " if ask.default else "> ")
    except EOFError:
        raise Left from None
    if _wants(text, "quit", ask):
        raise Left
    return text if text.strip() or ask.default is None else ask.default


def _can_be_read(ask: Ask, text: str) -> bool:
    """Tell whether a reply can be read; if not, say why."""
    try:
        ask.read(text)
    except UsageError as error:
        tell(str(error))
        return False
    return True


def _wants(text: str, id: str, ask: Ask) -> bool:
    """Tell whether somebody wants to go back, or leave; where text is asked for, only the word says so."""
    if isinstance(ask, AskFact | Review):
        return is_word(text, id)
    return text.strip().casefold() == word(id)
