"""Which row of the event a row without an id means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smalltowns_desktop.exchange.workbook_names import fold

Fields = Mapping[str, Any]
Key = tuple[Any, ...]


def match_rows(wanted: Sequence[Fields], existing: Iterable[Any], keys: Sequence[Sequence[str]]) -> list[Any]:
    """For each wanted row the existing one that it means, None if it is new, or the number of rows that it may mean.

    `keys` are the natural keys, the strictest first. Rows that would not change find each other first; then a key finds
    its row if one wanted row and one existing row have it. Nothing is guessed: what the last key leaves open stays so.
    """
    answers: list[Any] = [None] * len(wanted)
    free = {id(row): row for row in existing}
    indexes: dict[Key, dict[Key, list[Any]]] = {}

    def candidates(fields: Fields, key: Sequence[str]) -> list[Any]:
        """Free rows with the same key; fields that the wanted row does not have are left out of it."""
        used = tuple(name for name in key if name == "full_name" or name in fields)
        if used not in indexes:
            index: dict[Key, list[Any]] = defaultdict(list)
            for row in free.values():
                index[natural_key(row, used)].append(row)
            indexes[used] = index
        return [row for row in indexes[used].get(natural_key(fields, used), ()) if id(row) in free]

    def settle(number: int, row: Any) -> None:
        answers[number] = row
        del free[id(row)]

    for number, fields in enumerate(wanted):
        same = next((row for row in candidates(fields, keys[-1]) if _is_same(row, fields)), None)
        if same is not None:
            settle(number, same)
    for key in keys:
        rivals: dict[Key, list[int]] = defaultdict(list)
        for number, fields in enumerate(wanted):
            if answers[number] is None:
                rivals[natural_key(fields, key)].append(number)
        for numbers in rivals.values():
            found = candidates(wanted[numbers[0]], key)
            if len(numbers) == len(found) == 1:
                settle(numbers[0], found[0])
    for number, fields in enumerate(wanted):
        if answers[number] is None:
            answers[number] = len(candidates(fields, keys[-1])) or None
    return answers


def natural_key(row: object, key: Sequence[str]) -> Key:
    """The values of a natural key, texts folded, of a row or of the fields of one."""
    return tuple(_folded(row, name) for name in key)


def _folded(row: object, name: str) -> Any:
    if name == "full_name":
        return fold(" ".join(str(_value(row, part) or "") for part in ("surname", "given_name", "patronymic")))
    value = _value(row, name)
    return fold(value) if isinstance(value, str) else value


def _value(row: object, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name)


def _is_same(row: object, fields: Fields) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())
