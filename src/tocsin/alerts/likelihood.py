"""Likelihood in the words of ICD 203, and confidence apart from it.

The bands are those of Intelligence Community Directive 203, Analytic Standards (2015), D.6.e.(2)(a).
"""

from collections.abc import Sequence

from tocsin.records import Incident, Standing
from tocsin.wording import plural

BANDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def likelihood(probability: float) -> str:
    """Return the ICD 203 word for a probability, 0..1."""
    return next(word for top, word in BANDS if probability < top)


def confidence(incidents: Sequence[Incident]) -> str:
    """Return how sure the picture is, `high`, `moderate` or `low`, and why, from the incidents it rests on."""
    origins = {origin for incident in incidents for origin in incident.origins}
    contested = sum(incident.status is Standing.CONTESTED for incident in incidents)
    sure = sum(incident.status is Standing.CONFIRMED for incident in incidents)
    if not origins:
        return "low: nothing reported lately"
    if len(origins) == 1:
        return "low: all of it rests on one origin"
    told = plural(len(origins), "independent origin")
    if contested:
        return f"moderate: {told}, but {plural(contested, 'incident')} contested"
    if sure * 2 >= len(incidents) and len(origins) >= 4:
        return f"high: {told}, and most incidents confirmed"
    return f"moderate: {told}, {plural(sure, 'incident')} confirmed"
