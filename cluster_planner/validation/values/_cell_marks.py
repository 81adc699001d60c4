"""Patterns around figures, between values and in place of them."""

from __future__ import annotations

import re

BETWEEN_CHOICES = re.compile(r"[;；、,，|\n]+")
# What distinguishes neighbours of one name: figures, letters, quarters.
DISTINCTIVE_SIGNS = re.compile(r"[\da-z]+|[东西南北中上下前后新老旧甲乙丙丁]")
GENERIC_ENDING = re.compile("(?:小区|家属院|宿舍|社区|花园|新村|住宅区)$")
ORNAMENT = str.maketrans({"。": ".", "·": ".", "．": ".", **dict.fromkeys("★☆*'\"`“”‘’", None)})
PLACEHOLDERS = (
    "- -- --- － — —— – _ / // ／ \\ . 。 * ? ？ 无 暂无 暂无数据 无数据 不详 不明 未知 未填 待定 待核 待核实 待补充 "
    "空 缺 n/a na nan null none nil #n/a unknown"
)

# Around a figure.
ABOUT = "约?"
BEFORE = "(?P<before>约|大约|近|共约?|≈|~)?"
MORE = "(?P<more>余|多|来|几)?"
AFTER = "(?P<after>左右|上下|以上|余|多)?"
UP_TO = "(?:-|~|至|到|—|–)+"

WRITTEN_BROKEN = r"[.．。·]\d*[1-9]"  # a figure with digits after its point

# Several figures in a cell.
ASIDE = r"\((?:其中|含|包括|包含|不含|另有?|内含|现有|实际|实|空置|空关|闲置|未入住|出租|常住|自住)[^()]*\)?$"
BETWEEN_FIGURES = r"/、,，;；()和及与共计 "
TOGETHER = "(?:共计|合计|总计|共有?|计|总)"
# 6+1 is six storeys and one more under the roof; -1/6 and 地上6层地下1层 have cellars, which do not count.
_STOREYS = r"\d{1,3}(?:层楼?|f|楼)?"
BASEMENT = r"[(,;、/+和及与]*(?:地下(?:室)?|负|-)\d(?:层|f)?[)/+,;、和及与]*"
_LOFT = r"(?P<loft>\d|阁楼?|跃层?|复式?|顶楼|半层?)(?:层|f|阁楼|跃层?|夹层|层阁楼)?"
LOFT = rf"(?:地上|共)?(?P<storeys>\d{{1,2}})层?(?:\+|加|带|局部\+){_LOFT}"
_OR = r"[/、,;和及与或至~\-—()]*(?:局部|最高)?"
STOREYS_ABOVE = rf"(?:地上|共|最高|均为|局部)?{_STOREYS}(?:{_OR}{_STOREYS})*[)]?(?:不等)?"
