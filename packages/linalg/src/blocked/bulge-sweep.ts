import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { reflectColumns, reflectRows } from "@linnet/kernels/lapack";
import { float64Data, setIdentity } from "./copy.js";
import { replaceByProduct } from "./replace-by-product.js";
import { isNegligible, reflectPairs } from "./francis.js";
import { EPSILON, type SchurTask, TINY } from "./schur-task.js";
import { SmallReflector } from "./small-reflector.js";

/** Pairs of shifts, real or complex conjugate, side by side. */
export interface Shifts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const scratch = /* @__PURE__ */ new SmallReflector();
const trial = /* @__PURE__ */ new SmallReflector();
/** First column of a shifted product. */
const column = { a: 0, b: 0, c: 0 };

/**
 * One multishift QR sweep on rows and columns [top, bottom] of a Hessenberg matrix: a chain of small bulges, one for each pair of
 * shifts, is chased down in windows; within a window its reflectors are accumulated in U, and what lies outside takes products
 * with U.
 *
 * @see LAPACK dlaqr5; Braman, Byers & Mathias 2002, part I
 */
export class BulgeSweep {
  private readonly n: number;
  private readonly bulges: number;
  /** Order of U: a window moves by half of it. */
  private readonly order: number;
  private readonly u: MatrixView;
  private readonly work: MatrixView;
  /** The last reflector of each bulge. */
  private readonly reflectors: readonly SmallReflector[];

  /** @param first place of the first of `count` shifts */
  constructor(
    private readonly task: SchurTask,
    private readonly top: number,
    private readonly bottom: number,
    private readonly shifts: Shifts,
    private readonly first: number,
    count: number,
  ) {
    this.n = task.h.rows;
    this.bulges = count >> 1;
    this.order = 4 * this.bulges;
    this.u = workspace(float64, this.order, this.order + 8);
    this.work = workspace(float64, this.order, Math.max(this.n, task.z?.cols ?? 0));
    this.reflectors = Array.from({ length: this.bulges }, () => new SmallReflector());
  }

  run(): void {
    const { top, bottom, bulges, task } = this;
    const { h } = task;
    if (top + 2 <= bottom) float64Data(h)[h.offset + (top + 2) * h.rowStride + top] = 0;
    for (let start = top - 2 * bulges + 1; start <= bottom - 2; start += 2 * bulges) {
      setIdentity(this.u);
      const end = Math.min(start + 2 * bulges - 1, bottom - 2);
      for (let at = start; at <= end; at++) this.advance(start, at);
      this.updateFar(start);
    }
    release(this.u.storage);
    release(this.work.storage);
  }

  /** Moves every bulge one row down: bulge m from row at + 2·m. */
  private advance(start: number, at: number): void {
    const { top, bottom, bulges, task, u } = this;
    const { h } = task;
    const above = Math.max(0, Math.ceil((top - 1 - at) / 2));
    const last = Math.min(bulges - 1, Math.floor((bottom - at - 3) / 2));
    const right = Math.min(start + this.order, bottom) + 1;
    if (last + 1 < bulges && at + 2 * (last + 1) === bottom - 2) this.finishBulge(start, last + 1);
    for (let m = last; m >= above; m--) this.moveBulge(start, m, at + 2 * m);
    for (let m = last; m >= above; m--) {
      const k = at + 2 * m;
      const { tau, v2, v3 } = this.reflectors[m];
      reflectRows(h, k + 1, Math.max(top, k + 2), right, tau, v2, v3);
    }
    const to = Math.min(this.order, at + 2 * last - start + 5);
    for (let m = last; m >= above; m--) {
      const { tau, v2, v3 } = this.reflectors[m];
      const row = at + 2 * m - start;
      reflectRows(u, row, Math.max(0, top - start - 1, 2 * m), to, tau, v2, v3);
    }
  }

  /** The next reflector of bulge m, applied from the right, and from the left to the column that it clears next. */
  private moveBulge(start: number, m: number, k: number): void {
    const { top, bottom, task } = this;
    const { h } = task;
    const H = float64Data(h);
    const ld = h.rowStride;
    const reflector = this.reflectors[m];
    if (k === top - 1) {
      this.beginBulge(top, m);
      reflector.make(column.a, column.b, column.c);
    } else this.stepBulge(m, k);
    const { tau, v2, v3 } = reflector;
    const above = Math.max(top, start);
    reflectColumns(h, k + 1, above, Math.min(bottom, k + 3) + 1, tau, v2, v3);
    const p = h.offset + (k + 1) * (ld + 1);
    const s = tau * (H[p] + v2 * H[p + ld] + v3 * H[p + 2 * ld]);
    H[p] -= s;
    H[p + ld] -= s * v2;
    H[p + 2 * ld] -= s * v3;
    if (k >= top) this.dropIfSmall(k);
  }

