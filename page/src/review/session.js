// A review while it is made: a list of operations on a plan, done and undone, and kept.
import { originalOf } from "../plan/names_of_plans.js";
import { faultOfOperations } from "../referee/held.js";
import { mergeOperations } from "../referee/merging.js";
import { applyOperations } from "../referee/operations.js";
import { sealOf } from "../referee/seal.js";
import { reviewOf } from "../referee/under_review.js";

export const REVIEW_FORMAT = "cluster-planner-review/1";
export const ROLES = ["community", "subdistrict", "county"];

// Every change is a new list of operations, so that undoing it means going back to the list before.
export function setOperations(view, operations) {
  const review = reviewOf(view.plan);
  review.past.push(review.operations);
  review.future = [];
  takeOperations(view, operations);
}

// What is done in one step bears one moment.
export function doOperations(view, operations) {
  if (!operations.length) return;
  const moment = new Date().toISOString();
  setOperations(view, [...reviewOf(view.plan).operations, ...operations.map((operation) => ({ ...operation, moment }))]);
}

export function doOperation(view, operation) {
  doOperations(view, [operation]);
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
  judgeOperations(view, operations);
  keepReview(view);
}

function judgeOperations(view, operations) {
  const review = reviewOf(view.plan), focusAgain = rememberFocus(view);
  review.operations = operations;
  review.hand = applyOperations(review, operations);
  view.emit("edit");
  focusAgain();
}

function storageKey({ plan }) {
  return `${REVIEW_FORMAT} ${plan.review.checksum}`;
}

// Keep the review, with what another tab has done to it in the meantime.
export async function keepReview(view, note = "saved_here", values = {}) {
  const { store } = view, key = storageKey(view), review = reviewOf(view.plan);
  const mine = { reviewer: view.reviewer, operations: review.operations, sent: review.sent };
  const merged = await store.merge(key, review.kept, mine);
  const isKept = await store.save(key, merged);
  takeIn(view, review, mine.operations, merged);
  noteReview(view, isKept || note !== "saved_here" ? note : "not_saved_here", values);
}

// Take over how a kept review differs from one that was ours before, also in every list that undoing goes back to.
function takeIn(view, review, before, kept) {
  const merge = (operations) => mergeOperations(before, operations, kept.operations);
  const isSame = JSON.stringify(before) === JSON.stringify(kept.operations);
  Object.assign(review, { kept, sent: kept.sent });
  if (isSame || review !== reviewOf(view.plan)) return;
  review.past = review.past.map(merge);
  review.future = review.future.map(merge);
  judgeOperations(view, merge(review.operations));
}

// What was left unfinished on this plan, looked up when the page opens and when it shows another plan.
export async function lookUpReview(view) {
  const plan = originalOf(view.plan), saved = await view.store.load(storageKey(view));
  if (plan !== originalOf(view.plan)) return;
  const isSound = saved && faultOfOperations(saved.operations) === null && saved.operations.length > 0;
  view.saved = isSound ? saved : null;
  if (!view.watched.has(plan)) view.store.watch(storageKey(view), () => originalOf(view.plan) === plan && followOther(view));
  view.watched.add(plan);
  if (view.isReviewing) restoreReview(view);
  view.emit("note");
}

// Another tab of this file has changed the review.
async function followOther(view) {
  const review = view.plan.underReview, theirs = await view.store.load(storageKey(view));
  if (!theirs || faultOfOperations(theirs.operations) !== null) return;
  if (!view.isReviewing || !review) view.saved = theirs;
  if (review) takeIn(view, review, review.kept?.operations ?? [], theirs);
  noteReview(view, "followed_other_tab");
}

function restoreReview(view) {
  const { saved } = view, review = reviewOf(view.plan);
  if (!saved || review.operations.length) return;
  view.saved = null;
  view.reviewer = { ...view.reviewer, ...saved.reviewer };
  Object.assign(review, { kept: saved, sent: saved.sent });
  judgeOperations(view, saved.operations);
}

export function isUnsent({ operations, sent }) {
  return operations.length > 0 && sent !== sealOf({ operations });
}

// The focused element is rebuilt; keyboard users go on where they were.
function rememberFocus({ page }) {
  const active = document.activeElement;
  const root = [page.review, page.card].find((node) => node.contains(active));
  const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;
  return () => root && [...root.querySelectorAll("button, select, textarea")].find((node) => nameOf(node) === nameOf(active))?.focus();
}

export function noteReview(view, key, values) {
  view.note = { key, values };
  view.emit("note");
}

export function switchReview(view) {
  view.isReviewing = !view.isReviewing;
  if (view.isReviewing) view.page.legend.open = false;
  if (view.isReviewing) restoreReview(view);
  view.emit("edit");
}
