import { type ElementType, MatrixView, allocate, int32, release } from "@linnet/kernels";
import { luMany, luSolveMany } from "@linnet/kernels/lapack";
import { indicesOf } from "../../lu/lu-factor.js";
import { solveInto } from "../../lu/lu-solve.js";
import { factorLu, pivotsFor, rowOrder } from "../lu/lu.js";
import { product } from "../matrix/product.js";
import { addIdentity, combine } from "./combine.js";

/** A square matrix, and how it changes along a direction where that is asked for. */
export interface Dual {
  readonly value: MatrixView;
  readonly tangent: MatrixView | null;
}

/** A term c·X of a sum. */
export type Term = readonly [coefficient: number, x: Dual];

/**
 * Arithmetic of square matrices and, by the rules of differentiation, of their tangents: an algorithm written with it gives its own
 * derivative. Results are contiguous work matrices, to be given back with `give`.
 */
export class Duals {
  private readonly all: MatrixView[] = [];
  private free: MatrixView[] = [];

  constructor(
    readonly type: ElementType,
    readonly n: number,
    private readonly tangents: boolean,
  ) {}

  /** A matrix whose elements are not set. */
  take(): MatrixView {
    const kept = this.free.pop();
    if (kept !== undefined) return kept;
    const { type, n } = this;
    const made = new MatrixView(type, allocate(n * n * (1 << type.shift)), 0, n, n, n, 1);
    this.all.push(made);
    return made;
  }

  /** A dual matrix whose elements are not set. */
  takeDual(): Dual {
    return { value: this.take(), tangent: this.tangents ? this.take() : null };
  }

  /** What is not needed any more. */
  give(...duals: readonly Dual[]): void {
    for (const { value, tangent } of duals) {
      this.free.push(value);
      if (tangent !== null) this.free.push(tangent);
    }
  }

  /** All of it is free again: for the next matrix of a batch. */
  giveAll(): void {
    this.free = [...this.all];
  }

  /** Gives the memory back. */
  release(): void {
    for (const { storage } of this.all) release(storage);
  }

  /** Σᵢ cᵢ·Xᵢ + shift·I, of up to four terms. */
  sum(terms: readonly Term[], shift = 0): Dual {
    const out = this.takeDual();
    combine(
      terms.map(([c]) => c),
      terms.map(([, x]) => x.value),
      out.value,
    );
    if (shift !== 0) addIdentity(shift, out.value);
    if (out.tangent !== null) {
      combine(
        terms.map(([c]) => c),
        terms.map(([, x]) => tangentOf(x)),
        out.tangent,
      );
    }
    return out;
  }

  /** α·X·Y, added to `onto` where that is given, which is then the result. */
  product(x: Dual, y: Dual, alpha = 1, onto: Dual | null = null): Dual {
    const out = onto ?? this.takeDual();
    const beta = onto === null ? 0 : 1;
    product(alpha, x.value, y.value, beta, out.value);
    if (out.tangent !== null) {
      product(alpha, x.value, tangentOf(y), beta, out.tangent);
      product(alpha, tangentOf(x), y.value, 1, out.tangent);
    }
    return out;
  }

  /** The tangent of X·X; what is in the value of the result counts for nothing. */
  tangentOfSquare({ value, tangent }: Dual): Dual {
    const out = this.takeDual();
    if (tangent === null || out.tangent === null) return out;
    product(1, value, tangent, 0, out.tangent);
    product(1, tangent, value, 1, out.tangent);
    return out;
  }

  /** D⁻¹·X for each X, by one LU of D. */
  quotients(d: Dual, numerators: readonly Dual[]): readonly Dual[] {
    const lu = new Factored(d.value, this.take());
    const results = numerators.map((x) => {
      const out = this.takeDual();
      lu.solve(x.value, out.value);
      if (out.tangent !== null) {
        const change = this.take(); // D·Ẏ = Ẋ − Ḋ·Y
        combine([1], [tangentOf(x)], change);
        product(-1, tangentOf(d), out.value, 1, change);
        lu.solve(change, out.tangent);
        this.free.push(change);
      }
      return out;
    });
    this.free.push(lu.packed);
    lu.release();
    return results;
  }
}

/** The tangent of what an arithmetic with tangents made. */
function tangentOf({ tangent }: Dual): MatrixView {
  if (tangent === null) throw new TypeError("a matrix without a tangent among such that have one"); // never: all come of one Duals
  return tangent;
}

/** P·D = L·U with partial pivoting: by a kernel in one call, or blocked where that declines. */
class Factored {
  private readonly order: MatrixView;

  constructor(
    d: MatrixView,
    readonly packed: MatrixView,
  ) {
    const n = d.rows;
    this.order = new MatrixView(int32, allocate(4 * n), 0, n, 1, 1, 1);
    if (luMany(1, { first: d, step: 0 }, packed, this.order)) return;
    combine([1], [d], packed);
    const pivots = pivotsFor(n, n);
    factorLu(packed, pivots);
    rowOrder(n, pivots, indicesOf(this.order));
    release(pivots.storage);
  }

  /** out ← D⁻¹·x */
  solve(x: MatrixView, out: MatrixView): void {
    const [lu, order] = [
      { first: this.packed, step: 0 },
      { first: this.order, step: 0 },
    ];
    if (!luSolveMany(1, lu, order, { first: x, step: 0 }, out)) solveInto(this.packed, indicesOf(this.order), x, out);
  }

  release(): void {
    release(this.order.storage);
  }
}
