"""Texts that try to become a header, a receiver, a part of a mail or a line of a calendar file."""

EVIL = "kwaad@example.nl"
LINES = (
    f"\nBcc: {EVIL}",
    "\r\nX-Kwaad: 1",
    f"\rCc: {EVIL}",
    "\r\n\r\n<b>X-Kwaad</b>",
    "\x0bX-Kwaad: 1",
    "\x0cX-Kwaad: 1",
    "\x1eX-Kwaad: 1",
    "\x85X-Kwaad: 1",
    "\u2028X-Kwaad: 1",
    f"=?utf-8?q?=0ABcc:_{EVIL}?=",
    f"%0D%0ABcc: {EVIL}",
    "\nContent-Type: text/x\n\n",
    f"\nATTENDEE:mailto:{EVIL}",
    "\nEND:VEVENT\nBEGIN:VEVENT",
    f'";X=1:mailto:{EVIL}',
    f"\\nBcc: {EVIL}",
    f", {EVIL}",
    f"\u202e<{EVIL}>",
)
ADDRESSES = (
    f"gast@example.nl\nBcc: {EVIL}",
    f"gast@example.nl\r\n\r\n{EVIL}",
    f"gast@example.nl, {EVIL}",
    f"{EVIL}\x0b <gast@example.nl>",
    f'"gast\r\nBcc: {EVIL}"@example.nl',
    "gast@example.nl\x1fX-Kwaad: 1",
    "gast",
    "@",
    "gast@exam ple.nl>",
)
