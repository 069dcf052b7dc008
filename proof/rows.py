"""The matrix: what is to be shown, and what the figure must be. A row without a module of its id is missing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the matrix; `title` says what is tried, `target` what must come out."""

    id: str
    title: str
    target: str


@dataclass(frozen=True)
class Figure:
    """What a measurement found. `details` helps whoever must mend it: requests, rows, tracebacks."""

    text: str
    holds: bool
    details: tuple[str, ...] = ()


ROWS = (
    Row("a1", "every URL x role x scope x method", "0 cells wrong, every URL listed"),
    Row("a2", "role revoked, school moved or user deactivated in mid-session", "refused at the next request"),
    Row("a3", "names and addresses of others leak into no answer", "0 canaries found"),
    Row("a4", "each guard removed in turn", "100 % of the mutants killed"),
    Row("b1", "every id in path, query and form swapped for a foreign one", "0 foreign ids accepted"),
    Row("b2", "every field of every model posted to every form", "0 unexpected fields changed"),
    Row("c1", "unsafe URLs without CSRF token; changes by GET", "0 accepted, 0 GETs that change"),
    Row("c2", "scripts in every text field, in HTML, SVG and messages", "0 skeleton changes, 0 scripts executed"),
    Row("c3", "formulas in exports", "0 cells evaluated, round trip 100 %"),
    Row("c4", "calendar files with odd signs, folds and clock changes", "0 differences between two readers"),
    Row("c5", "line breaks in what becomes a mail header", "0 headers injected, 0 answers 5xx"),
    Row("c6", "security headers and cookies on every answer", "0 missing, check --deploy 0 warnings"),
    Row("d1", "requests made from URL patterns and forms, with values nobody expects", "0 answers 5xx"),
    Row("d2", "imported files in every encoding and shape", "60 of 60 verdicts right"),
    Row("d3", "an import that breaks off or is killed", "0 partial states, second run changes 0 rows"),
    Row("e1", "two editors of the same team", "0 silent overwrites, 100 % of disjoint edits kept"),
    Row("e2", "double booking under concurrency", "0 double bookings"),
    Row("e3", "the same form sent twice", "0 duplicate rows"),
    Row("e4", "model checking against a reference model", "0 divergences"),
    Row("f1", "database killed in the middle of a request", "0 torn writes, 0 unreadable pages"),
    Row("f2", "mail server down or slow", "0 mails lost, no request waits"),
    Row("f3", "worker killed at every step of sending", "0 mails lost, doubles only in the known gap"),
    Row("f4", "disk full", "0 corruption, a clear message"),
    Row("f5", "each migration forward, back and forward again on a filled database", "all reversible, 0 rows lost"),
    Row("g1", "backup, drop, restore, compare", "0 rows differ"),
    Row("g2", "everything of one person exported", "0 fields missing"),
    Row("g3", "somebody erased", "0 traces left"),
    Row("g4", "history replayed equals the data", "100 % of the rows equal"),
    Row("h1", "guessing passwords and codes", "guesses limited, the victim not shut out"),
    Row("h2", "telling known addresses from unknown", "indistinguishable in body, status and time"),
    Row("h3", "reset links", "all properties pass"),
    Row("h4", "second factor", "0 replays accepted"),
    Row("h5", "sessions", "all properties pass"),
    Row("h6", "calendar tokens", "all properties pass"),
)
