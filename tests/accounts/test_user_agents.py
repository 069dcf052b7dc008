"""What a browser is called on the list of devices."""

import pytest

from accounts.user_agents import device_words

MOZILLA = "Mozilla/5.0 "


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MOZILLA}(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36", "Chrome op Windows"),
        (f"{MOZILLA}(Windows NT 10.0) AppleWebKit/537.36 Chrome/124.0 Safari/537.36 Edg/124.0", "Edge op Windows"),
        (f"{MOZILLA}(Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/17 Safari/605", "Safari op een Mac"),
        (f"{MOZILLA}(iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari op iPhone"),
        (f"{MOZILLA}(iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/124.0 Safari/604.1", "Chrome op iPhone"),
        (f"{MOZILLA}(Linux; Android 14) Chrome/124.0 Mobile Safari/537.36", "Chrome op Android"),
        (f"{MOZILLA}(Linux; Android 14) SamsungBrowser/24.0 Chrome/117 Safari/537", "Samsung Internet op Android"),
        (f"{MOZILLA}(X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox op Linux"),
        (f"{MOZILLA}(X11; CrOS x86_64 14541.0.0) Chrome/124.0 Safari/537.36", "Chrome op een Chromebook"),
        (f"{MOZILLA}(Windows NT 10.0) Iets/1.0", "Onbekende browser op Windows"),
        (f"{MOZILLA}Firefox/125.0", "Firefox"),
        ("<script>alert(1)</script>", "Onbekend apparaat"),
        ("", "Onbekend apparaat"),
    ],
)
def test_a_browser_in_plain_words(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words
