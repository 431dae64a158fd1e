import type { Layout, Strided, TypedArray } from "@linnet/kernels";
import { elements } from "@linnet/kernels";

/**
 * Writes the elements of `source` over those of `target`: same shape and element type, any strides. This is how
 * results are put together from parts; memory that is not overlapped.
 */
export function writeElements(source: Strided, target: Strided): void {
  if (source.layout.size === 0) return;
  const places = source.type.kind === "complex" ? 2 : 1;
  const from = elements(source.storage, source.type);
  const to = elements(target.storage, target.type);
  if (source.layout.contiguous && target.layout.contiguous) {
    writeRun(from, source.offset * places, 1, to, target.offset * places, 1, source.layout.size * places);
    return;
  }
  const walk = mergedAxes(source.layout, target.layout, places);
  const last = walk.dims.length - 1;
  const [n, fromStep, toStep] = [walk.dims[last], walk.from[last], walk.to[last]];
  const index = new Array<number>(last).fill(0);
  let fromAt = source.offset * places;
  let toAt = target.offset * places;
  for (;;) {
    writeRun(from, fromAt, fromStep, to, toAt, toStep, n);
    let axis = last - 1;
    for (; axis >= 0; axis--) {
      fromAt += walk.from[axis];
      toAt += walk.to[axis];
      if (++index[axis] < walk.dims[axis]) break;
      fromAt -= walk.from[axis] * walk.dims[axis];
      toAt -= walk.to[axis] * walk.dims[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** From this length on, the engine's block move costs less than a loop. */
const BLOCK = 32;

function writeRun(
  from: TypedArray,
  fromAt: number,
  fromStep: number,
  to: TypedArray,
  toAt: number,
  toStep: number,
  n: number,
): void {
  if (fromStep === 1 && toStep === 1 && n >= BLOCK) to.set(from.subarray(fromAt, fromAt + n), toAt);
  else for (let i = 0; i < n; i++) to[toAt + i * toStep] = from[fromAt + i * fromStep];
}

interface Walk {
  readonly dims: number[];
  readonly from: number[];
  readonly to: number[];
}

/** Fewer and longer axes for the same elements: those of length 1 left out, and neighbours joined where both sides allow. */
function mergedAxes(source: Layout, target: Layout, places: number): Walk {
  const walk: Walk = { dims: [places], from: [1], to: [1] };
  for (let axis = source.shape.length - 1; axis >= 0; axis--) {
    const n = source.shape[axis];
    if (n === 1) continue;
    const from = source.strides[axis] * places;
    const to = target.strides[axis] * places;
    if (walk.dims[0] === 1) {
      [walk.dims[0], walk.from[0], walk.to[0]] = [n, from, to];
    } else if (from === walk.from[0] * walk.dims[0] && to === walk.to[0] * walk.dims[0]) {
      walk.dims[0] *= n;
    } else {
      walk.dims.unshift(n);
      walk.from.unshift(from);
      walk.to.unshift(to);
    }
  }
  return walk;
}
