// A review as a file bound to its plan.
import { make } from "../base/dom.js";
import { breachKey } from "../referee/operations.js";
import { sealOf } from "../referee/seal.js";
import { reviewOf } from "../referee/under_review.js";
import { REVIEW_FORMAT, noteReview, setOperations } from "./session.js";

function packReview(view) {
  const { base, hand, operations } = reviewOf(view.plan);
  const before = new Set(base.breaches.map(breachKey));
  const breaches = hand.breaches.filter((breach) => !before.has(breachKey(breach))).map(({ area, rule, figure, bound }) =>
    ({ area: area ?? "", rule, figure: String(+figure.toFixed(2)), bound: String(bound) }));
  const content = { format: REVIEW_FORMAT, plan: view.plan.review.checksum, title: view.plan.about.title,
    reviewer: view.reviewer, operations, breaches };
  return { ...content, sha256: sealOf(content) };
}

export function exportReview(view) {
  if (!view.reviewer.name.trim()) return noteReview(view, "name_first");
  const name = `review-${view.reviewer.role}-${view.reviewer.name.trim().replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(packReview(view), null, 1)], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return noteReview(view, "exported", { name });
}

export async function importReview(view, file) {
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
