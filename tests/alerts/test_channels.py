from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.alerts.channels import ATOM, CAP, to_atom, to_cap
from tocsin.records import Alert, Level

ALERT = Alert(
    "a1",
    "AFG|PAK",
    Level.HIGH,
    "2025-10-10",
    "2025-10-10",
    "unlikely",
    "moderate: three origins",
    ("i1",),
    "Why.",
    "How.",
)
ORDER = ["identifier", "sender", "sent", "status", "msgType", "scope", "references", "info"]


def names(root: ET.Element) -> list[str]:
    """Return the local names of an element's children, in order."""
    return [child.tag.partition("}")[2] for child in root]


def test_a_cap_message_has_its_elements_in_the_order_of_the_schema() -> None:
    found = names(ET.fromstring(to_cap(ALERT, "desk@example.org", replaces=replace(ALERT, id="a0"))))
    assert found == ORDER


def test_an_update_refers_to_what_it_replaces() -> None:
    root = ET.fromstring(to_cap(ALERT, "desk@example.org", replaces=replace(ALERT, id="a0", day="2025-10-09")))
    assert root.findtext(f"{{{CAP}}}references") == "desk@example.org,a0,2025-10-09T23:59:59-00:00"


def test_severity_follows_the_level() -> None:
    root = ET.fromstring(to_cap(ALERT, "desk"))
    assert root.findtext(f".//{{{CAP}}}severity") == "Severe"


def test_likelihood_and_confidence_stand_apart() -> None:
    root = ET.fromstring(to_cap(ALERT, "desk"))
    assert [one.text for one in root.iter(f"{{{CAP}}}valueName")][:2] == ["likelihood", "confidence"]


def test_a_feed_lists_the_latest_first() -> None:
    root = ET.fromstring(to_atom([ALERT, replace(ALERT, id="a2", day="2025-10-12")], "https://example.org"))
    assert [one.text for one in root.findall(f"{{{ATOM}}}entry/{{{ATOM}}}id")] == [
        "urn:tocsin:alert:a2",
        "urn:tocsin:alert:a1",
    ]


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_any_text_gives_well_formed_xml(text: str) -> None:
    bad = replace(ALERT, text=text, confidence=text)
    assert ET.fromstring(to_cap(bad, text)).tag == f"{{{CAP}}}alert"
    assert ET.fromstring(to_atom([bad], "https://example.org")).tag == f"{{{ATOM}}}feed"
