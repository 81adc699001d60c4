// The card of what is chosen, redrawn whenever its words or figures change.
import { showArea } from "./area.js";
import { showCommunity } from "./community.js";

export function prepareCard(view) {
  view.on("plan amend select", () => showChosen(view));
}


export function showChosen(view) {
  const { chosen, page } = view;
  page.card.hidden = !chosen;
  page.root.classList.toggle("cp-with-card", Boolean(chosen));
  if (!chosen) page.card.replaceChildren();
  else if (chosen.kind === "area") showArea(view, chosen.row);
  else showCommunity(view, chosen.row);
  view.emit("card");
}
