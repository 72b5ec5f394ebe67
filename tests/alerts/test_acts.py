from tocsin.alerts.acts import Act, Deed, act_of, muted, row_of, standing
from tocsin.records import Alert, Level

ALERT = Alert("a1", "AFG|PAK", Level.HIGH, "2025-10-10", "2025-10-10", "likely", "high", (), "It rose.", "It falls.")


def act(deed: Deed, **given: str) -> Act:
    """Return an act on the alert by the desk."""
    values = {"subject": "AFG|PAK", "alert": "a1", "by": "desk", "at": "2025-10-10T08:00:00Z"} | given
    return Act(deed, **values)


def test_an_act_survives_being_kept() -> None:
    one = act(Deed.NOTE, text="No craters seen.")
    assert act_of(row_of(one)) == one


def test_a_muted_subject_is_muted_up_to_its_last_day() -> None:
    done = [act(Deed.MUTE, until="2025-10-12")]
    assert muted(done, "AFG|PAK", "2025-10-12")
    assert not muted(done, "AFG|PAK", "2025-10-13")


def test_unmuting_is_the_last_word() -> None:
    assert not muted([act(Deed.MUTE, until="2025-10-12"), act(Deed.UNMUTE)], "AFG|PAK", "2025-10-11")


def test_muting_one_subject_leaves_others() -> None:
    assert not muted([act(Deed.MUTE, until="2025-10-12")], "IND|PAK", "2025-10-11")


def test_what_people_did_is_told_in_order() -> None:
    done = [act(Deed.ACKNOWLEDGE), act(Deed.NOTE, text="Called the mission.")]
    assert standing(done, ALERT) == (
        "acknowledge by desk, 2025-10-10",
        "note by desk, 2025-10-10: Called the mission.",
    )
