"""Prove a brief: every name, place and number in a sentence stands in its quotations or in the records it cites.

The checker shares no code with the writer's sentences: it reads names and numbers off the finished text and looks
them up in what the sentence cites. A quotation must stand in its article, character for character. Who did what to whom
and where, and how many died, no record can vouch for: the quotations must say so, by the name itself or by a word that
was resolved to it, and in the same role (`tocsin.alerts.roles`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.alerts.cite import Brief, Quote, Sentence
from tocsin.alerts.naming import country_names, holds, named, names_country, undated
from tocsin.alerts.roles import misattributed
from tocsin.days import week_before
from tocsin.records import Alert, Article, Event, Forecast, Incident, Reading
from tocsin.wording import MONTHS, SMALL, adjective, country, states, wordings

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NUMBER_WORDS = {word: n for n, word in enumerate(SMALL) if n > 1}
# Ends the sentence that nothing is told of the brief's own subject; what it quotes is the last that was.
SILENT = "silence is not calm"
Record = Incident | Forecast | Reading | Alert | Event


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a sentence that nothing it cites supports."""

    sentence: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The words and numbers that what a sentence cites supports."""

    words: frozenset[str]
    numbers: frozenset[float]


@cache
def vocabulary() -> frozenset[str]:
    """Return the lower-case words that briefs are written with, which name no one."""
    text = (files("tocsin") / "resources" / "alerts" / "vocabulary.txt").read_text(encoding="utf-8")
    own = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    clauses = " ".join(str(value) for kind in wordings().values() for value in _texts(kind))
    return frozenset(own | {word.lower() for word in WORD.findall(clauses)})


def _texts(kind: object) -> Iterable[object]:
    """Yield the leaves of a table."""
    if isinstance(kind, dict):
        for value in kind.values():
            yield from _texts(value)
    else:
        yield kind


def bare(word: str) -> str:
    """Return a word without its possessive, in lower case."""
    return word.lower().removesuffix("'s").removesuffix("’s").removesuffix("'").strip("'’")


def words_of(*texts: str | None) -> set[str]:
    """Return the words of some texts, hyphenated ones also in their parts."""
    found = {bare(word) for text in texts if text for word in WORD.findall(text)}
    return found | {part for word in found for part in word.split("-")}


def numbers_of(*texts: str | None) -> set[float]:
    """Return the numbers of some texts, in figures or in words."""
    joined = " ".join(text for text in texts if text)
    found = {float(number.replace(",", "")) for number in NUMBER.findall(joined)}
    return found | {float(NUMBER_WORDS[w]) for word in WORD.findall(joined) if (w := word.lower()) in NUMBER_WORDS}


def day_facts(iso: str | None) -> tuple[set[str], set[float]]:
    """Return the words and numbers of a day."""
    parts = (iso or "")[:10].split("-")
    if not parts[0].isdigit():
        return set(), set()
    months = {MONTHS[int(parts[1]) - 1].lower()} if len(parts) > 1 else set()
    return months, {float(part) for part in parts if part.isdigit()}


def country_words(code: str | None) -> set[str]:
    """Return the words by which a country may be named."""
    return words_of(country(code), adjective(code)) if code and code in states() else words_of(code)


def incident_facts(one: Incident) -> tuple[set[str], set[float]]:
    """Return what an incident itself supports: its days and its origins; never who did it, where, or the toll."""
    (months, days), (later, more) = day_facts(one.date), day_facts(one.known_at)
    days |= more
    words = months | later | words_of(*one.origins, *(claim.origin for claim in one.claims))
    counts = {float(len(one.origins)), float(len(one.origins) - 3)}
    return words, days | counts | numbers_of(*one.origins)


def quote_facts(quote: Quote, mentions: Iterable[Event]) -> tuple[set[str], set[float]]:
    """Return what a quotation supports: its own words and numbers, and what the words in it were resolved to.

    Whom a word stands for counts only where the quotation itself says of whose it is (see `naming.named`).
    """
    words, numbers = words_of(quote.text, quote.publisher, quote.origin), numbers_of(quote.text)
    for code in country_names():
        if names_country(quote.text, code):
            words |= country_words(code)
    for event in mentions:
        said = (event.attribution,) if event.attribution else ()
        for one in (*event.actors, *event.recipients, *said):
            if named(one, quote.text, event):
                words |= words_of(one.name) | country_words(one.country)
        if event.place and holds(undated(quote.text), event.place.name):
            words |= words_of(event.place.name) | country_words(event.place.country)
        figures = (event.killed, event.injured)
        numbers |= {float(n) for figure in figures if figure for n in (figure.low, figure.high)}
    return words, numbers


def forecast_facts(one: Forecast) -> tuple[set[str], set[float]]:
    """Return what a forecast supports: percentages, horizon, day and that of a week before, and its drivers' points."""
    months, days = day_facts(one.issued)
    if one.earlier is not None:
        earlier, before = day_facts(week_before(one.issued))
        months, days = months | earlier, days | before
    alone = one.probability - one.strongest.weight if one.strongest else one.probability
    said = (one.probability, one.base_rate, one.low, one.high, alone, one.earlier or 0.0)
    shares = {float(round(p * 100)) for p in said}
    weights = {float(max(1, round(abs(driver.weight) * 100))) for driver in (*one.drivers, *one.moved)}
    return months, days | shares | weights | {float(one.horizon)} | (
        {1.0} if min(one.probability, one.low, alone, one.earlier or 1.0) < 0.01 else set()
    )


