"""What cannot be written, used or read on this machine is said in a sentence, before work that takes long."""

import errno

import pytest
from command_line import run

from cluster_planner.cli import main
from cluster_planner.errors import SourceError
from cluster_planner.render import check_letterhead, check_tiles

LEDGER = "名称,县市区,经度,纬度\n甲小区,赫山区,112.35,28.57\n"
LONG = "字" * 100  # more bytes than a name may have


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledger.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("findings.xlsx", "reviews.xlsx", "sweep.csv", "compare.html", "lifts.xlsx", "map.html"):
        (tmp_path / "taken" / name).mkdir(parents=True)
    return tmp_path / "ledger.csv"


KNOB = ("--set", "areas.min_likeness=0.4,0.5")
COMMANDS = {
    "check": ("check", "ledger.csv", "--out", "{}"),
    "fix": ("check", "ledger.csv", "--fix", "--out", "{}"),
    "sweep": ("sweep", "ledger.csv", *KNOB, "--out", "{}"),
    "compare": ("compare", "no plan", "nor here", "--out", "{}"),
    "map": ("map", "no plan", "--out", "{}/map.html"),
    "lifts": ("lifts", "no sheet.csv", "--out", "{}/lifts.xlsx"),
    "plan": ("plan", "ledger.csv", "--out", "{}"),
    "review": ("review", "{}", "no review.json"),
}
PLACES = {"file": "不是文件夹", LONG: "过长", "taken": "文件夹"}


@pytest.mark.parametrize("place", PLACES, ids=["file", "long", "taken"])
@pytest.mark.parametrize("command", COMMANDS)
def test_outputs_are_asked_for_before_anything_is_read(ledger, command, place):
    if (command, place) == ("plan", "taken"):
        (ledger.parent / "taken" / "plan.xlsx").mkdir()
    said = run(*(part.format(place) for part in COMMANDS[command]), expect=3)
    assert PLACES[place] in said
    assert "校验" not in said


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [
        ("settings", "--write"),
        ("works", "--write"),
        ("fields", "--template"),
        ("letterhead",),
        ("check", "ledger.csv", "--write-fields"),
    ],
)
@pytest.mark.parametrize("place", ["file", "taken", f"{LONG}.xlsx", "nowhere/new.xlsx", "file/new.xlsx"])
def test_files_to_fill_in_are_never_replaced_and_the_remedy_fits(command, place, lang):
    said = run("--lang", lang, *command, place, expect=3)
    remedies = {"file": ("换一个文件名", "another name"), "taken": ("换一个文件名", "another name")}
    remedies |= {f"{LONG}.xlsx": ("过长", "too long"), "nowhere/new.xlsx": ("不存在", "no such folder")}
    remedies |= {"file/new.xlsx": ("不是文件夹", "not a folder")}
    assert remedies[place][lang == "en"] in said


def test_the_copy_that_was_cleaned_is_not_checked_into_itself(ledger):
    ledger.rename("cleaned.xlsx.csv")
    run("check", "cleaned.xlsx.csv", "--fix", "--out", "out")
    before = (ledger.parent / "out" / "cleaned.xlsx").read_bytes()
    assert "输入" in run("check", "out/cleaned.xlsx", "--fix", "--out", "out", expect=3)
    assert (ledger.parent / "out" / "cleaned.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    "tiles",
    [
        "nowhere.mbtiles",
        "tianditu2",
        "https://tiles.example/{z}/{x}.png",
        "https://[::1/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://a;b/{z}/{x}/{y}.png",
        LONG,
        "ftp://tiles.example/{z}/{x}/{y}.png",
    ],
)
def test_a_base_map_that_is_none_is_refused_before_the_plan(ledger, tiles):
    with pytest.raises(SourceError):
        check_tiles(tiles)
    said = run("plan", "ledger.csv", "--tiles", tiles, "--out", "out", expect=3)
    assert "校验" not in said
    assert not (ledger.parent / "out").exists()


def test_a_letterhead_that_is_none_is_refused_before_the_plan(ledger):
    with pytest.raises(SourceError, match="cannot be used"):
        check_letterhead(ledger)
    assert "报告模板" in run("plan", "ledger.csv", "--letterhead", "ledger.csv", "--out", "out", expect=3)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("option", ["--keep", "--reviews", "--settings", "--works", "--matches", "--fields", "--join"])
def test_a_name_too_long_is_that_of_no_file(option):
    said = run("plan", "ledger.csv", option, LONG, expect=3 if option != "--settings" else 4)
    assert LONG in said


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    "values", ["0:1:1e-999999999", "0:1:1e999999999", "1e999999999", "0:1e-400:1e-999", "nan", "0:inf:1", "9" * 5000]
)
def test_values_that_no_knob_can_have_are_unreadable(values):
    assert "areas.min_likeness" in run("sweep", "ledger.csv", "--set", f"areas.min_likeness={values}", expect=4)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("shares", ["9" * 5000 + "=100", "2=" + "9" * 5000, "2=1." + "9" * 5000, "2=1e9", "-2=100"])
def test_shares_of_floors_that_cannot_be_are_unreadable(shares):
    assert "楼层" in run("lifts", "ledger.csv", "--scheme", "P4", "--floor-shares", shares, expect=4)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (MemoryError(), ("内存不足", "not enough memory")),
        (OSError(errno.ENOSPC, "No space left on device"), ("No space left", "space on the disk")),
        (PermissionError(errno.EACCES, "Permission denied", "/root/x"), ("/root/x", "your rights")),
        (OSError(errno.EIO, "Input/output error", "disk"), ("disk", "Input/output error")),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.usefixtures("ledger")
def test_what_the_machine_lacks_is_no_fault_of_ours(monkeypatch, capsys, fault, words, lang):
    def fails(*_given, **_named):
        raise fault

    monkeypatch.setattr("cluster_planner.pipeline.read_tables", fails)
    monkeypatch.setattr("sys.argv", ["cluster-planner", "check", "ledger.csv", "--lang", lang])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert words[lang == "en"] in capsys.readouterr().err


def test_a_link_to_itself_is_no_file_and_no_folder(tmp_path, ledger):
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    run("check", loop, expect=3)
    run("plan", ledger, "--out", loop, expect=3)
    run("review", loop, "x.json", expect=3)
