"""What one would write by hand for one question: Article 4(2) under the default interpretation.

Written as plainly as we can, from `docs/law.md`, for two libraries; what the readings make the same in every
row is left out, as one would.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

SIX: Final = ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
NINE: Final = [*SIX, "AZE", "GEO", "UZB"]
STATUS, BECAUSE = "cst.art4.2@icj", "cst.art4.2@icj.because"


def in_polars(source: Path, target: Path) -> None:
    """Answer a Parquet file with Polars, streaming."""
    day, state, col = pl.col("date"), pl.col("state"), pl.col

    def between(first: date, last: date) -> pl.Expr:
        return day.is_between(first, last)

    six = state.is_in(SIX)
    uzbekistan = state == "UZB"
    party = (
        pl.when(between(date(1994, 4, 20), date(1999, 4, 20)))
        .then(state.is_in(NINE))
        .when(six & between(date(1999, 4, 21), date(2000, 3, 21)))
        .then(None)
        .when(uzbekistan & between(date(2006, 8, 16), date(2012, 6, 27)))
        .then(pl.lit(value=True))
        .when(uzbekistan & between(date(2006, 6, 23), date(2012, 12, 18)))
        .then(None)
        .otherwise(six & (day >= date(2000, 3, 22)))
    )
    asked = {
        "bound": (day >= date(1994, 4, 20)) & party,
        "attack": col("force.used")
        & col("force.grave")
        & (col("place.sovereign") | col("place.forces_abroad")),
        "author": col("author.state") | col("author.sent_by_state"),
        "menace": (day < date(2012, 12, 19))
        | (
            col("menace.security")
            | col("menace.stability")
            | col("menace.territorial_integrity")
            | col("menace.sovereignty")
        ),
        "no_first_use": ~col("victim.used_force_first").fill_null(value=False),
        "request": col("request.made")
        & col("request.express")
        & col("request.for_assistance")
        & col("request.by_government")
        & col("request.standing").fill_null(value=True),
        "declared": col("victim.declared_attacked"),
    }
    names = {
        "bound": "cst.bound",
        "attack": "cst.armed_attack",
        "author": "cst.author",
        "menace": "cst.menace",
        "no_first_use": "cst.aggression",
        "request": "cst.request",
        "declared": "cst.declaration",
    }
    met = pl.all_horizontal(*asked)
    status = pl.when(col("met")).then(pl.lit("met")).when(~col("met")).then(pl.lit("not_met"))
    because = pl.when(col("met")).then(None)
    for name, words in names.items():
        because = because.when(~col(name)).then(pl.lit(words))
    for name, words in names.items():
        because = because.when(col(name).is_null()).then(pl.lit(words))
    (
        pl.scan_parquet(source)
        .with_columns(**asked)
        .with_columns(met=met)
        .with_columns(**{STATUS: status.otherwise(pl.lit("undetermined")), BECAUSE: because.otherwise(None)})
        .drop(*asked, "met")
        .sink_parquet(target, engine="streaming")
    )


def in_duckdb(source: Path, target: Path) -> None:
    """Answer a Parquet file with DuckDB."""
    import duckdb

    listed = {
        name: ", ".join(f"'{each}'" for each in states) for name, states in (("six", SIX), ("nine", NINE))
    }
    duckdb.sql(
        f"""
        COPY (
          WITH asked AS (
            SELECT *,
              date >= DATE '1994-04-20' AND CASE
                WHEN date BETWEEN DATE '1994-04-20' AND DATE '1999-04-20' THEN state IN ({listed["nine"]})
                WHEN state IN ({listed["six"]}) AND date BETWEEN DATE '1999-04-21' AND DATE '2000-03-21'
                  THEN NULL
                WHEN state = 'UZB' AND date BETWEEN DATE '2006-08-16' AND DATE '2012-06-27' THEN true
                WHEN state = 'UZB' AND date BETWEEN DATE '2006-06-23' AND DATE '2012-12-18' THEN NULL
                ELSE state IN ({listed["six"]}) AND date >= DATE '2000-03-22' END AS bound,
              "force.used" AND "force.grave" AND ("place.sovereign" OR "place.forces_abroad") AS attack,
              "author.state" OR "author.sent_by_state" AS author,
              date < DATE '2012-12-19' OR "menace.security" OR "menace.stability"
                OR "menace.territorial_integrity" OR "menace.sovereignty" AS menace,
              NOT coalesce("victim.used_force_first", false) AS no_first_use,
              "request.made" AND "request.express" AND "request.for_assistance" AND "request.by_government"
                AND coalesce("request.standing", true) AS request,
              "victim.declared_attacked" AS declared
            FROM read_parquet('{source}')),
          concluded AS (
            SELECT *, bound AND attack AND author AND menace AND no_first_use AND request AND declared AS met
            FROM asked)
          SELECT * EXCLUDE (bound, attack, author, menace, no_first_use, request, declared, met),
            CASE WHEN met THEN 'met' WHEN NOT met THEN 'not_met' ELSE 'undetermined' END AS "{STATUS}",
            CASE WHEN met THEN NULL
              WHEN NOT bound THEN 'cst.bound' WHEN NOT attack THEN 'cst.armed_attack'
              WHEN NOT author THEN 'cst.author' WHEN NOT menace THEN 'cst.menace'
              WHEN NOT no_first_use THEN 'cst.aggression' WHEN NOT request THEN 'cst.request'
              WHEN NOT declared THEN 'cst.declaration'
              WHEN bound IS NULL THEN 'cst.bound' WHEN attack IS NULL THEN 'cst.armed_attack'
              WHEN author IS NULL THEN 'cst.author' WHEN menace IS NULL THEN 'cst.menace'
              WHEN no_first_use IS NULL THEN 'cst.aggression' WHEN request IS NULL THEN 'cst.request'
              ELSE 'cst.declaration' END AS "{BECAUSE}"
          FROM concluded)
        TO '{target}' (FORMAT parquet)
        """  # noqa: S608 - paths of our own
    )
