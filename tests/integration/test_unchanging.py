"""What a transaction shows: found anew after each write, and once where nothing is written."""

from __future__ import annotations

import pytest
from asked import statements
from sqlalchemy import Engine, update

from dashboard.record.queries import Database, catalogue, kept, unchanging
from dashboard.verdicts.judge import judge
from ingest import schema


def test_a_name_that_is_written_is_read_back_and_never_an_answer_from_before(loaded: Engine) -> None:
    with loaded.connect() as connection:
        with unchanging(connection):
            before = catalogue(connection).indicators
        id = next(iter(before))
        connection.execute(
            update(schema.indicators).where(schema.indicators.c.id == id).values(name_en="Another name")
        )
        with unchanging(connection):
            assert catalogue(connection).indicators[id].name_en == "Another name"
        connection.rollback()
        assert catalogue(connection).indicators[id].name_en == before[id].name_en != "Another name"


def test_what_failed_leaves_nothing_behind(loaded: Engine) -> None:
    calls: list[int] = []

    @kept(2)
    def answer(_database: Database, number: int) -> int:
        calls.append(number)
        return number

    with loaded.connect() as connection:
        with pytest.raises(ValueError, match="in between"), unchanging(connection):
            assert answer(connection, 1) == answer(connection, 1) == 1
            with unchanging(connection):
                assert answer(connection, 1) == 1
            assert answer(connection, 1) == 1
            raise ValueError("in between")
        assert calls == [1]
        assert answer(connection, 1) == answer(connection, 1) == 1
        assert calls == [1, 1, 1]


def test_conclusions_of_a_transaction_are_drawn_with_few_questions(loaded: Engine) -> None:
    with loaded.connect() as connection, statements(loaded) as asked:
        alone = judge(connection)
    assert alone == judge(loaded)
    assert 0 < len(asked) < 60
