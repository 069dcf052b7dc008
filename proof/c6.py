"""Row c6: every answer of a server in production bears the headers that protect its reader, and its cookies do too."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from proof.production import HOST
from proof.rows import Figure

PRODUCTION = {
    "PRODUCTION": "1",
    "DEMO": "0",
    "DEBUG": "0",
    "ALLOWED_HOSTS": HOST,
    "SECRET_KEY": "only-for-this-measurement-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": f"https://{HOST}",
    "EMAIL_URL": "memorymail://",
    "DATABASE_URL": "sqlite://:memory:",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
FILE_POLICY = ("default-src 'none'", *POLICY[1:])
TELLING = ("Server", "X-Powered-By", "X-AspNet-Version", "X-Generator", "Via")
EVERY_NTH = 19
Head = dict[str, Any]


def measure(*, quick: bool) -> Figure:
    """Ask a server in production for everything, and look at the head of every answer; then `check --deploy`."""
    found = heads(EVERY_NTH if quick else 1)
    faults = [f"{head['what']} ({head['status']}): {fault}" for head in found for fault in faults_of(head)]
    warnings = deploy_warnings()
    noticed = sum(bool(list(faults_of(head))) for head in CONTROLS)
    statuses = sorted({head["status"] for head in found})
    text = (
        f"{len(faults)} headers or cookies missing on {len(found)} answers ({', '.join(map(str, statuses))}); check "
        f"--deploy: {len(warnings)} warnings; control: {noticed} of {len(CONTROLS)} poor answers noticed"
    )
    holds = bool(found) and not faults and not warnings and noticed == len(CONTROLS)
    return Figure(text, holds, (*faults[:20], *warnings))


def heads(step: int) -> list[Head]:
    done = _python("-m", "proof.production", str(step))
    if done.returncode:
        raise AssertionError(done.stderr[-2000:])
    found: list[Head] = json.loads(done.stdout)
    return found


def deploy_warnings() -> tuple[str, ...]:
    done = _python("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    return () if done.returncode == 0 else (done.stderr[-1000:],)


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=os.environ | PRODUCTION, capture_output=True, text=True, check=False)


def faults_of(head: Head) -> Iterator[str]:
    """What an answer lacks, or tells too much."""
    headers = {name.lower(): value for name, value in head["headers"].items()}
    policy = headers.get("content-security-policy", "")
    if _may_be_framed(head):
        headers |= {"x-frame-options": "DENY"} if "x-frame-options" not in headers else {}
        policy = policy.replace("frame-ancestors *", "frame-ancestors 'none'")
    for name, value in ALWAYS.items():
        if headers.get(name.lower()) != value:
            yield f"{name} is {headers.get(name.lower())}"
    yield from _faults_of_policy(policy, FILE_POLICY if _is_picture(head) else POLICY)
    if "plain HTTP" not in head["what"] and int(_seconds(headers.get("strict-transport-security", ""))) < 31_536_000:
        yield "no Strict-Transport-Security for a year"
    yield from (f"{name} tells {headers[name.lower()]}" for name in TELLING if name.lower() in headers)
    if _is_personal(head) and "no-store" not in headers.get("cache-control", ""):
        yield "may be kept"
    for name, cookie in head["cookies"].items():
        yield from _faults_of_cookie(name, cookie)


def _may_be_framed(head: Head) -> bool:
    """The one page that stands on other people's sites (decision 26), and only when it is shown."""
    return "GET teams:public_circle " in head["what"] and head["status"] == 200


def _is_picture(head: Head) -> bool:
    """The public circle as a file: it loads nothing at all, and carries its own style."""
    return "teams:public_circle_svg " in head["what"] and "'unsafe-inline'" in str(head["headers"])


def _faults_of_policy(policy: str, wanted: tuple[str, ...]) -> Iterator[str]:
    yield from (f"no {part} in the policy" for part in wanted if part not in policy)
    if wanted is FILE_POLICY:
        policy = policy.replace("style-src 'unsafe-inline'", "")
    if "unsafe-" in policy or "*" in policy:
        yield f"the policy is wide: {policy}"


def _seconds(header: str) -> str:
    return header.partition("max-age=")[2].partition(";")[0] or "0"


def _is_personal(head: Head) -> bool:
    """Whether it is a page for who is signed in; a redirect and a refusal at the door tell nothing."""
    is_signed_in = not head["what"].startswith(("anonymous", "file"))
    return is_signed_in and "wrong host" not in head["what"] and head["status"] not in {301, 302}


def _faults_of_cookie(name: str, cookie: dict[str, Any]) -> Iterator[str]:
    if cookie.get("expires", "").startswith("Thu, 01 Jan 1970"):  # it is taken back
        return
    if not name.startswith("__Host-"):
        yield f"cookie {name} is not bound to the host"
    if not cookie.get("secure"):
        yield f"cookie {name} goes over plain HTTP"
    if not cookie.get("httponly") and "csrf" not in name:  # the page's own script sends that one along
        yield f"cookie {name} is read by scripts"
    if cookie.get("samesite") not in {"Lax", "Strict"}:
        yield f"cookie {name} is sent by other sites"
    if cookie.get("path") != "/" or cookie.get("domain"):
        yield f"cookie {name} has another path or domain"


GOOD: Head = {
    "what": "ib: control",
    "status": 200,
    "headers": {
        **ALWAYS,
        "Content-Security-Policy": "; ".join(POLICY),
        "Strict-Transport-Security": "max-age=31536000",
        "Cache-Control": "no-store",
    },
    "cookies": {},
}
CONTROLS: tuple[Head, ...] = (
    *({**GOOD, "headers": {k: v for k, v in GOOD["headers"].items() if k != name}} for name in GOOD["headers"]),
    {**GOOD, "headers": {**GOOD["headers"], "Server": "gunicorn/27.0"}},
    {**GOOD, "cookies": {"sessionid": {"path": "/", "samesite": "Lax", "httponly": True, "secure": True}}},
)
