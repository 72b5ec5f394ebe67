"""Bytes into text: declared, marked or guessed encodings; never an error."""

import codecs
import re

MAX_PAGE = 15 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
# What browsers read these labels as (WHATWG Encoding Standard).
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    name = _READ_AS.get(label.strip().lower(), label.strip().lower())
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Codecs such as base64 or zlib turn bytes into bytes: they are no encodings of text.
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _choices(data: bytes, declared: str | None) -> list[str]:
    named = _DECLARED.search(data[:4096])
    labels = [declared, named[1].decode("ascii") if named else None, "utf-8"]
    return [name for label in labels if (name := _codec(label))]


def is_binary(data: bytes) -> bool:
    """Return whether the bytes are no text: NULs without a Unicode mark, or a known file's first bytes."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    if data.startswith(
        (
            b"%PDF",
            b"PK\x03\x04",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"\x7fELF",
            b"\x1f\x8b",
            b"BZh",
            b"7z\xbc\xaf",
            b"SQLite format",
        )
    ):
        return True
    head = data[:8192]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or odd * 10 > len(head)


def guess(data: bytes) -> str:
    """Return the codec that bytes with no true label are most likely in; Windows-1252 where nothing speaks for one."""
    from resiliparse.parse.encoding import detect_encoding

    return _codec(detect_encoding(data[:200_000], html5_compatible=True)) or "cp1252"


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the bytes as text.

    Their mark decides, else the first of declared, named inside and UTF-8 that fits, else UTF-8 with few errors, else
    what their frequencies speak for.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for name in _choices(data, declared):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
    good = data.decode("utf-8", "replace")
    return good if good.count("\ufffd") * 50 < len(good) else data.decode(guess(data), "replace")
