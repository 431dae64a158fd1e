import type { NDArray } from "./array/ndarray.js";

/** Columns of a table by name: arrays `[n]` of numbers, or lists of n strings. All have the same length. */
export type Columns = Readonly<Record<string, NDArray | readonly string[]>>;
