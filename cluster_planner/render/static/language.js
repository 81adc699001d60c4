// The page in the other language: the texts are exchanged in place, then everything that shows any is built anew.
function switchLanguage(view, lang) {
  for (const plan of view.plans) speak(plan, lang);
  showPlan(view, shownPlan(view, originalOf(view.plan)));
  view.page.root.lang = document.documentElement.lang = lang;
  view.tell("language", lang);
}

function languageButton(view) {
  const other = LANGUAGES.find((lang) => lang !== view.plan.lang);
  const node = button("cp-tool-button", () => switchLanguage(view, other), view.plan.wordings.language[LANGUAGES.indexOf(other)]);
  node.lang = other;
  return node;
}
