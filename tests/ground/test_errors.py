"""Every refusal is one line that says what, where and what next."""

from tocsin.errors import NotFound, SkipItem


def test_a_line_names_where_what_and_the_next_step() -> None:
    assert SkipItem("empty file", where="a.txt", next_step="give text").line() == "a.txt: empty file; give text"


def test_not_found_offers_the_nearest_names() -> None:
    assert "did you mean AFG-PAK?" in NotFound("pair", "AFG-PAC", ["AFG-PAK", "CHL-PER"]).line()


def test_not_found_lists_what_exists_where_nothing_is_near() -> None:
    assert "there is: alpha, beta" in NotFound("coder", "zzz", ["beta", "alpha"]).line()


def test_control_characters_from_outside_never_reach_the_terminal() -> None:
    assert "\x1b" not in SkipItem("bad \x1b[31m name", where="x\ny").line()
    assert "\n" not in SkipItem("bad", where="x\ny").line()
