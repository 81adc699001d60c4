// The footer of the page: the sources of the plan; opened, everything that it was made with.
import { definitions, headCell, make, makeScrollable } from "../base/dom.js";
import { languagePlace, number, originOfPlan, say } from "../plan/words.js";

export function buildFooter(view) {
  const { plan, page } = view;
  const { about } = plan;
  const line = make("summary", "", make("span", "cp-foot-more", say(plan, "about")),
    about.synthetic ? make("span", "cp-synthetic", say(plan, "synthetic")) : null,
    ...originOfPlan(plan).map(([label, value]) => make("span", "cp-foot-fact", say(plan, "lead", { what: label, fact: value }))));
  const details = make("details", "cp-about", line);
  details.addEventListener("toggle", () => details.children.length === 1 && details.append(aboutBody(plan)));
  page.foot.replaceChildren(details);
}

function aboutBody(plan) {
  const { about } = plan;
  const findings = Object.entries(about.findings).map(([severity, count]) => `${say(plan, severity)} ${number(plan, count)}`);
  const facts = [
    [say(plan, "plan_title"), about.title],
    [say(plan, "dated"), new Intl.DateTimeFormat(plan.lang, { dateStyle: "long" }).format(new Date(document.lastModified))],
    ...originOfPlan(plan),
    [say(plan, "findings"), [...findings, `${say(plan, "quarantine")} ${number(plan, about.quarantine)}`].join(" · ")],
    [say(plan, "proven"), plan.summary.certificate],
    [say(plan, "known"), plan.summary.evidence],
    [say(plan, "contains"), say(plan, "licensed", { names: about.contained.join(say(plan, "listed")) })],
  ];
  const body = make("div", "cp-about-body", definitions(facts), make("h3", "", say(plan, "settings")), settingsTable(plan), methodsOf(plan));
  makeScrollable(body);
  return body;
}

// How each figure is worked out; many lines, so built only when opened.
function methodsOf(plan) {
  const place = languagePlace(plan);
  const { methods } = plan.about;
  const rows = () => methods.map((cells) => make("tr", "", ...cells.map((texts) => make("td", "", texts[place]))));
  const details = make("details", "cp-more", make("summary", "", say(plan, "methods_shown", { count: number(plan, methods.length) })));
  const fill = () => details.append(make("table", "cp-settings cp-methods",
    make("thead", "", headRow(plan, ["figure_name", "stands", "formula", "entering"])), make("tbody", "", ...rows())));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

function headRow(plan, keys) {
  return make("tr", "", ...keys.map((key) => headCell("col", say(plan, key))));
}

function settingsTable(plan) {
  const place = languagePlace(plan);
  const head = headRow(plan, ["meaning", "setting_value", "setting"]);
  const rows = plan.about.settings.map(([name, values, meanings, isDefault]) =>
    make("tr", isDefault ? "" : "cp-changed", make("td", "", meanings[place]), make("td", "", values[place]), make("td", "", name)));
  return make("table", "cp-settings", make("thead", "", head), make("tbody", "", ...rows));
}
