// Several plans in one page: which of them is shown, and with which other one it is compared.
import { button, dropdown, make } from "../base/dom.js";
import { nameOfPlan, originalOf } from "../plan/names_of_plans.js";
import { say } from "../plan/words.js";
import { shownPlan } from "../referee/edited.js";
import { closeSecondMap, openSecondMap } from "./second_map.js";

export function prepareScenarios(view) {
  view.on("plan", () => buildScenarios(view));
}

function buildScenarios(view) {
  const { plans, other, page } = view;
  const plan = originalOf(view.plan);
  if (plans.length < 2) return;
  page.scenarios ??= page.tools.insertBefore(make("div", "cp-tool-group"), page.tools.firstChild);
  const option = (key) => (each) => [String(plans.indexOf(each)), say(plan, key, { name: nameOfPlan(view, each) })];
  const others = [["", say(plan, "not_compared")], ...plans.filter((each) => each !== plan).map(option("compared_with"))];
  page.scenarios.replaceChildren(
    dropdown(say(plan, "scenario"), plans.map(option("scenario_named")), String(plans.indexOf(plan)), (at) => showScenario(view, plans[at])),
    dropdown(say(plan, "compare"), others, other ? String(plans.indexOf(other)) : "", (at) => showPlans(view, plan, plans[at] ?? null)),
    other ? secondMapButton(view) : "");
}

function showPlans(view, plan, other) {
  view.other = other;
  if (!other) closeSecondMap(view);
  view.show(shownPlan(view, plan));
  view.emit("scenario", plan);
}

// Choosing the other plan swaps the two.
function showScenario(view, plan) {
  showPlans(view, plan, plan === view.other ? originalOf(view.plan) : view.other);
}

function secondMapButton(view) {
  const node = button("cp-tool-button", () => {
    if (view.second) closeSecondMap(view);
    else openSecondMap(view);
    buildScenarios(view);
  }, say(view.plan, "side_by_side"));
  node.setAttribute("aria-pressed", String(Boolean(view.second)));
  return node;
}

// In the address, plans are counted from 1.
export function addScenario({ plan, plans, other }, parts) {
  parts.delete("plan");
  parts.delete("with");
  if (plans.length < 2) return;
  parts.set("plan", plans.indexOf(originalOf(plan)) + 1);
  if (other) parts.set("with", plans.indexOf(other) + 1);
}

export function restoreScenario(view, parts) {
  const [plan, other] = ["plan", "with"].map((key) => view.plans[parts.get(key) - 1] ?? null);
  if (plan && plan !== other && (plan !== originalOf(view.plan) || other !== view.other)) showPlans(view, plan, other);
}
