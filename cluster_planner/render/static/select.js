// The reader's selection: one area, one community, or nothing; and what the mouse is over.
function choose(view, chosen) {
  view.chosen = chosen;
  view.picking = null;
  showChosen(view);
  markChosenRow(view);
  view.emit("select", chosen);
}

function chooseArea(view, row) {
  choose(view, { kind: "area", row });
  zoomTo(view, view.plan.areas.shapes, [row]);
}

// At small scales, a community stands for its area.
function chooseCommunity(view, row) {
  if (view.picking) return view.picking(row);
  const area = view.plan.communities.area[row];
  return area >= 0 && view.map.getZoom() < DETAIL_ZOOM ? chooseArea(view, area) : chooseThisCommunity(view, row);
}

function chooseThisCommunity(view, row) {
  choose(view, { kind: "community", row });
  bringIntoView(view, view.plan.communities.shapes, row);
}

function chooseNothing(view) {
  if (view.chosen) choose(view, null);
}

// The card and the mark on the map of what is chosen, redrawn whenever its words or figures change.
function showChosen(view) {
  const { chosen, page } = view;
  page.card.hidden = !chosen;
  page.root.classList.toggle("cp-with-card", Boolean(chosen));
  if (!chosen) page.card.replaceChildren();
  else if (chosen.kind === "area") showArea(view, chosen.row);
  else showCommunity(view, chosen.row);
  highlightChosen(view);
}

function shapesOf(plan, kind) {
  return kind === "area" ? plan.areas.shapes : plan.communities.shapes;
}

function highlightChosen(view) {
  const { chosen, plan } = view;
  highlight(view, chosen ? shapesOf(plan, chosen.kind).rings(chosen.row) : null);
}

// Whatever stands for an area or a community marks it on the map while the mouse or the focus is on it.
function highlightOnHover(view, node, kind, row) {
  const mark = () => highlight(view, shapesOf(view.plan, kind).rings(row));
  for (const come of ["mouseenter", "focus"]) node.addEventListener(come, mark);
  for (const go of ["mouseleave", "blur"]) node.addEventListener(go, () => highlightChosen(view));
}

function areaOfChosen({ plan, chosen: { kind, row } }) {
  return kind === "area" ? row : plan.communities.area[row];
}
