"""Codes out of a stream of bytes, whatever comes."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.cli.code_stream import AT_ONCE, waiting_codes


class Pipe:
    """Gives its chunks one a read, as a pipe does."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks = list(chunks)

    def read(self, most: int) -> bytes:
        assert all(len(chunk) <= most for chunk in self.chunks)
        return self.chunks.pop(0) if self.chunks else b""


def codes(*chunks: bytes) -> list[list[str]]:
    return list(waiting_codes(Pipe(*chunks).read))


def test_a_code_is_given_as_soon_as_its_line_ends() -> None:
    pipe = Pipe(b"one\ntw", b"o\n", b"three")
    batches = waiting_codes(pipe.read)
    assert next(batches) == ["one"]
    assert len(pipe.chunks) == 2  # nothing more was read
    assert next(batches) == ["two"]
    assert next(batches) == ["three"]


def test_codes_that_wait_come_together_but_not_too_many() -> None:
    many = [f"code {number}" for number in range(AT_ONCE + 5)]
    assert codes("\n".join(many).encode() + b"\n") == [many[:AT_ONCE], many[AT_ONCE:]]


def test_every_kind_of_line_end_will_do_and_empty_lines_say_nothing() -> None:
    assert codes(b"a\r\nb\rc\n\n \t\nd\r", b"\ne") == [["a", "b", "c", "d"], ["e"]]


def test_bytes_that_are_no_text_are_shown_as_numbers() -> None:
    assert codes(b"\xff\xfe\n", "ж".encode() + b"\n") == [["\\xff\\xfe"], ["ж"]]


def test_a_letter_cut_by_the_pipe_is_put_together() -> None:
    letter = "ж".encode()
    assert codes(letter[:1], letter[1:] + b"\n") == [["ж"]]


def test_a_line_without_end_takes_no_memory_and_hides_no_neighbour() -> None:
    endless = [b"x" * 65_536] * 200
    (batch,) = codes(*endless, b"\nnext\n")
    assert [len(batch[0]), batch[1]] == [4096, "next"]


@given(st.binary(max_size=300), st.lists(st.integers(1, 20), max_size=50))
def test_where_the_pipe_cuts_makes_no_difference(data: bytes, cuts: list[int]) -> None:
    stream = io.BytesIO(data)
    chunks = [chunk for size in [*cuts, 300] if (chunk := stream.read(size))]
    expected = [
        line.decode("utf-8", "backslashreplace") for line in re.split(rb"[\r\n]", data) if line.strip()
    ]  # fmt: skip
    assert [code for batch in codes(*chunks) for code in batch] == expected
