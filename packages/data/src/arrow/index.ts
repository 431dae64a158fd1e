export { loadArrow, saveArrow } from "./file.js";
export { matrixFromArrow, tableFromArrow } from "./read.js";
export type { ArrowOptions } from "./read.js";
export { arrowFromTable, encodeArrow } from "./write.js";
export type { ArrowFormat } from "./write.js";
