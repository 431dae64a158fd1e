import { type NDArray, add, adjoint, conj, mul, tril, triu } from "@linnet/core";
import * as core from "@linnet/core";
import * as linalg from "@linnet/linalg";

type Operation = (...xs: NDArray[]) => NDArray | readonly NDArray[];
type Shapes = readonly (readonly number[])[];

/** What is differentiated, and for each time that it is the shapes of its operands: batches get an axis before them. */
export interface DerivativeRow {
  readonly name: string;
  readonly f: Operation;
  readonly shapes: readonly Shapes[];
  /** Only real operands. */
  readonly real?: boolean;
}

/** One time, with operands of these shapes. */
const of = (...operands: Shapes): readonly Shapes[] => [operands];
const square = of([3, 3]);
const system = of([3, 3], [3, 2]);
const tallSystem = of([5, 3], [5, 2]);
const wideSystem = of([3, 4], [3, 2]);
const anySystem = [...system, ...tallSystem, ...wideSystem];
const tall = [...of([4, 3]), ...square];
const wide = [...of([3, 5]), ...square];
const rectangular = [...of([4, 3]), ...of([3, 5])];
const any = [...square, ...rectangular];
const row = (name: string, shapes: readonly Shapes[], f: Operation): DerivativeRow => ({ name, f, shapes });
const hermitian = (a: NDArray): NDArray => mul(add(a, adjoint(a)), 0.5);
const definite = (a: NDArray): NDArray => add(core.matmul(a, adjoint(a)), core.eye(a.shape[a.ndim - 1]));
/** Eigenvalues of both signs. */
const indefinite = (a: NDArray): NDArray => core.sub(hermitian(a), mul(core.eye(a.shape[a.ndim - 1]), 3.1));
/** Columns of a as one vector each. */
const lowRank = (a: NDArray): NDArray => core.matmul(core.slice(a, "...", ":2"), core.slice(a, "...", ":2", ":"));

interface Methods {
  solve(b: NDArray): NDArray;
  det(): NDArray;
  logAbsDet(): NDArray;
  inverse(): NDArray;
  reconstruct(): NDArray;
}

/** What every factorization of a square matrix answers. */
function methods(name: string, factor: (a: NDArray) => Methods): DerivativeRow {
  return row(`${name}'s methods`, system, (a, b) => {
    const f = factor(a);
    return [f.solve(b), f.det(), f.logAbsDet(), f.inverse(), f.reconstruct()];
  });
}

const systems: readonly DerivativeRow[] = [
  row("solve", system, (a, b) => linalg.solve(a, b)),
  row("solve, a vector", square, (a) => linalg.solve(a, core.ones([3]))),
  row("solve, refined", system, (a, b) => linalg.solve(a, b, { refine: true })),
  row("solve, definite", system, (a, b) => linalg.solve(definite(a), b)),
  row("solve, indefinite", system, (a, b) => linalg.solve(indefinite(a), b)),
  row("solve, lower triangle", system, (a, b) => linalg.solve(tril(a), b)),
  row("solve, upper triangle", system, (a, b) => linalg.solve(triu(a), b)),
  row("solve, diagonal", system, (a, b) => linalg.solve(triu(tril(a)), b)),
  row("solve, banded", of([16, 16], [16, 1]), (a, b) => linalg.solve(triu(tril(a, { k: 1 }), { k: -1 }), b)),
  ...(["lower", "upper"] as const).flatMap((side) => [
    row(`solveTriangular, ${side}`, system, (a, b) => linalg.solveTriangular(a, b, side)),
    row(`solveTriangular, ${side}, unit, adjoint`, system, (a, b) =>
      linalg.solveTriangular(a, b, side, { unitDiagonal: true, adjoint: true }),
    ),
  ]),
  row("solveBanded", system, (a, b) =>
    linalg.solveBanded(add(a, core.array([[0], [9], [0]])), b, { lower: 1, upper: 1 }),
  ),
  row("solveBanded, definite", of([2, 4], [4, 2]), (a, b) =>
    linalg.solveBanded(add(a, core.array([[9], [0]])), b, { lower: 1, positiveDefinite: true }),
  ),
  row("solveToeplitz", system, (a, b) =>
    linalg.solveToeplitz(core.slice(a, "...", ":", 0), core.slice(a, "...", 0, ":"), b),
  ),
  row("inv", square, (a) => linalg.inv(a)),
  row("matrixPower", square, (a) => [linalg.matrixPower(a, 3), linalg.matrixPower(a, -2)]),
  row("multiDot", of([3, 2], [2, 4], [4, 3]), (a, b, c) => linalg.multiDot([a, b, c])),
];

const determinants: readonly DerivativeRow[] = [
  row("det", square, (a) => linalg.det(a)),
  row("slogdet", square, (a) => {
    const { sign, logAbsDet } = linalg.slogdet(a);
    return [sign, logAbsDet];
  }),
];

