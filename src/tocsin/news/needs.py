"""What a regular expression cannot match without: so that most lines need not be tried against it at all."""

_OPEN, _CLOSE = "([{", ")]}"


def needed(pattern: str) -> str:
    """Return the longest run of plain letters and spaces that stands in every match of a pattern, lower case.

    Only what is outside brackets counts, and no character that a quantifier may take away. A pattern with a choice at
    its top has none: an empty string.
    """
    runs, depth, at = [""], 0, 0
    while at < len(pattern):
        char = pattern[at]
        at += 2 if char == "\\" else 1
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "|" and depth == 0:
            return ""
        if depth == 0 and (char.isalpha() or char == " "):
            runs[-1] += char
            continue
        if char in "?*{":
            runs[-1] = runs[-1][:-1]
        if runs[-1]:
            runs.append("")
    return max(runs, key=len).lower()


def _closing(pattern: str, start: int) -> int:
    """Return the index of the bracket that closes the one at `start`; the end of the pattern where none does."""
    depth, at = 0, start
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if depth == 0:
                return at
        elif pattern[at] == "[":
            at = pattern.find("]", at + 2)
            if at < 0:
                break
        at += 1
    return len(pattern)


def _choices(pattern: str) -> list[str]:
    """Return the alternatives at a pattern's top."""
    found, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "(":
            at = _closing(pattern, at)
        elif pattern[at] == "[":
            at = max(at, pattern.find("]", at + 2))
        elif pattern[at] == "|":
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*found, pattern[start:]]


def first_characters(pattern: str) -> frozenset[str]:
    """Return the characters, lower case, of which one stands first in every match of a pattern.

    An empty set where that cannot be told: the pattern begins with a class, a look-around or something optional alone.
    """
    found = frozenset[str]()
    for one in _choices(pattern):
        firsts = _firsts(one)
        if not firsts:
            return frozenset()
        found |= firsts
    return found


def _firsts(pattern: str) -> frozenset[str]:
    found, at = frozenset[str](), 0
    while at < len(pattern):
        here, end = _piece(pattern, at)
        if not here:
            return frozenset()
        found |= here
        if pattern[end : end + 1] not in ("?", "*") and pattern[end : end + 2] != "{0":
            return found
        at = end + 1
        if pattern[end : end + 1] == "{":
            return frozenset()
    return frozenset()


def _piece(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """Return the first characters of the piece at `at` and where it ends; no characters where they cannot be told."""
    char = pattern[at]
    if char == "(":
        end = _closing(pattern, at)
        inner = pattern[at + 1 : end].removeprefix("?:")
        return (frozenset(), end) if inner.startswith("?") else (first_characters(inner), end + 1)
    if char == "\\" and at + 1 < len(pattern) and not pattern[at + 1].isalnum():
        return frozenset((pattern[at + 1],)), at + 2
    if char in ".[]{}()*+?^$|\\":
        return frozenset(), at + 1
    return frozenset((char.lower(),)), at + 1
