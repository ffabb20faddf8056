"""Answers kept with their database: an immutable one never changes while it is served."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol
from weakref import WeakKeyDictionary


class Database(Protocol):
    """A database of Datasette, as far as it is needed here."""

    is_mutable: bool

    async def execute(self, sql: str) -> Iterable[Sequence[object]]: ...


_kept: WeakKeyDictionary[Database, dict[str, Any]] = WeakKeyDictionary()


async def keep(database: Database, name: str, read: Callable[[], Awaitable[Any]]) -> Any:
    """Return what `read` gives, read once a database and name unless the database may change.

    Names come from our code only, so the memory they take is bounded.
    """
    kept = _kept.setdefault(database, {})
    if name not in kept or database.is_mutable:
        kept[name] = await read()
    return kept[name]
