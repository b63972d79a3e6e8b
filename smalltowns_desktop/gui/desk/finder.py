"""Finding people by parts of their names among a hundred thousand, from the first letter."""

from collections.abc import Callable, Iterable, Sequence

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme


class PeopleFinder:
    """Folded names of everybody, in their order; making it takes a while and may run in a job, searching does not."""

    def __init__(self, programme: Programme, breathe: Callable[[], None] = lambda: None) -> None:
        """`breathe` is called after every person, so that the making can give way or be given up."""
        delegations = {key: fold(row.name) for key, row in programme.delegations.items()}
        entries = []
        for row in programme.participants.values():
            name = fold(row.full_name)
            town = "" if row.delegation_id is None else delegations[row.delegation_id]
            entries.append((name, f"{name}\n{town}\n{row.number:04d}", str(row.id)))
            breathe()
        entries.sort(key=lambda entry: entry[0])
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def find(
        self, alternatives: Iterable[Sequence[str]], limit: int, accepts: Callable[[str], bool] = lambda _: True
    ) -> list[str]:
        """Keys of the people in whom every needle of one alternative stands (`needles_of`), those whose surname begins
        with the first needle before the others."""
        wanted = [tuple(needles) for needles in alternatives if needles]
        first: list[str] = []
        others: list[str] = []
        for name, searchable, key in self._entries:
            needles = next((row for row in wanted if all(needle in searchable for needle in row)), None)
            if needles is not None and accepts(key):
                (first if name.startswith(needles[0]) else others).append(key)
            if len(first) >= limit:
                break
        return (first + others)[:limit]
