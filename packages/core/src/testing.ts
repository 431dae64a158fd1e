export { broadcastablePairs, broadcastableShapes, floatArrays, floatViews, shapes } from "./testing/arbitraries.js";
export type { ArrayLimits, ShapeLimits } from "./testing/arbitraries.js";
export { checkJvp, checkVjp } from "./testing/check-derivatives.js";
export type { CheckOptions } from "./testing/check-derivatives.js";
export { toBeCloseToArray } from "./testing/close-to-array.js";
export type { Closeness, Verdict } from "./testing/close-to-array.js";
