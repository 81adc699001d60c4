// A review that waits to be exported is named while nobody works on it: after a reload, and when the review is closed.
import { button, make } from "../base/dom.js";
import { number, say } from "../plan/words.js";
import { stepsOf } from "./log.js";
import { isUnsent, switchReview } from "./session.js";

export function showBanner(view) {
  const { plan, page, isReviewing } = view;
  const waiting = view.saved ?? plan.underReview;
  const isShown = !isReviewing && Boolean(waiting) && isUnsent(waiting);
  page.banner.hidden = !isShown;
  if (!isShown) return page.banner.replaceChildren();
  return page.banner.replaceChildren(make("span", "", say(plan, "unsent_review", { count: number(plan, stepsOf(waiting.operations).length) })),
    button("cp-tool-button", () => switchReview(view), say(plan, "continue_review")));
}
