"""What a mail server said when it did not take a mail: in words for who sent it, and whether it means it."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

PERMANENT = 500  # from here on a server means it: another attempt gets the same answer (RFC 5321, 4.2.1)


def is_final(error: Exception) -> bool:
    """Whether the server refuses this address, or this message, for good. Anything else may pass: also that it refuses
    us, for then somebody has to mend our settings and no mail may be lost meanwhile."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= PERMANENT


def reason_of(error: Exception) -> str:
    """Why it was not sent, on one line: "de mailserver weigert dit adres: 550 5.1.1 No such user"."""
    if isinstance(error, SMTPRecipientsRefused):
        answers = dict.fromkeys(_answer(code, text) for code, text in error.recipients.values())
        return f"de mailserver weigert dit adres: {', '.join(answers)}"
    if isinstance(error, SMTPResponseException):
        return f"de mailserver zegt: {_answer(error.smtp_code, error.smtp_error)}"
    if isinstance(error, OSError) and not isinstance(error, SMTPException):
        return f"de mailserver was niet te bereiken ({_one_line(str(error)) or type(error).__name__})"
    return _one_line(str(error)) or type(error).__name__


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return _one_line(f"{code} {words}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
