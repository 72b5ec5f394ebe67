"""When a page was published, with the evidence."""

from tests.news.test_extract import FIRST, HTML, PLAIN, SECOND
from tocsin.news.dating import date_page


def test_the_visible_date_is_chosen() -> None:
    day, evidence = date_page(PLAIN)
    assert (day, evidence[0].verdict) == ("2021-05-04", "chosen")


def test_a_page_clock_does_not_win_and_is_kept() -> None:
    day, evidence = date_page("Page generated 9 May 2021\n\n" + PLAIN)
    clocks = [one for one in evidence if one.value == "2021-05-09"]
    assert day == "2021-05-04"
    assert [one.verdict for one in clocks] == ["contradicts"]


def test_an_update_stamp_does_not_win() -> None:
    page = HTML.replace("<article>", '<p class="updated">Last updated: 7 May 2021</p><article>')
    assert date_page(page)[0] == "2021-05-04"


def test_an_identifier_and_the_weekday_outweigh_a_lone_date_on_top() -> None:
    page = f"Friday, 01 March 2019 10:05 GMT\n\nBoats collide\n\n{FIRST}\n\n{SECOND}\n\nPROV04052021000228ID77\n"
    day, evidence = date_page(page)
    assert day == "2021-05-04"
    assert any(one.value == "2019-03-01" and one.verdict == "contradicts" for one in evidence)


def test_nothing_after_the_fetch_is_chosen() -> None:
    day, evidence = date_page(HTML.replace("4 May 2021", "3 May 2021"), fetched="2021-05-03T23:00:00Z")
    assert day == "2021-05-03"
    assert all(one.verdict != "chosen" for one in evidence if one.value == "2021-05-04")


def test_the_day_in_the_address_counts() -> None:
    assert date_page(FIRST, url="https://ledger.example/2021/05/04/boats")[0] == "2021-05-04"


def test_a_page_without_any_date_has_none() -> None:
    assert date_page("Boats collide\n\nTwo boats collided off the harbour in fog, and nobody was hurt.")[0] is None


def test_a_weak_decision_is_marked_unsure() -> None:
    _, evidence = date_page(f"Boats collide\n\n{FIRST}\n\n{SECOND}\n\nPROV04052021000228ID77\n")
    assert evidence[0].why.startswith("unsure")
