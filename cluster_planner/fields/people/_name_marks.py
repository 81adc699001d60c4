"""People in a folded text: whom a label names, and whom a number belongs to."""

from __future__ import annotations

import re

from cluster_planner.fields.people._number_marks import BLOT

# Whom a column or a text names by an office: 居委会主任, 楼栋长, 网格员.
OFFICES = (
    "主任|书记|物业经理|项目经理|经理|[楼栋幢]长|楼栋长|单元长|组长|网格员|网格长|片长|管家|联络员|信息员|社区干部"
    "|法定代表人|法人代表|包保干部|包保领导|联系领导|分管领导|包片领导|挂点领导|监理员|总监|民警|社工|队长|所长|站长|镇长|局长|科长"
)
_CLERKS = (
    "联系人|经办人|负责人|填表人|填报人|制表人|审核人|复核人|审批人|录入人|核查人|调查人|责任人|对接人"
    "|户主|产权人|承租人|房主"
)
# Whom a label names: 经办人：张三.
LABELS = f"{_CLERKS}|经办|填表|制表|审核|复核|业主|领导|签字|签名|姓名"
_HAN = "[\u4e00-\u9fff]"
_NOBODY = "(?![未暂没待]|无(?:$|[人物此专]|(?!名氏)[^名]{0,3}$))"
_NAMED = re.compile(rf"((?:{LABELS}|{OFFICES})[^:]{{0,6}}:\s*){_NOBODY}{_HAN}{{2,4}}(?!{_HAN})")
_SURNAMES = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁邓单洪包诸左"
    "石崔吉龚程邢裴陆翁曲段侯仰秋仲伊宫宁仇甘厉戎武符刘景詹龙叶黎白蒲卓蔺池乔谭劳易廖聂曾欧肖向古晏柴阎文耿关温阳涂"
    "付代冉辛尚游岳佘邝植粟阿老]|小(?![区学型院])|欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒"
)
# 填表人王小明: without a colon only behind a clerk, by a surname, and where no word begins with the same sign.
_NO_NAME = "(?!单位|方[案式面]|和|于|安[置全]|成[员立]|时间|应|管理|计划|项目|文[件号]|关[于系]|解|明[确细]|高|任|常)"
_CLERK = re.compile(rf"((?:{_CLERKS})\s{{0,3}}){_NO_NAME}(?:{_SURNAMES}){_HAN}{{1,2}}(?!{_HAN})")
_LATIN = re.compile(
    r"((?<![A-Za-z])(?:contact(?: person)?|owner|householder|manager|prepared by|filled in by|checked by)\s?:\s?)"
    r"(?!none\b|unknown\b|n/a\b)[A-Z][A-Za-z'.-]+(?: [A-Z][A-Za-z'.-]+){0,2}",
    re.IGNORECASE,
)
LABELLED = re.compile(rf"(?:{LABELS}|{OFFICES})[^:]{{0,6}}:|{_CLERK.pattern}|{_LATIN.pattern}", re.IGNORECASE)
_AROUND = r"[\s:,、/;-]*"
_CALL = (
    "(?:(?:联系)?(?:电话|手机|联系方式|微信|[薇V]信|邮箱|身份证|座机|固话|传真"
    "|(?i:we ?chat|weixin|vx|wx|qq|tel|phone|mobile|e-?mail))"
    r"(?:号码?)?\.?)?"
)
_STARS = re.escape(BLOT)
# A person next to a number: in brackets with it, behind an office, or by a surname, before it or behind it.
_BRACKETED = re.compile(rf"([(\[【])[^()\[\]【】]*{_STARS}[^()\[\]【】]*([)\]】])")
_BEFORE = re.compile(
    rf"(?:(?P<office>{OFFICES}|{_CLERKS}|联系){_AROUND}(?!电话|手机|方式|微信|邮箱){_HAN}{{1,4}}"
    rf"|(?:{_SURNAMES})(?:{_HAN}{{1,2}}|{OFFICES}))"
    rf"(?:\((?:{OFFICES})\))?{_AROUND}{_CALL}{_AROUND}{_STARS}"
)
_BEHIND = re.compile(
    rf"{_STARS}\s*(?:\({_HAN}{{2,6}}\)|(?:(?P<office>{OFFICES}){_AROUND})?(?:{_SURNAMES})(?:{OFFICES}|{_HAN}{{1,2}})(?!{_HAN}))"
)


def blot_names(text: str, *, next_to_numbers: bool) -> str:
    """Return a folded text with three asterisks for each person that it names.

    Parameters
    ----------
    text : str
        A text in which numbers have been blotted.
    next_to_numbers : bool
        Whether there were any: whom they belong to is blotted with them.

    Returns
    -------
    str
        The text itself where nobody is named.
    """
    if next_to_numbers:
        text = _BRACKETED.sub(rf"\1{BLOT}\2", text)
        text = _BEFORE.sub(_keep_office, _BEHIND.sub(_keep_office, text))
    text = _NAMED.sub(rf"\1{BLOT}", text)
    return _LATIN.sub(rf"\1{BLOT}", _CLERK.sub(rf"\1{BLOT}", text))


def _keep_office(person: re.Match[str]) -> str:
    return f"{person['office'] or ''}{BLOT}"
