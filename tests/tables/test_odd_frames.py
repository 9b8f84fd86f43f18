"""What pandas and PyArrow can hold and others cannot: carried along, read, or refused with a reason."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.problems import InputError, UsageError
from conftest import A_DAY

pytestmark = pytest.mark.tables


def test_an_empty_table_of_pandas_has_no_answers(assessor: Assessor) -> None:
    import pandas as pd

    table = pd.DataFrame({"date": ["2022-01-06"], "state": ["KAZ"], "force.used": [True]}).iloc[:0]
    assert list(casus.screen(table, assessor=assessor)["cst.art4.2@icj"]) == []


def test_an_opponent_that_comes_later_is_not_known(assessor: Assessor) -> None:
    """What is lazy may change between the look at it and the answers."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("create table given as select 'TJK' as opponents, true as \"author.state\"")
    answered = casus.screen(
        connection.table("given"),
        provisions="cst.ally_attack", interpretations="icj", on=A_DAY, state="KGZ", assessor=assessor,
    )  # fmt: skip
    connection.execute("insert into given values ('RUS', true), (null, true)")
    found = {row[0]: row[2] for row in answered.fetchall()}
    assert found == {"TJK": "met", "RUS": "undetermined", None: "not_met"}


def test_tables_of_pandas_that_are_like_no_other(assessor: Assessor, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd

    def answers(columns: dict[Any, Any]) -> list[str]:
        table = pd.DataFrame({"force.threatened": [True, None], **columns})
        found = casus.screen(table, provisions="cst.art2.2", interpretations="icj", on=A_DAY, state="KAZ")
        assert found[list(table.columns)].equals(table)
        return list(found["cst.art2.2@icj"])

    carried = {"huge": [2**70, 1], "complex": [1j, 2], "mixed": [{}, "x"], "nothing": [float("nan")] * 2}
    assert answers(carried) == ["met", "undetermined"]
    assert answers({"opponents": [float("nan")] * 2}) == ["met", "undetermined"]
    for names in ([1, "force.used"], ["force.used", "force.used"], [("a", "b"), ("a", "c")]):
        with pytest.raises(UsageError, match="cannot be told apart"):
            casus.screen(pd.DataFrame([[True, True]], columns=names), assessor=assessor)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install pyarrow"):
        casus.screen(pd.DataFrame({"force.used": [True]}), assessor=assessor)


def test_columns_that_were_carried_stay_as_they_were_in_pyarrow(assessor: Assessor) -> None:
    import pyarrow as pa

    table = pa.table({"force.threatened": [True, None], "list": [[1], []], "struct": [{"a": 1}, None]})
    table = table.append_column("nothing", pa.nulls(2)).append_column("opponents", pa.nulls(2))
    found = casus.screen(
        table, provisions="cst.art2.2", interpretations="icj", on=A_DAY, state="KAZ", assessor=assessor
    )
    assert found.select(table.column_names).equals(table)
    assert found["cst.art2.2@icj"].to_pylist() == ["met", "undetermined"]


@pytest.mark.parametrize("column", ["force.threatened", "opponents"])
def test_types_of_which_nothing_is_known_are_refused_and_not_taken_for_silence(
    column: str, assessor: Assessor
) -> None:
    import pyarrow as pa

    table = pa.table({"force.threatened": [True], "force.used": [True]})
    strange = pa.array([1], pa.decimal256(50, 0))
    table = table.drop_columns([column] if column in table.column_names else []).append_column(
        column, strange
    )
    with pytest.raises(InputError, match="holds what is not read here"):
        casus.screen(table, provisions="cst.art2.2", on=A_DAY, state="KAZ", assessor=assessor)
