"""Copies, partial copies and rewrites."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.news.duplicates import Copy, containment, group
from tocsin.records import Article

STORY = [
    f"Sentence {n} tells of the {word} that was seen near the bridge at {n + 3} o'clock in the morning."
    for n, word in enumerate(["lorry", "tank", "ferry", "crowd", "fire", "patrol", "convoy", "drone"])
]


def article(name: str, text: str, publisher: str, day: str = "2021-05-04", origin: str | None = None) -> Article:
    return Article(name, None, name, text, "en", day, (), publisher, origin or publisher, 0.9 if origin else 0.7, "why")


def groups(*articles: Article) -> dict[str, Copy]:
    return {copy.article: copy for copy in group(articles)}


def test_a_copy_counts_for_the_earliest() -> None:
    found = groups(article("a", " ".join(STORY), "Ledger"), article("b", " ".join(STORY), "Mirror", "2021-05-05"))
    assert (found["b"].origin, found["b"].copy_group) == ("Ledger", "a")


def test_a_part_cut_out_is_a_copy() -> None:
    found = groups(article("a", " ".join(STORY), "Ledger"), article("b", " ".join(STORY[2:5]), "Mirror"))
    assert found["b"].copy_group == "a"


def test_a_credit_in_a_later_copy_counts_for_the_first_too() -> None:
    found = groups(
        article("a", " ".join(STORY), "Ledger"), article("b", " ".join(STORY), "Mirror", "2021-05-05", "Reuters")
    )
    assert {copy.origin for copy in found.values()} == {"Reuters"}


def test_an_independent_report_stays_apart() -> None:
    found = groups(
        article("a", " ".join(STORY), "Ledger"),
        article("b", "Residents heard a blast after dawn and ran for the hills, a teacher told this paper.", "Mirror"),
    )
    assert found["a"].copy_group != found["b"].copy_group


def test_a_copy_after_the_window_is_a_group_of_its_own() -> None:
    found = groups(article("a", " ".join(STORY), "Ledger"), article("b", " ".join(STORY), "Mirror", "2021-08-05"))
    assert found["b"].copy_group == "b"


def test_a_credited_rewrite_joins_its_origins_report() -> None:
    told = "Troops of General Adan Warsame entered Beledweyne and Jowhar on Monday, killing 41, Hassan Mohamud said."
    rewritten = "The towns of Beledweyne and Jowhar fell to soldiers under Adan Warsame; 41 died, said Hassan Mohamud."
    found = groups(article("a", told, "Reuters"), article("b", rewritten, "Mirror", "2021-05-05", "Reuters"))
    assert found["b"].copy_group == "a"


def test_every_article_is_answered_in_order() -> None:
    many = [article(str(n), f"{STORY[n % 8]} Number {n}.", f"P{n}", f"2021-0{1 + n // 10}-01") for n in range(30)]
    assert [copy.article for copy in group(many, window_days=5)] == [str(n) for n in range(30)]


@settings(deadline=None, max_examples=50)
@given(st.frozensets(st.integers(0, 50)), st.frozensets(st.integers(0, 50)))
def test_containment_is_symmetric_and_a_share(one: frozenset[int], other: frozenset[int]) -> None:
    assert containment(one, other) == containment(other, one)
    assert 0 <= containment(one, other) <= 1
