"""Tables as text: whatever program wrote them, the same table; what is in doubt is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.lessons.draft import table_text
from gdstudio.lessons.draft.parts import MOST_COLUMNS, MOST_ROWS
from gdstudio.lessons.draft.table_text import TableError, read_table, write_table

NAMES = ("toes", "win")
ROWS = ((8.5, 1.0), (-9.25, 0.0))


@pytest.mark.parametrize(
    "text",
    [
        "toes,win\n8.5,1\n-9.25,0\n",
        "\ufefftoes,win\r\n8.5,1\r\n-9.25,0",
        "toes;win\n8,5;1\n−9,25;0\n",
        "toes\twin\n8,5\t1\n-9,25\t0\n",
        "toes\twin\n8.5\t1\n-9.25\t0\n",
        'toes, "win"\n"8.5", "1"\n -9.25 , 0 \n',
        "toes,win,\n8.5,1,\n-9.25,0,\n",
        "toes,win\n\n8.5,1\n\n\n-9.25,0\n,\n,\n",
        "\r\rtoes,win\r8.5,1\r-9.25,0\r",
        "sep=;\r\ntoes;win\r\n8,5;1\r\n-9,25;0\r\n",
        '"to\nes",win\n8.5,1\n-9.25,0',
    ],
)
def test_one_table_however_it_is_written(text: str) -> None:
    """Commas, semicolons, tabs, decimal commas, quotes, any line end, spaces, empty lines and columns."""
    table = read_table(text)
    assert table.rows == ROWS
    assert table.names in (NAMES, ("to es", "win"))


def test_without_names_the_first_line_is_data() -> None:
    """One number in it is enough."""
    table = read_table("8.5,1\n-9.25,0\n")
    assert (table.names, table.rows, table.width) == (None, ROWS, 2)
    assert read_table("8.5,high\n1,2").names is None


def test_how_it_was_read_is_said() -> None:
    """In a sentence: size, names, what sets columns apart, decimal commas."""
    said = read_table("a;b;c\n1,5;2;3\n").said
    assert said == (
        "1 row of 3 columns, names from the first line, set apart by semicolons,"
        " decimal commas read as points"
    )
    assert read_table("1\n2\n").said == "2 rows of 1 column, no names in the first line"


def test_a_comma_beside_points_is_not_guessed() -> None:
    """1,234 may be a thousand or one and a bit; where other cells have points it stays text, to be seen."""
    table = read_table("a\tb\n1,234\t0.5\n")
    assert table.rows == (("1,234", 0.5),)
    assert "decimal commas" not in table.said
    assert read_table('a,b\n"1,234",0.5\n').rows == (("1,234", 0.5),)


def test_a_copied_column_of_decimal_commas_is_one_column() -> None:
    """A spreadsheet puts tabs between columns; in a file, commas alone are taken for what separates them."""
    assert read_table("8,5", clipboard=True).rows == ((8.5,),)
    assert read_table("toes\n8,5\n9\n", clipboard=True).rows == ((8.5,), (9.0,))
    assert read_table("8,5").rows == ((8.0, 5.0),)
    assert read_table("a,b\n8,5", clipboard=True).rows == ((8.0, 5.0),)
    assert read_table("8,5\t1", clipboard=True).rows == ((8.5, 1.0),)


def test_short_rows_are_filled_with_empty_cells() -> None:
    """They are seen, and asked for, in the sheet; rows that are empty in the middle too."""
    assert read_table("a,b,c\n1,2\n,,\n3").rows == ((1.0, 2.0, ""), ("", "", ""), (3.0, "", ""))


def test_text_stays_in_its_cell() -> None:
    """Nothing is dropped because it is no number."""
    assert read_table('a,b\n1,"x, y"\n"say ""hi""",2').rows == ((1.0, "x, y"), ('say "hi"', 2.0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is nothing in it; give a line for each example"),
        ("\n \n,,\n", "there is nothing in it"),
        ("a,b\n1,2\n3,4,5\n", "line 3, column 3: 3 cells where the first line has 2; take the surplus away"),
        ('a,b\n"x\ny",2\n3,4,5\n', "line 4, column 3"),
        ('a,b\n1,2\n3,"4\n5,6\n', "line 3: a quotation mark is never closed"),
        ('a,b\n"1"x,2\n', "line 2: something follows a closing quotation mark"),
        ("a,b\n1,2\n\0", "line 3: this is no text"),
        ("sep=;\na;b\n1;2;3", "line 3, column 3"),
        (f"a\n{'9' * 140_000}\n", "line 2: a cell is too long"),
        ("1," * MOST_COLUMNS + "1", f"line 1: {MOST_COLUMNS + 1} columns; use at most {MOST_COLUMNS}"),
        ("1\n" * (MOST_ROWS + 1), f"line {MOST_ROWS + 1}: more than {MOST_ROWS:,} rows"),
        ("a\n" + "1\n" * (MOST_ROWS + 1), f"more than {MOST_ROWS:,} rows"),
    ],
)
def test_what_is_no_table_is_said_with_its_line(text: str, said: str) -> None:
    """And with the column where there is one, and the remedy."""
    with pytest.raises(TableError) as caught:
        read_table(text)
    assert str(caught.value).startswith(said) or said in str(caught.value)


def test_the_largest_table_is_read() -> None:
    """As many rows as there may be, with names and without."""
    assert len(read_table("1\n" * MOST_ROWS).rows) == MOST_ROWS
    assert len(read_table("a\n" + "1\n" * MOST_ROWS).rows) == MOST_ROWS


def test_endless_empty_lines_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no rows, but they take time."""
    monkeypatch.setattr(table_text, "_MOST_LINES", 50)
    with pytest.raises(TableError, match="more than"):
        read_table("1\n" + "\n" * 60 + "2\n")


NAME = st.text("abc ,;\"'", min_size=1, max_size=6).map(str.strip).filter(bool)


@given(st.data(), st.integers(1, 5), st.sampled_from([",", "\t", ";"]))
def test_what_is_written_reads_back(data: st.DataObject, width: int, delimiter: str) -> None:
    """Names and numbers to the last bit, texts without the spaces around them."""
    names = data.draw(st.lists(NAME, min_size=width, max_size=width))
    numbers = st.lists(st.floats(-1e6, 1e6).map(lambda value: value + 0.0), min_size=width, max_size=width)
    rows = data.draw(st.lists(numbers, min_size=1, max_size=6))
    table = read_table("sep=" + delimiter + "\n" + write_table(names, rows, delimiter))
    assert table.names == tuple(" ".join(name.split()) for name in names)
    assert table.rows == tuple(map(tuple, rows))


def test_a_written_table_needs_no_hint() -> None:
    """Names in the first line and a number in each row tell the reader all it needs."""
    text = write_table(["to, es", "win"], [(8.5, "x"), ("", 1e-7)])
    assert text == '"to, es",win\n8.5,x\n,1e-07\n'
    assert read_table(text).rows == ((8.5, "x"), ("", 1e-7))


@given(st.text(max_size=60))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    """Nothing but the studio's own error, and rows of one length."""
    try:
        table = read_table(text)
    except TableError:
        return
    assert {len(row) for row in table.rows} <= {table.width}
    assert table.width >= 1
