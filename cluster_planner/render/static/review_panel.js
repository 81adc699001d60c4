// The review next to the map: who reviews, what the changes come to, which rules they break, and each of them.
function showReview(view) {
  const { plan, page } = view;
  const toggle = button("cp-tool-button cp-review-toggle", () => switchReview(view), say(plan, "review"));
  toggle.setAttribute("aria-pressed", String(view.isReviewing));
  page.reviewing.replaceChildren(toggle);
  page.review.hidden = !view.isReviewing;
  page.root.classList.toggle("cp-is-reviewing", view.isReviewing);
  if (view.isReviewing) {
    page.review.replaceChildren(make("summary", "", say(plan, "review_of")), reviewerFields(view), reviewFigures(view),
      ...brokenList(view), ...operationList(view), reviewButtons(view), reviewNote(view));
  }
  markEdits(view);
}

function reviewerFields(view) {
  const { plan, reviewer } = view;
  const name = make("input", "cp-search");
  name.value = reviewer.name;
  name.placeholder = say(plan, "reviewer_name");
  name.setAttribute("aria-label", say(plan, "reviewer_name"));
  name.addEventListener("input", () => { reviewer.name = name.value; saveReview(view); });
  const roles = ROLES.map((role) => [role, say(plan, `role_${role}`)]);
  const role = dropdown(say(plan, "reviewer_role"), roles, reviewer.role, (chosen) => { reviewer.role = chosen; saveReview(view); });
  return make("div", "cp-review-row", name, role);
}

// Each figure before and now.
function reviewFigures({ plan }) {
  const { base, hand } = reviewOf(plan);
  const original = originalOf(plan);
  const figures = [["review_value", valueIn, "decimal", 2], ["review_saving", savingIn, "money"], ["review_areas", areasIn], ["review_members", membersIn]];
  return definitions(figures.map(([key, figure, ...look]) => {
    const [was, now] = [figure(base, original), figure(hand, original)].map((value) => (value === null ? say(plan, "unknown") : number(plan, value, ...look)));
    return [say(plan, key), was === now ? now : `${was} → ${now}`];
  }));
}

function valueIn(judged) {
  return judged.value;
}

// The saving of the plan, and what the changed areas save more or less.
function savingIn({ areas }, plan) {
  const saved = ([key, area]) => savingOf(plan, key, area) ?? 0;
  const before = [...reviewOf(plan).base.areas].reduce((sum, each) => sum + saved(each), 0);
  if (plan.summary.saving_money === null) return null;
  return plan.summary.saving_money + [...areas].reduce((sum, each) => sum + saved(each), 0) - before;
}

// That of the plan for an unchanged area; else the average saving of areas of this plan, never more than its cost.
function savingOf(plan, key, area) {
  const row = plan.areas.ids.indexOf(key);
  const planned = row < 0 || !hasItsMembers(plan, row, area) ? null : valueAt(plan.areas.table, "saving_money", row);
  return planned ?? averageSaving(plan, area);
}

function hasItsMembers({ areas, communities }, row, { members }) {
  return members.length === valueAt(areas.table, "communities", row) && members.every((member) => communities.area[member] === row);
}

function averageSaving({ review, communities }, { members, trenchGain }) {
  const { mobilisation_money, trench_money, share } = review.savings;
  const priced = members.map((row) => valueAt(communities.table, "cost_alone_money", row)).filter((cost) => cost !== null);
  if (priced.length < Math.min(2, members.length)) return null; // of an unknown cost there is no saving
  const cost = priced.reduce((sum, each) => sum + each, 0);
  const wished = (members.length - 1) * mobilisation_money + trenchGain * trench_money + share * cost;
  return cost ? Math.min(wished, cost) : wished;
}

function areasIn({ areas }) {
  return areas.size;
}

function membersIn({ areaOf }) {
  return areaOf.filter((key) => key !== null).length;
}

function newBreaches({ base, hand }) {
  const before = new Set(base.breaches.map(breachKey));
  return hand.breaches.filter((breach) => !before.has(breachKey(breach)));
}

function brokenList(view) {
  const breaches = newBreaches(reviewOf(view.plan));
  if (!breaches.length) return [];
  return [make("h3", "cp-warn", say(view.plan, "review_broken"), make("span", "", number(view.plan, breaches.length))),
    make("ul", "cp-review-list", ...breaches.map((breach) => {
      const sentence = breachWords(view, breach);
      return make("li", "", breach.area === null ? sentence : say(view.plan, "lead", { what: nameOfKey(view, breach.area), fact: sentence }));
    }))];
}

function operationList(view) {
  const { plan } = view;
  const { operations } = reviewOf(plan);
  if (!operations.length) return [make("p", "cp-empty", say(plan, "review_nothing"))];
  const drop = (at) => setOperations(view, operations.filter((_, other) => other !== at));
  return [make("h3", "", say(plan, "review_done"), make("span", "cp-muted", number(plan, operations.length))),
    make("ol", "cp-review-list", ...operations.map((operation, at) => {
      const cross = button("cp-review-drop", () => drop(at), "×");
      cross.setAttribute("aria-label", say(plan, "lead", { what: say(plan, "drop_operation"), fact: operationWords(view, operation) }));
      return make("li", "", make("span", "", operationWords(view, operation)), cross);
    }))];
}

function reviewButtons(view) {
  const { plan } = view;
  const { past, future } = reviewOf(plan);
  const file = make("input");
  Object.assign(file, { type: "file", accept: ".json", hidden: true });
  file.addEventListener("change", () => importReview(view, file.files[0]));
  const backward = button("cp-tool-button", () => undo(view), say(plan, "undo"));
  const forward = button("cp-tool-button", () => redo(view), say(plan, "redo"));
  backward.disabled = !past.length;
  forward.disabled = !future.length;
  return make("div", "cp-review-row", backward, forward,
    button("cp-tool-button", () => file.click(), say(plan, "import_review")), file,
    button("cp-tool-button cp-review-export", () => exportReview(view), say(plan, "export_review")));
}

function reviewNote({ plan, reviewNote: key, reviewNoteValues: values }) {
  const node = make("p", "cp-muted cp-review-note", key ? say(plan, key, values) : "");
  node.setAttribute("role", "status");
  return node;
}

// On the map: communities that moved, in the colour of their new area; and in red the members of areas that break a rule.
function markEdits(view) {
  const { plan, edited } = view;
  edited.clearLayers();
  if (!view.isReviewing) return;
  const review = reviewOf(plan);
  const { original, hand } = review;
  const broken = new Set(newBreaches(review).map(({ area }) => area));
  hand.areaOf.forEach((key, row) => {
    const isMoved = key !== original[row], isBroken = key !== null && broken.has(key);
    if (!(isMoved || isBroken) || !plan.communities.shapes.has(row)) return;
    const area = plan.areas.ids.indexOf(key);
    const options = { color: isBroken ? BLOCKED : INK, weight: 3, dashArray: "5 4", fill: isMoved, fillOpacity: 0.9, radius: 8,
      fillColor: area < 0 ? PAPER : plan.colours[area], interactive: false, renderer: view.panes.front, pane: "cp-front" };
    const rings = plan.communities.shapes.rings(row);
    edited.addLayer(rings[0].length === 1 ? L.circleMarker(rings[0][0], options) : L.polygon(rings, options));
  });
}
