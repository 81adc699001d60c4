// The page's own referee outside of the page: node judge_cases.mjs CASES prints what each case breaks.
import { readFileSync } from "node:fs";
import { startReview } from "../page/src/referee/operations.js";

// A case as the page would have it: pairs by their differences, areas by their places.
function asPlan(stated) {
  const areas = [...new Set(stated.areas.filter((area) => area !== null))];
  const { saving_weight, limits, whole, together, apart, locked, excluded } = stated;
  return {
    communities: { ids: stated.areas.map((_, row) => `c${row}`), area: stated.areas.map((area) => areas.indexOf(area)) },
    areas: { ids: areas },
    links: { focal: stated.links.map(([a]) => a), neighbor: stated.links.map(([, b]) => b), blocked: stated.links.map(() => false) },
    review: {
      link_gains: stated.links.map(([, , gain]) => gain),
      pairs: {
        first: stated.pairs.map(([a], at) => a - (at ? stated.pairs[at - 1][0] : 0)),
        step: stated.pairs.map(([a, b]) => b - a),
        gains: stated.pairs.map(([, , gain]) => gain),
      },
      gain_scale: 1, saving_weight, limits, whole,
      demands: { together, apart, locked, excluded },
    },
  };
}

const judged = JSON.parse(readFileSync(process.argv[2], "utf8")).map((stated) => {
  const { base } = startReview(asPlan(stated));
  return {
    values: Object.fromEntries([...base.judgedAreas()].map(([key, area]) => [key, area.value])),
    breaches: base.breaches.map(({ area, rule, figure, bound }) => [area, rule, figure, bound]),
  };
});
console.log(JSON.stringify(judged));
