"""The right name that was probably meant: by spelling, and of ids by their parts."""

import pytest

from service.text.near import related

IDS = [
    *("kz.registration.face-id", "kz.registration.iin", "kz.esim.face-id", "kz.imei.fee", "kz.imei.dual-sim"),
    *("vn.registration.face", "hk.registration.real-name", "kz.apn.kcell", "kz.topup.kcell-channels", "us.imei.none"),
]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("kz.face", "kz.esim.face-id"),
        ("kz.registration", "kz.registration.iin"),
        ("kz-registration-face-id", "kz.registration.face-id"),
        ("KZ.Registraton.face_id", "kz.registration.face-id"),
        ("real-name", "hk.registration.real-name"),
        ("kz.topup.kcel", "kz.topup.kcell-channels"),
        ("kz.imei.price", "kz.imei.fee"),
    ],
)
def test_an_id_leads_to_those_that_share_most_of_its_parts(asked: str, first: str) -> None:
    assert related(asked, IDS)[0] == first
    assert len(related(asked, IDS)) <= 3


@pytest.mark.parametrize("asked", ["", "...", "zzz", "zz.nothing.like", "kz.nothing.like-this"])
def test_an_id_that_shares_no_more_than_its_country_leads_nowhere(asked: str) -> None:
    assert related(asked, IDS) == []
