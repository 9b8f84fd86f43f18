"""The lab: a hypothetical is its address, its file is the same case, and a file can be opened again."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casus_foederis as casus
from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import Library, load
from casus_foederis.messages import Severity
from casus_foederis.model.scenario import RECORD
from casus_foederis.web.addresses import Query
from casus_foederis.web.hypothesis import Hypothesis, of_question, read
from casus_foederis.web.site import Site
from doors.served import Served
from doors.test_teaching_pages import Parts, verdict

FRAMED = "/lab?from=kazakhstan-2022:tokayev&interpretation=council-2022"


def read_address(site: Site, address: str) -> Hypothesis:
    return read(site, Query.of(address))


def test_one_switch_turns_kazakhstan(served: Served) -> None:
    assert verdict(served.page(FRAMED)) == "met"
    page = served.page(f"{FRAMED}&author.organised_abroad=false")
    assert verdict(page) == "undetermined"  # bands that a State sent are left open by this account
    assert "Without what you have switched it would be: met." in page


def test_a_state_is_never_on_the_other_side_of_itself(served: Served) -> None:
    reply = served.ask("/lab?state=KAZ&opponents=KAZ&opponents=AZE&opponents=")
    assert reply.headers["location"] == "/lab?state=KAZ&opponents=AZE"


def test_a_field_that_was_emptied_is_as_it_was(served: Served) -> None:
    """A browser gives nothing for a day that is not typed whole; what is switched then has to be answered."""
    reply = served.ask(f"{FRAMED}&title=&date=&summary=&force.used=false")
    assert (
        reply.headers["location"]
        == "/lab?from=kazakhstan-2022:tokayev&force.used=false&interpretation=council-2022"
    )


def sent_by(page: str) -> str:
    """Send the form of switches as a browser would, with all its fields but the texts that take several lines."""
    form = Parts(page.split('id="switches"')[1].split("</form>", maxsplit=1)[0])
    fields: list[tuple[str, str]] = []
    name = ""
    for tag, each in form.tags:
        if tag == "input" and ("checked" in each or each.get("type") not in ("radio", "checkbox")):
            fields.append((each["name"], each["value"]))
        elif tag == "select":
            name = each["name"]
        elif tag == "option" and "selected" in each:
            fields.append((name, each["value"]))
    return urlencode(fields)


def test_a_form_that_is_sent_whole_comes_to_the_short_address(served: Served) -> None:
    for address in (FRAMED, f"{FRAMED}&author.organised_abroad=false&reading.gravity=any-force", "/lab"):
        sent = sent_by(served.page(address))
        assert len(sent) > 700
        reply = served.ask(f"/lab?{sent}")
        assert reply.status == 303
        assert sorted(parse_qsl(reply.headers["location"])) == sorted(parse_qsl(address))


def test_an_origin_is_asked_as_its_own_page_asks_it(assessor: Assessor, library: Library) -> None:
    site = Site(assessor)
    for scenario in library.scenarios.values():
        for framing in scenario.accounts:
            question = assessor.question(scenario, framing=framing)
            tried = read_address(site, of_question(site, question).address)
            assert dict(assessor.assess(tried.question).values) == dict(assessor.assess(question).values)
            assert tried.facts == {}
            assert tried.head == {}


def cases() -> st.SearchStrategy[dict[str, str]]:
    """Addresses of the lab, by their parts."""
    library = load()
    texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=40)
    accounts = [f"{each.id}:{id}" for each in library.scenarios.values() for id in each.framings]
    law = library.interpretations
    answers = {
        id: st.sampled_from(["true", "false", "unknown", *["silent"] * (fact.presumption is not None)])
        for id, fact in library.vocabulary.facts.items()
    }
    readings = {f"reading.{id}": st.sampled_from(list(term.readings)) for id, term in law.terms.items()}
    head: dict[str, Any] = {
        "from": st.sampled_from([*accounts, *library.scenarios]),
        "title": texts,
        "date": st.dates().map(lambda day: day.isoformat()),
        "state": st.sampled_from(["KAZ", "Armenia", "uzb", "Germany"]),
        "opponents": st.sampled_from(["none", "AZE", "TJK,GEO"]),
        "interpretation": st.sampled_from(list(law.interpretations)),
        "text": st.sampled_from(list(library.treaty("cst").instrument.texts)),
    }
    return st.fixed_dictionaries({}, optional={**head, **answers, **readings})


@settings(max_examples=60, deadline=None)
@given(parts=st.deferred(cases))
def test_an_address_says_all_of_a_hypothetical(assessor: Assessor, parts: dict[str, str]) -> None:
    """Read, written and read again, it is the same; and each fact is said as the address says it."""
    site = Site(assessor)
    one = read(site, Query(parts.items()))
    two = read_address(site, one.address)
    assert two.address == one.address
    assert two.scenario == one.scenario
    assert two.question == one.question
    assert {id: one.stated[id] for id in parts if id in one.stated} == {
        id: value for id, value in parts.items() if id in one.stated
    }


@pytest.mark.parametrize(
    "address",
    [
        "/lab",
        FRAMED,
        f"{FRAMED}&author.organised_abroad=false&request.standing=silent&menace.security=unknown",
        "/lab?from=border-incident&force.grave=true",
        "/lab?from=armenia-2020&state=UZB&date=1998-01-01&opponents=none",
        "/lab?title=%D0%A3%D1%87%D0%B5%D0%BD%D0%B8%D1%8F%3A+%22a%22&force.used=true&date=2030-02-28",
    ],
)
def test_a_file_of_the_lab_is_the_case_of_the_lab(
    served: Served, assessor: Assessor, tmp_path: Path, address: str
) -> None:
    reply = served.ask(address.replace("/lab", "/lab/file"))
    assert reply.status == 200
    name = re.fullmatch(r'attachment; filename="([a-z0-9-]+\.yaml)"', reply.headers["content-disposition"])
    assert name is not None
    file = tmp_path / name[1]
    file.write_bytes(reply.body)
    assert casus.check(file).count(Severity.ERROR) == 0
    library = load([file])
    (scenario,) = library.scenarios.values()
    tried = read_address(Site(assessor), address)
    with Assessor(library) as own:
        found = own.assess(Question(scenario, RECORD, "icj", scenario.date, tried.text))
        now = assessor.assess(Question(tried.scenario, RECORD, "icj", scenario.date, tried.text))
        assert dict(found.values) == dict(now.values)
    opened = served.send("/lab", file.name, reply.body)
    assert opened.status == 303
    again = read_address(Site(assessor), opened.headers["location"])
    assert again.stated == tried.stated
    assert (again.scenario.state, again.scenario.date) == (scenario.state, scenario.date)
    assert again.scenario.title == scenario.title


def test_a_file_with_several_accounts_gives_a_choice(served: Served, root: Path) -> None:
    raw = (root / "scenarios" / "historical" / "kazakhstan-2022.yaml").read_bytes()
    reply = served.send("/lab", "kazakhstan-2022.yaml", raw)
    assert reply.status == 200
    links = [html.unescape(each) for each in re.findall(r'<li><a href="(/lab\?[^"]*)">', reply.text)]
    assert len(links) == 7
    assert all(verdict(served.page(each)) for each in links)


def test_a_file_with_mistakes_is_told_like_by_the_checker(served: Served, root: Path) -> None:
    for name in ("facts-misspelt", "open-bracket", "dash-of-a-word-processor", "treaty-rule-of-one-part"):
        raw = (root / "tests" / "bad" / f"{name}.yaml").read_bytes()
        reply = served.send("/lab", f"../../{name}.yaml", raw)
        assert reply.status == 422
        assert '<ol class="problems">' in reply.text
        assert "../" not in reply.text
        told = casus.check(root / "tests" / "bad" / f"{name}.yaml").problems
        if name != "treaty-rule-of-one-part":
            assert told[0].cause in html.unescape(reply.text)
