"""Patterns that distinguish notes, headings and totals from rows of communities."""

from __future__ import annotations

import re

MONEY_PARENT = re.compile("资金|投资|经费|出资|筹措|补助")
# What stands over columns of which each is one of the works: 改造内容（打√）, 主要改造内容, 改造项目.
WORKS_PARENT = re.compile(r".{0,4}(?:改造|建设|整治|实施|工程|施工)(?:内容|项目|事项|任务|工程)(?:及规模)?(?:\(.*\))?")
NO_WORK = re.compile("内容|备注|说明|规模|合计|小计")
TOTAL_UNDER = frozenset(("合计", "小计", "总计", "共计", "总额", "总投资额", "计"))
# One of these more or less makes another field of it: households for and against, floor area of shops.
TURNING = frozenset("不未非无拟前后上下新旧单每均户人住商")
NUMBER = r"[\s'¥￥]*[-+]?[\d,.]+%?\s*"
NOTE = (
    r"^\s*(?:【说明】|[(（]?(?:备注|注意|注释|注|附注|说明|填表说明|填报说明|填写说明|数据来源)\s*[\d一二三四五]?\s*[:：.、]"
    r"|(?:填报单位|填表单位|填报人|填表人|制表人?|审核人|审批人|单位负责人|填报日期|填报时间)\s*[:：(（]"
    r"|(?i:notes?|remarks?|source)\s*\d*\s*:)"
)
HEADING = r"^\s*[(（]?[一二三四五六七八九十]+[)）]?\s*[、.．]"
NOT_COUNTED = frozenset(("栏次", "序号", *"甲乙丙丁戊"))
SUM = "计"
BRACKETS = "()（） "
COMMAS = ",，"
_WHO = (
    "经办|填报|填表|制表|制单|编制|审核|审批|审定|复核|校核|核对|统计|报送|批准|负责|分管|主管|联系|单位|部门|领导|局长|主任|科长|"
    "股长|站长|书记|签字|签名|签章|盖章|公章|电话|手机|传真|日期|时间|抄送"
)
# 经办人：张三, 单位（盖章）, 分管领导签字：, 联系电话 138...
SIGNED = (
    rf"(?:[^:：,，。]{{0,8}}(?:{_WHO})[^:：,，。]{{0,8}}\s*[:：]"
    r"|[^:：,，。]{0,12}[(（](?:签字|签名|签章|盖章|公章|章)[)）]|[^:：,，。]{0,8}(?:签字|签名|签章|盖章)\s*$)"
)
DATED = r"\s*(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*00:00:00)?|\s*年\s+月\s+日)\s*"
SENTENCE = r"[。；;！!]|[:：,，].{4}|^.{16}"
TOTAL_WORDS = "[合小总共累]计|汇总|总数"
# What stands alone below a table and is no name: 以下空白, 第1页 共1页, （盖章）, 县住建局  2024年3月, 1、本表一式三份.
NO_NAME = (
    r"空白|第\s*\d+\s*页|共\s*\d+\s*页|[(（].*[)）]\s*$|^\s*[(（]?[\d一二三四五六七八九十]+[)）]?\s*[、.．]"
    r"|\d{4}\s*[年./-]|(?:局|委|委员会|办|办公室|处|厅|部|中心|公司|政府|单位|指挥部)\s*$"
)
# How compounds are called.
COMPOUND = (
    r"(?:小区|苑|园|院|里|村|庄|宿舍|公寓|大楼|大厦|楼|家属区|生活区|住宅区|社区|城|栋|幢|号|坊|巷|弄|府|邸|湾|庭|阁|轩)"
    r"(?:[一二三四五六七八九十\d]+期|[东南西北]区|[A-Za-z]区)?\s*$"
)
NUMBERED = r"[A-Za-z]{0,4}\d[\d-]{0,20}"  # how a row of a community begins: its number or its id
TICKS = (
    "√",
    "✓",
    "✔",
    "☑",
    "■",
    "●",
    "○",
    "◆",
    "★",
    "对",
    "是",
    "有",
    "1",
    "y",
    "yes",
    "true",
    "v",
    "+",
    "需要",
    "涉及",
)
UNTICKED = (
    "",
    "否",
    "无",
    "没有",
    "不涉及",
    "0",
    "n",
    "no",
    "false",
    "-",
    "—",
    "——",
    "/",
    "×",
    "✗",
    "✘",
    "□",
    "☐",
    "nan",
)
