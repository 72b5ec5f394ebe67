"""What a query returns: the records themselves, and the same as Arrow, polars or pandas tables."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import pyarrow as pa

from tocsin.errors import StopRun
from tocsin.tables import html_table, to_table

R = TypeVar("R")


class Result(Sequence[R], Generic[R]):
    """A read-only list of records of one kind."""

    def __init__(self, record: type[R], rows: Sequence[R]) -> None:
        self._record, self._rows = record, tuple(rows)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> "Result[R]": ...
    def __getitem__(self, index: int | slice) -> "R | Result[R]":
        if isinstance(index, slice):
            return Result(self._record, self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} records of {self._record.__name__}>"

    def _repr_html_(self) -> str:
        """Show the first rows as a table in a notebook."""
        return html_table(self._record, self._rows)

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table with the record's schema."""
        return to_table(self._record, self._rows)

    def to_polars(self) -> Any:
        """Return a polars DataFrame; raises StopRun where polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise StopRun("polars is not installed", next_step="pip install 'tocsin[polars]'") from error
        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame; raises StopRun where pandas is not installed."""
        try:
            return self.to_arrow().to_pandas()
        except ImportError as error:
            raise StopRun("pandas is not installed", next_step="pip install pandas") from error
