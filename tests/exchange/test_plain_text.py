from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.exchange.plain_text import plain_text


def test_paragraphs_lists_and_line_breaks_become_lines() -> None:
    source = "\n<p>First <em>words</em>,<br/>second&nbsp;line.</p><ul>\n<li>one</li>\n<li>two &amp; three</li></ul>"
    assert plain_text(source + "<p>Last.</p>") == "First words,\nsecond\xa0line.\n\n• one\n• two & three\n\nLast."


def test_preformatted_text_keeps_its_spaces_and_lines() -> None:
    assert plain_text("<p>Code:</p><pre>if x:\n    go()\n\nend</pre>") == "Code:\n\nif x:\n    go()\n\nend"


def test_the_address_of_a_link_is_not_lost() -> None:
    assert (
        plain_text('<p>See <a href="https://example.org/a">the page</a>.</p>')
        == "See the page (https://example.org/a)."
    )


def test_an_address_that_the_words_show_stands_once() -> None:
    assert plain_text('<a href="https://example.org/">example.org</a>') == "example.org"


def test_what_nobody_reads_is_left_out() -> None:
    assert plain_text("<p>Hello</p><script>alert('<b>')</script><style>p {}</style><!-- note -->") == "Hello"


def test_text_that_only_looks_like_markup_is_data() -> None:
    for source in ("a < b and c > d", "vector<int> & list<T>", "Иванов <b", "<script", "R&D &amp; more", "1 <2> 3"):
        assert plain_text(source) == source


def test_foreign_elements_inside_html_are_data() -> None:
    assert plain_text("<p>Use std::vector<int> here</vec></p>") == "Use std::vector<int> here</vec>"


def test_broken_markup_loses_no_words() -> None:
    assert plain_text("<p>open <b>bold</p></div></ul></pre> rest") == "open bold\n\nrest"


@given(st.text(alphabet=st.characters(exclude_characters="<", exclude_categories=["Cs"])))
def test_a_text_without_brackets_stays_as_it_is(source: str) -> None:
    assert plain_text(source) == source


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "<pre>", "</pre>", "<a href=x>", "</a>", "<br>", "<", ">", "&", "слово", " ", "\n"]
        )
    )
)
def test_any_soup_of_markup_is_read_and_keeps_its_words(pieces: list[str]) -> None:
    words = plain_text("<p>" + "".join(piece for piece in pieces if piece not in {"<", "&"}))
    assert words.count("слово") == pieces.count("слово")
