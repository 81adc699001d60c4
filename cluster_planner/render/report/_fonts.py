"""Fonts of the pictures: the first usual Chinese one on this machine."""

from __future__ import annotations

from matplotlib import font_manager

LATIN = "DejaVu Sans"  # comes with matplotlib
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "SimHei", "DengXian", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "HarmonyOS Sans SC",
    "Heiti SC", "Heiti TC", "STHeiti", "Arial Unicode MS", "Droid Sans Fallback", "SimSun", "STSong",
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK JP",
)  # fmt: skip


def chinese_font() -> str | None:
    """Return the name of the first usual Chinese font that is installed, None where there is none."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE if name in installed), None)
