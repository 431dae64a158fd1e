/** Entries of a vector stay below this while it is computed, so that no sum of products overflows. */
export const VECTOR_LIMIT: number = 2 ** 400;

/** A system of two equations (or one, in the first place) with complex coefficients: matrix row by row, then right-hand sides. */
export const system: Float64Array = /* @__PURE__ */ new Float64Array(12);
const [B1, B2] = [8, 10];

/** The factor in (0, 1] by which b must shrink so that b/d stays below the limit. */
function shrink(b: number, d: number): number {
  return b > VECTOR_LIMIT * d ? (VECTOR_LIMIT * d) / b : 1;
}

/**
 * Solves d·x = s·b; d is enlarged to `floor` where it is smaller, and s ≤ 1 keeps x from overflowing. b and then x at `system[8]`.
 *
 * @returns s
 * @see LAPACK dlaln2
 */
export function solveOne(re: number, im: number, floor: number): number {
  if (Math.abs(re) + Math.abs(im) < floor) {
    re = floor;
    im = 0;
  }
  const b = Math.abs(system[B1]) + Math.abs(system[B1 + 1]);
  const s = shrink(b, Math.abs(re) + Math.abs(im));
  quotient(s * system[B1], s * system[B1 + 1], re, im, B1);
  return s;
}

/**
 * Solves the system of two equations M·x = s·b by elimination with complete pivoting, its pivots enlarged to `floor` where
 * they are smaller. x replaces b.
 *
 * @returns s
 * @see LAPACK dlaln2
 */
export function solveTwo(floor: number): number {
  let pivot = 0;
  for (let k = 2; k < 8; k += 2) if (size(k) > size(pivot)) pivot = k;
  if (size(pivot) < floor) {
    system.fill(0, 0, 8);
    system[0] = system[6] = floor;
    pivot = 0;
  }
  const [rowsSwapped, colsSwapped] = [pivot >= 4, (pivot & 2) !== 0];
  if (rowsSwapped) swapPlaces(0, 4, 4);
  if (rowsSwapped) swapPlaces(B1, B2, 2);
  if (colsSwapped) swapPlaces(0, 2, 2);
  if (colsSwapped) swapPlaces(4, 6, 2);
  const s = eliminate(floor);
  if (colsSwapped) swapPlaces(B1, B2, 2);
  return s;
}

/** With the largest coefficient in front. */
function eliminate(floor: number): number {
  quotient(system[4], system[5], system[0], system[1], 4); // the multiplier, at most √2
  subtractProduct(6, 4, 2);
  if (size(6) < floor) {
    system[6] = floor;
    system[7] = 0;
  }
  subtractProduct(B2, 4, B1);
  const s = Math.min(shrink(size(B2), size(6)), shrink(size(B1), size(0)));
  for (let k = B1; k < 12; k++) system[k] *= s;
  quotient(system[B2], system[B2 + 1], system[6], system[7], B2);
  subtractProduct(B1, 2, B2);
  quotient(system[B1], system[B1 + 1], system[0], system[1], B1);
  return s;
}

function size(k: number): number {
  return Math.abs(system[k]) + Math.abs(system[k + 1]);
}

function swapPlaces(i: number, j: number, count: number): void {
  for (let k = 0; k < count; k++) {
    const t = system[i + k];
    system[i + k] = system[j + k];
    system[j + k] = t;
  }
}

/** Number k of the system −= number i · number j. */
function subtractProduct(k: number, i: number, j: number): void {
  const re = system[i] * system[j] - system[i + 1] * system[j + 1];
  const im = system[i] * system[j + 1] + system[i + 1] * system[j];
  system[k] -= re;
  system[k + 1] -= im;
}

/** (a + ib)/(c + id) without needless overflow, to `system[k]`. @see Smith 1962 */
function quotient(a: number, b: number, c: number, d: number, k: number): void {
  if (d === 0) {
    system[k] = a / c;
    system[k + 1] = b / c;
  } else if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const t = c + d * r;
    system[k] = (a + b * r) / t;
    system[k + 1] = (b - a * r) / t;
  } else {
    const r = c / d;
    const t = d + c * r;
    system[k] = (a * r + b) / t;
    system[k + 1] = (b * r - a) / t;
  }
}
