"""How long the page of a school takes, as ratios to two floors measured in the same run.

The floors: Django's shortest answer to somebody signed in, and the same rows by raw SQL. They take turns and the median
counts, so that a noisy machine troubles all alike. Pages are asked through Django's test client: there is no network.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from proof.scratch import scratch_database

ROUNDS = 60
ROWS = """
    SELECT r.name, p.first_name, p.infix, p.surname, p.phone, p.email, o.name, m.starts_on, m.ends_on, m.contact_days
    FROM teams_membership m
    JOIN teams_role r ON r.id = m.role_id
    JOIN teams_professional p ON p.id = m.professional_id
    JOIN teams_organisation o ON o.id = p.organisation_id
    WHERE m.school_id = %s
"""


def measure() -> dict[str, float]:
    """Median milliseconds of the school page and of both floors, and the ratios between them."""
    works = prepared()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - started) * 1000)
    page, bare, rows = (median(taken[name]) for name in ("page", "bare", "rows"))
    return {
        "page_ms": round(page, 2),
        "bare_ms": round(bare, 2),
        "rows_ms": round(rows, 3),
        "page_to_bare": round(page / bare, 1),
        "page_to_rows": round(page / rows, 1),
    }


def prepared() -> dict[str, Callable[[], object]]:
    """The demo's first school, its intern begeleider signed in, and the three things to time, each done once."""
    from django.db import connection
    from django.http import HttpRequest, HttpResponse
    from django.test import Client
    from django.urls import path, reverse

    from accounts.models import User
    from kernteam import urls
    from teams.demo.accounts import IB
    from teams.demo.laying import lay_demo
    from teams.models import Membership

    lay_demo(today=date(2026, 11, 22), exactly=True, fresh=True)
    user = User.objects.get(email=IB.email)
    school = Membership.objects.filter(professional__user=user).latest("starts_on").school
    client, url = Client(), reverse("teams:school", args=[school.establishment_code])
    client.force_login(user)

    def shortest(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    urls.urlpatterns.append(path("kaal/", shortest))

    def page() -> None:
        assert client.get(url).status_code == 200

    def bare() -> None:
        assert client.get("/kaal/").status_code == 200

    def rows() -> None:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [school.pk])
            assert cursor.fetchall()

    works = {"page": page, "bare": bare, "rows": rows}
    for work in works.values():
        work()
    return works


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args()
    with scratch_database():
        figures = measure()
    if options.json:
        print(json.dumps(figures))
        return
    print(f"school page          {figures['page_ms']:8.2f} ms")
    print(f"Django's bare answer {figures['bare_ms']:8.2f} ms   page is {figures['page_to_bare']} times as long")
    print(f"its rows by raw SQL  {figures['rows_ms']:8.3f} ms   page is {figures['page_to_rows']} times as long")


if __name__ == "__main__":
    main()
