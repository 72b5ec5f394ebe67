"""Geoparsing on LGL and GeoVirus: names given (toponym resolution) and end to end.

    TOCSIN_DATA=FOLDER python benchmarks/places_geoparsing.py [--errors N] [--only lgl|geovirus]

LGL: 588 articles of local news (Lieberman, Samet, Sankaranarayanan 2010); GeoVirus: 229 Wikinews excerpts (Gritta,
Pilehvar, Collier 2018). Both are under the GPL: they measure, nothing is trained on them. Measures: share of gold names
within 161 km (100 miles) of the gold point and mean error in km, names given; F1 of names found (spans that overlap,
each used once) and within 161 km, end to end; documents a second of processor time for the latter.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tocsin.geodesy import km
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.locate import locate
from tocsin.records import Place

NEAR_KM = 161.0
FAR_KM = 20_039.0  # half the globe: the error of a name that is not resolved at all


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold name with its span and point."""

    name: str
    start: int
    end: int
    lat: float
    lon: float


def geovirus(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield text and gold names of each GeoVirus article; its offsets count from 1."""
    for article in ElementTree.parse(path).getroot():
        text = article.findtext("text") or ""
        found = [
            _toponym(text, x.findtext("name") or "", x.findtext("start"), x.findtext("lat"), x.findtext("lon"))
            for x in article.iter("location")
        ]
        yield text, [t for t in found if t]


def lgl(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield text and gold names of each LGL article; names without a point are left out."""
    for article in ElementTree.parse(path).getroot():
        text = article.findtext("text") or ""
        found = [
            _toponym(
                text,
                x.findtext("phrase") or "",
                x.findtext("start"),
                x.findtext("gaztag/lat"),
                x.findtext("gaztag/lon"),
            )
            for x in article.iter("toponym")
        ]
        yield text, [t for t in found if t]


def _toponym(text: str, name: str, start: str | None, lat: str | None, lon: str | None) -> Toponym | None:
    if not (name and start and lat and lon):
        return None
    at = int(start)
    near = [n for n in (at, at - 1, at + 1) if text[n : n + len(name)] == name]
    at = near[0] if near else text.find(name, max(0, at - 40))
    return Toponym(name, at, at + len(name), float(lat), float(lon)) if at >= 0 else None


def error(gold: Toponym, place: Place | None) -> float:
    """Return the distance of a place from the gold point in km, FAR_KM for none."""
    if place is None or place.lat is None or place.lon is None:
        return FAR_KM
    return km(gold.lat, gold.lon, place.lat, place.lon)


def resolved(text: str, gold: list[Toponym], gazetteer: Gazetteer) -> list[tuple[Toponym, Place | None]]:
    """Return each gold name with the place that `locate` gives it, names given."""
    places = {(p.start, p.end): p for p in locate(text, gazetteer, [(t.start, t.end) for t in gold])}
    return [(t, places.get((t.start, t.end))) for t in gold]


def paired(gold: list[Toponym], places: tuple[Place, ...]) -> list[tuple[Toponym, Place]]:
    """Return the gold names and found places whose spans overlap, each used once."""
    left, out = list(places), []
    for toponym in gold:
        match = next((p for p in left if p.start < toponym.end and toponym.start < p.end), None)
        if match:
            left.remove(match)
            out.append((toponym, match))
    return out


def measure(name: str, articles: list[tuple[str, list[Toponym]]], gazetteer: Gazetteer, errors: int, kind: str) -> None:
    """Print the figures of one data set."""
    distances: list[float] = []
    tally: Counter[str] = Counter()
    shown = 0
    spent = 0.0
    for text, gold in articles:
        for toponym, place in resolved(text, gold, gazetteer):
            distances.append(error(toponym, place))
            if distances[-1] > NEAR_KM and kind == "given" and shown < errors:
                shown += 1
                print(f"  FAR {toponym.name} at {toponym.lat},{toponym.lon}: {place.why if place else None}")
        began = time.process_time()
        places = locate(text, gazetteer)
        spent += time.process_time() - began
        pairs = paired(gold, places)
        tally.update(
            gold=len(gold), found=len(places), overlap=len(pairs), right=sum(error(*pair) <= NEAR_KM for pair in pairs)
        )
        if kind == "found" and shown < errors:
            shown += 1
            missed = [t.name for t in gold if t not in [g for g, _ in pairs]]
            extra = [
                f"{p.name} ({text[max(0, p.start - 20) : p.end + 20]!r})"
                for p in places
                if p not in [q for _, q in pairs]
            ]
            print("  MISSED", missed, "EXTRA", extra)
    near = sum(d <= NEAR_KM for d in distances) / len(distances)
    precision, recall = tally["right"] / tally["found"], tally["right"] / tally["gold"]
    spans_p, spans_r = tally["overlap"] / tally["found"], tally["overlap"] / tally["gold"]
    print(
        f"{name:9} names {len(distances)}  given: within 161 km {near:.3f}, "
        f"mean error {sum(distances) / len(distances):.0f} km"
    )
    print(
        f"{name:9} end to end: F1 {2 * precision * recall / (precision + recall):.3f} "
        f"(precision {precision:.3f}, recall {recall:.3f}; "
        f"names alone {2 * spans_p * spans_r / (spans_p + spans_r):.3f}), {len(articles) / spent:.0f} documents a CPU s"
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind", choices=["given", "found"], default="given")
    parser.add_argument("--only", choices=["lgl", "geovirus"])
    parser.add_argument("--gazetteer", default=str(Path(tempfile.gettempdir()) / "tocsin-gazetteer"))
    options = parser.parse_args()
    if "TOCSIN_DATA" not in os.environ:
        print("set TOCSIN_DATA to the folder that holds data/events/geoparsing", file=sys.stderr)
        return 2
    folder = Path(os.environ["TOCSIN_DATA"]) / "data" / "events" / "geoparsing"
    gazetteer = open_gazetteer(options.gazetteer)
    for name, path, reader in (("LGL", "lgl.xml", lgl), ("GeoVirus", "GeoVirus.xml", geovirus)):
        if options.only in (None, name.lower()):
            measure(name, list(reader(folder / path)), gazetteer, options.errors, options.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
