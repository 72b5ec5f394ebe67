"""An alert as a message: JSON for webhooks, a Slack-compatible text, an e-mail. Nothing is sent here."""

import hashlib
import hmac
import json
from email.message import EmailMessage

from tocsin.alerts.channels import clean, headline
from tocsin.records import Alert
from tocsin.tables import to_plain


def link(site: str, alert: Alert) -> str:
    """Return the address of an alert on a dashboard."""
    return f"{site.rstrip('/')}/alerts/{alert.id}"


def words(alert: Alert, site: str) -> str:
    """Return the whole alert as plain text."""
    outlook = f"Likelihood: {alert.likelihood or 'not forecast'}. Confidence: {alert.confidence}."
    return clean("\n".join((headline(alert), "", alert.text, alert.lower, outlook, "", link(site, alert))))


def as_json(alert: Alert, site: str) -> bytes:
    """Return the body of a webhook: the alert's record, its level in words, and its address."""
    body = to_plain(alert) | {"level": alert.level.name.lower(), "headline": headline(alert), "link": link(site, alert)}
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def as_slack(alert: Alert, site: str) -> bytes:
    """Return the body that Slack and its likes take; `&`, `<` and `>` are escaped as they ask."""
    text = words(alert, site).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return json.dumps({"text": text}, ensure_ascii=False).encode()


def signature(secret: str, moment: str, body: bytes) -> str:
    """Return the signature of a webhook's body at a moment (ISO, UTC): HMAC-SHA256 over `moment.body`, in hex.

    The receiver makes it anew from the header `Tocsin-Timestamp` and the body as it came, and refuses old moments.
    """
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def as_email(alert: Alert, site: str, sender: str, to: tuple[str, ...], key: str) -> EmailMessage:
    """Return an alert as an e-mail; `key` makes its Message-ID, so that one sent twice is shown once."""
    mail = EmailMessage()
    mail["Subject"] = " ".join(clean(headline(alert)).split())
    mail["From"], mail["To"] = sender, ", ".join(to)
    mail["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    mail.set_content(words(alert, site))
    return mail
