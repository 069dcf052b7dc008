"""Reading a logbook in tests: its lines, and per line what is folded in it."""

from typing import Any

from tests.pages import all_words, of_class, page, words

ENTRY = of_class("logbook-entry")


def summaries(answer: Any) -> list[str]:
    """What was done, the newest first, each with what became of it since."""
    return all_words(page(answer), ENTRY + of_class("logbook-what"))


def doers(answer: Any) -> list[str]:
    """By whom, and in the logbook of a region at which school."""
    return all_words(page(answer), ENTRY + "/div/p[contains(@class, 'muted')]")


def rows(answer: Any, line: int = 0) -> dict[str, dict[str, str]]:
    """Of one line per row what each field said before and after."""
    entry = page(answer).xpath(ENTRY)[line]
    return {
        words(row.xpath("p")[0]): {
            words(field.xpath("dt")[0]): words(field.xpath("dd")[0]) for field in row.xpath("dl/div")
        }
        for row in entry.xpath(".//details/ul/li")
    }
