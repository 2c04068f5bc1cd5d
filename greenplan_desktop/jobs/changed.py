"""What a job changed: screens refresh from this and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.store import journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.store.database import Store


@dataclass(frozen=True, slots=True)
class Changed:
    """A finished job: its change set (None where nothing changed), the tables touched, keys made, remarks."""

    change_set_id: int | None
    label: str
    tables: frozenset[str] = frozenset()
    made: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def changed(store: Store, set_id: int, made: Sequence[int] = (), notes: Sequence[str] = ()) -> Changed:
    """The result of the change set that was just closed; an empty one left no trace."""
    if not journal.stands(store, set_id):
        return Changed(None, "", notes=tuple(notes))
    found = journal.change_set(store, set_id)
    return Changed(found.id, found.label, frozenset(found.tables), tuple(made), tuple(notes))
