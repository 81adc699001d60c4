// A review as a file bound to its plan.
import { make } from "../base/dom.js";
import { faultOfReview, strangersIn } from "../referee/held.js";
import { newBreaches } from "../referee/operations.js";
import { sealOf } from "../referee/seal.js";
import { reviewOf } from "../referee/under_review.js";
import { REVIEW_FORMAT, keepReview, noteReview, setOperations } from "./session.js";

function packReview(view) {
  const review = reviewOf(view.plan);
  const breaches = newBreaches(review).map(({ area, rule, figure, bound }) =>
    ({ area: area ?? "", rule, figure: String(+figure.toFixed(2)), bound: String(bound) }));
  const content = { format: REVIEW_FORMAT, plan: view.plan.review.checksum, title: view.plan.about.title,
    exported: new Date().toISOString(), reviewer: view.reviewer, operations: review.operations, breaches };
  return { ...content, sha256: sealOf(content) };
}

export function exportReview(view) {
  const { name, role } = view.reviewer;
  if (!name.trim() || !role) return noteReview(view, name.trim() ? "level_first" : "name_first");
  const content = packReview(view);
  const file = `review-${role}-${name.trim().replace(/[^\p{L}\p{N}]+/gu, "-")}-${content.exported.slice(0, 10)}.json`;
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  reviewOf(view.plan).sent = sealOf({ operations: content.operations });
  return keepReview(view, "exported", { name: file });
}

export async function importReview(view, file) {
  let content = null;
  try {
    content = JSON.parse(await file.text());
  } catch { /* reported as not a review */ }
  const [problem, values] = problemOf(view, content);
  if (problem) return noteReview(view, problem, values);
  view.reviewer = content.reviewer;
  setOperations(view, content.operations);
  return noteReview(view, "imported", { name: content.reviewer.name });
}

// Why a file is not taken in: a wording and its values.
function problemOf({ plan }, content) {
  if (content?.format !== REVIEW_FORMAT || typeof content.sha256 !== "string") return ["import_not_review"];
  if (content.sha256 !== sealOf(content)) return ["import_changed"];
  if (content.plan !== plan.review.checksum) return ["import_other_plan"];
  const place = faultOfReview(content);
  if (place !== null) return ["import_not_held", { place }];
  const { rowOf, areaRowOf } = reviewOf(plan);
  const strangers = strangersIn(content.operations, (id) => rowOf.has(id), (id) => areaRowOf.has(id));
  return strangers.length ? ["import_strangers", { names: strangers.join("、") }] : [];
}
