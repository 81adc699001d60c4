// The page in another language: the texts are swapped in place, then everything that shows them is rebuilt.
import { button } from "../base/dom.js";
import { originalOf } from "../plan/names_of_plans.js";
import { languagePlace, speak } from "../plan/words.js";
import { shownPlan } from "../referee/edited.js";

export function switchLanguage(view, lang) {
  for (const plan of view.plans) speak(plan, lang);
  view.show(shownPlan(view, originalOf(view.plan)));
  view.page.root.lang = document.documentElement.lang = lang;
  view.emit("language", lang);
}

export function languageButton(view) {
  const all = Object.keys(view.plan.languages), next = (languagePlace(view.plan) + 1) % all.length;
  const node = button("cp-tool-button", () => switchLanguage(view, all[next]), view.plan.wordings.language[next]);
  node.lang = all[next];
  return node;
}
