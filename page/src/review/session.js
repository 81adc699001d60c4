// A review while it is made: a list of operations on a plan, done and undone.
import { applyOperations } from "../referee/operations.js";
import { reviewOf } from "../referee/under_review.js";
import { loadReview, saveReview } from "./store.js";

export const REVIEW_FORMAT = "cluster-planner-review/1";
export const ROLES = ["community", "subdistrict", "county"];

// Every change is a new list of operations, so that undoing it means going back to the list before.
export function setOperations(view, operations) {
  const review = reviewOf(view.plan);
  review.past.push(review.operations);
  review.future = [];
  takeOperations(view, operations);
}

export function doOperation(view, operation) {
  setOperations(view, [...reviewOf(view.plan).operations, operation]);
}

export function undo(view) {
  const { past, future, operations } = reviewOf(view.plan);
  if (!past.length) return;
  future.push(operations);
  takeOperations(view, past.pop());
}

export function redo(view) {
  const { past, future, operations } = reviewOf(view.plan);
  if (!future.length) return;
  past.push(operations);
  takeOperations(view, future.pop());
}

function takeOperations(view, operations) {
  const review = reviewOf(view.plan), focusAgain = rememberFocus(view);
  review.operations = operations;
  review.hand = applyOperations(review, operations);
  view.reviewNote = keepReview(view) ? "saved_here" : "not_saved_here";
  view.emit("edit");
  focusAgain();
}

function storageKey({ plan }) {
  return `${REVIEW_FORMAT} ${plan.review.checksum}`;
}

export function keepReview(view) {
  const { reviewer, plan } = view;
  return saveReview(storageKey(view), { reviewer, operations: reviewOf(plan).operations });
}

function restoreReview(view) {
  const saved = loadReview(storageKey(view));
  if (!saved?.operations?.length) return;
  view.reviewer = saved.reviewer;
  setOperations(view, saved.operations);
}

// The focused element is rebuilt; keyboard users go on where they were.
function rememberFocus({ page }) {
  const active = document.activeElement;
  const root = [page.review, page.card].find((node) => node.contains(active));
  const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;
  return () => root && [...root.querySelectorAll("button, select, textarea")].find((node) => nameOf(node) === nameOf(active))?.focus();
}

export function noteReview(view, key, values) {
  view.reviewNote = key;
  view.reviewNoteValues = values;
  view.emit("note");
}

export function switchReview(view) {
  view.isReviewing = !view.isReviewing;
  if (view.isReviewing && !reviewOf(view.plan).operations.length) restoreReview(view);
  if (view.isReviewing) view.page.legend.open = false;
  view.emit("edit");
}
