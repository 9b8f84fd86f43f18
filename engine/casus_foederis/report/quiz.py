"""Pages of a quiz: a question with its case, what its options come to, the review, and sheets for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casus_foederis.changes.levers import Change
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.changes import name, target
from casus_foederis.report.changes import place as stands
from casus_foederis.report.html import document, elements
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Tone,
    Tree,
    joined,
    line,
    symbol,
)
from casus_foederis.report.telling import (
    account_summary,
    answers,
    asked,
    readings,
    standings,
    story,
    texts,
    told_apart,
)
from casus_foederis.report.why import deciding_branches, met_branches
from casus_foederis.report.words import Words, ident, muted
from casus_foederis.teaching.in_play import in_play
from casus_foederis.teaching.kinds import Asked, Kind, Option
from casus_foederis.teaching.quiz import Quiz


class QuizPages:
    """Makes the pages of one quiz. Questions are named by their number in it, from 0."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz, self.assessor = quiz, quiz.assessor
        self.library = quiz.assessor.library

    def question(self, index: int) -> Page:
        """Put a question: what happens, who says what, how it is read, and what is asked."""
        return (*self.case(index), *self.asking(index))

    def case(self, index: int) -> Iterator[Block]:
        """Tell the case that a question is about."""
        each = self.quiz.questions[index]
        words, told = self._words(each), self._told(each)
        yield self.heading(index)
        yield Paragraph(line(story(each.question.scenario)))
        facts = in_play(self.assessor, each.question, each.rule).facts
        if each.kind is Kind.ACCOUNT:
            shown = [self._account(each, str(option.reply)) for option in each.options]
            yield from told_apart(words, shown, facts)
        else:
            summary = account_summary(words, told.framing)
            if each.question.scenario.framings:
                yield Paragraph(line(say("teach.as_told"), " ", *words.account(told.framing), f" {summary}"))
            yield Tree(answers(words, told, facts))
        yield asked(words, told, dated=each.kind is not Kind.ACCOUNT)

    def heading(self, index: int) -> Heading:
        """Give the number of a question, and say how hard it is."""
        level = say(f"quiz.level_{self.quiz.questions[index].level}")
        count = str(len(self.quiz.questions))
        return Heading(line(say("quiz.number", number=str(index + 1), count=count, level=level)))

    def asking(self, index: int) -> Iterator[Block]:
        """Ask, and list the options by number."""
        each = self.quiz.questions[index]
        yield Heading(line(self.sentence(index)), level=3)
        options = (self.option(each, option) for option in each.options)
        yield Tree(tuple(Branch(line(f"{number}  ", *said)) for number, said in enumerate(options, 1)))

    def sentence(self, index: int) -> str:
        """Give the sentence in which something is asked."""
        each = self.quiz.questions[index]
        words = self._words(each)
        several = "s" if each.kind is Kind.CHANGE and (each.distance or 0) > 1 else ""
        return say(
            f"quiz.ask_{each.kind}{several}",
            rule=words.title(each.rule),
            status=say(f"rule.{each.goal.status}"),
            goal=say(f"rule.{each.goal.status}"),
            now=say(f"rule.{each.now.status}") if each.now is not None else "",
            text=words.text(each.question.text or self._told(each).text),
        )

    def option(self, each: Asked, option: Option) -> Line:
        """Word an option."""
        words = self._words(each)
        match option.reply:
            case Truth():
                return line(symbol(option.reply), f" {say(f'rule.{option.reply.status}')}")
            case str():
                account = each.kind is Kind.ACCOUNT
                return words.account(option.reply) if account else line(words.title(option.reply))
            case _:
                return joined((self._change(words, change) for change in option.reply), "; ")

    def help(self, index: int) -> Page:
        """Say what can be looked up: how words are read, what they are, and who was a party when."""
        return tuple(self._looked_up(self.quiz.questions[index]))

    def _looked_up(self, each: Asked) -> Iterator[Block]:
        words = self._words(each)
        terms = in_play(self.assessor, each.question, each.rule).terms
        yield Paragraph(line(say("teach.readings")))
        yield readings(words, self._told(each), terms)
        yield Paragraph(line(say("teach.texts")))
        yield texts(words)
        yield Paragraph(line(say("teach.standings")))
        yield standings(words)

    def outcome(self, index: int, reply: int | None = None) -> Page:
        """Say whether a reply is right, or which one would be; what each option comes to, and why."""
        each = self.quiz.questions[index]
        right = str(each.right + 1)
        if reply is None:
            verdict = line(say("quiz.right_is", number=right))
        elif reply == each.right:
            verdict = line(symbol(Truth.TRUE), " ", Span(say("quiz.right"), Tone.STRONG))
        else:
            verdict = line(symbol(Truth.FALSE), " ", Span(say("quiz.wrong", number=right), Tone.STRONG))
        return (Paragraph(verdict), *self._all_outcomes(each), *self.reasons(index))

    def reasons(self, index: int) -> Iterator[Block]:
        """Say what decided the answer that was asked about, and how to see more."""
        each = self.quiz.questions[index]
        told, words = self.assessor.assess(each.question), self._words(each)
        rulebook = self.assessor.rulebook(told.treaty)
        decided = deciding_branches(rulebook, told, each.rule, words) or met_branches(told, each.rule, words)
        if decided:
            now = line(
                say("quiz.decided", rule=words.title(each.rule), status=say(f"rule.{told[each.rule].status}"))
            )
            yield Paragraph(now)
            yield Tree(decided)
        yield Paragraph(line(muted(f"{say('quiz.see')} "), ident(self._command(each))))

    def review(self, replies: Mapping[int, int], drawn_by: str) -> Page:
        """Say how many replies were right, and what to look at again."""
        questions = self.quiz.questions
        right = [index for index, reply in replies.items() if reply == questions[index].right]
        result = say("quiz.result", answered=str(len(replies)), right=str(len(right)))
        blocks: list[Block] = [Heading(line(result)), Tree(tuple(self._by_kind(replies)))]
        missed = [index for index in replies if index not in right]
        if missed:
            blocks.append(Paragraph(line(say("quiz.to_review"))))
            blocks.append(Tree(tuple(map(self._missed, missed))))
        elif replies:
            blocks.append(Paragraph(line(say("quiz.all_right"))))
        blocks.append(Paragraph(line(muted(f"{say('quiz.again')} "), ident(drawn_by))))
        return tuple(blocks)

    def self_contained(self, index: int) -> Iterator[Block]:
        """Tell the case with all that can be looked up, for where nobody can be asked about it."""
        yield from self.case(index)
        yield from self._looked_up(self.quiz.questions[index])

    def sheet(self, *, key: bool) -> Page:
        """Put all questions on one page, and at its end what can be looked up; or their key."""
        blocks: list[Block] = [Heading(line(say("quiz.title_key" if key else "quiz.title")), level=1)]
        for index in range(len(self.quiz.questions)):
            told = [self.heading(index)] if key else self.case(index)
            blocks += (*told, *self.asking(index), *(self.outcome(index) if key else ()))
        if not key:
            blocks += self._appendix()
        return (*blocks, Paragraph(line(muted(say("suite.caution")))))

    def document(self, *, key: bool) -> str:
        """Make one printable document of the same."""
        title = say("quiz.title_key" if key else "quiz.title")
        return document(title, elements(self.sheet(key=key)), "sheet")

    def _appendix(self) -> Iterator[Block]:
        """Put together, once, what can be looked up for any of the questions."""
        by_treaty: dict[str, list[Asked]] = {}
        for each in self.quiz.questions:
            by_treaty.setdefault(each.question.scenario.treaty, []).append(each)
        for of in by_treaty.values():
            words = self._words(of[0])
            yield Heading(line(say("teach.texts")))
            yield texts(words)
            yield Heading(line(say("teach.standings")))
            states = (
                s for each in of for s in (each.question.scenario.state, *each.question.scenario.opponents)
            )
            yield standings(words, dict.fromkeys(states))
            yield Heading(line(say("teach.readings")))
            told = {each.question.interpretation: self._told(each) for each in of}
            for id, assessment in told.items():
                yield Paragraph(line(f"{words.interpretation(id)} ", ident(id)))
                yield readings(words, assessment, assessment.readings)

    def _by_kind(self, replies: Mapping[int, int]) -> Iterator[Branch]:
        for kind in Kind:
            own = [index for index in replies if self.quiz.questions[index].kind is kind]
            right = [index for index in own if replies[index] == self.quiz.questions[index].right]
            if own:
                counts = {"right": str(len(right)), "answered": str(len(own))}
                yield Branch(line(say("quiz.result_kind", kind=say(f"quiz.kind_{kind}"), **counts)))

    def _missed(self, index: int) -> Branch:
        each = self.quiz.questions[index]
        words = self._words(each)
        right = self.option(each, each.options[each.right])
        head = line(f"{index + 1}. ", words.case, f": {self.sentence(index)} ")
        parts = Branch(line(symbol(Truth.TRUE), " ", *right)), Branch(line(ident(self._command(each))))
        return Branch(head, parts)

    def _all_outcomes(self, each: Asked) -> Iterator[Block]:
        """List the options again, each with what it comes to; of statuses there is nothing to say."""
        if each.kind is not Kind.TEXT:
            yield Paragraph(line(muted(say("quiz.outcomes"))))
            yield Tree(tuple(Branch(self.comes_to(each, option)) for option in each.options))

    def comes_to(self, each: Asked, option: Option) -> Line:
        """Say what an option comes to."""
        status = say(f"rule.{option.found.status}")
        return line(symbol(option.found), f" {status}: ", *self.option(each, option))

    def _command(self, each: Asked) -> str:
        """Give the command that explains all of it."""
        asked = each.question
        text = f" --text {asked.text}" if asked.text is not None else ""
        framing = f" --framing {asked.framing}" if asked.scenario.framings else ""
        return f"casus explain {asked.scenario.id}{framing} --interpretation {asked.interpretation}{text}"

    def _change(self, words: Words, change: Change) -> Line:
        return line(f"{name(words, change)}: {stands(words, change)} → ", target(words, change))

    def _account(self, each: Asked, framing: str) -> Assessment:
        """Assess another account, on its own first day."""
        day = each.question.scenario.first_day(framing)
        return self.assessor.assess(replace(each.question, framing=framing, on=day))

    def _told(self, each: Asked) -> Assessment:
        """Assess what is told of the case: under the words in force, even if others are asked about."""
        return self.assessor.assess(replace(each.question, text=None))

    def _words(self, each: Asked) -> Words:
        scenario = each.question.scenario
        return Words(self.library, self.library.treaty(scenario.treaty), scenario)
