"""How personal data is recognised: words of headers, and the form of phone and identity numbers."""

from __future__ import annotations

import re
import unicodedata

from cluster_planner.fields._unit_spellings import plain

# Digits that may be other codes: the code of a place in Hebei begins like a mobile number.
CODES = frozenset({"community_id", "adcode", "source_row", "geometry"})
_BLOT = "***"
# Whom a column or a text names by an office: 居委会主任, 楼栋长, 网格员.
_OFFICES = (
    "主任|书记|物业经理|项目经理|经理|[楼栋幢]长|楼栋长|单元长|组长|网格员|网格长|片长|管家|联络员|信息员|社区干部"
    "|法定代表人|法人代表|包保干部|包保领导|联系领导|分管领导|包片领导|挂点领导|监理员|总监|民警|社工|队长|所长|站长|镇长|局长|科长"
)
_WORDS = re.compile(
    "电话|手机|联系方式|身份证|联系人|负责人|户主|业主代表|姓名|经办人|填报人|填表人|phone|mobile|idcard|id_card"
    f"|(?:{_OFFICES})$|(?:{_OFFICES})[(名]"
)
# A column that counts or asks names nobody: 网格员数, 有无楼长.
_NAMELESS = re.compile("数$|数[(量]|人数|是否|有无|占比|比例|单位$|职务$|\\(人\\)$")
_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"\(?0\d{2,3}\)?[- ]\d{7,8}"
_IDENTITY = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]"
_SECRET = re.compile(rf"(?<![\d.])(?:{_IDENTITY}|{_MOBILE}|{_LANDLINE})(?:\.0)?(?!\d)")
# Whom a label names: 经办人：张三.
_LABELS = "联系人|经办人?|负责人|填表人?|填报人|制表人?|审核人?|复核人?|户主|业主|领导|签字|签名|姓名"
_HAN = "[\u4e00-\u9fff]"
_NAMED = re.compile(rf"((?:{_LABELS}|{_OFFICES})[^:]{{0,6}}:\s*)(?![无未暂没]){_HAN}{{2,4}}(?!{_HAN})")
_SURNAMES = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁邓单洪包诸左"
    "石崔吉龚程邢裴陆翁曲段侯仰秋仲伊宫宁仇甘厉戎武符刘景詹龙叶黎白蒲卓蔺池乔谭劳易廖聂曾欧肖向古晏柴阎文耿关温阳涂"
    "付代冉辛尚游岳佘邝植粟阿老]|小(?![区学型院])|欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒"
)
_AROUND = r"[\s:,、/;-]*"
_CALL = "(?:(?:联系)?(?:电话|手机号?码?|联系方式))?"
_STARS = re.escape(_BLOT)
# A person next to a number: in brackets with it, behind an office, or by a surname, before it or behind it.
_BRACKETED = re.compile(rf"([(\[【])[^()\[\]【】]*{_STARS}[^()\[\]【】]*([)\]】])")
_BEFORE = re.compile(
    rf"(?:(?P<office>{_OFFICES}){_AROUND}{_HAN}{{1,4}}|(?:{_SURNAMES})(?:{_HAN}{{1,2}}|{_OFFICES}))"
    rf"(?:\((?:{_OFFICES})\))?{_AROUND}{_CALL}{_AROUND}{_STARS}"
)
_BEHIND = re.compile(
    rf"{_STARS}\s*(?:\({_HAN}{{2,6}}\)|(?:(?P<office>{_OFFICES}){_AROUND})?(?:{_SURNAMES})(?:{_OFFICES}|{_HAN}{{1,2}})(?!{_HAN}))"
)
# A cheap first look, with the few constructs that Arrow searches fast; full width too.
_D = "[0-9０-９]"
_NUMBERS = rf"[1１]{_D}{{2}}[- ]?{_D}{{4}}[- ]?{_D}{{4}}|[0０]{_D}{{2,3}}[)]?[- ]{_D}{{7}}|{_D}{{17}}[0-9Xx]"
LIKELY_SECRET = rf"{_NUMBERS}|(?:{_LABELS}|{_OFFICES})[^:：]{{0,6}}[:：]"


def names_people(header: str) -> bool:
    """Return whether a header that the catalogue does not know asks for personal data.

    Parameters
    ----------
    header : str
        Header as it was typed.

    Returns
    -------
    bool
        True for names and numbers of people.
    """
    words = plain(header)
    return _WORDS.search(words) is not None and _NAMELESS.search(words) is None


def blot_secrets(text: str) -> str:
    """Return a text with three asterisks for each phone and identity number, and for whom it names with one.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text itself where there is none.

    Examples
    --------
    >>> blot_secrets("梅苑（刘七 138 1234 5678）"), blot_secrets("物业经理李四13812345678")
    ('梅苑(***)', '物业经理***')
    """
    folded = unicodedata.normalize("NFKC", text)
    blotted = _SECRET.sub(_BLOT, folded)
    if blotted != folded:
        blotted = _BRACKETED.sub(rf"\1{_BLOT}\2", blotted)
        blotted = _BEFORE.sub(_keep_office, _BEHIND.sub(_keep_office, blotted))
    blotted = _NAMED.sub(rf"\1{_BLOT}", blotted)
    return text if blotted == folded else blotted


def _keep_office(person: re.Match[str]) -> str:
    return f"{person['office'] or ''}{_BLOT}"
