"""Texts that try to become lines of a calendar file, or to be lost in one, and what is to be read of each."""

import re
import unicodedata

from proof.corpus import PAYLOADS

INJECTED = ("ATTENDEE:mailto:x@example.com", "END:VEVENT", "BEGIN:VEVENT", "X-X:1")
BREAKS = (
    *("\r", "\n", "\r\n", "\n\r", "\r\n ", "\r\n\t", "\x00", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"),
    *("\x85", "\u2028", "\u2029", "\\n", "\\N", "\\r\\n", "=0D=0A", "%0D%0A", "^n", '"', '":', ";", ","),
)
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308 e\u0301"
ALL_BREAKS = "Jan".join(("", *BREAKS, ""))
TEXTS = (
    ALL_BREAKS,
    *PAYLOADS,
    *(odd_break.join(("Jan", *INJECTED)) for odd_break in BREAKS),
    *("x" * offset + FAMILY for offset in range(76)),  # so that a fold falls on every octet of it
    *(" " * offset + "X-X:1" for offset in range(68, 78)),
    *("l" * 5000, "\u00e9" * 5000, "\U0001f600" * 5000, " " * 5000 + "x", "\\" * 500, '"' * 500, "^" * 500, ";," * 500),
    *(
        ";,:\\\"'^%=",
        "C:\\Noord",
        "\\",
        "\\\\",
        "a\\\\nb",
        "a\\;b",
        "\\\\\\,",
        "^^n^'",
        "\u2019",
        "100%",
        "%2C%zz%",
        "%",
    ),
    *('";X=1:y', '":mailto:x@example.com', "mailto:x@example.com", "TRUE;ROLE=CHAIR:", "a=b", "a?b#c&d[e]", "  x  "),
    *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM\r\nACTION:EMAIL", "quoted-printable=\r\n=0A=", "METHOD:CANCEL"),
    *("".join(map(chr, range(32))), "".join(map(chr, range(127, 161))), "\ud800", "\udfff\ud800", "\r\n", "\n", "\0"),
    *(
        "\ufeffx",
        "\uffff\ufffe",
        "\u202ex\u202c",
        "\u200b",
        "\u3000\u00a0\u2003",
        "\u0130\u0131\u00df\ufb01",
        "\u6f22\u5b57",
    ),
)
FEWER_TEXTS = TEXTS[::8]  # the first of them holds most of what the others do


def said(text: str, *, in_lines: bool = False, in_name: bool = False) -> str:
    """What is to be read of a text: control characters are spaces, line breaks remain only where lines are allowed.

    In a person's name a backslash that some programs would take for an escape is a slash.
    """
    text = text.replace("\r\n", "\n")
    for line_break in "\r\x85\u2028\u2029":
        text = text.replace(line_break, "\n")
    signs = (" " if _is_control(sign) and not (in_lines and sign == "\n") else sign for sign in text)
    meant = "".join(signs)
    return re.sub(r"\\(?=[\\,:;]|\Z)", "/", meant) if in_name else meant


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} or sign == "\ufeff"
