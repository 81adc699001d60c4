// What the rest of the world may call, as ClusterPlanner.
export { serveFolium } from "./page/folium.js";
export { open, start } from "./page/main.js";
export { mergeKept } from "./review/store.js";
