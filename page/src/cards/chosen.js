// The card of what is chosen, redrawn whenever its words or figures change; closed, it gives the focus back.
import { nameOfArea, nameOfCommunity, say } from "../plan/words.js";
import { showArea } from "./area.js";
import { showCommunity } from "./community.js";

export function prepareCard(view) {
  view.on("plan amend select", () => showChosen(view));
}

export function showChosen(view) {
  const { chosen, page } = view;
  const hasFocus = page.card.contains(document.activeElement);
  if (chosen && !hasFocus) page.cameFrom = document.activeElement;
  page.card.hidden = !chosen;
  page.root.classList.toggle("cp-with-card", Boolean(chosen));
  if (!chosen) page.card.replaceChildren();
  else if (chosen.kind === "area") showArea(view, chosen.row);
  else showCommunity(view, chosen.row);
  nameCard(view);
  view.emit("card");
  if (hasFocus) (chosen ? page.card : whereFrom(view)).focus({ preventScroll: true });
}

// Where the reader was before the card took the focus; rows of the table are other nodes by now.
function whereFrom({ page, map }) {
  const { cameFrom } = page;
  const row = cameFrom?.closest("[data-row]")?.dataset.row;
  const same = row === undefined ? null : page.browse?.querySelector(`[data-row="${row}"] button`);
  return cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : same ?? map.getContainer();
}

// Those who do not see the card are informed that it opened; they read it when they go there.
function nameCard({ chosen, plan, page }) {
  const name = chosen && (chosen.kind === "area" ? nameOfArea : nameOfCommunity)(plan, chosen.row);
  page.card.setAttribute("aria-label", name ?? "");
  page.news.textContent = name ? say(plan, "card_opened", { name }) : "";
}
