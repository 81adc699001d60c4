// The card of one area or one community, in the place of the list.
const KEY_FIGURES = ["communities", "households", "cost_together_wan", "saving_wan", "need", "likeness_mean"];
const CRITERIA = ["location", "type", "trade", "culture"];
const SAID_ELSEWHERE = ["area_name", "name", "county", "subdistrict", "year", "reason", ...KEY_FIGURES, ...CRITERIA];

function chooseArea(view, row) {
  if (view.page.panel.querySelector(".cp-list")) view.listScroll = view.page.panel.scrollTop;
  zoomTo(view, view.plan.areas.rings[row]);
  showArea(view, row);
}

function showArea(view, row) {
  const { plan } = view;
  const { table } = plan.areas;
  const reason = cell(plan, table, "reason", row);
  showCard(view,
    make("h2", "", swatch("areas", plan.colours[row]), nameOfArea(plan, row)),
    make("p", "cp-muted", placeWords(plan, table, row)),
    keyFigures(plan, row),
    criteria(plan, row),
    reason && section(plan, "reason", make("p", "cp-reason", reason)),
    section(plan, "members", memberList(view, row)),
    section(plan, "figures", definitions(pairsOf(plan, table, otherColumns(table), row))));
  highlight(view, plan.areas.rings[row]);
}

function chooseCommunity(view, row) {
  const area = view.plan.communities.area[row];
  if (area >= 0 && view.map.getZoom() < DETAIL_ZOOM) chooseArea(view, area);
  else showCommunity(view, row);
}

function showCommunity(view, row) {
  const { plan } = view;
  const { table, area, rings } = plan.communities;
  const reason = cell(plan, table, "reason", row);
  showCard(view,
    make("h2", "", nameOfCommunity(plan, row)),
    make("p", "cp-muted", placeWords(plan, table, row)),
    area[row] >= 0
      ? button("cp-row", () => chooseArea(view, area[row]), swatch("areas", plan.colours[area[row]]),
        make("span", "cp-row-text", make("span", "cp-muted", outcomeWords(plan, row)), nameOfArea(plan, area[row])))
      : make("p", "cp-badge", outcomeWords(plan, row)),
    reason && section(plan, "reason", make("p", "cp-reason", reason)),
    section(plan, "figures", definitions(pairsOf(plan, table, communityColumns(table), row))));
  highlight(view, rings[row]);
  bringIntoView(view, rings[row]);
}

function showCard(view, ...children) {
  const { plan, page } = view;
  const back = button("cp-back", () => showList(view), "‹ ", say(plan, "back"));
  page.panel.replaceChildren(back, ...children.filter(Boolean));
  page.panel.scrollTop = 0;
}

function placeWords(plan, table, row) {
  const names = ["county", "subdistrict", "neighbourhood"];
  const year = cell(plan, table, "year", row);
  const words = names.map((name) => cell(plan, table, name, row));
  return [...words, year && say(plan, "built_in", { year })].filter(Boolean).join(" · ");
}

function section(plan, key, body) {
  return body.hasChildNodes() ? make("section", "", make("h3", "", say(plan, key)), body) : null;
}

function keyFigures(plan, row) {
  const { table } = plan.areas;
  const tiles = KEY_FIGURES.filter((name) => valueAt(table, name, row) !== null).map((name) => {
    const { label, style, digits, unit } = table[name];
    const figure = number(plan, valueAt(table, name, row), style, digits);
    return make("div", "", make("strong", "", figure, " ", make("small", "", unit)), make("small", "", label));
  });
  return tiles.length ? make("div", "cp-tiles", ...tiles) : null;
}

function criteria(plan, row) {
  const { table } = plan.areas;
  const known = CRITERIA.filter((name) => table[name]);
  if (!known.length) return null;
  return section(plan, "criteria", make("div", "cp-criteria", ...known.flatMap((name) => {
    const value = valueAt(table, name, row);
    const bar = make("span", "cp-bar");
    bar.style.setProperty("--share", value ?? 0);
    return [make("span", "", table[name].label), bar,
      make("span", "", value === null ? say(plan, "unknown") : cell(plan, table, name, row))];
  })));
}

function memberList(view, row) {
  const { members, areas } = view.plan;
  const item = (member) => make("li", "", communityButton(view, member, areas.rings[row]));
  return make("ol", "cp-list", ...members[row].map(item));
}

function otherColumns(table) {
  return Object.keys(table).filter((name) => !SAID_ELSEWHERE.includes(name));
}

function communityColumns(table) {
  const said = ["name", "county", "subdistrict", "neighbourhood", "reason"];
  return Object.keys(table).filter((name) => !said.includes(name));
}
