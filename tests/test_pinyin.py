"""How Chinese letters are read: as pypinyin reads them one by one."""

from pypinyin import Style, pinyin

from cluster_planner.render._pinyin import pack_pinyin


def test_every_letter_is_read_as_pypinyin_reads_it():
    letters = [chr(point) for point in range(0x3400, 0xA000)]
    read = pinyin(letters, style=Style.NORMAL, heteronym=True, v_to_u=False)
    expected = {letter: " ".join(readings[:3]) for letter, readings in zip(letters, read, strict=True)}
    assert pack_pinyin(letters) == expected


def test_letters_of_names_are_reported_once_and_others_not_at_all():
    assert pack_pinyin(["绿园 A-1", "长绿"]) == {
        "园": "yuan wan",
        "绿": "lv lu",
        "长": "zhang chang",
    }
    assert pack_pinyin(["Block 7", ""]) == {}
