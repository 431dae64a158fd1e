export { loadParquet, streamParquet } from "./read.js";
export type { ParquetOptions } from "./read.js";
