// Bundle the scripts and styles of the page into the package, where Python finds them; users need no node.
import { build } from "esbuild";

const INTO = "../cluster_planner/render/static";
const COMMON = { bundle: true, minify: true, target: "chrome87", charset: "utf8", legalComments: "none", logLevel: "warning" };

await build({ ...COMMON, entryPoints: ["src/index.js"], outfile: `${INTO}/page.js`, format: "iife", globalName: "ClusterPlanner" });
await build({ ...COMMON, entryPoints: ["src/style/index.css"], outfile: `${INTO}/page.css` });
