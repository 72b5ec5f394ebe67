from pathlib import Path

import pytest

from tocsin.alerts.messages import as_email, as_slack, signature
from tocsin.alerts.outlets import load_desk
from tocsin.errors import BadSettings
from tocsin.records import Alert, Level

ALERT = Alert(
    "a1", "AFG|PAK", Level.HIGH, "2025-10-10", "2025-10-10", "likely", "high", (), "<b>It rose.</b>", "It falls."
)
GOOD = '[[channel]]\nname = "desk"\nkind = "webhook"\nurl = "https://example.org/bell"\nsecret_env = "DESK_SECRET"\n'


def desk(tmp_path: Path, text: str) -> Path:
    """Write an alerts file."""
    path = tmp_path / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_channel_carries_elevated_and_above_where_nothing_is_said(tmp_path: Path) -> None:
    assert load_desk(desk(tmp_path, GOOD)).channels[0].level is Level.ELEVATED


def test_no_file_means_no_channels() -> None:
    assert load_desk(None).channels == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[channel]", "not valid TOML"),
        ("[chanel]\n", "unknown table 'chanel'"),
        ("channel = 3", "must be a list of tables"),
        (GOOD.replace("webhook", "pigeon"), "needs a name and a kind"),
        (GOOD.replace("https://example.org/bell", "ftp://example.org"), "http or https"),
        (GOOD.replace('secret_env = "DESK_SECRET"\n', ""), "a webhook is signed"),
        (GOOD + GOOD, "two channels are named 'desk'"),
        (GOOD + 'password = "x"\n', "unknown key 'password'"),
        ('[[channel]]\nname = "d"\nkind = "email"\nserver = "s"\nsender = "a@b\\nc"\nto = ["d@e"]\n', "no blanks"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadSettings) as caught:
        load_desk(desk(tmp_path, text))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_signature_covers_moment_and_body() -> None:
    one = signature("key", "2025-10-10T08:00:00Z", b"body")
    assert one == signature("key", "2025-10-10T08:00:00Z", b"body")
    assert (
        len({one, signature("key", "2025-10-10T08:00:01Z", b"body"), signature("key", "2025-10-10T08:00:00Z", b"b")})
        == 3
    )


def test_slack_text_is_escaped() -> None:
    assert b"&lt;b&gt;It rose." in as_slack(ALERT, "https://example.org")


def test_a_mail_sent_twice_has_one_message_id() -> None:
    one, two = (as_email(ALERT, "https://example.org", "bell@example.org", ("a@example.org",), "k1") for _ in range(2))
    assert one["Message-ID"] == two["Message-ID"] == "<k1@example.org>"
    assert "https://example.org/alerts/a1" in one.get_content()
