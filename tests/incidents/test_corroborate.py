from dataclasses import replace

from tests.incidents.mentions import article, mention, person
from tocsin.incidents.corroborate import claims, origins, standing
from tocsin.incidents.view import View, view
from tocsin.records import Event, Standing, Status


def told(*items: tuple[str, Event]) -> list[View]:
    """Return the views of mentions, each from an article of the origin named beside it."""
    return [view(event, article(event.article, "2025-10-10", origin), {}) for origin, event in items]


SPOKESMAN = person("army spokesman", "PAK", "MIL")
RESIDENT = person("residents", "AFG", "CVL")


def test_two_independent_origins_confirm() -> None:
    assert standing(told(("A", mention("a")), ("B", mention("b")))) is Standing.CONFIRMED


def test_a_hundred_copies_of_one_origin_do_not_confirm() -> None:
    assert standing(told(*(("A", mention(f"a{n}")) for n in range(100)))) is Standing.UNCONFIRMED


def test_two_hedged_origins_do_not_confirm() -> None:
    hedged = [(name, mention(name, status=Status.UNCONFIRMED)) for name in ("a", "b")]
    assert standing(told(*hedged)) is Standing.UNCONFIRMED


def test_hedged_reports_still_count_as_origins() -> None:
    assert origins(told(("A", mention("a", status=Status.UNCONFIRMED)), ("B", mention("b")))) == ("A", "B")


def test_an_act_owned_by_its_actor_is_confirmed_by_one_origin() -> None:
    assert standing(told(("A", mention("a", by=SPOKESMAN)))) is Standing.CONFIRMED


def test_a_victims_word_alone_does_not_confirm() -> None:
    assert standing(told(("A", mention("a", by=RESIDENT)))) is Standing.UNCONFIRMED


def test_one_origin_against_a_denial_is_contested() -> None:
    views = told(("A", mention("a")), ("B", mention("b", status=Status.DENIED, by=person("mayor", "AFG"))))
    assert standing(views) is Standing.CONTESTED


def test_the_alleged_authors_denial_contests_what_parties_say() -> None:
    views = told(
        ("A", mention("a", by=RESIDENT)),
        ("B", mention("b", by=RESIDENT)),
        ("C", mention("c", status=Status.DENIED, by=SPOKESMAN)),
    )
    assert standing(views) is Standing.CONTESTED


def test_independent_reports_settle_a_strangers_denial() -> None:
    stranger = person("mayor", "BFA")
    views = told(("A", mention("a")), ("B", mention("b")), ("C", mention("c", status=Status.DENIED, by=stranger)))
    assert standing(views) is Standing.CONFIRMED


def test_reports_do_not_settle_the_alleged_authors_denial() -> None:
    views = told(("A", mention("a")), ("B", mention("b")), ("C", mention("c", status=Status.DENIED, by=SPOKESMAN)))
    assert standing(views) is Standing.CONTESTED


def test_an_independent_inquiry_settles_the_alleged_authors_denial() -> None:
    mission = person("UN mission", None, "IGO", "United Nations")
    denied = mention("b", status=Status.DENIED, by=SPOKESMAN)
    views = told(("A", mention("a")), ("B", denied), ("C", mention("c", by=mission)))
    assert standing(views) is Standing.CONFIRMED


def test_a_denial_of_nothing_told_is_unconfirmed() -> None:
    assert standing(told(("C", mention("c", status=Status.DENIED, by=SPOKESMAN)))) is Standing.UNCONFIRMED


def test_a_threat_is_its_speakers_own_word() -> None:
    accusation = mention("a", "Kabul accused the army.", "accused", kind="ACCUSE", actors=(person("Kabul", "AFG"),))
    assert standing(told(("A", accusation))) is Standing.CONFIRMED


def test_a_claim_marks_a_sides_own_word() -> None:
    found = claims(told(("A", mention("a", by=SPOKESMAN)), ("B", mention("b"))))
    assert [(claim.owner, claim.party) for claim in found] == [("army spokesman", True), (None, False)]


def test_plans_claim_nothing() -> None:
    assert claims(told(("A", mention("a", status=Status.PLANNED)))) == ()


def test_a_nameless_source_owns_nothing() -> None:
    source = person("well-placed source", "PAK", "MIL")
    assert standing(told(("A", mention("a", by=source)))) is Standing.UNCONFIRMED


def voiced(*items: tuple[str, str | None]) -> list[View]:
    """Return the same plain report from origins, each with the state whose voice it is."""
    return [view(mention(name), replace(article(name, "2025-10-10", name), voice=whose), {}) for name, whose in items]


def test_two_outlets_of_one_side_are_one_voice() -> None:
    assert standing(voiced(("A", "AFG"), ("B", "AFG"))) is Standing.UNCONFIRMED


def test_a_sides_outlet_and_an_independent_one_confirm() -> None:
    assert standing(voiced(("A", "AFG"), ("B", None))) is Standing.CONFIRMED


def test_state_media_of_a_third_state_are_origins_as_others_are() -> None:
    assert standing(voiced(("A", "CHN"), ("B", "CHN"))) is Standing.CONFIRMED


def test_what_a_sides_outlet_reports_is_a_partys_claim() -> None:
    found = claims(voiced(("A", "AFG"), ("B", "CHN"), ("C", None)))
    assert [(one.party, one.voice) for one in found] == [(True, "AFG"), (False, "CHN"), (False, None)]
