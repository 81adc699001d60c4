// Facilities of an area: which are in walking distance, which are missing, and where they would serve most households.
import { button, definitions, make } from "../base/dom.js";
import { textAt, valueAt } from "../plan/decode.js";
import { cell, chineseAt, nameOfCommunity, number, say } from "../plan/words.js";
import { chooseThisCommunity, highlightOnHover } from "../view/select.js";

export function servicesOf(view, area) {
  const { plan } = view;
  const { services } = plan;
  const rows = plan.changed?.has(area) ? [] : [...services.area.keys()].filter((row) => services.area[row] === area);
  const inState = (state) => rows.filter((row) => textAt(services.state, row) === state);
  const names = (state) => inState(state).map((row) => cell(plan, services.table, "service", row)).join(say(plan, "listed"));
  const missing = inState("missing");
  return [
    missing.length ? make("ul", "cp-services", ...missing.map((row) => missingNode(view, row))) : null,
    ...["small", "served", "unknown"].filter((state) => inState(state).length).map((state) =>
      make("p", "cp-muted", say(plan, `services_${state}`, { names: names(state) }))),
  ];
}

function missingNode(view, row) {
  const { plan } = view;
  const { table, area } = plan.services;
  const [before, after] = ["served_before", "served_after"].map((name) => valueAt(table, name, row));
  const households = valueAt(plan.areas.table, "households", area[row]);
  const served = before === null || after === null ? "" : say(plan, "households_served", {
    before: number(plan, before), after: number(plan, after), all: number(plan, households ?? after) });
  const short = cell(plan, table, "spaces_short", row);
  const reach = [cell(plan, table, "radius_m", row), cell(plan, table, "distance", row)].filter(Boolean).join(" · ");
  return make("li", "", make("b", "", cell(plan, table, "service", row)), " ", make("span", "cp-muted", reach),
    make("div", "", short ? `${table.spaces_short.label} ${short}` : served), siteButtons(view, area[row], textOfService(plan.services.table, row)));
}

// What marks the kind of facility, whatever the reader's language.
function textOfService(table, row) {
  return table.service.codes[row] < 0 ? null : chineseAt(table.service, row);
}

function siteButtons(view, area, service) {
  const { plan } = view;
  const { sites } = plan.services;
  const serves = (row) => sites.area[row] === area || sites.also[row].includes(area);
  const rows = [...sites.area.keys()].filter((row) => serves(row) && textOfService(sites.table, row) === service);
  const places = rows.map((row) => {
    const node = button("cp-link", () => chooseThisCommunity(view, sites.community[row]), nameOfCommunity(plan, sites.community[row]));
    highlightOnHover(view, node, "community", sites.community[row]);
    return sites.area[row] === area ? node : make("span", "", node, say(plan, "in_area", { area: plan.areas.ids[sites.area[row]] }));
  });
  const others = [...new Set(rows.filter((row) => sites.area[row] === area).flatMap((row) => sites.also[row]))].sort((a, b) => a - b);
  return places.length ? make("div", "", say(plan, "proposed_at"), " ", ...places.flatMap((node, at) => (at ? [say(plan, "listed"), node] : [node])),
    ...(others.length ? [make("div", "cp-muted", alsoServes(plan, others))] : [])) : null;
}

function alsoServes(plan, areas) {
  return say(plan, "also_serves", { areas: areas.map((area) => plan.areas.ids[area]).join(say(plan, "listed")) });
}

export function describeProposed({ plan }, row) {
  const { sites } = plan.services;
  const here = [...sites.community.keys()].filter((site) => sites.community[site] === row);
  return make("div", "",
    make("b", "", say(plan, "proposed")),
    make("div", "cp-muted", nameOfCommunity(plan, row)),
    definitions(here.map((site) => [cell(plan, sites.table, "service", site), cell(plan, sites.table, "households", site)])),
    ...here.filter((site) => sites.also[site].length).map((site) =>
      make("div", "cp-muted", say(plan, "lead", { what: cell(plan, sites.table, "service", site), fact: alsoServes(plan, sites.also[site]) }))));
}
