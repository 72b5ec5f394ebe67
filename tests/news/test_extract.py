"""Pages taken apart: title, body, furniture."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.news.extract import author, extract, is_html, main_text, tags
from tocsin.news.needs import first_characters, needed
from tocsin.news.words import load

FIRST = "Two patrol boats collided in fog off the northern harbour on Tuesday, and both coast guards sent help."
SECOND = (
    "Nobody was hurt, the harbour master said, but the channel will stay closed until divers have looked at the wreck."
)
PLAIN = f"""Home > World > Sea

Boats collide off northern harbour

Northern Ledger | 4 May 2021

Share  Facebook  Twitter  WhatsApp  Email

{FIRST}

READ ALSO: Ferry strike enters its second week

{SECOND}

MOST READ
1. Storm closes the coast road
2. Fishermen win their case

© Northern Ledger. All rights reserved.
"""
HTML = f"""<!DOCTYPE html><html><head><title>Boats collide off northern harbour | Northern Ledger</title>
<meta property="og:site_name" content="Northern Ledger">
<meta property="article:published_time" content="2021-05-04T08:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article>
<h1>Boats collide off northern harbour</h1>
<div class="byline">By our staff <span class="date">4 May 2021</span></div><p>{FIRST}</p>
<aside class="related"><h4>Related stories</h4>
<ul><li><a href="/a">Ferry strike enters its second week of talks</a></li></ul></aside>
<p>{SECOND}</p></article><footer><p>Terms of use.</p></footer></body></html>"""


def test_a_plain_page_loses_its_furniture() -> None:
    assert extract(PLAIN).text == f"{FIRST}\n\n{SECOND}"


def test_a_plain_page_tells_its_headline() -> None:
    assert extract(PLAIN).title == "Boats collide off northern harbour"


def test_an_html_page_loses_its_furniture() -> None:
    assert extract(HTML).text == f"{FIRST}\n\n{SECOND}"


def test_a_site_name_is_no_part_of_the_headline() -> None:
    page = extract(HTML)
    assert (page.title, page.site) == ("Boats collide off northern harbour", "Northern Ledger")


def test_the_language_is_told() -> None:
    assert extract(PLAIN).language == "en"


def test_a_hard_wrapped_paragraph_is_one_paragraph() -> None:
    wrapped = "Title of the report\n\n" + FIRST[:70] + "\n" + FIRST[70:] + "\n\n" + SECOND
    assert FIRST.split()[0] in extract(wrapped).text.split("\n\n")[0]


def test_the_text_alone_is_the_same_text() -> None:
    assert main_text(HTML)[1] == extract(HTML).text


def test_angle_brackets_in_prose_are_no_html() -> None:
    assert not is_html("The toll rose from < 10 to > 20, officials said.")


def test_comments_are_no_part_of_the_story() -> None:
    remarks = "".join(
        f"<p>I think that this is remark number {n}, and I have a good deal more to say.</p>" for n in range(9)
    )
    page = HTML.replace("</article>", f'</article><div id="comments" class="comment-list">{remarks}</div>')
    assert "remark number" not in extract(page).text


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_text_makes_extraction_fail(text: str) -> None:
    assert isinstance(extract(f"<html><body><p>{text}</p></body></html>").text, str)


def test_deep_nesting_is_survived() -> None:
    assert isinstance(extract("<html><body>" + "<div>" * 5000 + "deep" + "</div>" * 5000).text, str)


def test_words_that_a_pattern_cannot_do_without_are_found() -> None:
    patterns = (r".*\ball rights reserved\b", r".*\bmay earn (a )?commission", r".*\baccepts? no", r".*\b(a|b)$", "a|b")
    assert [needed(one).strip() for one in patterns] == ["all rights reserved", "commission", "accept", "", ""]


def test_an_author_is_a_name_and_no_address() -> None:
    metas = (("article:author", "https://social.example/ledger"), ("ld:author", "Ann Vik"), ("ld:author", "Per Lie"))
    assert author(metas) == "Ann Vik, Per Lie"


def test_a_storys_tags_win_over_the_pages_keywords() -> None:
    metas = (("keywords", "news, world"), ("article:tag", "Sund"), ("article:tag", "Truce"), ("article:tag", "Sund"))
    assert tags(metas) == ("Sund", "Truce")


def test_keywords_stand_in_for_tags() -> None:
    assert tags((("keywords", "Sund, truce ; port"),)) == ("Sund", "truce", "port")


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("(print|email) this", "pe"),
        ("(the )?page", "tp"),
        (r"\(?source", "(s"),
        (r"(©|\(c\)|&copy;)", "©(&"),
        ("Share|tweet", "st"),
        ("[a-z]b", ""),
        (r"\d+ min", ""),
        ("(a|b)?", ""),
        (r"(?=x)y", ""),
    ],
)
def test_the_characters_that_a_match_can_begin_with(pattern: str, firsts: str) -> None:
    assert first_characters(pattern) == frozenset(firsts)


def test_a_line_is_tried_against_every_pattern_that_its_first_character_allows() -> None:
    for many in load("junk")["patterns"].values():
        for one in many:
            firsts = first_characters(one)
            sample = next((line for line in JUNK if re.match(one, line, re.IGNORECASE)), "")
            assert not sample or not firsts or sample[0].lower() in firsts


JUNK = ("Share this article", "Read also: more", "(Reporting by A)", "© 2020", "#tag #other", "Sign in", "5 min read")
