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


def _page(head: str = "", above: str = "", below: str = "", language: str = "") -> str:
    body = f"<h1>Boats collide</h1>{above}<p>{FIRST}</p><p>{SECOND}</p>{below}"
    return f'<html lang="{language}"><head><title>Boats collide</title>{head}</head><body>{body}</body></html>'


def test_two_days_run_together_are_read_as_two() -> None:
    assert date_page(_page(above="<p>Veröffentlicht am 4. Mai 20219. Juni 2021</p>"))[0] == "2021-05-04"


def test_the_stamp_that_calls_itself_published_is_taken() -> None:
    stamps = (
        '<div><time class="updated" datetime="2021-06-09">9 June 2021</time>'
        '<time class="entry-date published" datetime="2021-05-04">4 May 2021</time></div>'
    )
    assert date_page(_page(above=stamps))[0] == "2021-05-04"


def test_the_address_settles_a_stamp_of_the_night_in_utc() -> None:
    head = '<meta property="article:published_time" content="2021-05-05T02:10:00+00:00">'
    assert date_page(_page(head), url="https://ledger.example/2021/05/04/boats")[0] == "2021-05-04"


def test_a_list_of_dated_lines_below_does_not_outweigh_the_line_above() -> None:
    below = "".join(f"<p>{day} May 2021</p>" for day in (10, 11, 12, 13, 10, 10))
    assert date_page(_page(above="<p>4 May 2021</p>", below=f"<div>{below}</div>"))[0] == "2021-05-04"


def test_a_date_that_opens_the_body_counts() -> None:
    assert date_page(f"Boats collide\n\nHarbour Town, (04.05.2021). {FIRST}\n\n{SECOND}")[0] == "2021-05-04"


def test_a_label_after_the_date_counts() -> None:
    page = _page(above="<p>Dieser Beitrag wurde am 4. Mai 2021 um 23:03 Uhr gepostet.</p><p>9. Juni 2021</p>")
    assert date_page(page)[0] == "2021-05-04"
