"""Parse XML from outside: no entities, no DTD, no network, bounded."""

from typing import Any

from lxml import etree

from tocsin.errors import SkipItem

MAX_XML = 50 * 1024 * 1024


def parse_xml(data: bytes) -> Any:
    """Return the root element; what is broken is repaired as far as it can be.

    Raises SkipItem where it declares entities, is larger than 50 MiB or is no XML.
    """
    if len(data) > MAX_XML:
        raise SkipItem("the document is larger than 50 MiB", next_step="it was left out")
    head = data[:100_000].replace(b"\x00", b"")
    if b"<!ENTITY" in head.upper():
        raise SkipItem("the document declares entities, which may unfold without end", next_step="it was left out")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SkipItem(f"not readable as XML ({str(error)[:100]})", next_step="it was left out") from None
    if root is None:
        raise SkipItem("not readable as XML", next_step="it was left out")
    return root
