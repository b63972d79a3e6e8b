"""Badge codes: genuine ones are read however they are typed, changed ones never."""

import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smalltowns_desktop.domain.codes import Reading, Verdict, badge_code, in_groups, new_serial, read_code
from smalltowns_desktop.domain.keyboard import BELARUSIAN, RUSSIAN, US

SECRET = bytes(range(32))
QR_VERSION_2_ALPHANUMERIC = {"L": 47, "M": 38, "Q": 29}  # ISO/IEC 18004, table 7

serials = st.text(alphabet=string.ascii_uppercase + "234567", min_size=8, max_size=8)
secrets = st.binary(min_size=16, max_size=64)


def test_the_code_of_a_number_never_changes() -> None:
    # Printed badges outlive the program's version.
    assert badge_code("AAAAAAAA", SECRET) == "STAAAAAAAAORL46NYFOJGM"


@given(serials, secrets)
def test_a_code_is_short_and_reads_back(serial: str, secret: bytes) -> None:
    code = badge_code(serial, secret)
    assert re.fullmatch("ST[A-Z2-7]{20}", code)
    assert len(code) <= QR_VERSION_2_ALPHANUMERIC["Q"]
    assert read_code(code, secret) == Reading(Verdict.GENUINE, serial)


@given(serials, st.sampled_from([US, RUSSIAN, BELARUSIAN]), st.booleans(), st.booleans())
def test_layout_case_and_grouping_do_not_matter(serial: str, layout: str, lower: bool, grouped: bool) -> None:
    code = badge_code(serial, SECRET)
    typed = in_groups(code) if grouped else code
    typed = typed.lower() if lower else typed
    typed = typed.translate({ord(key): letter for key, letter in zip(US, layout, strict=True)})
    assert read_code(f"\ufeff {typed}\r\n", SECRET).serial == serial


@given(serials, st.integers(0, 21), st.characters(exclude_categories=["Cs"]))
def test_any_single_changed_character_is_refused(serial: str, place: int, character: str) -> None:
    code = badge_code(serial, SECRET)
    same_key = {code[place], code[place].lower()}
    for layout in (RUSSIAN, BELARUSIAN):
        same_key |= {layout[US.index(key)] for key in (code[place], code[place].lower())}
    assume(character not in same_key)
    changed = code[:place] + character + code[place + 1 :]
    assert read_code(changed, SECRET).verdict in (Verdict.FORGED, Verdict.UNREADABLE)


@given(serials, st.integers(0, 20))
def test_swapped_neighbours_are_refused(serial: str, place: int) -> None:
    code = badge_code(serial, SECRET)
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assume(changed != code)
    assert read_code(changed, SECRET).verdict is not Verdict.GENUINE


@given(serials, st.integers(0, 21))
def test_a_lost_or_doubled_character_is_unreadable(serial: str, place: int) -> None:
    code = badge_code(serial, SECRET)
    assert read_code(code[:place] + code[place + 1 :], SECRET).verdict is Verdict.UNREADABLE
    assert read_code(code[:place] + code[place] + code[place:], SECRET).verdict is Verdict.UNREADABLE


@given(serials, secrets, secrets)
def test_a_code_of_another_event_is_forged(serial: str, ours: bytes, theirs: bytes) -> None:
    # HMAC pads short keys with zeros: secrets that differ in trailing zeros only are the same key.
    assume(ours.rstrip(b"\0") != theirs.rstrip(b"\0"))
    assert read_code(badge_code(serial, theirs), ours).verdict is Verdict.FORGED


@given(st.text())
def test_anything_else_is_unreadable_or_forged(text: str) -> None:
    assert read_code(text, SECRET).verdict is not Verdict.GENUINE


@pytest.mark.parametrize("text", ["", "ST", "STſ" + "A" * 19, "ST" + "0" * 20, "ST" + "A" * 10_000_000])
def test_hopeless_input_is_unreadable(text: str) -> None:
    assert read_code(text, SECRET).verdict is Verdict.UNREADABLE


def test_a_new_number_is_none_of_those_taken() -> None:
    class FirstIsTaken(set[str]):
        asked = 0

        def __contains__(self, serial: object) -> bool:
            self.asked += 1
            return self.asked == 1

    taken = FirstIsTaken()
    assert re.fullmatch("[A-Z2-7]{8}", new_serial(taken))
    assert taken.asked == 2
