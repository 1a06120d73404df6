"""Hosts in text, the names that were registered, and those that imitate others."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import corpus
from service.corpus import facts
from service.text import domains
from service.text.domains import Sites


@pytest.fixture(scope="module")
def known() -> Sites:
    return domains.sites(facts.load(corpus.root()))


def names(text: str) -> list[str]:
    return [text[host.start : host.end] for host in domains.hosts(text)]


def test_a_host_is_found_between_chinese_words_with_its_path() -> None:
    assert names("请访问kcell.kz查询,或https://www.beeline.kz/ru?a=1。") == [
        "kcell.kz",
        "https://www.beeline.kz/ru?a=1",
    ]


@pytest.mark.parametrize("text", ["写信到info@kcell.kz", "版本1.2.3", "5.5gb", "ios17.4起", "a.b", "...", "t . me"])
def test_mail_versions_and_numbers_are_no_hosts(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("host", "name"),
    [("my.kcell.kz", "kcell.kz"), ("a.b.turkcell.com.tr", "turkcell.com.tr"), ("nobody.invalid", ""), ("com.tr", "")],
)
def test_the_registered_name_ends_with_a_public_suffix(host: str, name: str) -> None:
    assert domains.registrable(host) == name


@pytest.mark.parametrize(
    ("host", "official", "trick"),
    [
        ("lifeceii.ua", "lifecell.ua", "confusable"),
        ("my.bee1ine.kz", "beeline.kz", "confusable"),
        ("turkcelll.com.tr", "turkcell.com.tr", "typo"),
        ("starhud.com", "starhub.com", "typo"),
        ("www-login.celcomdigi.com.pay-now.top", "celcomdigi.com", "inside"),
        ("hkcsl.com-verify.vip", "hkcsl.com", "inside"),
        ("smartone-recharge.com", "smartone.com", "beside"),
        ("beeline-uz.net", "beeline.uz", "beside"),
        ("mykyivstar.org", "kyivstar.ua", "beside"),
    ],
)
def test_a_name_made_to_look_like_an_official_one_is_seen(host: str, official: str, trick: str, known: Sites) -> None:
    found = domains.imitated(known, host)

    assert found is not None
    assert (found.official, found.trick) == (official, trick)


@pytest.mark.parametrize(
    "host",
    [
        *("kcell.kz", "shop.turkcell.com.tr", "egov.kz", "imei.rfs.gov.kz", "astel.kz", "ncell.com.np", "vodafone.de"),
        *("singtel.com.sg", "tripadvisor.com", "airalo.com", "booking.com", "activate.kz", "hotlinks.com", "tele2.lt"),
        *(
            "beeline3.kz",
            "visitkazakhstan.pl",
            "wikipedia.org",
            "smartcard.com",
            "tim.it",
            "orange-business.com",
            "tmobile.com",
        ),
    ],
)
def test_official_and_unrelated_sites_imitate_nobody(host: str, known: Sites) -> None:
    assert domains.imitated(known, host) is None


def test_every_official_site_stands_for_itself(known: Sites) -> None:
    assert [
        name for name in known.official if domains.imitated(known, name) or domains.imitated(known, f"my.{name}")
    ] == []


def test_foreign_letters_are_read_as_their_twins_even_in_punycode(known: Sites) -> None:
    host = "kсell".encode("punycode").decode()

    found = domains.imitated(known, f"xn--{host}.kz")

    assert found is not None
    assert found.trick == "confusable"


@given(st.text(alphabet="ab.-:/@1кс中 点#?\u200b", max_size=80))
def test_hosts_are_real_pieces_in_order(text: str) -> None:
    found = list(domains.hosts(text))

    assert all(0 <= host.start < host.end <= len(text) for host in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(host.name in text for host in found)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_makes_the_reader_raise(url: str, host: str) -> None:
    domains.target(url)
    domains.borrowed(f"https://{url}")
    domains.registrable(host)
    domains.skeleton(domains.readable(f"xn--{host}"))
