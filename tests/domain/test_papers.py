from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.keyboard import RUSSIAN, US
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject, content_tag, paper_code, read_paper_code

SUBJECT = "01987f3a-5b7c-7def-8123-456789abcdef"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def code_of(content: str = "{}", edition: int = 7) -> str:
    return paper_code(PaperKind.ITINERARY, PaperSubject.DELEGATION, SUBJECT, edition, content)


@given(st.sampled_from(PaperSubject), st.integers(0, 1023), st.text())
def test_a_code_tells_whose_paper_it_is_and_what_stood_on_it(subject: PaperSubject, edition: int, content: str) -> None:
    key = new_id()
    found = read_paper_code(paper_code(PaperKind.ITINERARY, subject, key, edition, content))
    assert found is not None
    assert (found.kind, found.subject_type, found.edition) == (PaperKind.ITINERARY, subject, edition)
    assert found.is_about(key)
    assert found.content_tag == content_tag(content)


def test_other_content_gives_another_code() -> None:
    assert code_of('{"at":"10:30"}') != code_of('{"at":"10:55"}')


def test_one_misread_character_never_passes() -> None:
    code = code_of()
    for place in range(len(code)):
        for letter in BASE32:
            if letter != code[place]:
                assert read_paper_code(code[:place] + letter + code[place + 1 :]) is None


def test_two_swapped_neighbours_never_pass() -> None:
    code = code_of()
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            assert read_paper_code(swapped) is None


def test_lower_case_spaces_around_and_another_keyboard_layout_are_read() -> None:
    code = code_of()
    russian = code.lower().translate(str.maketrans(US, RUSSIAN))
    assert read_paper_code(f" {code.lower()}\n") == read_paper_code(code) == read_paper_code(russian) is not None


def test_what_is_no_paper_is_none() -> None:
    for text in ("", "ST" + "A" * 20, "STP" + "A" * 18, "STPI", "😀" * 21, code_of() + "A"):
        assert read_paper_code(text) is None
