"""The outgoing client reaches public addresses only, however they are spelled or resolved."""

from __future__ import annotations

import time

import pytest

from factcheck.fetching import FetchRefused, Limits, ensure_fetchable, fetch
from tests.factcheck.fetching.site import PAGE, QUICK, Site

HOSTILE = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0x7f.1 127.0.0.01
127.00.0.1 0 0.0.0.0 127.127.127.127 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1
100.100.100.200 192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1
168.63.129.16 2852039166 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fe80::1%25eth0]
[fc00::1] [fd00:ec2::254] [ff02::1] [2001:db8::1] [100::1] [0:0:0:0:0:0:0:1] [::1%25lo] [fec0::1]
localhost LOCALHOST localhost. localhost.localdomain.local foo.localhost metadata.google.internal
router.home.arpa ｌｏｃａｌｈｏｓｔ １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 loc%61lhost
127.0.0.1%00.example.org a..b user@127.0.0.1 user:secret@127.0.0.1 example.org@127.0.0.1
127.0.0.1\\@example.org example.org\\.evil [127.0.0.1]
""".split()


@pytest.mark.parametrize("host", HOSTILE)
def test_no_spelling_of_a_private_address_reaches_the_canary(canary, settings, host: str):
    settings.FETCH_ALLOWED_HOSTS = []
    before = canary.hits
    for url in (f"http://{host}:{canary.port}/", f"http://{host}/", f"https://{host}:443/x"):
        with pytest.raises(FetchRefused):
            fetch(url, limits=QUICK)
        with pytest.raises(FetchRefused):
            ensure_fetchable(url)
    assert canary.hits == before


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fd00::1",
    ],
)
def test_a_public_name_with_a_private_address_is_refused(canary, address: str):
    before = canary.hits
    for addresses in ([address], ["93.184.216.34", address]):
        with pytest.raises(FetchRefused, match="is not a public address"):
            fetch("http://www.example.org/", limits=QUICK, resolve=lambda host, port, a=addresses: a)
    assert canary.hits == before


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(server, canary, settings):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return next(answers)

    settings.FETCH_ALLOWED_HOSTS = [f"www.example.org:{server.server_port}"]
    page = fetch(f"http://www.example.org:{server.server_port}/page", limits=QUICK, resolve=rebinding)
    assert page.body == PAGE
    assert asked == [("www.example.org", server.server_port)]
    assert Site.asked[-1] == ("/page", f"www.example.org:{server.server_port}")


def test_a_name_that_turns_private_between_two_hops_is_refused(canary, settings):
    public_first = iter([["127.0.0.1"], ["127.0.0.1"]])
    settings.FETCH_ALLOWED_HOSTS = [f"first.example:{canary.port}"]
    before = canary.hits
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1 is not a public address"):
        fetch("http://second.example/", limits=QUICK, resolve=lambda host, port: next(public_first))
    assert canary.hits == before


def test_a_slow_resolver_counts_against_the_time(at, server, settings):
    settings.FETCH_ALLOWED_HOSTS = [f"slow.example:{server.server_port}"]

    def slow(host: str, port: int) -> list[str]:
        time.sleep(0.3)
        return ["127.0.0.1"]

    with pytest.raises(FetchRefused, match=r"did not finish within 0\.2 seconds"):
        fetch(f"http://slow.example:{server.server_port}/page", limits=Limits(seconds=0.2), resolve=slow)
