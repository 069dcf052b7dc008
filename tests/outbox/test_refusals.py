"""What a mail server said: in words, and whether it means it."""

from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest

from outbox.refusals import is_final, reason_of

ADDRESS = "samira@example.nl"


@pytest.mark.parametrize(
    ("error", "final", "reason"),
    [
        (
            SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 No such\r\nuser")}),
            True,
            "de mailserver weigert dit adres: 550 5.1.1 No such user",
        ),
        (
            SMTPRecipientsRefused({ADDRESS: (450, b"4.7.1 Later \xff")}),
            False,
            "de mailserver weigert dit adres: 450 4.7.1 Later \ufffd",
        ),
        (SMTPDataError(554, b"Spam"), True, "de mailserver zegt: 554 Spam"),
        (SMTPDataError(452, b"Vol"), False, "de mailserver zegt: 452 Vol"),
        (SMTPSenderRefused(550, b"Wie ben jij", "wij@example.nl"), False, "de mailserver zegt: 550 Wie ben jij"),
        (SMTPNotSupportedError("STARTTLS extension not supported"), False, "STARTTLS extension not supported"),
        (SMTPServerDisconnected("Connection\nlost"), False, "Connection lost"),
        (
            ConnectionRefusedError(111, "Connection refused"),
            False,
            "de mailserver was niet te bereiken ([Errno 111] Connection refused)",
        ),
        (TimeoutError(), False, "de mailserver was niet te bereiken (TimeoutError)"),
        (ValueError(), False, "ValueError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_why_it_was_not_sent_and_whether_that_is_for_good(error: Exception, final: bool, reason: str) -> None:
    assert (is_final(error), reason_of(error)) == (final, reason)
