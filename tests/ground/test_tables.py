"""Records to Arrow and back."""

from dataclasses import is_dataclass
from typing import Any

import pyarrow as pa
import pytest

from tests.factory import article, event
from tocsin import records
from tocsin.errors import StopRun
from tocsin.records import Event
from tocsin.tables import check, column_names, from_plain, from_table, schema, to_plain, to_table

RECORDS = [value for value in vars(records).values() if isinstance(value, type) and is_dataclass(value)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_record_has_an_arrow_schema_with_its_fields_in_order(record: Any) -> None:
    assert schema(record).names == list(column_names(record))


def test_a_field_is_nullable_exactly_where_the_record_allows_none() -> None:
    assert schema(Event).field("mode").nullable
    assert not schema(Event).field("type").nullable


def test_events_survive_a_round_trip_through_arrow() -> None:
    rows = [event(), event(article("Troops shelled Goma."), "shelled", place=None, killed=None, recipients=())]
    assert from_table(Event, to_table(Event, rows)) == rows


def test_events_survive_a_round_trip_through_plain_json_values() -> None:
    assert from_plain(Event, to_plain(event())) == event()


def test_a_table_without_a_column_is_refused_by_name() -> None:
    with pytest.raises(StopRun, match="trigger"):
        check(Event, to_table(Event, [event()]).drop_columns(["trigger"]))


def test_a_table_with_another_type_is_refused() -> None:
    table = to_table(Event, [event()])
    wrong = table.set_column(table.column_names.index("quad"), "quad", pa.array(["4"]))
    with pytest.raises(StopRun, match="quad"):
        check(Event, wrong)
