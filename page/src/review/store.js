// Where a review is kept between visits. The page knows a store by these functions only; behind them stand the browser
// here, and a server where the page is served.
import { mergeOperations } from "../referee/merging.js";

// Some browsers keep nothing for a page opened as a file.
/** @type {import("../types").Store} */
export const browserStore = {
  load: async (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  save: async (key, review) => {
    try {
      localStorage.setItem(key, JSON.stringify(review));
      return true;
    } catch {
      return false;
    }
  },
  merge: async (key, before, review) => mergeKept(before, review, await browserStore.load(key)),
  watch: (key, onChange) => window.addEventListener("storage", (event) => event.key === key && onChange()),
};

// What is kept after two have changed a review that was once the same; for stores to merge by.
export function mergeKept(before, mine, theirs) {
  if (!theirs?.operations) return mine;
  const operations = mergeOperations(before?.operations ?? [], mine.operations, theirs.operations);
  const reviewer = { name: mine.reviewer.name || theirs.reviewer?.name || "", role: mine.reviewer.role || theirs.reviewer?.role || "" };
  return { reviewer, operations, sent: mine.sent === before?.sent ? theirs.sent : mine.sent };
}
