"""DuckDB (PyPI) in this process, each query in a database of its own in memory."""

from pathlib import Path

import duckdb

from .printed_query import Failed, parsed


class DuckDB:
    dialect = "duckdb"

    def rows(self, text: str, folder: Path, *more: str) -> list[tuple[str, int, int]]:
        """The rows of a query over the tables in a folder; `more` are statements after those that make the table."""
        printed = parsed(text)
        with duckdb.connect(config={"threads": 2, "file_search_path": str(folder)}) as connection:
            try:
                for statement in (*printed.statements, *more):
                    connection.execute(statement)
                return connection.execute(printed.query).fetchall()
            except duckdb.Error as error:
                raise Failed(str(error)) from None

    def close(self) -> None:
        pass
