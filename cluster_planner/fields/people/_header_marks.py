"""Columns of people, and columns of ids, by the words of their headers in Chinese, English and pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cluster_planner.fields._unit_spellings import plain
from cluster_planner.fields.people._name_marks import LABELS, OFFICES

# Columns that name the rows: a whole column of them decides what becomes of a code that looks like a number of people.
CODES = frozenset({"community_id", "adcode", "source_row", "geometry"})
_AGENTS = (
    "责任|负责|联系|经办|填报|填表|填写|录入|制表|审核|审批|复核|核查|调查|采集|申请|委托|牵头|召集|对接|产权|权利|承租|承包"
    "|使用|所有|所有权|权属|监护|代理|代表|登记|接待|联络|带头|户籍登记|申报|报送"
)
_STAFF = "房管|网格|管理|信息|联络|调查|录入|填报|物管|安全|楼管|协管|协理|宣传|巡查|监督"
_WORDS = re.compile(
    "电话|手机|联系方式|座机|固话|传真|身份证|证件号|微信|(?<![a-z])qq(?![a-z])|邮箱|电邮|电子邮件|姓名|名字|联系人|负责人|业主代表"
    f"|(?:{_AGENTS})人(?:$|[(名签])|(?:{_STAFF})员(?:$|[(名])|(?:业|户|房|屋|租)主$|^(?:业|户|房|屋)主[(]"
    f"|租户$|(?:代表|干部|领导)$|签名|签字|(?<!小区)住址|银行卡|银行账|开户|车牌(?!识别)|出生(?:日期|年月|日)|生日|同志$|住户$|法人$|(?:街|巷|片区|小区|会|理事|董事)长$|楼长|(?:{OFFICES})$|(?:{OFFICES})[(名]|^(?:{LABELS})(?:\\*|$)"
)
# A column that counts or asks names nobody: 网格员数, 有无楼长.
_NAMELESS = re.compile(
    "数$|数[(量]|人数|是否|有无|占比|比例|单位$|单位名称$|职务$|职责$|\\(人\\)$|户型|住户$|意见|意愿|态度|满意|大会|公示|小区(?:姓名|名字)$"
)
_LATIN = re.compile(
    "tel|telephones?|phones?|(?:phone|tel|mobile)no|mobile|cellphone|fax|contacts?|contactperson|emails?|mail|wechat|weixin"
    "|whatsapp|qq|owner|ownername|landlord|householder|tenant|idcard|passport|linkman|manager|leader|secretary|director"
    "|chair(?:man|woman|person)|surname|firstname|lastname|fullname|custodian"
    "|lxr|lxrxm|lxdh|lxfs|sfzh?|sfzhm|sjhm?|yzxm|hzxm|fzr|fzrdh|frdb|yddh|bgdh|dzyx"
)
_NAMED = re.compile("owner|resident|tenant|contact|person|householder|manager|family|full|first|last|user|leader|head")
_PHRASES = (
    ("id", "card"), ("identity", "card"), ("identity", "number"), ("identity", "no"), ("head", "household"),
    ("person", "charge"), ("responsible", "person"), ("grid", "officer"), ("grid", "member"),
    ("cell", "number"), ("cell", "no"),
    ("prepared", "by"), ("checked", "by"), ("filled", "by"),
)  # fmt: skip
_NAMELESS_LATIN = re.compile(
    "types?|kind|counts?|share|ratio|rate|total|unit|company|consents?|opinion|agree|occupied|votes?|percent|pct|area"
    "|age|has|have|with|office|organi[sz]ation|committee|association|meeting"
)
_IDS = re.compile("编号|编码|代码|序号|项目号|小区号|宗地号|不动产|税号|号$")
_LATIN_IDS = re.compile("ids?|codes?|no|fid|objectid|uuid|guid|bsm")


def names_people(header: str) -> bool:
    """Return whether a header that the catalogue does not know asks for personal data.

    Parameters
    ----------
    header : str
        Header as it was typed.

    Returns
    -------
    bool
        True for names, numbers and addresses of people.

    Examples
    --------
    >>> [names_people(header) for header in ("业主姓名", "网格员人数", "OwnerName", "owner type")]
    [True, False, True, False]
    """
    words = plain(header)
    if _WORDS.search(words) is not None:
        return _NAMELESS.search(words) is None
    latin = _latin_words(header)
    return not _any(_NAMELESS_LATIN, latin) and (
        _any(_LATIN, latin)
        or ("name" in latin and _any(_NAMED, latin))
        or any(latin.issuperset(phrase) for phrase in _PHRASES)
    )


def holds_ids(header: str) -> bool:
    """Return whether a header asks for codes that name a thing, by the catalogue's name or by its words."""
    return header in CODES or _IDS.search(plain(header)) is not None or _any(_LATIN_IDS, _latin_words(header))


def _any(pattern: re.Pattern[str], words: Iterable[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)


def _latin_words(header: str) -> set[str]:
    """Return the words of a header in small letters, those of ``ownerName`` together and apart."""
    folded = re.sub(r"[_-]", " ", unicodedata.normalize("NFKC", header))
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", folded)
    return set(re.findall("[a-z]+", f"{folded} {apart}".casefold()))
