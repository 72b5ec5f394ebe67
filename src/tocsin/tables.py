"""One Arrow schema a record, derived from the record's own types, so that the two cannot drift apart."""

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum, IntEnum
from functools import cache
from html import escape
from typing import Any, TypeVar

import pyarrow as pa

from tocsin.errors import StopRun

R = TypeVar("R")
_SCALARS: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def _split_optional(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        return rest[0], True
    return hint, False


def _arrow(hint: Any) -> pa.DataType:
    hint, _ = _split_optional(hint)
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow(typing.get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct(list(schema(typing.cast(type, hint))))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return pa.int64() if issubclass(hint, IntEnum) else pa.string()
    return _SCALARS[hint]


@cache
def _hints(record: Any) -> dict[str, Any]:
    return typing.get_type_hints(record)


@cache
def schema(record: Any) -> pa.Schema:
    """Return the Arrow schema of a record class; a field is nullable exactly where the record allows None."""
    hints = _hints(record)
    return pa.schema(
        [
            pa.field(name, _arrow(hint), _split_optional(hint)[1])
            for name, hint in ((name, hints[name]) for name in column_names(record))
        ]
    )


def to_plain(value: Any) -> Any:
    """Return `value` with records as dicts, enums as their values and tuples as lists, ready for JSON."""
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    return value


def _build(hint: Any, value: Any) -> Any:
    hint, _ = _split_optional(hint)
    if value is None:
        return None
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_build(inner, item) for item in value)
    if is_dataclass(hint):
        return from_plain(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return float(value) if hint is float else value


def from_plain(record: type[R], row: dict[str, Any]) -> R:
    """Return a record from a dict as `to_plain` made it; fields left out take the record's defaults."""
    hints = _hints(typing.cast(Any, record))
    return record(**{name: _build(hints[name], value) for name, value in row.items()})


def to_table(record: type[R], rows: Iterable[R]) -> pa.Table:
    """Return the records as an Arrow table with the record's schema."""
    return pa.Table.from_pylist([to_plain(row) for row in rows], schema=schema(typing.cast(Any, record)))


def from_table(record: type[R], table: pa.Table) -> list[R]:
    """Return the table's rows as records; raises StopRun where the columns differ (see `check`)."""
    check(record, table)
    return [from_plain(record, row) for row in table.to_pylist()]


def check(record: Any, table: pa.Table) -> None:
    """Raise StopRun, naming the columns, where `table` lacks a column of the record or has another type for it."""
    wrong = [
        field.name
        for field in schema(record)
        if field.name not in table.column_names or table.schema.field(field.name).type != field.type
    ]
    if wrong:
        raise StopRun(
            f"columns missing or of another type: {', '.join(wrong)}",
            where=f"table of {record.__name__}",
            next_step="write it with tocsin.tables.to_table",
        )


def column_names(record: Any) -> Sequence[str]:
    """Return the record's field names in order."""
    return [f.name for f in fields(record)]


SHOWN_ROWS, SHOWN_CHARACTERS = 20, 80


def _cell(value: Any) -> str:
    plain = to_plain(value)
    if isinstance(plain, dict):
        plain = plain.get("name") or plain.get("text") or " ".join(map(str, plain.values()))
    elif isinstance(plain, list):
        plain = ", ".join(_cell(item) for item in value)
    text = "" if plain is None else f"{plain:.3g}" if isinstance(plain, float) else str(plain)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"


def html_table(record: Any, rows: Sequence[Any]) -> str:
    """Return the first SHOWN_ROWS records as an HTML table, long values cut, everything escaped."""
    names = column_names(record)
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(_cell(getattr(row, name)))}</td>' for name in names)}</tr>"
        for row in rows[:SHOWN_ROWS]
    )
    caption = f"{len(rows)} records of {record.__name__}"
    if len(rows) > SHOWN_ROWS:
        caption += f", the first {SHOWN_ROWS} shown"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
