"""Whose voice a report is, and what its carrier is graded."""

from tests.factory import article
from tocsin.news.gather import gather
from tocsin.news.sources import Source
from tocsin.news.voice import Grades, voice_of
from tocsin.records import Document

BODY = "Two boats collided off the northern cape on Sunday night, the harbour master said, and three people were hurt."


def test_a_state_agencys_report_is_its_states_voice_wherever_it_stands() -> None:
    assert voice_of("Northern Ledger", "Xinhua") == "CHN"


def test_a_wires_report_in_state_media_is_the_wires() -> None:
    assert voice_of("TASS", "Reuters", "https://tass.com/world/1") is None


def test_an_outlet_is_known_by_its_address() -> None:
    assert voice_of("World desk", "World desk", "https://tass.com/world/1") == "RUS"


def test_the_users_word_on_an_outlets_voice_wins() -> None:
    assert voice_of("TASS", "TASS", None, "Kremlin") == "Kremlin"


def test_the_users_word_does_not_reach_what_an_outlet_reprints() -> None:
    assert voice_of("Northern Ledger", "Reuters", None, "NOR") is None


def test_an_article_carries_its_voice() -> None:
    made = gather(Document(text=BODY, publisher="Northern Ledger", published="2024-05-05"), voice="NOR")
    assert made.voice == "NOR"


def test_the_users_grade_wins_over_the_tables() -> None:
    grades = Grades([Source("https://feeds.example.org/x", "Reuters", grade="D")])
    assert grades.of(article(publisher="Thomson Reuters")) == "D"


def test_a_grade_holds_for_the_whole_site_of_a_source() -> None:
    grades = Grades([Source("https://www.example.org/feed", grade="B")])
    assert grades.of(article(publisher="Desk", url="https://news.example.org/1")) == "B"


def test_an_ungraded_outlet_has_the_tables_grade() -> None:
    assert Grades([]).of(article(publisher="Reuters")) == "B"


def test_an_unknown_outlet_cannot_be_judged() -> None:
    assert Grades([]).of(article(publisher="Northern Ledger")) == "F"
