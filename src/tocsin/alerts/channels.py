"""Alerts as CAP 1.2 and Atom, ready to be carried: pure functions from records to XML.

CAP: OASIS Common Alerting Protocol 1.2 (2010), elements in the order of its schema. Atom: RFC 4287. `issued` is the day
the alert was raised; its hour is set to the end of that day, since readings are daily.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from tocsin.records import Alert, Level
from tocsin.wording import capital, subject

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
ATOM = "http://www.w3.org/2005/Atom"
SEVERITY = {
    Level.CALM: "Minor",
    Level.WATCH: "Minor",
    Level.ELEVATED: "Moderate",
    Level.HIGH: "Severe",
    Level.CRITICAL: "Extreme",
}
URGENCY = {
    Level.CALM: "Past",
    Level.WATCH: "Future",
    Level.ELEVATED: "Future",
    Level.HIGH: "Expected",
    Level.CRITICAL: "Immediate",
}
# ICD 203 words on CAP's scale of certainty (Likely: over 50 %; Possible: up to 50 %; Unlikely: close to nought).
CERTAINTY = {
    "almost certain": "Likely",
    "very likely": "Likely",
    "likely": "Likely",
    "roughly even chance": "Possible",
    "unlikely": "Possible",
    "very unlikely": "Possible",
    "almost no chance": "Unlikely",
}
VALID_DAYS = 7


def clean(text: str) -> str:
    """Return text without characters that XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def add(parent: ET.Element, space: str, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element and return it."""
    child = ET.SubElement(parent, f"{{{space}}}{name}", attributes)
    child.text = clean(text) or None
    return child


def moment(day: str) -> str:
    """Return the end of an ISO day in CAP's form of time, UTC."""
    return f"{day[:10]}T23:59:59-00:00"


def headline(alert: Alert) -> str:
    """Return a line that says what the alert is about."""
    return f"{capital(subject(alert.subject))}: {alert.level.name.lower()} since {alert.since}"


def info(root: ET.Element, alert: Alert) -> None:
    """Append what the alert says."""
    block = add(root, CAP, "info")
    add(block, CAP, "language", "en")
    add(block, CAP, "category", "Security")
    add(block, CAP, "event", "Risk of armed conflict")
    add(block, CAP, "responseType", "AllClear" if alert.level is Level.CALM else "Monitor")
    add(block, CAP, "urgency", URGENCY[alert.level])
    add(block, CAP, "severity", SEVERITY[alert.level])
    add(block, CAP, "certainty", CERTAINTY.get(alert.likelihood, "Unknown"))
    ends = (date.fromisoformat(alert.day[:10]) + timedelta(days=VALID_DAYS)).isoformat()
    add(block, CAP, "expires", moment(ends))
    add(block, CAP, "headline", headline(alert))
    add(block, CAP, "description", f"{alert.text} Confidence: {alert.confidence}.")
    add(block, CAP, "instruction", alert.lower)
    for name in ("likelihood", "confidence"):
        parameter = add(block, CAP, "parameter")
        add(parameter, CAP, "valueName", name)
        add(parameter, CAP, "value", getattr(alert, name))
    place = add(block, CAP, "area")
    add(place, CAP, "areaDesc", capital(subject(alert.subject)))
    for code in alert.subject.split("|"):
        geocode = add(place, CAP, "geocode")
        add(geocode, CAP, "valueName", "ISO 3166-1 alpha-3")
        add(geocode, CAP, "value", code)


def to_cap(alert: Alert, sender: str, replaces: Alert | None = None) -> str:
    """Return an alert as a CAP 1.2 message; `replaces` is the alert before it on the same subject.

    `sender` identifies who sends it, without spaces, commas, `<` or `&` (CAP 3.2.1); such characters become hyphens.
    """
    who = "".join("-" if c in " ,<&" else c for c in sender)
    ET.register_namespace("", CAP)
    root = ET.Element(f"{{{CAP}}}alert")
    add(root, CAP, "identifier", alert.id)
    add(root, CAP, "sender", who)
    add(root, CAP, "sent", moment(alert.day))
    add(root, CAP, "status", "Actual")
    add(root, CAP, "msgType", "Update" if replaces else "Alert")
    add(root, CAP, "scope", "Public")
    if replaces:
        add(root, CAP, "references", f"{who},{replaces.id},{moment(replaces.day)}")
    info(root, alert)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def entry(root: ET.Element, alert: Alert, link: str) -> None:
    """Append one alert to a feed."""
    item = add(root, ATOM, "entry")
    add(item, ATOM, "id", f"urn:tocsin:alert:{alert.id}")
    add(item, ATOM, "title", headline(alert))
    add(item, ATOM, "updated", f"{alert.day[:10]}T23:59:59Z")
    add(item, ATOM, "link", href=f"{link}/alerts/{alert.id}")
    add(item, ATOM, "category", term=alert.level.name.lower())
    add(
        item,
        ATOM,
        "summary",
        f"{alert.text} {alert.lower} Likelihood: {alert.likelihood}. Confidence: {alert.confidence}.",
    )


def to_atom(alerts: Iterable[Alert], link: str, title: str = "Tocsin alerts") -> str:
    """Return alerts as an Atom feed, latest first; `link` is the address of the site that shows them."""
    ordered = sorted(alerts, key=lambda one: (one.day, one.level, one.id), reverse=True)
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    add(root, ATOM, "id", f"{link}/alerts")
    add(root, ATOM, "title", title)
    add(root, ATOM, "updated", f"{ordered[0].day[:10]}T23:59:59Z" if ordered else "1970-01-01T00:00:00Z")
    author = add(root, ATOM, "author")
    add(author, ATOM, "name", "Tocsin")
    add(root, ATOM, "link", href=f"{link}/alerts", rel="alternate")
    for alert in ordered:
        entry(root, alert, link)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)
