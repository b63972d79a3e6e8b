import re

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.file_names import file_names


def test_ordinary_names_stay_as_they_are() -> None:
    assert file_names(["Арзамас", "Большое Болдино"], ".pdf") == ["Арзамас.pdf", "Большое Болдино.pdf"]


def test_paths_devices_and_hidden_names_become_harmless() -> None:
    assert file_names(["../../etc/passwd", "C:\\x", "con", "NUL.txt", ".profile", "", " . "], ".pdf") == [
        "etc passwd.pdf", "C x.pdf", "_con.pdf", "_NUL.txt.pdf", "profile.pdf", "_.pdf", "_ 2.pdf",
    ]  # fmt: skip


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    assert file_names(["Бор", "БОР", "Бор"], ".pdf") == ["Бор.pdf", "БОР 2.pdf", "Бор 3.pdf"]


@given(st.lists(st.text(max_size=300), max_size=6))
def test_any_names_give_distinct_safe_names_in_their_order(titles: list[str]) -> None:
    names = file_names(titles, ".pdf")
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert name.endswith(".pdf")
        assert not name.startswith((".", " "))
        assert len(name.encode()) < 200
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