def facts_of(record: Record) -> tuple[set[str], set[float]]:
    """Return the words and numbers that a record supports."""
    if isinstance(record, Incident):
        return incident_facts(record)
    if isinstance(record, Forecast):
        return forecast_facts(record)
    if isinstance(record, Reading):
        months, days = day_facts(record.day)
        return months, days | {round(record.value, 1), round(record.baseline, 1), round(record.surprise, 1)}
    if isinstance(record, Alert):
        (months, days), (later, more) = day_facts(record.day), day_facts(record.since)
        return months | later, days | more
    return set(), set()


def count_facts(records: Iterable[Record]) -> set[float]:
    """Return the counts that a sentence may make over the incidents it cites: all, by standing, and their origins."""
    incidents = [one for one in records if isinstance(one, Incident)]
    groups = [incidents, *([i for i in incidents if i.status == status] for status in {i.status for i in incidents})]
    sizes = {float(len(group)) for group in groups}
    return sizes | {float(len({origin for i in incidents for origin in i.origins}))}


def in_quote(quote: Quote, event: Event) -> bool:
    """Whether a mention stands in a quotation."""
    return event.article == quote.article and quote.start <= event.sentence.start and event.sentence.end <= quote.end


class Told:
    """The mentions of the records, by article."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.by_article: dict[str, list[Event]] = {}
        for one in records:
            if isinstance(one, Event):
                self.by_article.setdefault(one.article, []).append(one)

    def within(self, sentence: Sentence) -> list[Event]:
        """Return the mentions that a sentence's quotations hold."""
        return [
            event
            for quote in sentence.quotes
            for event in self.by_article.get(quote.article, ())
            if in_quote(quote, event)
        ]


def facts(sentence: Sentence, brief: Brief, records: Mapping[str, Record], mentions: Iterable[Event]) -> Facts:
    """Return everything that a sentence's citations support; the brief's own subject where it quotes nothing."""
    words, numbers = day_facts(brief.day)
    if not sentence.quotes or SILENT in sentence.text:
        words |= {word for code in brief.subject.split("|") for word in country_words(code)}
    cited = [records[key] for key in sentence.records if key in records]
    for record in cited:
        more, figures = facts_of(record)
        words, numbers = words | more, numbers | figures
    told = list(mentions)
    for quote in sentence.quotes:
        more, figures = quote_facts(quote, (event for event in told if in_quote(quote, event)))
        words, numbers = words | more, numbers | figures
    return Facts(frozenset(words), frozenset(numbers | count_facts(cited)))


def unsupported(sentence: Sentence, known: Facts) -> list[Problem]:
    """Return the names and numbers of a sentence that nothing supports."""
    found = []
    for at, word in enumerate(WORD.findall(sentence.text)):
        if word[0].isupper() and not words_of(word) & known.words and not (at == 0 and word.lower() in vocabulary()):
            found.append(Problem(sentence.text, word, "no citation names it"))
    found += [
        Problem(sentence.text, f"{value:g}", "no citation gives this number")
        for value in sorted(numbers_of(without_windows(sentence.text)) - known.numbers)
    ]
    return found


def without_windows(text: str) -> str:
    """Return a sentence without the fixed spans of time that rules, not records, set."""
    return text.replace("within seven days", "").replace("last two weeks", "").replace("ten days", "")


def misquoted(sentence: Sentence, articles: Mapping[str, Article]) -> list[Problem]:
    """Return the quotations that do not stand in their article."""
    found = []
    for quote in sentence.quotes:
        article = articles.get(quote.article)
        if article is None or article.text[quote.start : quote.end] != quote.text:
            found.append(Problem(sentence.text, quote.text, "not in its article"))
    return found


def check(
    brief: Brief,
    *,
    incidents: Iterable[Incident],
    events: Iterable[Event],
    articles: Iterable[Article],
    readings: Iterable[Reading] = (),
    forecasts: Iterable[Forecast] = (),
    alerts: Iterable[Alert] = (),
) -> tuple[Problem, ...]:
    """Return every unsupported name or number, uncited sentence and false quotation of a brief; empty where it is
    sound.
    """
    records: dict[str, Record] = {one.id: one for one in incidents}
    records |= {one.id: one for one in events} | {one.id: one for one in forecasts} | {one.id: one for one in alerts}
    records |= {f"reading:{one.subject}:{one.day}:{one.measure}": one for one in readings}
    pages = {one.id: one for one in articles}
    told = Told(records.values())
    found: list[Problem] = []
    for section in brief.sections:
        for sentence in section.sentences:
            if not sentence.quotes and not sentence.records:
                found.append(Problem(sentence.text, "", "cites nothing"))
            mentions = told.within(sentence)
            found += misquoted(sentence, pages)
            found += unsupported(sentence, facts(sentence, brief, records, mentions))
            cited = [one for key in sentence.records if isinstance(one := records.get(key), Incident)]
            found += [Problem(sentence.text, who, why) for who, why in misattributed(sentence, cited, mentions)]
    return tuple(found)