const factorizations: readonly DerivativeRow[] = [
  row("lu", any, (a) => [linalg.lu(a).L, linalg.lu(a).U]),
  row("lu, full pivoting", rectangular, (a) => [
    linalg.lu(a, { pivoting: "full" }).L,
    linalg.lu(a, { pivoting: "full" }).U,
  ]),
  methods("lu", (a) => linalg.lu(a)),
  methods("lu, full pivoting", (a) => linalg.lu(a, { pivoting: "full" })),
  row("cholesky", square, (a) => linalg.cholesky(definite(a)).L),
  { ...row("cholesky, by halves", of([40, 40]), (a) => linalg.cholesky(definite(a)).L), real: true },
  methods("cholesky", (a) => linalg.cholesky(definite(a))),
  row("cholesky update", system, (a, b) => linalg.cholesky(definite(a)).update(b).L),
  row("cholesky downdate", system, (a, b) => linalg.cholesky(definite(a)).downdate(mul(b, 0.5)).L),
  row("choleskyPivoted", square, (a) => linalg.choleskyPivoted(definite(a)).L),
  methods("choleskyPivoted", (a) => linalg.choleskyPivoted(definite(a))),
  row("ldlt", square, (a) => [linalg.ldlt(indefinite(a)).L, linalg.ldlt(indefinite(a)).D]),
  methods("ldlt", (a) => linalg.ldlt(indefinite(a))),
  row("qr", any, (a) => [linalg.qr(a).Q, linalg.qr(a).R]),
  methods("qr", (a) => linalg.qr(a)),
  { ...row("qr, in blocks", of([70, 66]), (a) => [linalg.qr(a).Q, linalg.qr(a).R]), real: true },
  row("qr, all of Q", tall, (a) => {
    const { Q, R } = linalg.qr(a, { full: true });
    const rest: NDArray = core.slice(Q, "...", "3:");
    return [core.slice(Q, "...", ":3"), R, core.matmul(rest, adjoint(rest))];
  }),
  row("qr, all of Q of a wide matrix", wide, (a) => [linalg.qr(a, { full: true }).Q, linalg.qr(a, { full: true }).R]),
  row("qr.solve", tallSystem, (a, b) => linalg.qr(a).solve(b)),
  row("qr.solve, all of Q", tallSystem, (a, b) => linalg.qr(a, { full: true }).solve(b)),
  row("qr, pivoting", rectangular, (a) => [linalg.qr(a, { pivoting: true }).Q, linalg.qr(a, { pivoting: true }).R]),
  methods("qr, pivoting", (a) => linalg.qr(a, { pivoting: true })),
  row("qr, pivoting, solve", tallSystem, (a, b) => linalg.qr(a, { pivoting: true }).solve(b)),
  row("lq", rectangular, (a) => [linalg.lq(a).L, linalg.lq(a).Q]),
  methods("lq", (a) => linalg.lq(a)),
  row("lq.solve", of([3, 5], [3, 2]), (a, b) => linalg.lq(a).solve(b)),
  methods("factorize", (a) => linalg.factorize(a)),
  methods("factorize, definite", (a) => linalg.factorize(definite(a))),
  methods("factorize, indefinite", (a) => linalg.factorize(indefinite(a))),
  methods("factorize, triangular", (a) => linalg.factorize(triu(a))),
  methods("factorize, diagonal", (a) => linalg.factorize(triu(tril(a)))),
  methods("lowRankUpdate", (a) =>
    linalg.lowRankUpdate(linalg.lu(a), conj(mul(core.slice(a, "...", ":2"), 0.3)), core.slice(a, "...", "1:", ":")),
  ),
];

const leastSquares: readonly DerivativeRow[] = [
  row("lstsq", anySystem, (a, b) => linalg.lstsq(a, b).x),
  row("lstsq, by svd", wideSystem, (a, b) => linalg.lstsq(a, b, { method: "svd" }).x),
  row("lstsq, residuals", tallSystem, (a, b) => linalg.lstsq(a, b).residuals),
  row("lstsq, weighted", tallSystem, (a, b) => linalg.lstsq(a, b, { weights: core.array([1, 2, 3, 0, 5]) }).x),
  {
    ...row(
      "lstsq, by its weights",
      of([5, 3], [5, 2], [5]),
      (a, b, w) => linalg.lstsq(a, b, { weights: add(core.square(w), 0.5) }).x,
    ),
    real: true,
  },
  row(
    "lstsq, constrained",
    of([5, 3], [5, 2], [2, 3], [2, 2]),
    (a, b, C, d) => linalg.lstsq(a, b, { constraints: { C, d } }).x,
  ),
  row("ridge", anySystem, (a, b) => linalg.ridge(a, b, 0.5)),
  row("pinv", any, (a) => linalg.pinv(a)),
  row("pinv of rank 2", square, (a) => linalg.pinv(lowRank(a))),
  row("completeOrthogonal.solve", wideSystem, (a, b) => linalg.completeOrthogonal(a).solve(b)),
  row("completeOrthogonal.pinv of rank 2", square, (a) => linalg.completeOrthogonal(lowRank(a)).pinv()),
];

/** Singular vectors of complex matrices have no derivative yet. */
const bySvd = (name: string, shapes: readonly Shapes[], f: Operation): DerivativeRow => ({
  ...row(name, shapes, f),
  real: true,
});

const norms: readonly DerivativeRow[] = [
  ...[2, 1, 3, 0.5, -1, Infinity, -Infinity].map((ord) =>
    row(`vectorNorm of order ${ord}`, of([4]), (x) => linalg.vectorNorm(x, { ord, axis: -1 })),
  ),
  ...(["fro", 1, -1, Infinity, -Infinity] as const).map((ord) =>
    row(`matrixNorm of order ${ord}`, any, (a) => linalg.matrixNorm(a, { ord })),
  ),
  ...(["nuc", 2, -2] as const).map((ord) =>
    bySvd(`matrixNorm of order ${ord}`, any, (a) => linalg.matrixNorm(a, { ord })),
  ),
  ...(["fro", 1, Infinity] as const).map((ord) => row(`cond of order ${ord}`, square, (a) => linalg.cond(a, { ord }))),
  ...([2, -2] as const).map((ord) => bySvd(`cond of order ${ord}`, square, (a) => linalg.cond(a, { ord }))),
];

export const derivativeRows: readonly DerivativeRow[] = [
  ...systems,
  ...determinants,
  ...factorizations,
  ...leastSquares,
  ...norms,
];
