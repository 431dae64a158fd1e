/** Places of a plan's words, 4 bytes each; `src/nn/convolution/plan.ts` writes them. Steps are in bytes. */
export const BYTES: i32 = 0;
export const X: i32 = 1;
export const X_IMAGE: i32 = 2;
export const X_GROUP: i32 = 3;
/** Channels of a group. */
export const CHANNELS: i32 = 4;
/** Depth, height and width of x; then how far the grid begins before it, and how many phases it has, along each. */
export const EXTENT: i32 = 5;
export const BEFORE: i32 = 8;
export const PHASES: i32 = 11;
/** Depth, height and width of a phase as a band of it is laid out. */
export const GRID: i32 = 14;
export const Y: i32 = 17;
export const Y_IMAGE: i32 = 18;
export const Y_GROUP: i32 = 19;
/** Channels of y in a group, and the steps from one to the next and along each axis. */
export const OUTPUTS: i32 = 20;
export const Y_CHANNEL: i32 = 21;
export const Y_STEP: i32 = 22;
/** How many places of y are computed along each axis. */
export const COUNT: i32 = 25;
/** Of the first axis, in a band; how many bands there are. */
export const BAND: i32 = 28;
export const BANDS: i32 = 29;
export const GROUPS: i32 = 30;
/** Numbers that are added up for a place, and where in the laid-out band each is found. */
export const TAPS: i32 = 31;
export const TABLE: i32 = 32;
/** Weights packed by pairs of outputs, and what a group of them takes; an addend for each output, or 0. */
export const WEIGHTS: i32 = 33;
export const WEIGHTS_GROUP: i32 = 34;
export const BIAS: i32 = 35;
/** Where in the work space the second area begins. */
export const SECOND: i32 = 36;
/** Images of a part, and what the sums of a part take: only of derivatives by weights. */
export const IMAGES: i32 = 37;
export const PART: i32 = 38;
export const SUMS: i32 = 39;
export const SUMS_PART: i32 = 40;

/** Word i of a plan. @inline */
export function word(plan: usize, i: i32): i32 {
  return load<i32>(plan + (i << 2));
}
