"""The interview at a terminal: shows what is asked, reads what is typed, and keeps it until the end."""

from __future__ import annotations

import os
from dataclasses import replace as with_other
from functools import partial
from pathlib import Path

from casus_foederis.assessor import Assessor
from casus_foederis.drafting import write_case
from casus_foederis.files.journal import Begun, Journal
from casus_foederis.interview.asks import Ask, AskFact, Conversation, Progress, Review
from casus_foederis.interview.beginning import Beginning, begin, file_of
from casus_foederis.interview.interview import Interviews, Start
from casus_foederis.interview.typed import read_text, read_yes, word
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.prompting import Left, prepare, show, take, tell
from casus_foederis.report.interview import Pages, as_typed, ask_page


def converse(begun: Begun, name: str | None) -> tuple[Path, str | None] | None:
    """Ask about a case at the terminal, and write it.

    Gives its file and the case that it was made from, if any; nothing if somebody left before. What was
    replied until then is kept in a file beside. Raises what `draft` raises, but for answers that are lacking.
    """
    prepare()
    journal = None
    tell(say("new.welcome"))
    try:
        beginning = begin(begun)
        title, file, replace = _file(beginning, name)
        name = str(file)
        journal = _journal(file, begun, title)
        if journal.begun != begun:
            beginning = begin(journal.begun)
        journal.keep()  # if the folder takes no files, better now than at the end
        with Assessor(beginning.library) as assessor:
            pages = Pages(assessor, beginning.record)
            progress = _Conversation(Interviews(assessor), beginning.start(file), journal, pages).run()
            while True:
                try:
                    write_case(beginning, pages, progress, file, replace=replace)
                    break
                except FileExistsError:  # it was not there when we began
                    replace = _asked("overwrite", "no", file)
                    if not replace:
                        raise Left from None
    except (KeyboardInterrupt, Left):
        print()
        _tell_what_is_kept(journal, name)
        return None
    except UsageError:
        _tell_what_is_kept(journal, name)
        raise
    journal.remove()
    print()
    return file, journal.begun.origin


def _tell_what_is_kept(journal: Journal | None, name: str | None) -> None:
    if journal is not None and journal.replies and name is not None:
        tell(say("new.kept", command=f"casus new {as_typed(Path(name))}"))
    else:
        tell(say("new.left"))
        if journal is not None:
            journal.remove()


def _file(beginning: Beginning, name: str | None) -> tuple[str | None, Path, bool]:
    """Find the file to be written, and whether it may replace another; and the title, if that was asked.

    Raises `Left` if there is such a file already, is not to be replaced, and was named on the command line.
    """
    title, chosen = None, name
    while True:
        if chosen is None:
            title, chosen = _named(beginning, title)
        file = beginning.read_file(chosen)
        if not os.path.lexists(file):
            return title, file, False
        if _asked("overwrite", "no", file):
            return title, file, True
        tell(say("new.to_change", command=f"casus new --from {as_typed(file)}"))
        if name is not None:
            raise Left
        chosen = None


def _named(beginning: Beginning, title: str | None) -> tuple[str | None, str]:
    """Ask what the case is called, unless that is known, and in which file it is to be written."""
    known = "title" in beginning.begun.settings
    while True:
        while title is None and not known:
            title = ask_once(Ask("title", read_text, beginning.title))
            if title is None:
                tell(say("new.nothing_before"))
        name = ask_once(Ask("file", beginning.read_file, file_of(title or beginning.title or "")))
        if name is not None:
            return title, name
        title = None


def _asked(key: str, default: str, file: Path) -> bool:
    reply = ask_once(Ask(key, read_yes, word(default), str(file)))
    return read_yes(reply or word("no"))


def _journal(file: Path, begun: Begun, title: str | None) -> Journal:
    """Find the interview that was left unfinished for a file, if it is to be gone on with; or begin one."""
    path = Journal.of(file)
    if path.exists() and _asked("resume", "yes", file):
        journal = Journal.read(path)
        if begun not in (Begun(), journal.begun):
            tell(say("new.as_begun"))
        return journal
    return Journal(path, begun, [("title", title)] if title is not None else [])


class _Conversation:
    """One interview at a terminal, replies going into a journal as they are given."""

    def __init__(self, interviews: Interviews, start: Start, journal: Journal, pages: Pages) -> None:
        self.interviews, self.start, self.journal, self.pages = interviews, start, journal, pages
        self.topic = ""  # the group of the question before
        self.explained = False  # the letters and signs
        self.before: dict[str, str] = {}  # replies that were taken back, to be proposed again

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
                self.journal.replies.pop()  # if the file cannot be written, the review is where to go on
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
                tell(say("new.forgotten", count=str(len(self.journal.replies) - number)))
                del self.journal.replies[number:]
                return self._again()
        return conversation, ask

    def _back(self) -> tuple[Conversation, Ask]:
        if not self.journal.replies:
            tell(say("new.nothing_before"))
        else:
            key, text = self.journal.replies.pop()
            self.before[key] = text
            self.journal.keep()
        self.topic = ""
        return self._again()

    def _reply(self, ask: Ask) -> str | None:
        """Show a question, and take a reply that can be read; ``None`` is the wish to go back."""
        print()
        match ask:
            case AskFact():
                self._explain(ask.progress)
                show(self.pages.fact(ask, self.topic))
                self.topic = self.pages.group(ask.fact)
            case Review():
                self._explain(ask.progress)
                show(self.pages.review(ask))
            case _:
                show(ask_page(ask))
        proposed = self.before.get(ask.key) if not isinstance(ask, Review) else None
        help = partial(self.pages.help, ask) if isinstance(ask, AskFact) else None
        return take(with_other(ask, default=proposed or ask.default), help)

    def _explain(self, progress: Progress) -> None:
        if not self.explained:
            self.explained = True
            show(self.pages.legend(progress.scenario))
            print()


def ask_once(ask: Ask) -> str | None:
    """Ask something outside the interview; ``None`` is the wish to go back. Raises `Left` for who leaves."""
    print()
    show(ask_page(ask))
    return take(ask)
