"""A password in the address of a database is never shown, however the address is misspelt."""

import pytest
from command_line import run

from cluster_planner.words._errors import without_passwords

ADDRESSES = [
    "postgresq://me:secret@host/db?table=t",
    "postgres:/me:secret@host/db",
    "postgresql//me:secret@host/db?table=t",
    "POSTGRESQL://me:secret@127.0.0.1:1/db?table=t",
    "postgresql:me:secret@host/db",
    "postgis://me:sec:ret@host/db",
    "postgresql://me:se@cret@127.0.0.1:1/db?table=t",
    "postgresql://127.0.0.1:1/db?table=t&password=secret",
    "mysql+x://me:secret@[::1]/db",
    "postgresql://:secret@127.0.0.1:1/db?table=t",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_password_is_left_in_an_address(address):
    shown = without_passwords(f"无法读取数据库 {address}。")
    assert "***" in shown
    assert not any(part in shown for part in ("secret", "sec:ret", "cret"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", [ADDRESSES[0], ADDRESSES[2], ADDRESSES[6]])
def test_errors_show_no_password(address, lang):
    assert "cret" not in run("check", address, "--lang", lang, expect=3)


@pytest.mark.parametrize(
    "text",
    [
        "C:\\数据\\小区.xlsx",
        "a.gpkg:communities",
        "https://tiles.example/{z}/{x}/{y}.png",
        "12:30 与 me@host",
        "文件:图层",
        "https://host:8080/a@b",
        "postgresql://me@host/db",
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert without_passwords(text) == text
