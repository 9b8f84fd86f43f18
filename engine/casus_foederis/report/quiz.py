"""Pages of a quiz: a question with its case, what its options come to and why, the review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casus_foederis.changes.levers import Change
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.changes import name, target
from casus_foederis.report.changes import place as stands
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
    asked,
    asked_for,
    readings,
    standings,
    story,
    texts,
    told,
    told_apart,
)
from casus_foederis.report.why import why_branches
from casus_foederis.report.words import Words, ident, muted
from casus_foederis.teaching.asked import Asked, Kind, Option
from casus_foederis.teaching.in_play import in_play
from casus_foederis.teaching.making import Trial
from casus_foederis.teaching.quiz import Quiz


class QuizPages:
    """Makes the pages of one quiz. Questions are named by their number in it, from 0."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz, self.assessor = quiz, quiz.assessor
        self.library = quiz.assessor.library

    def question(self, index: int) -> Page:
        """Put a question: what happens, who says what, how it is read, and what is asked."""
        each = self.quiz.questions[index]
        number = {"number": str(index + 1), "count": str(len(self.quiz.questions))}
        heading = say("quiz.number", level=say(f"quiz.level_{each.level}"), **number)
        return (Heading(line(heading)), *self.case(each), *self.asking(each))

    def case(self, each: Asked) -> Iterator[Block]:
        """Tell the case that a question is about."""
        words = self.words(each)
        yield Paragraph(line(story(each.question.scenario)))
        if each.kind is Kind.ACCOUNT:
            shown = [self._account(each, str(option.reply)) for option in each.options]
            yield from told_apart(words, shown, self._facts(each))
        else:
            yield from told(words, self.told(each), self._facts(each))
        yield self.law(each)

    def law(self, each: Asked) -> Paragraph:
        """Say on which day and under which words the law is asked, and how they are read."""
        return asked(self.words(each), self.told(each), dated=each.kind is not Kind.ACCOUNT)

    def asking(self, each: Asked, box: str = "") -> Iterator[Block]:
        """Ask, and list the options by number, each with a box to tick on paper."""
        yield Heading(line(self.sentence(each)), level=3)
        options = (self.option(each, option) for option in each.options)
        yield Tree(tuple(Branch(line(f"{box}{number}  ", *said)) for number, said in enumerate(options, 1)))

    def sentence(self, each: Asked) -> str:
        """Give the sentence in which something is asked."""
        words = self.words(each)
        several = "s" if each.kind is Kind.CHANGE and (each.distance or 0) > 1 else ""
        return say(
            f"quiz.ask_{each.kind}{several}",
            rule=words.title(each.rule),
            status=say(f"rule.{each.goal.status}"),
            goal=say(f"rule.{each.goal.status}"),
            now=say(f"rule.{each.now.status}") if each.now is not None else "",
            text=words.text(each.question.text or self.told(each).text),
        )

    def option(self, each: Asked, option: Option) -> Line:
        """Word an option."""
        words = self.words(each)
        match option.reply:
            case Truth():
                return line(symbol(option.reply), f" {say(f'rule.{option.reply.status}')}")
            case str():
                account = each.kind is Kind.ACCOUNT
                return words.account(option.reply) if account else line(words.title(option.reply))
            case _:
                return joined((self._change(words, change) for change in option.reply), "; ")

    def looked_up(self, each: Asked) -> Iterator[Block]:
        """Say what can be looked up: what is asked for, how words are read, and who was a party when."""
        words, played = self.words(each), in_play(self.assessor, each.question, each.rule)
        yield Paragraph(line(say("teach.asked_for")))
        yield asked_for(words, played.conditions)
        yield Paragraph(line(say("teach.readings")))
        yield readings(words, self.told(each), played.terms)
        yield Paragraph(line(say("teach.texts")))
        yield texts(words)
        yield Paragraph(line(say("teach.standings")))
        yield standings(words)

    def outcome(self, each: Asked, reply: int | None = None) -> Page:
        """Say whether a reply is right, or which one would be; what each option comes to, and why."""
        right = str(each.right + 1)
        if reply is None:
            verdict = line(say("quiz.right_is", number=right))
        elif reply == each.right:
            verdict = line(symbol(Truth.TRUE), " ", Span(say("quiz.right"), Tone.STRONG))
        else:
            verdict = line(symbol(Truth.FALSE), " ", Span(say("quiz.wrong", number=right), Tone.STRONG))
        see = Paragraph(line(muted(f"{say('quiz.see')} "), ident(self._command(each))))
        return (Paragraph(verdict), *self._all_outcomes(each), *self.reasons(each), see)

    def reasons(self, each: Asked) -> Iterator[Block]:
        """Say what decided the answer that was asked about."""
        found = self.assessor.assess(each.question)
        status = say(f"rule.{found[each.rule].status}")
        if decided := self._decided(found, each):
            yield Paragraph(line(say("quiz.decided", rule=self.words(each).title(each.rule), status=status)))
            yield Tree(decided)

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

    def told(self, each: Asked) -> Assessment:
        """Assess what is told of the case: under the words in force, even if others are asked about."""
        return self.assessor.assess(replace(each.question, text=None))

    def words(self, each: Asked) -> Words:
        """Give the words in which a question is put."""
        scenario = each.question.scenario
        return Words(self.library, self.library.treaty(scenario.treaty), scenario)

    def _facts(self, each: Asked) -> list[str]:
        """List all facts that the rule reads, under whatever words and readings: none is a hint."""
        rulebook = self.assessor.rulebook(each.question.scenario.treaty)
        read = {id: leaf for id, leaf in rulebook.leaves.items() if leaf.kind is LeafKind.FACT}
        below = {one.id for node in rulebook.cone(each.rule) for one in node.inputs}
        facts = {id.removesuffix(STATED) for id in read if id in below}
        return [fact for fact in self.library.vocabulary.facts if fact in facts]

    def _by_kind(self, replies: Mapping[int, int]) -> Iterator[Branch]:
        for kind in Kind:
            own = [index for index in replies if self.quiz.questions[index].kind is kind]
            right = [index for index in own if replies[index] == self.quiz.questions[index].right]
            if own:
                counts = {"right": str(len(right)), "answered": str(len(own))}
                yield Branch(line(say("quiz.result_kind", kind=say(f"quiz.kind_{kind}"), **counts)))

    def _missed(self, index: int) -> Branch:
        each = self.quiz.questions[index]
        right = self.option(each, each.options[each.right])
        head = line(f"{index + 1}. {self.words(each).case}: {self.sentence(each)}")
        parts = Branch(line(symbol(Truth.TRUE), " ", *right)), Branch(line(ident(self._command(each))))
        return Branch(head, parts)

    def _all_outcomes(self, each: Asked) -> Iterator[Block]:
        """List the options again, each with what it comes to; of statuses there is nothing to say."""
        if each.kind is not Kind.TEXT:
            yield Paragraph(line(muted(say("quiz.outcomes"))))
            yield Tree(tuple(self._comes_to(each, n, option) for n, option in enumerate(each.options, 1)))

    def _comes_to(self, each: Asked, number: int, option: Option) -> Branch:
        status = say(f"rule.{option.found.status}")
        head = line(f"{number}  ", symbol(option.found), f" {status}: ", *self.option(each, option))
        return Branch(head, () if option.right else self._why(each, option))

    def _why(self, each: Asked, option: Option) -> tuple[Branch, ...]:
        """Say what decides where a wrong option was chosen: on another account, or after other changes."""
        match option.reply:
            case str() if each.kind is Kind.ACCOUNT:
                return self._decided(self._account(each, option.reply), each)
            case tuple():
                after = Trial(self.assessor, each.question, each.rule).after(option.reply)
                return self._decided(after, each) if after[each.rule] is not Truth.TRUE else ()
        return ()

    def _decided(self, assessment: Assessment, each: Asked) -> tuple[Branch, ...]:
        words, rulebook = self.words(each), self.assessor.rulebook(assessment.treaty)
        return why_branches(rulebook, assessment, each.rule, words)

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
