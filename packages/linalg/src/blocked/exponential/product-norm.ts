import { type FloatArray, type MatrixView, gemv, release, unsetWorkspace } from "@linnet/kernels";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { hypot } from "../vector/vector.js";

/** Rounds after which the search ends. */
const ROUNDS = 5;

/**
 * A lower bound of ‖M₁·M₂···‖₁, in most cases equal to it, from products of the factors with two vectors: the norm of a matrix that
 * nobody needs to have.
 *
 * ‖M·x‖₁ is maximized over ‖x‖₁ ≤ 1, from two points at once: the gradient Mᴴ·sign(M·X) names the unit vectors to go to next.
 *
 * @param factors n×n of one dtype, n ≥ 2
 * @returns Infinity where a product overflows
 * @remarks Some 40·n² flops a factor. The first points are fixed: the same matrix has the same estimate.
 * @see Higham & Tisseur 2000, _A block algorithm for matrix 1-norm estimation_, SIAM J. Matrix Anal. Appl. 21, algorithm 2.4
 */
export function estimateProductNorm(factors: readonly MatrixView[]): number {
  const search = new Search(factors);
  const estimate = search.run();
  search.release();
  return estimate;
}

/** Two vectors, and where they have been. */
class Search {
  private x: [MatrixView, MatrixView];
  private spare: MatrixView;
  private readonly n: number;
  private readonly width: 1 | 2;
  private readonly visited = new Set<number>();
  private before: readonly Float64Array[] = [];

  constructor(private readonly factors: readonly MatrixView[]) {
    const { rows, type } = factors[0];
    this.n = rows;
    this.width = type.kind === "complex" ? 2 : 1;
    this.x = [unsetWorkspace(type, rows, 1), unsetWorkspace(type, rows, 1)];
    this.spare = unsetWorkspace(type, rows, 1);
    this.fill(0, () => 1 / rows);
    this.fill(1, (i) => scatteredSign(i) / rows);
  }

  run(): number {
    let [best, corner] = [0, -1];
    let corners: readonly [number, number] = [-1, -1];
    for (let round = 0; ; round++) {
      this.multiply(false);
      const sums = [this.sumOf(0), this.sumOf(1)];
      if (!Number.isFinite(sums[0] + sums[1])) return Infinity;
      const larger = sums[1] > sums[0] ? 1 : 0;
      if (round > 0 && sums[larger] <= best) return best;
      [best, corner] = [sums[larger], corners[larger]];
      if (round === ROUNDS || !this.toSigns()) return best;
      this.multiply(true);
      const next = this.nextCorners(corner);
      if (next === null) return best;
      corners = next;
      for (const j of [0, 1] as const) this.fill(j, (i) => Number(i === next[j]));
    }
  }

  release(): void {
    for (const { storage } of [...this.x, this.spare]) release(storage);
  }

  /** X ← M·X, or Mᴴ·X. */
  private multiply(adjoint: boolean): void {
    const factors = adjoint ? this.factors.map(({ T }) => T) : this.factors.toReversed();
    for (const j of [0, 1] as const) {
      if (adjoint) conjugateInPlace(this.x[j]); // Mᴴ·x is the conjugate of Mᵀ·x̄
      for (const factor of factors) {
        gemv(1, factor, this.x[j], 0, this.spare);
        [this.x[j], this.spare] = [this.spare, this.x[j]];
      }
    }
  }

  /**
   * X ← X/|X|, entry by entry, 1 for 0. A real vector of the same signs as one before, or opposite ones, is replaced by another: it would
   * lead to where the search has been.
   *
   * @returns false where both have been there
   */
  private toSigns(): boolean {
    if (this.width === 2) {
      for (const { data } of this.x) complexSigns(this.n, data);
      return true;
    }
    for (const { data } of this.x) for (let i = 0; i < this.n; i++) data[i] = data[i] < 0 ? -1 : 1;
    const [first, second] = this.x.map((x) => this.before.some((signs) => this.isParallel(x, signs)));
    if (first && second) return false;
    const replaced = first ? 0 : second || this.isParallel(this.x[1], this.x[0].data) ? 1 : -1;
    if (replaced >= 0) this.fill(replaced as 0 | 1, (i) => scatteredSign(i + this.n * (1 + this.visited.size)));
    this.before = this.x.map(({ data }) => Float64Array.from(data.subarray(0, this.n)));
    return true;
  }

  /** Whether vectors of signs are equal or opposite. */
  private isParallel({ data }: MatrixView, signs: ArrayLike<number>): boolean {
    let dot = 0;
    for (let i = 0; i < this.n; i++) dot += data[i] * signs[i];
    return Math.abs(dot) === this.n;
  }

  /** The rows of the largest entries that were not visited; null where the best corner known is as good, or these were visited. */
  private nextCorners(corner: number): readonly [number, number] | null {
    const sizes = Float64Array.from({ length: this.n }, (_, i) => Math.max(this.sizeAt(0, i), this.sizeAt(1, i)));
    const order = Int32Array.from(sizes.keys()).sort((i, j) => sizes[j] - sizes[i]);
    if (corner >= 0 && sizes[corner] === sizes[order[0]]) return null;
    if (this.visited.has(order[0]) && this.visited.has(order[1])) return null;
    const [first, second] = order.filter((i) => !this.visited.has(i));
    if (second === undefined) return null;
    this.visited.add(first).add(second);
    return [first, second];
  }

  private sumOf(j: 0 | 1): number {
    let sum = 0;
    for (let i = 0; i < this.n; i++) sum += this.sizeAt(j, i);
    return sum;
  }

  private sizeAt(j: 0 | 1, i: number): number {
    const { data } = this.x[j];
    return this.width === 1 ? Math.abs(data[i]) : hypot(data[2 * i], data[2 * i + 1]);
  }

  private fill(j: 0 | 1, entry: (i: number) => number): void {
    const { data } = this.x[j];
    if (this.width === 2) data.fill(0);
    for (let i = 0; i < this.n; i++) data[this.width * i] = entry(i);
  }
}

function complexSigns(n: number, data: FloatArray): void {
  for (let i = 0; i < 2 * n; i += 2) {
    const size = hypot(data[i], data[i + 1]);
    data[i] = size > 0 ? data[i] / size : 1;
    data[i + 1] = size > 0 ? data[i + 1] / size : 0;
  }
}

/** 1 or −1 without a pattern in i, by the golden ratio. */
function scatteredSign(i: number): number {
  return Math.imul(i + 1, 0x9e3779b1) < 0 ? -1 : 1;
}
