// Several plans in one page: which of them is shown, and with which other one it is compared.
function nameOfPlan(view, plan) {
  return plan.name ?? say(view.plan, "scenario_number", { number: view.plans.indexOf(originalOf(plan)) + 1 });
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
    other ? besideButton(view) : "");
}

function showPlans(view, plan, other) {
  view.other = other;
  if (!other) closeBeside(view);
  showPlan(view, shownPlan(view, plan));
  view.tell("scenario", plan);
}

// To choose the other plan is to exchange the two.
function showScenario(view, plan) {
  showPlans(view, plan, plan === view.other ? originalOf(view.plan) : view.other);
}

function besideButton(view) {
  const node = button("cp-tool-button", () => {
    if (view.beside) closeBeside(view);
    else openBeside(view);
    buildScenarios(view);
  }, say(view.plan, "side_by_side"));
  node.setAttribute("aria-pressed", String(Boolean(view.beside)));
  return node;
}

// In the address, plans are counted from 1.
function tellScenario({ plan, plans, other }, told) {
  told.delete("plan");
  told.delete("with");
  if (plans.length < 2) return;
  told.set("plan", plans.indexOf(originalOf(plan)) + 1);
  if (other) told.set("with", plans.indexOf(other) + 1);
}

function restoreScenario(view, told) {
  const [plan, other] = ["plan", "with"].map((key) => view.plans[told.get(key) - 1] ?? null);
  if (plan && plan !== other && (plan !== originalOf(view.plan) || other !== view.other)) showPlans(view, plan, other);
}
