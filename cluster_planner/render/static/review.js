// A review: operations on a plan, done and undone, kept in the browser, and exported as a file bound to the plan.
const REVIEW_FORMAT = "cluster-planner-review/1";
const ROLES = ["community", "subdistrict", "county"];

// The parts of a review are made on first use: most readers only read.
function reviewOf(plan) {
  plan.underReview ??= { ...startReview(plan), operations: [], past: [], future: [] };
  return plan.underReview;
}

function prepareReview(view) {
  view.reviewer = { name: "", role: ROLES[0] };
  view.isReviewing = false;
  view.edited = L.featureGroup().addTo(view.map);
  view.page.tools.append(view.page.reviewing = make("div", "cp-tool-group"));
  view.page.frame.append(view.page.review = make("details", "cp-review"));
  view.page.review.open = window.innerWidth > 800;
  L.DomEvent.disableClickPropagation(view.page.review).disableScrollPropagation(view.page.review);
  for (const event of ["language", "scenario"]) view.on(event, () => showReview(view));
  for (const event of ["select", "edit", "language", "scenario", "indicator"]) view.on(event, () => attachReviewSection(view));
  document.addEventListener("keydown", (event) => answerReviewKey(view, event));
  showReview(view);
}

function switchReview(view) {
  view.isReviewing = !view.isReviewing;
  if (view.isReviewing && !reviewOf(view.plan).operations.length) restoreReview(view);
  if (view.isReviewing) view.page.legend.open = false;
  showReview(view);
  showEdits(view);
  attachReviewSection(view);
}

function answerReviewKey(view, event) {
  if (!view.isReviewing || !(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea")) return;
  const key = event.key.toLowerCase();
  const step = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
  if (!step) return;
  event.preventDefault();
  step(view);
}

// Every change is a new list of operations, so that undoing it means going back to the list before.
function setOperations(view, operations) {
  const review = reviewOf(view.plan);
  review.past.push(review.operations);
  review.future = [];
  takeOperations(view, operations);
}

function doOperation(view, operation) {
  setOperations(view, [...reviewOf(view.plan).operations, operation]);
}

function undo(view) {
  const { past, future, operations } = reviewOf(view.plan);
  if (!past.length) return;
  future.push(operations);
  takeOperations(view, past.pop());
}

function redo(view) {
  const { past, future, operations } = reviewOf(view.plan);
  if (!future.length) return;
  past.push(operations);
  takeOperations(view, future.pop());
}

function takeOperations(view, operations) {
  const review = reviewOf(view.plan), focusAgain = rememberFocus(view);
  review.operations = operations;
  review.hand = applyOperations(review, operations);
  view.reviewNote = saveReview(view) ? "saved_here" : "not_saved_here";
  view.emit("edit");
  showReview(view);
  focusAgain();
}

// The focused element is rebuilt; keyboard users go on where they were.
function rememberFocus({ page }) {
  const active = document.activeElement;
  const root = [page.review, page.card].find((node) => node.contains(active));
  const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;
  return () => root && [...root.querySelectorAll("button, select, textarea")].find((node) => nameOf(node) === nameOf(active))?.focus();
}

// What moving a community would do; asked by the card of a community too.
function tryMove(view, row, to) {
  const review = reviewOf(view.plan);
  return tryOperation(review, review.operations, { op: "move", community: view.plan.communities.ids[row], to });
}

function storageKey({ plan }) {
  return `${REVIEW_FORMAT} ${plan.review.checksum}`;
}

// Some browsers store nothing for a page opened as a file.
function saveReview(view) {
  const { operations } = reviewOf(view.plan);
  try {
    localStorage.setItem(storageKey(view), JSON.stringify({ reviewer: view.reviewer, operations }));
    return true;
  } catch {
    return false;
  }
}

function restoreReview(view) {
  let saved = null;
  try {
    saved = JSON.parse(localStorage.getItem(storageKey(view)));
  } catch { /* nothing was stored */ }
  if (!saved?.operations?.length) return;
  view.reviewer = saved.reviewer;
  setOperations(view, saved.operations);
}

function packReview(view) {
  const { base, hand, operations } = reviewOf(view.plan);
  const before = new Set(base.breaches.map(breachKey));
  const breaches = hand.breaches.filter((breach) => !before.has(breachKey(breach))).map(({ area, rule, figure, bound }) =>
    ({ area: area ?? "", rule, figure: String(+figure.toFixed(2)), bound: String(bound) }));
  const content = { format: REVIEW_FORMAT, plan: view.plan.review.checksum, title: view.plan.about.title,
    reviewer: view.reviewer, operations, breaches };
  return { ...content, sha256: sealOf(content) };
}

function exportReview(view) {
  if (!view.reviewer.name.trim()) return noteReview(view, "name_first");
  const name = `review-${view.reviewer.role}-${view.reviewer.name.trim().replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(packReview(view), null, 1)], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return noteReview(view, "exported", { name });
}

async function importReview(view, file) {
  const fault = (content) => {
    if (content?.format !== REVIEW_FORMAT || !Array.isArray(content.operations)) return "import_not_review";
    if (content.sha256 !== sealOf(content)) return "import_changed";
    return content.plan === view.plan.review.checksum ? null : "import_other_plan";
  };
  let content = null;
  try {
    content = JSON.parse(await file.text());
  } catch { /* reported as not a review */ }
  const problem = fault(content);
  if (problem) return noteReview(view, problem);
  view.reviewer = content.reviewer;
  setOperations(view, content.operations);
  return noteReview(view, "imported", { name: content.reviewer.name });
}

function noteReview(view, key, values) {
  view.reviewNote = key;
  view.reviewNoteValues = values;
  showReview(view);
}
