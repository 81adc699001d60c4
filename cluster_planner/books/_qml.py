"""QGIS layer styles (QML): rules with symbols, labels, aliases, and words in place of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from cluster_planner.fields import Lang
from cluster_planner.words import speaker

_GEOMETRY = {"marker": "0", "line": "1", "fill": "2"}
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
_HIDDEN = ("colour",)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the features of one rule are drawn: a legend entry, which features it holds for, and a symbol.

    Attributes
    ----------
    title : str
        Wording in the legend.
    symbol : str
        ``marker``, ``line`` or ``fill``.
    layers : sequence of mappings of str to str
        Properties of each simple symbol layer, as QGIS names them, from the lowest up.
    where : str
        Expression that picks the features; empty for all of them.
    by_value : mapping of str to str
        Properties of the lowest that follow from an expression.
    """

    title: str
    symbol: str
    layers: Sequence[Mapping[str, str]]
    where: str = ""
    by_value: Mapping[str, str] = field(default_factory=dict)


def qml(looks: Iterable[Look], columns: Iterable[str], lang: Lang, labels: str = "") -> str:
    """Return the style of a layer as QGIS 3 reads it.

    Parameters
    ----------
    looks : iterable of Look
        Rules in drawing order, all of one kind of symbol.
    columns : iterable of str
        Columns of the layer, given aliases in the language and words for codes.
    lang : {"zh", "en"}
        Language of aliases and words.
    labels : str
        Column written on the map; empty for none.

    Returns
    -------
    str
        XML text.
    """
    looks, columns = list(looks), list(columns)
    root = Element(
        "qgis",
        version="3.22.0",
        styleCategories="Symbology|Labeling|Fields|Forms",
        labelsEnabled=str(int(bool(labels))),
    )
    _add_rules(root, looks)
    if labels:
        _add_labels(root, labels)
    _add_words(SubElement(root, "fieldConfiguration"), columns, lang)
    aliases = SubElement(root, "aliases")
    for place, name in enumerate(columns):
        SubElement(aliases, "alias", index=str(place), field=name, name=speaker(lang).header(name, form="layer_header"))
    _hide(root, columns)
    SubElement(root, "layerGeometryType").text = _GEOMETRY[looks[0].symbol]
    return _DOCTYPE + tostring(root, encoding="unicode")


def _add_rules(root: Element, looks: list[Look]) -> None:
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0")
    rules = SubElement(renderer, "rules", key="{root}")
    symbols = SubElement(renderer, "symbols")
    for place, look in enumerate(looks):
        rule = SubElement(rules, "rule", key=f"{{{place}}}", symbol=str(place), label=look.title)
        if look.where:
            rule.set("filter", look.where)
        _add_symbol(symbols, str(place), look)


def _add_symbol(symbols: Element, name: str, look: Look) -> None:
    symbol = SubElement(symbols, "symbol", name=name, type=look.symbol, alpha="1", clip_to_extent="1", force_rhr="0")
    for place, simple in enumerate(look.layers):
        layer = SubElement(
            symbol, "layer", {"class": f"Simple{look.symbol.title()}", "enabled": "1", "locked": "0", "pass": "0"}
        )
        _add_map(layer, simple)
        if look.by_value and not place:
            _add_expressions(layer, look.by_value)


def _add_expressions(layer: Element, by_value: Mapping[str, str]) -> None:
    follows = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(follows, "Option", type="QString", name="name", value="")
    properties = SubElement(follows, "Option", type="Map", name="properties")
    for name, expression in by_value.items():
        one = SubElement(properties, "Option", type="Map", name=name)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value="3")
    SubElement(follows, "Option", type="QString", name="type", value="collection")


def _add_labels(root: Element, column: str) -> None:
    settings = SubElement(SubElement(root, "labeling", type="simple"), "settings", calloutType="simple")
    style = SubElement(
        settings, "text-style", fieldName=column, isExpression="0", fontFamily="Noto Sans CJK SC", fontSize="9",
        fontSizeUnit="Point", fontWeight="75", namedStyle="Bold", textColor="34,49,63,255", textOpacity="1",
    )  # fmt: skip
    SubElement(
        style, "text-buffer", bufferDraw="1", bufferSize="1", bufferSizeUnits="MM", bufferColor="255,255,255,255",
        bufferOpacity="0.85", bufferNoFill="0", bufferJoinStyle="128",
    )  # fmt: skip
    SubElement(settings, "placement", placement="1", centroidInside="1", centroidWhole="1", priority="8")
    SubElement(settings, "rendering", drawLabels="1", obstacle="0", scaleVisibility="0", fontLimitPixelSize="0")


def _add_words(configuration: Element, columns: list[str], lang: Lang) -> None:
    """Show the words of codes in forms and tables, while the file keeps the codes."""
    for name in columns:
        choices = speaker(lang).choices(name)
        widget = SubElement(
            SubElement(configuration, "field", name=name), "editWidget", type="ValueMap" if choices else ""
        )
        if choices:
            options = SubElement(SubElement(widget, "config"), "Option", type="Map")
            words = SubElement(options, "Option", type="List", name="map")
            for code, label in choices.items():
                _add_options(SubElement(words, "Option", type="Map"), {label: code})


def _hide(root: Element, columns: list[str]) -> None:
    """Hide columns from the attribute table that only drawing needs."""
    table = SubElement(
        SubElement(root, "attributetableconfig", actionWidgetStyle="dropDown", sortExpression=""), "columns"
    )
    for name in columns:
        SubElement(table, "column", type="field", name=name, width="-1", hidden=str(int(name in _HIDDEN)))


def _add_map(parent: Element, values: Mapping[str, str]) -> None:
    _add_options(SubElement(parent, "Option", type="Map"), values)


def _add_options(parent: Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        SubElement(parent, "Option", type="QString", name=name, value=value)
