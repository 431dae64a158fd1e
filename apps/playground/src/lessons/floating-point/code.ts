import { type NDArray, add, arange, array, eye, fromFunction, matmul, ones, stack, sub } from "@linnet/core";
import {
  NotPositiveDefiniteError,
  cholesky,
  cond,
  gramSchmidt,
  lu,
  matrixNorm,
  qr,
  solveTriangular,
  vectorNorm,
} from "@linnet/linalg";
import { lineChart, scatter } from "@linnet/plot";

export interface Inputs {
  readonly about: "numbers" | "cancellation" | "hilbert" | "orthogonality" | "normal";
  /** Bits after the point, of the toy numbers. */
  readonly bits: number;
  /** What is to be rounded to one of them. */
  readonly x: number;
  /** Rows of Hilbert's matrix. */
  readonly n: number;
  /** A small number is 10⁻ᵏ. */
  readonly k: number;
}

const UNIT = 2 ** -53; // half the distance from 1 to the next double
const size = { width: 460, height: 320, scale: "log" } as const;

/** An experiment with rounding: what it gives where the slider stands, and a chart of all of it. */
export function compute({ about, bits, x, n, k }: Inputs) {
  if (about === "numbers") return numbers(bits, x);
  if (about === "cancellation") return cancellation(k);
  if (about === "hilbert") return hilbert(n);
  return about === "orthogonality" ? orthogonality(k) : normal(k);
}

function numbers(bits: number, x: number) {
  // [numbers] (1 + i/2ᵇ)·2ᵉ: between two powers of two as many numbers as between the next two.
  const fraction = add(1, arange(2 ** bits).div(2 ** bits));
  const rows = [-2, -1, 0, 1].map((e) => stack([fraction.mul(2 ** e), fraction.mul(0).add(e)], { axis: 1 }));
  const points = rows.flatMap((row) => row.toArray() as number[][]);
  const labels = { title: `Numbers of ${bits} bits`, xLabel: "number", yLabel: "exponent" };
  const chart = scatter(points, { ...labels, width: 460, height: 320 }).svg;

  // [round] The nearest of them.
  const spacing = 2 ** (Math.floor(Math.log2(x)) - bits);
  const rounded = Math.round(x / spacing) * spacing;
  return { chart, values: { rounded, spacing, error: Math.abs(rounded - x) / x, bound: 2 ** -(bits + 1) } };
}

function cancellation(k: number) {
  // [cancel] (1 − cos h)/h² is nearly 1/2; the subtraction keeps only what rounding has left.
  const h = Array.from({ length: 12 }, (_, i) => 10 ** -(i + 1));
  const naive = h.map((step) => (1 - Math.cos(step)) / step ** 2);

  // [rewrite] The same without a subtraction: 2·sin²(h/2)/h².
  const rewritten = h.map((step) => (2 * Math.sin(step / 2) ** 2) / step ** 2);

  // [series] The truth, from the series: 1/2 − h²/24 + h⁴/720 − … What it leaves out is less than 10⁻¹⁸.
  const truth = h.map((step) => 1 / 2 - step ** 2 / 24 + step ** 4 / 720 - step ** 6 / 40320 + step ** 8 / 3628800);
  const errors = (found: readonly number[]) => found.map((value, i) => shown(Math.abs(value - truth[i]) / truth[i]));
  const lines = { "1 − cos h": errors(naive), "2·sin²(h/2)": errors(rewritten) };
  const chart = chartOf("Relative error of (1 − cos h)/h²", lines, "k, of h = 10⁻ᵏ");
  const [first, second] = Object.values(lines).map((line) => line[k - 1]);
  return { chart, values: { naive: naive[k - 1], rewritten: rewritten[k - 1], first, second } };
}