  /** First column of (H − s₁)(H − s₂) for the rows from r on, scaled. @see LAPACK dlaqr1 */
  private beginBulge(r: number, m: number): void {
    const { h } = this.task;
    const { re, im } = this.shifts;
    const H = float64Data(h);
    const ld = h.rowStride;
    const at = h.offset + r * (ld + 1);
    const i = this.first + 2 * m;
    const [h11, h21] = [H[at], H[at + ld]];
    const h31 = r + 2 <= this.bottom ? H[at + 2 * ld] : 0;
    const scale = Math.abs(h11 - re[i + 1]) + Math.abs(im[i + 1]) + Math.abs(h21) + Math.abs(h31);
    column.a = column.b = column.c = 0;
    if (scale === 0) return;
    const a = h21 / scale;
    const b = h31 / scale;
    const trace = re[i] + re[i + 1];
    column.a = (h11 - re[i]) * ((h11 - re[i + 1]) / scale) - im[i] * (im[i + 1] / scale) + H[at + 1] * a;
    column.b = a * (h11 + H[at + ld + 1] - trace);
    if (r + 2 > this.bottom) return;
    column.a += H[at + 2] * b;
    column.b += H[at + ld + 2] * b;
    column.c = b * (h11 + H[at + 2 * ld + 2] - trace) + a * H[at + 2 * ld + 1];
  }

  /** Brings column k to its last rows' state, and makes the reflector that clears it. A collapsed bulge is begun anew. */
  private stepBulge(m: number, k: number): void {
    const { h } = this.task;
    const H = float64Data(h);
    const ld = h.rowStride;
    const reflector = this.reflectors[m];
    const { tau, v2, v3 } = reflector;
    const low = h.offset + (k + 3) * ld + k;
    const s = v3 * H[low + 2] * tau;
    H[low] = -s;
    H[low + 1] = -s * v2;
    H[low + 2] -= s * v3;
    const at = h.offset + (k + 1) * ld + k;
    const [x1, x2] = [H[at], H[at + ld]];
    reflector.make(x1, x2, H[at + 2 * ld]);
    const collapsed = H[low] === 0 && H[low + 1] === 0 && H[low + 2] !== 0;
    H[at] = reflector.beta;
    H[at + ld] = 0;
    H[at + 2 * ld] = 0;
    if (!collapsed) return;
    this.beginBulge(k + 1, m);
    trial.make(column.a, column.b, column.c);
    const reach = trial.tau * (x1 + trial.v2 * x2);
    const step = ld + 1;
    const diagonal = h.offset + k * step;
    const size = Math.abs(H[diagonal]) + Math.abs(H[diagonal + step]) + Math.abs(H[diagonal + 2 * step]);
    if (Math.abs(x2 - reach * trial.v2) + Math.abs(reach * trial.v3) > EPSILON * size) return;
    H[at] = x1 - reach;
    reflector.tau = trial.tau;
    reflector.v2 = trial.v2;
    reflector.v3 = trial.v3;
  }

  /** The last step of a bulge that has reached the bottom: two rows are left of it. */
  private finishBulge(start: number, m: number): void {
    const { top, bottom, task, u } = this;
    const { h } = task;
    const H = float64Data(h);
    const ld = h.rowStride;
    const k = bottom - 2;
    if (k === top - 1) {
      this.beginBulge(top, m);
      scratch.make(column.a, column.b, 0);
    } else {
      const at = h.offset + (k + 1) * ld + k;
      scratch.make(H[at], H[at + ld], 0);
      H[at] = scratch.beta;
      H[at + ld] = 0;
    }
    const above = Math.max(top, start);
    reflectPairs(H, h.offset + above * ld + k + 1, bottom + 1 - above, ld, 1, scratch);
    reflectPairs(H, h.offset + (k + 1) * (ld + 1), Math.min(start + this.order, bottom) - k, 1, ld, scratch);
    if (k >= top) this.dropIfSmall(k);
    reflectPairs(float64Data(u), u.offset + (k - start) * u.rowStride, this.order, 1, u.rowStride, scratch);
  }

  /** Drops entry (k + 1, k) when it is negligible beside what surrounds it. */
  private dropIfSmall(k: number): void {
    const { top, bottom, task } = this;
    const { h } = task;
    const H = float64Data(h);
    const ld = h.rowStride;
    const at = h.offset + (k + 1) * ld + k;
    const sub = Math.abs(H[at]);
    if (sub === 0) return;
    const above = H[at - ld];
    const here = H[at + 1];
    let size = Math.abs(above) + Math.abs(here);
    for (let d = 1; size === 0 && d <= 3; d++) {
      if (k - d >= top) size += Math.abs(H[at - ld - d]);
      if (k + 1 + d <= bottom) size += Math.abs(H[at + 1 + d * ld]);
    }
    if (sub > Math.max(TINY, EPSILON * size)) return;
    const difference = Math.abs(above - here);
    const isZero = here === 0 || difference === 0;
    if (isZero || isNegligible(sub, Math.abs(H[at - ld + 1]), Math.abs(here), difference)) H[at] = 0;
  }

  /** Products with U: columns right of the window, rows above it, and Z. */
  private updateFar(start: number): void {
    const { top, bottom, order, task, n } = this;
    const { h, z, whole } = task;
    const skip = Math.max(0, top - start - 1);
    const m = order - Math.max(0, start + order - bottom) - skip;
    const row = start + 1 + skip;
    const u = this.u.block(skip, skip, m, m);
    const from = Math.min(start + order, bottom) + 1;
    const to = whole ? n : bottom + 1;
    if (to > from) replaceByProduct(u, h.block(row, from, m, to - from), this.work);
    const [first, end] = [whole ? 0 : top, Math.max(top, start)];
    if (end > first) replaceByProduct(u, h.block(first, row, end - first, m).T, this.work);
    if (z !== null) replaceByProduct(u, z.block(row, 0, m, z.cols), this.work);
  }
}
