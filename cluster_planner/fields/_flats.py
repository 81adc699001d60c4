"""The columns of a sheet of flats, from which lifts are paid for and consented to; and of the answer."""

from __future__ import annotations

from cluster_planner.fields import _choices as allowed
from cluster_planner.fields._field import Field


def _field(name: str, zh: str, en: str, variants: str = "", **more: object) -> Field:
    return Field(name=name, zh=zh, en=en, kind=more.pop("kind", "text"), variants=tuple(variants.split()), **more)  # type: ignore[arg-type]


FLATS: tuple[Field, ...] = (
    _field("building", "楼栋", "Building", "栋号 楼号 幢号 栋 幢", note=("有多栋时填写", "where there are several")),
    _field("stairwell", "单元", "Stairwell", "单元号 门洞 梯位 unit entrance",
           note=("每个单元一部电梯, 分别表决", "one lift and one vote each")),
    _field("floor", "楼层", "Floor", "层 所在楼层 所在层 层数 storey level", kind="integer", low=1, high=60,
           mandatory=True, note=("入户门所在层", "that of its front door")),
    _field("flat", "房号", "Flat", "室号 户号 房间号 门牌号 房屋编号 room door", mandatory=True,
           note=("同一单元内不重复; 该单元每套房都要列出", "unique within its stairwell; list every flat of it")),
    _field("exclusive_m2", "专有面积", "Exclusive area",
           "专有部分面积 产权面积 登记面积 房屋面积 建筑面积 套内面积 面积 area_m2 area", kind="number", unit="㎡",
           low=0.01, high=10_000, mandatory=True,
           note=("以不动产登记簿为准, 计到 0.01 ㎡", "from the register, to 0.01 m2")),
    # Often a name, whatever is asked for: counted, never written out.
    _field("owner", "业主", "Owner",
           "业主代码 业主编号 产权人 产权人姓名 户主 户主姓名 业主姓名 业主签名 签名 签字 owner_code owner_id",
           mandatory=True, personal=True,
           note=("填代码, 如 Y01; 一人多套填同一代码, 一套多人填一个代码, 未售的房屋填建设单位; 不写入任何输出",
                 "a code such as Y01: one for all flats of a person, one for all owners of a flat; never written out")),
    _field("opinion", "意见", "Opinion",
           "表决意见 表决 投票 投票意见 加装意见 业主意见 是否同意 是否同意加装 vote",
           kind="choice", choices=allowed.OPINIONS,
           note=("不填为未参加", "blank: did not take part")),
    _field("opts_in", "参与分摊", "Shares the cost", "是否参与分摊 是否分摊 参与出资 是否出资 opt_in", kind="choice",
           choices=allowed.ANSWERS, note=("不填为参与", "blank: yes")),
)  # fmt: skip

LIFTS: tuple[Field, ...] = (
    _field("verdict", "表决结果", "Verdict", kind="choice", choices=allowed.VERDICTS),
    _field("flats", "套数", "Flats", kind="integer", unit="套"),
    _field("paying_flats", "分摊套数", "Flats that pay", kind="integer", unit="套"),
    _field("lift_wan", "电梯造价", "Cost of the lift", kind="number", unit="万元"),
    _field("subsidy_wan", "补助", "Subsidy", kind="number", unit="万元"),
    _field("weight", "分摊系数", "Weight", kind="number"),
    _field("share_cny", "分摊金额", "Amount", kind="number", unit="元"),
    _field("least_cny", "每套最少", "Least of a flat", kind="number", unit="元"),
    _field("most_cny", "每套最多", "Most of a flat", kind="number", unit="元"),
    _field("cost_share", "占分摊总额", "Part of the whole", kind="number"),
    _field("owners", "业主人数", "Owners", kind="integer", unit="人"),
    _field("voting_owners", "参与表决人数", "Owners taking part", kind="integer", unit="人"),
    _field("voting_exclusive_m2", "参与表决面积", "Area taking part", kind="number", unit="㎡"),
    _field("favour_owners", "同意人数", "Owners in favour", kind="integer", unit="人"),
    _field("favour_exclusive_m2", "同意面积", "Area in favour", kind="number", unit="㎡"),
    _field("more_voting_owners", "参与还差人数", "Owners missing to take part", kind="integer", unit="人"),
    _field("more_voting_exclusive_m2", "参与还差面积", "Area missing to take part", kind="number", unit="㎡"),
    _field("more_favour_owners", "同意还差人数", "Owners missing in favour", kind="integer", unit="人"),
    _field("more_favour_exclusive_m2", "同意还差面积", "Area missing in favour", kind="number", unit="㎡"),
)
