import type { MatrixView } from "@linnet/kernels";
import { diagonalizeTridiagonal } from "@linnet/kernels/lapack";
import { setIdentity } from "../matrix/copy.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import { mergeHalves } from "./tridiagonal-merge.js";

/** Up to this order QL is as fast. */
const LEAF = 32;
/** Unit roundoff. */
const U = 2 ** -53;

/**
 * Eigenvalues and eigenvectors of the symmetric tridiagonal matrix with diagonal d and off-diagonal e, by divide and conquer.
 * Overwrites d with the eigenvalues, unsorted; e is used up.
 *
 * @param q n×n float64 zeros: row i goes out as the eigenvector of d[i]
 * @param wanted which eigenvectors, by ascending value; the rows of others may hold anything. Default: all
 * @returns how many off-diagonals did not converge in a leaf: 0 is success
 * @remarks The last merge, with three quarters of the products, is cut down to what is wanted.
 * @see Cuppen 1981; Gu & Eisenstat 1995; LAPACK dstedc
 */
export function divideAndConquer(
  d: Float64Array,
  e: Float64Array,
  q: MatrixView,
  wanted: readonly [start: number, end: number] | null = null,
): number {
  const n = d.length;
  let unconverged = 0;
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && Math.abs(e[end - 1]) > U * Math.sqrt(Math.abs(d[end - 1])) * Math.sqrt(Math.abs(d[end]))) end++;
    const values = d.subarray(start, end);
    const couplings = e.subarray(start, end - 1);
    const largest = (t: number, x: number): number => Math.max(t, Math.abs(x));
    const factor = powerOfTwoScale(couplings.reduce(largest, values.reduce(largest, 0)));
    scaleBy(values, factor);
    scaleBy(couplings, factor);
    const isWhole = end - start === n; // else the order is not known before all blocks are solved
    const order = conquer(values, couplings, q.block(start, start, end - start, end - start), isWhole ? wanted : null);
    scaleBy(values, 1 / factor);
    if (order === null) unconverged += couplings.reduce((count, x) => (x === 0 ? count : count + 1), 0);
    start = end;
  }
  return unconverged;
}

function scaleBy(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] *= factor;
}

/** The indices of d in the order of its numbers, of equal ones in their own. */
export function ascending(d: Float64Array): Int32Array {
  const order = new Int32Array(d.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (d.length > LEAF) return order.sort((i, j) => d[i] - d[j] || i - j);
  for (let i = 1; i < order.length; i++) {
    let at = i;
    for (; at > 0 && d[order[at - 1]] > d[i]; at--) order[at] = order[at - 1];
    order[at] = i;
  }
  return order;
}

/** Returns d in ascending order, or null where a leaf did not converge. */
function conquer(
  d: Float64Array,
  e: Float64Array,
  q: MatrixView,
  wanted: readonly [number, number] | null,
): Int32Array | null {
  const n = d.length;
  if (n <= LEAF) {
    setIdentity(q);
    return diagonalizeTridiagonal(d, e, q) === 0 ? ascending(d) : null;
  }
  const m = n >> 1;
  const coupling = e[m - 1];
  d[m - 1] -= Math.abs(coupling);
  d[m] -= Math.abs(coupling);
  const first = conquer(d.subarray(0, m), e.subarray(0, m - 1), q.block(0, 0, m, m), null);
  const second = conquer(d.subarray(m), e.subarray(m), q.block(m, m, n - m, n - m), null);
  return first === null || second === null ? null : mergeHalves(d, q, m, coupling, first, second, wanted);
}
