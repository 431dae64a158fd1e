/** How windows lie on x: a number for each spatial axis, of which there are one to three. */
export interface Windows {
  /** Elements of x from one window to the next. */
  readonly stride: readonly number[];
  /** Elements of x from one element of a window to the next. */
  readonly dilation: readonly number[];
  /** Zeros in front of x. How many are behind it follows from the number of windows. */
  readonly before: readonly number[];
  /** Channels fall into so many groups that know nothing of each other. */
  readonly groups: number;
}

/** Numbers of the spatial axes as three: rows of images are the first axis, of which bands are made. */
export function threeOf(list: readonly number[], fill: number): readonly [number, number, number] {
  if (list.length === 1) return [fill, fill, list[0]];
  return list.length === 2 ? [list[0], fill, list[1]] : [list[0], list[1], list[2]];
}

/** Along one axis: the windows to be computed, what they meet in the grid, and where in the output they go. */
export interface AxisPlan {
  readonly count: number;
  /** From the grid's first element to the source's first. */
  readonly before: number;
  /** Every so many elements of the grid are neighbours in its layout. */
  readonly phases: number;
  readonly taps: readonly Tap[];
  readonly start: number;
  readonly step: number;
}

/** An element of the window, and where it is found for the first place. */
interface Tap {
  readonly index: number;
  readonly phase: number;
  readonly shift: number;
}

/** Of `count` outputs: window r is at places p·stride + r·dilation − before of x. */
export function forwardAxis(count: number, size: number, stride: number, dilation: number, before: number): AxisPlan {
  const taps = Array.from({ length: size }, (_, index): Tap => {
    const at = index * dilation;
    return { index, phase: at % stride, shift: Math.floor(at / stride) };
  });
  return { count, before, phases: stride, taps, start: 0, step: 1 };
}

/**
 * The adjoint's axes, one for each residue of x's places modulo the stride, which meet the same elements of a window:
 *
 *     p·stride + r·dilation − before = h   ⇔   p = u − e,   h + before = u·stride + a,   r·dilation = e·stride + a
 */
export function backwardAxes(
  extent: number,
  size: number,
  stride: number,
  dilation: number,
  before: number,
): readonly AxisPlan[] {
  return Array.from({ length: Math.min(stride, extent + before) }, (_, a) => {
    const u = Math.max(0, Math.ceil((before - a) / stride));
    const count = Math.floor((extent - 1 + before - a) / stride) - u + 1;
    const met = Array.from({ length: size }, (_, index) => index).filter((r) => (r * dilation) % stride === a);
    const shiftOf = (r: number): number => (r * dilation - a) / stride;
    const most = met.reduce((e, r) => Math.max(e, shiftOf(r)), 0);
    const taps = met.map((index): Tap => ({ index, phase: 0, shift: most - shiftOf(index) }));
    return { count, before: most - u, phases: 1, taps, start: u * stride + a - before, step: stride };
  }).filter(({ count }) => count > 0);
}
