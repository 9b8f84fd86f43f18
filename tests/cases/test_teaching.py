"""What is in play, quizzes, worksheets and debates, one example each."""

from __future__ import annotations

import datetime

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.changes.levers import LeverKind
from casus_foederis.debating import read_move
from casus_foederis.logic import Truth
from casus_foederis.problems import UsageError
from casus_foederis.quizzing import read_choice
from casus_foederis.report.why import decisive
from casus_foederis.report.words import Words
from casus_foederis.teaching.asked import Kind, Level
from casus_foederis.teaching.debate import Concession, Debate
from casus_foederis.teaching.grounds import Ground, Point
from casus_foederis.teaching.in_play import InPlay, in_play
from casus_foederis.teaching.quiz import Quiz
from casus_foederis.teaching.sides import Side

JUNE = datetime.date(2010, 6, 24)


def played(assessor: Assessor, scenario: str, interpretation: str, rule: str = "cst.art4.2") -> InPlay:
    question = assessor.question(assessor.library.scenario(scenario), interpretation=interpretation)
    return in_play(assessor, question, rule)


def test_custom_brings_the_declaration_into_play_and_the_words_of_2010_the_menace(assessor: Assessor) -> None:
    now = played(assessor, "kazakhstan-2022", "icj")
    assert {"cst.declaration", "cst.menace", "cst.request"} <= set(now.bottom)
    assert now.conditions[-1] == "cst.art4.2"
    assert "cst.declaration" not in played(assessor, "kazakhstan-2022", "council-2022").conditions


def test_under_the_words_of_1992_and_without_custom_no_request_is_in_play(assessor: Assessor) -> None:
    then = played(assessor, "kyrgyzstan-2010-june", "council-2022")
    assert then.bottom == ("cst.bound", "cst.armed_attack", "cst.author")
    assert "request.made" not in then.facts
    assert "menace.security" not in then.facts


def test_an_attack_by_a_party_is_in_play_only_where_there_are_opponents(assessor: Assessor) -> None:
    rules = {
        each: "cst.ally_attack"
        in in_play(
            assessor,
            assessor.question(assessor.library.scenario(each), readings={"allies": "excluded"}),
            "cst.aggression",
        ).conditions
        for each in ("armenia-2020", "kazakhstan-2022")
    }
    assert rules == {"armenia-2020": True, "kazakhstan-2022": False}


def test_what_decided_it_names_no_fact_that_the_reading_does_not_reach(assessor: Assessor) -> None:
    """Nobody sent bands, and under a reading that admits armies alone that does not matter."""
    scenario = assessor.library.scenario("drones-of-an-unsheltered-group")
    words = Words(assessor.library, assessor.library.treaty("cst"), scenario)

    def decided(interpretation: str) -> list[str]:
        found = assessor.assess(assessor.question(scenario, interpretation=interpretation))
        assert found["cst.author"] is Truth.FALSE
        return decisive(assessor.rulebook("cst"), found, "cst.author", words)

    assert [each for each in decided("border-attack") if each.startswith("author.")] == ["author.state"]
    assert "author.sent_by_state" in decided("icj")
    assert "author.state_involved" not in decided("icj")


def a_quiz(**chosen: object) -> Quiz:
    return casus.quiz(["kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010-june"], seed=1, **chosen)  # type: ignore[arg-type]


def test_the_same_seed_asks_the_same_and_another_does_not() -> None:
    assert a_quiz().to_dict() == a_quiz().to_dict()
    other = casus.quiz(["kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010-june"], seed=2)
    assert [each.id for each in other.questions] != [each.id for each in a_quiz().questions]


def test_a_longer_quiz_begins_like_a_shorter_one() -> None:
    assert a_quiz(count=12).questions[:5] == a_quiz(count=5).questions


def test_kinds_come_in_turn_and_cases_not_twice_running() -> None:
    quiz = casus.quiz(seed=3, count=12)
    assert [each.kind for each in quiz.questions] == list(Kind) * 3
    cases = [each.question.scenario.id for each in quiz.questions]
    assert all(len(set(cases[n : n + 6])) == 6 for n in range(7))


@pytest.mark.parametrize("level", list(Level))
def test_a_level_and_a_kind_can_be_asked_for(level: Level) -> None:
    quiz = casus.quiz(seed=3, count=4, kinds=["change"], levels=[level])
    assert {(each.kind, each.level) for each in quiz.questions} == {(Kind.CHANGE, level)}
    assert {each.distance for each in quiz.questions} == {list(Level).index(level) + 1}


