"""Questions about a dependency parse (ClearNLP labels): logical subjects, objects, what governs what."""

from collections.abc import Iterator

from tocsin.events.parse import Token
from tocsin.events.words import words

_NEVER_SUBJECT = frozenset({"there", "it"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "dep", "csubj"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of `token` under any of the labels `deps`."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """Return `tokens`, each followed by the nouns coordinated with it."""
    return [one for token in tokens for one in (token, *_noun_conjuncts(token))]


def _noun_conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield child
            yield from _noun_conjuncts(child)


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Return the objects of the given prepositions under `token`, of all where none is given; chained ones too."""
    found = []
    for prep in children(token, "prep", "agent", "dative", "prt"):
        if not prepositions or prep.lower_ in prepositions:
            found += children(prep, "pobj", "pcomp")
            for inner in children(prep, "prep"):
                found += children(inner, "pobj", "pcomp")
    return found


def is_gerund_noun(token: Token) -> bool:
    """Return whether an -ing form tagged as a verb names a happening: `fighting between A and B could spread`."""
    if token.tag_ != "VBG" or token.pos_ not in ("VERB", "AUX"):
        return False
    if token.dep_ not in ("nsubj", "nsubjpass", "pobj", "pcomp", "dobj") or children(token, "aux", "dobj", "nsubj"):
        return False
    return any(prep.lower_ in ("between", "among", "by") for prep in children(token, "prep", "agent"))


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: its subject is what the deed was done to."""
    if verb.tag_ != "VBN":
        return False
    if children(verb, "auxpass", "nsubjpass"):
        return True
    if any(aux.lemma_ == "have" for aux in children(verb, "aux")):
        return False
    if verb.dep_ in ("acl", "amod", "oprd", "advcl") or children(verb, "agent"):
        return True
    if verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in (
        "have",
        "get",
        "see",
        "leave",
        "find",
        "keep",
        "order",
        "want",
        "demand",
    ):
        return True
    return verb.dep_ == "conj" and not children(verb, "nsubj") and is_passive(verb.head)


def _antecedent(clause: Token, relative: Token) -> list[Token]:
    """A relative pronoun stands for the noun that the clause hangs on."""
    top = clause
    while top.dep_ == "conj":
        top = top.head
    while top.dep_ in ("xcomp", "ccomp") and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
    return [top.head] if top.dep_ in ("relcl", "acl") and top.head != top else [relative]


def resolve(clause: Token, tokens: list[Token]) -> list[Token]:
    """Replace relative pronouns among `tokens` by what they stand for, then add conjuncts."""
    out: list[Token] = []
    for token in tokens:
        relative = token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.dep_ != "det")
        out += _antecedent(clause, token) if relative else [token]
    return with_conjuncts(out)


def _grammatical(verb: Token) -> list[Token]:
    found = [
        one
        for one in children(verb, "nsubj", "nsubjpass", "csubj")
        if one.lower_ not in _NEVER_SUBJECT or one.lower_ == "it"
    ]
    return resolve(verb, found)


def _controller(verb: Token) -> list[Token]:
    """Who is understood as the grammatical subject of a clause that has none of its own."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return grammatical_subject(coordinated_with(verb))
    if verb.dep_ in ("acl", "relcl"):
        return with_conjuncts([head])
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "dep") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _from_matrix(verb, head)
    if verb.dep_ == "pcomp":
        return _from_preposition(verb, head)
    return []


def coordinated_with(verb: Token) -> Token:
    """Return the verb that a coordinated one really goes with: `noted that X had signalled interest but questioned`.

    The parser takes the nearest verb; where the forms differ and a governing verb has the same form, that one is meant.
    """
    top = verb.head
    own = children(verb, "aux", "auxpass")
    while (
        not own
        and verb.tag_ == "VBD"
        and top.tag_ != "VBD"
        and top.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl")
        and top.head.pos_ == "VERB"
    ):
        top = top.head
    return top if top.tag_ == verb.tag_ or own else verb.head


def _from_matrix(verb: Token, head: Token) -> list[Token]:
    if verb.dep_ in ("xcomp", "ccomp"):
        objects = children(head, "dobj", "dative") or prepositional(head, "on", "upon", "to", "for")
        if objects and (head.lemma_ in words("object_control") or verb.tag_ == "VBG"):
            return with_conjuncts(objects[:1])
        if is_passive(head) or head.lemma_ not in words("object_control"):
            return grammatical_subject(head)
        return []
    return grammatical_subject(head)


def _from_preposition(verb: Token, prep: Token) -> list[Token]:
    head = prep.head
    if head.pos_ not in ("VERB", "AUX"):
        return with_conjuncts(children(head, "poss")) or (
            grammatical_subject(head.head) if head.head.pos_ == "VERB" else []
        )
    objects = children(head, "dobj", "nsubjpass")
    if prep.lower_ in ("of", "for", "from", "with") and head.lemma_ in words("object_control") and objects:
        return with_conjuncts(objects[:1])
    return grammatical_subject(head)


def grammatical_subject(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject of a verb as written or as understood (control, coordination, participles, relatives)."""
    found = _grammatical(verb)
    if found or depth > 6:
        return found
    if verb.dep_ in _CLAUSES:
        return _controller(verb)
    if verb.dep_ == "ROOT" and verb.pos_ == "VERB":
        return [one for one in children(verb, "npadvmod") if one.pos_ == "PROPN"]
    return []


def subjects(verb: Token) -> list[Token]:
    """Return who does what the verb says: the subject of an active form, the by-agent of a passive one."""
    if not is_passive(verb):
        return grammatical_subject(verb)
    agents = [
        one
        for prep in children(verb, "agent", "prep")
        if prep.lower_ == "by"
        for one in children(prep, "pobj")
        if one.lower_ not in words("means")
    ]
    return with_conjuncts(agents)


def objects(verb: Token) -> list[Token]:
    """Return what the verb is done to: the object of an active form, the subject of a passive one."""
    if is_passive(verb):
        return grammatical_subject(verb)
    direct = children(verb, "dobj", "dative")
    direct = [one for one in direct if one.pos_ != "ADP"] + prepositional_dative(verb)
    if not direct and verb.dep_ == "relcl" and children(verb, "nsubj") and verb.head.pos_ in ("NOUN", "PROPN"):
        gap = not any(one.tag_ in ("WDT", "WP") or one.lower_ == "that" for one in children(verb, "nsubj"))
        direct = [verb.head] if gap and not children(verb, "prep") else []
    return resolve(verb, direct)


def prepositional_dative(verb: Token) -> list[Token]:
    """Return the object of a dative preposition (`gave the town to the rebels`)."""
    return [one for prep in children(verb, "dative") if prep.pos_ == "ADP" for one in children(prep, "pobj")]


def complements(verb: Token) -> list[Token]:
    """Return the clauses that a verb takes as its content."""
    found = children(verb, "xcomp", "ccomp")
    found += [one for prep in children(verb, "prep") for one in children(prep, "pcomp")]
    return found


def clause_head(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[tuple[Token, str]]:
    """Yield (head, label by which the child hangs on it) from a token up to the root."""
    while token.head != token:
        yield token.head, token.dep_
        token = token.head


def of_another(one: Token, trigger: Token) -> bool:
    """Whether a word tells of an act that `trigger` answers: `attacked posts in retaliation for air strikes`."""
    while one.head != one and one != trigger:
        above = one.head
        if one.dep_ in ("pobj", "pcomp") and (
            above.lower_ in words("presupposing") or above.head.lemma_ in words("answering")
        ):
            return True
        one = above
    return False
