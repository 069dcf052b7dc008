"""What is written into the logs: never the secret in an address, by which whoever reads them could open it."""

import logging
import re

SECRET_PATHS = re.compile(r"(/(?:agenda|antwoord|mail-keuzes|adres-bevestigen)/)[^/\s]+")


class HidesSecrets(logging.Filter):
    """Lets every record through, with the secret part of a path as "…"."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        hidden = SECRET_PATHS.sub(r"\1…", text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