function hilbert(n: number) {
  // [hilbert] Hilbert's matrix has the entries 1/(i + j + 1). Its columns are nearly dependent.
  const of = (rows: number): NDArray => fromFunction([rows, rows], (i, j) => 1 / (i + j + 1));

  // [solve] Solve H·x = b where x should be all ones.
  const errorOf = (rows: number): number => {
    const H = of(rows);
    const x = lu(H).solve(matmul(H, ones([rows])));
    return shown(vectorNorm(sub(x, 1)).item() / Math.sqrt(rows));
  };

  // [condition] The condition number says how many digits may go: log₁₀ κ of 16.
  const sizes = Array.from({ length: 13 }, (_, i) => i + 2);
  const conditions = sizes.map((rows) => cond(of(rows)).item());
  const lines = { "error of x": sizes.map(errorOf), "κ·2⁻⁵³": conditions.map((kappa) => kappa * UNIT) };
  const chart = chartOf("Hilbert’s matrix", lines, "n", 2);
  return { chart, values: { error: lines["error of x"][n - 2], condition: conditions[n - 2] } };
}

function orthogonality(k: number) {
  // [columns] Three columns that differ by δ = 10⁻ᵏ only.
  const deltas = Array.from({ length: 12 }, (_, i) => 10 ** -(i + 1));

  // [orthogonalize] ‖QᵀQ − I‖ is 0 where the columns of Q are at right angles.
  const loss = (Q: NDArray): number => shown(matrixNorm(sub(matmul(Q.T, Q), eye(3))).item());
  const lines = {
    classical: deltas.map((delta) => loss(gramSchmidt(nearly(delta), { method: "classical", rtol: 0 }).Q)),
    modified: deltas.map((delta) => loss(gramSchmidt(nearly(delta), { method: "modified", rtol: 0 }).Q)),
    Householder: deltas.map((delta) => loss(qr(nearly(delta)).Q)),
  };
  const chart = chartOf("‖QᵀQ − I‖", lines, "k, of δ = 10⁻ᵏ");
  const [classical, modified, householder] = Object.values(lines).map((line) => line[k - 1]);
  return { chart, values: { classical, modified, householder, condition: cond(nearly(10 ** -k)).item() } };
}

function normal(k: number) {
  // [fit] Three columns that differ by δ = 10⁻ᵏ only, and b, of which x should be (1, 2, 3).
  const deltas = Array.from({ length: 12 }, (_, i) => 10 ** -(i + 1));
  const right = array([1, 2, 3]);
  const errorOf = (x: NDArray): number => shown(vectorNorm(sub(x, right)).item() / vectorNorm(right).item());

  // [square] The normal equations AᵀA·x = Aᵀb: at δ² < 2⁻⁵³ what tells the columns apart is rounded away.
  const byNormal = (delta: number): number => {
    const A = nearly(delta);
    try {
      return errorOf(cholesky(matmul(A.T, A)).solve(matmul(A.T, matmul(A, right))));
    } catch (error) {
      if (!(error instanceof NotPositiveDefiniteError)) throw error;
      return Number.NaN; // nothing can be solved with AᵀA any more
    }
  };

  // [factor] Q·R of A itself, without squaring anything.
  const byFactors = (delta: number): number => {
    const A = nearly(delta);
    const { Q, R } = qr(A);
    return errorOf(solveTriangular(R, matmul(Q.T, matmul(A, right)), "upper"));
  };
  const lines = { AᵀA: deltas.map(byNormal), Q·R: deltas.map(byFactors) };
  const chart = chartOf("Relative error of x", lines, "k, of δ = 10⁻ᵏ");
  const condition: number = cond(nearly(10 ** -k)).item();
  return { chart, values: { normal: lines["AᵀA"][k - 1], factors: lines["Q·R"][k - 1], condition } };
}

/** Läuchli's matrix: a row of ones, and δ on the diagonal below. */
function nearly(delta: number): NDArray {
  return array([
    [1, 1, 1],
    [delta, 0, 0],
    [0, delta, 0],
    [0, 0, delta],
  ]) as NDArray;
}

/** An error as it can be drawn on a logarithmic axis: no less than the unit roundoff. */
function shown(error: number): number {
  return Math.max(error, UNIT);
}

function chartOf(title: string, lines: Readonly<Record<string, number[]>>, xLabel: string, from = 1): string {
  const x = Object.values(lines)[0].map((_, i) => i + from);
  return lineChart(lines, { ...size, title, x, xLabel, yLabel: "error" }).svg;
}
