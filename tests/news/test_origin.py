"""Whose reporting a page carries."""

import pytest

from tests.news.test_extract import FIRST, PLAIN, SECOND
from tocsin.news import agencies
from tocsin.news.extract import extract
from tocsin.news.gather import gather
from tocsin.news.origin import credit
from tocsin.records import Document


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("(AFP)", "AFP"),
        ("With inputs from ANI", "ANI"),
        ("Source: Valley Wire", "Valley Wire"),
        ("First published by Valley Wire; used with permission.", "Valley Wire"),
        ("Courtesy Valley Wire", "Valley Wire"),
        ("This story was provided by AP and has not been edited.", "Associated Press"),
        ("Some information for this report was provided by Reuters.", "Reuters"),
    ],
)
def test_a_credit_line_names_the_origin(line: str, origin: str) -> None:
    page = extract(PLAIN.replace("MOST READ", f"{line}\n\nMOST READ"))
    assert credit(page)[:2] == ("Northern Ledger", origin)


def test_a_dateline_names_the_origin() -> None:
    page = extract(PLAIN.replace(FIRST, f"OSLO, May 4 (Reuters) - {FIRST}"))
    assert credit(page)[1] == "Reuters"


def test_a_syndicators_line_names_both() -> None:
    page = extract(f"Boats collide\n\n(MENAFN- Valley Press) {FIRST}\n\n{SECOND}")
    assert credit(page)[:2] == ("MENAFN", "Valley Press")


def test_an_uncredited_page_is_its_publishers_own() -> None:
    assert credit(extract(PLAIN))[:2] == ("Northern Ledger", "Northern Ledger")


def test_agencies_credited_without_a_name_make_it_unsure() -> None:
    page = extract(PLAIN.replace("MOST READ", "With agencies\n\nMOST READ"))
    assert credit(page)[2] < 0.5


def test_initials_are_the_same_name() -> None:
    assert agencies.same("KPA", "Kestrel Press Agency")


def test_state_media_carry_whose_voice_they_are() -> None:
    found = agencies.find("Xinhua News Agency")
    assert found is not None
    assert (found.kind, found.voice) == ("state", "CHN")


def test_every_outlet_has_a_grade() -> None:
    assert {one.grade for one in agencies.outlets()} <= set("ABCDEF")


def test_a_link_to_the_original_credits_its_site() -> None:
    page = (
        "<html><head><title>Boats collide</title></head><body><article><h1>Boats collide</h1>"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>This story was originally published at "
        '<a href="https://www.harbour-post.example/boats">this page</a>.</p></article></body></html>'
    )
    article = gather(Document(raw=page, url="https://copies.example/1"))
    assert (article.origin, article.origin_why.startswith("link to the original")) == ("harbour-post.example", True)


def test_an_ordinary_link_credits_nobody() -> None:
    page = (
        "<html><head><title>Boats collide</title></head><body><article><h1>Boats collide</h1>"
        f'<p>{FIRST} See the <a href="https://www.harbour-post.example/boats">chart</a>.</p><p>{SECOND}</p>'
        "</article></body></html>"
    )
    assert gather(Document(raw=page, url="https://copies.example/1")).origin != "harbour-post.example"