def test_another_provision_can_be_asked_about() -> None:
    quiz = casus.quiz(seed=3, count=8, provision="cst.art6.1")
    assert {each.rule for each in quiz.questions} == {"cst.art6.1"}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"kinds": ["riddle"]}, "unknown_quiz_kind"),
        ({"levels": ["fiendish"]}, "unknown_quiz_level"),
        ({"provision": "cst.art5"}, "unknown_rule"),
    ],
)
def test_what_cannot_be_asked_is_an_error(chosen: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as raised:
        a_quiz(**chosen)
    assert raised.value.code == code


def test_where_there_is_nothing_to_ask_it_says_so() -> None:
    with pytest.raises(UsageError) as raised:
        casus.quiz(["plain-attack"], seed=1, kinds=["account"])
    assert raised.value.code == "nothing_to_ask"


@pytest.mark.parametrize(("typed", "place"), [("2", 1), (" 3. ", 2), ("۲", 1), ("1)", 0)])
def test_a_choice_can_be_typed_in_any_digits(typed: str, place: int) -> None:
    assert read_choice(3, typed) == place


@pytest.mark.parametrize("typed", ["0", "4", "", "a", "1.5", "-1", "²", "1" * 5_000])
def test_what_is_no_choice_is_an_error(typed: str) -> None:
    with pytest.raises(UsageError):
        read_choice(3, typed)


def test_a_worksheet_takes_the_first_account_and_the_one_that_comes_out_most_otherwise() -> None:
    sheet = casus.worksheet("kazakhstan-2022")
    assert [each.framing for each in sheet.questions] == ["tokayev", "observers"]
    assert sheet.matrix["tokayev"]["council-2022"] is Truth.TRUE
    assert sheet.conditions[0] == "cst.bound"
    assert sheet.conditions[-1] == "cst.art4.2"


def test_a_worksheet_of_chosen_accounts_and_of_one_that_stands_alone() -> None:
    chosen = casus.worksheet("kazakhstan-2022", framings=["council", "russia", "council"])
    assert [each.framing for each in chosen.questions] == ["council", "russia"]
    assert [each.framing for each in casus.worksheet("border-incident").questions] == ["record"]


def test_the_key_of_a_worksheet_for_programs() -> None:
    found = casus.worksheet("kazakhstan-2022", interpretation="council-2022").to_dict()
    tokayev, observers = found["accounts"]
    assert tokayev["statuses"]["cst.art4.2"] == "met"
    assert observers["statuses"]["cst.author"] == "not_met"
    assert tokayev["conduct"] == "in_line"
    assert observers["conduct"] == "action_without_duty"
    assert tokayev["turned_by_count"] >= len(tokayev["turned_by"]) > 0


def test_a_worksheet_of_what_does_not_exist_is_an_error() -> None:
    with pytest.raises(UsageError):
        casus.worksheet("kazakhstan-2022", provision="cst.art5")
    with pytest.raises(UsageError):
        casus.worksheet("kazakhstan-2022", framings=["nobody"])
    with pytest.raises(UsageError):
        casus.worksheet("kazakhstan-2022", interpretation="mine")


def kazakhstan(role: str = "state-concerned") -> Debate:
    return casus.debate("kazakhstan-2022", role)


@pytest.mark.parametrize(
    ("scenario", "role", "account", "side"),
    [
        ("kazakhstan-2022", "state-concerned", "tokayev", Side.FOR),
        ("kazakhstan-2022", "ally", "russia", Side.FOR),  # it concluded so
        ("kazakhstan-2022", "observers", "observers", Side.AGAINST),
        ("kyrgyzstan-2005", "secretary-general", "secretary-general", Side.AGAINST),  # by Article 4(1)
        ("armenia-2020", "kremlin", "kremlin", Side.AGAINST),
        ("armenia-2020", "state-concerned", "foreign-ministry", Side.FOR),
        ("plain-attack", "state-concerned", None, Side.FOR),
    ],
)
def test_a_role_has_an_account_and_a_side(scenario: str, role: str, account: str | None, side: Side) -> None:
    debate = casus.debate(scenario, role)
    assert (debate.account, debate.side) == (account, side)


@pytest.mark.parametrize("role", ["umpire", "opposing-state"])
def test_a_role_in_which_nobody_speaks_is_an_error(role: str) -> None:
    with pytest.raises(UsageError) as raised:
        kazakhstan(role)
    assert raised.value.code == "unknown_role"


def test_a_side_that_nobody_is_known_to_have_taken_is_assigned_and_can_be_chosen() -> None:
    assert not kazakhstan().assigned
    assert kazakhstan("observers").assigned
    chosen = casus.debate("kazakhstan-2022", "observers", side="for")
    assert (chosen.side, chosen.assigned) == (Side.FOR, True)


def test_a_conclusion_on_another_provision_counts_only_as_far_as_it_follows() -> None:
    bordyuzha = casus.debate("kyrgyzstan-2005", "secretary-general", provision="cst.art2.2")
    assert (bordyuzha.side, bordyuzha.assigned) == (Side.FOR, False)
    pashinyan = casus.debate("armenia-2021", "pashinyan")
    assert pashinyan.assigned


def test_accounts_given_later_do_not_count() -> None:
    def says(on: datetime.date | None) -> bool:
        debate = casus.debate("kazakhstan-2022", "state-concerned", on=on)
        return any(voice.holder == "tokayev-10-january" for each in debate.grounds for voice in each.voices)

    assert not says(None)
    assert says(datetime.date(2022, 1, 10))


def test_presumptions_and_the_record_stand_beside_what_is_said_against_them_and_silence_gives_way() -> None:
    armenia = casus.debate("armenia-2020", "baku")
    for fact, after in (("victim.used_force_first", {"true", "false"}), ("place.sovereign", {"true"})):
        point = Point(LeverKind.FACT, fact)
        assert armenia.board.asserted(Side.AGAINST, point, "true").places(point) == after
    bands = Point(LeverKind.FACT, "author.organised_abroad")
    kyrgyzstan = casus.debate("kyrgyzstan-2010-june", "security-service")
    disputed = kyrgyzstan.board.asserted(Side.FOR, bands, "true")
    assert disputed.places(bands) == {"true", "false"}
    assert disputed.disputed == [bands]
    assert disputed.conceded(Side.FOR, bands).places(bands) == {"false"}


def test_a_point_that_was_conceded_cannot_be_argued_any_more() -> None:
    debate = kazakhstan()
    debate.play(read_move(debate, "author organised-abroad"))  # type: ignore[arg-type]
    author = Point(LeverKind.READING, "author")
    while author not in debate.board.disputed:
        debate.play(next(each for each in debate.moves(debate.side) if each.point != author))
    debate.play(Concession(author))
    assert not [each for each in debate.moves(debate.side) if each.point == author]
    assert debate.ending().yours.readings["author"] == debate.ending().theirs.readings["author"]
    with pytest.raises(UsageError):
        debate.play(Concession(author))


def test_a_debate_ends_because_nothing_is_said_twice() -> None:
    debate = kazakhstan()
    while moves := debate.moves(debate.side):
        debate.play(moves[0])
    said = [turn.move for turn in debate.turns if turn.side is debate.side]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("typed", "id", "place"),
    [
        ("author.organised_abroad yes", "author.organised_abroad", "true"),
        ("author.organised_abroad n", "author.organised_abroad", "false"),
        ("menace all", "menace", "all"),
        ("2", "force.grave", "true"),
    ],
)
def test_moves_can_be_typed_by_name_and_by_number(typed: str, id: str, place: str) -> None:
    move = read_move(kazakhstan(), typed)
    assert isinstance(move, Ground)
    assert (move.point.id, move.place) == (id, place)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bad_move"),
        ("999", "bad_move"),
        ("1" * 5_000, "bad_move"),
        ("0", "bad_move"),
        ("concede", "bad_move"),
        ("concede author", "nothing_to_concede"),
        ("author.state yes", "nobody_said"),
        ("force.used yes", "no_such_move"),
        ("author nobody", "bad_move"),
    ],
)
def test_what_is_no_move_is_an_error(typed: str, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_move(kazakhstan(), typed)
    assert raised.value.code == code


def test_turns_as_plain_data() -> None:
    debate = kazakhstan()
    move = read_move(debate, "force.grave yes")
    assert isinstance(move, Ground)
    own, reply = debate.play(move)
    assert own.to_dict()["move"] == {
        "lever": "fact",
        "id": "force.grave",
        "to": "true",
        "voices": [
            {"holder": "tokayev", "claims": ["s2-51"], "inferred": True},
            {"holder": "russia", "claims": ["x-russia-2022-1"], "inferred": True},
        ],
    }
    assert own.to_dict()["moved"]["cst.armed_attack"]["to"]["floor"] == "met"
    assert reply.to_dict()["side"] == "against"
