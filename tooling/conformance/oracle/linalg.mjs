// linalg.*: factorizations and solvers, after NumPy and SciPy.
import { adjoint, matrixTranspose } from "@linnet/core";
import * as la from "@linnet/linalg";
import { order } from "./arrays.mjs";

function factorized({ a }) {
  const { L, U, p } = la.lu(a);
  return { l: L, u: U, p };
}

function qr({ a }, { mode }) {
  const { Q, R } = la.qr(a, { full: mode === "complete" });
  return { q: Q, r: R };
}

function pivotedQr({ a }, { mode }) {
  const { Q, R, p } = la.qr(a, { full: mode === "complete", pivoting: true });
  return { q: Q, r: R, p };
}

function polar({ a }, { side }) {
  const { U, P } = la.polar(a, { side });
  return { u: U, p: P };
}

function svd({ a }, { full_matrices: full }) {
  const { U, S, Vh } = la.svd(a, { full });
  return { u: U, s: S, vh: Vh };
}

function symmetricIndefinite({ a }) {
  const { L, D, p } = la.ldlt(a);
  return { l: L, d: D, p };
}

function triangular({ a, b }, { lower, trans, unit_diagonal: unitDiagonal }) {
  const isLower = lower !== (trans === 1);
  const x = la.solveTriangular(trans === 1 ? matrixTranspose(a) : a, b, isLower ? "lower" : "upper", { unitDiagonal });
  return { x };
}

function leastSquares({ a, b }) {
  const { x, rank, singularValues } = la.lstsq(a, b);
  return { x, rank, s: singularValues };
}

function signedLog({ a }) {
  const { sign, logAbsDet } = la.slogdet(a);
  return { sign, logabsdet: logAbsDet };
}

function symmetric({ a }) {
  const { values, vectors } = la.eigh(a);
  return { w: values, v: vectors };
}

function general({ a }) {
  const { values, vectors } = la.eig(a);
  return { w: values, v: vectors };
}

function schur({ a }, { output }) {
  const { T, Z } = la.schur(a, { output });
  return { t: T, z: Z };
}

function hessenberg({ a }) {
  const { Q, H } = la.hessenberg(a);
  return { q: Q, h: H };
}

function generalized({ a, b }) {
  const { values, vectors } = la.eighGeneralized(a, b);
  return { w: values, v: vectors };
}

function pencil({ a, b }) {
  const { values, vectors } = la.eigGeneralized(a, b);
  return { w: values, v: vectors };
}

export const linalg = {
  "linalg.lu": factorized,
  "linalg.polar": polar,
  "linalg.qr": qr,
  "linalg.qr_pivoted": pivotedQr,
  "linalg.cholesky": ({ a }) => ({ l: la.cholesky(a).L }),
  "linalg.ldl": symmetricIndefinite,
  "linalg.eig": general,
  "linalg.eig_generalized": pencil,
  "linalg.eigvals": ({ a }) => ({ w: la.eigvals(a) }),
  "linalg.schur": schur,
  "linalg.hessenberg": hessenberg,
  "linalg.eigh": symmetric,
  // The lower triangle is read: the upper one of Aᴴ is the lower one of A.
  "linalg.eigvalsh": ({ a }, { uplo }) => ({ w: la.eigvalsh(uplo === "U" ? adjoint(a) : a) }),
  "linalg.eigh_generalized": generalized,
  "linalg.svd": svd,
  "linalg.svdvals": ({ a }) => ({ s: la.svdvals(a) }),
  "linalg.det": ({ a }) => ({ d: la.det(a) }),
  "linalg.slogdet": signedLog,
  "linalg.solve": ({ a, b }) => ({ x: la.solve(a, b) }),
  "linalg.inv": ({ a }) => ({ x: la.inv(a) }),
  "linalg.solve_sylvester": ({ a, b, q }) => ({ x: la.solveSylvester(a, b, q) }),
  "linalg.solve_triangular": triangular,
  "linalg.lstsq": leastSquares,
  "linalg.pinv": ({ a }) => ({ x: la.pinv(a) }),
  "linalg.matrix_rank": ({ a }) => ({ rank: la.matrixRank(a) }),
  "linalg.cond": ({ a }, { p }) => ({ c: la.cond(a, { ord: order(p) }) }),
  "linalg.expm": ({ a }) => ({ y: la.expm(a) }),
  "linalg.cosm": ({ a }) => ({ y: la.cosm(a) }),
  "linalg.sinm": ({ a }) => ({ y: la.sinm(a) }),
  "linalg.sqrtm": ({ a }) => ({ y: la.sqrtm(a) }),
  "linalg.logm": ({ a }) => ({ y: la.logm(a) }),
  "linalg.matrix_power": ({ a }, { n }) => ({ y: la.matrixPower(a, n) }),
  "linalg.null_space": ({ a }) => ({ z: la.nullSpace(a) }),
  "linalg.orth": ({ a }) => ({ q: la.orth(a) }),
  "linalg.norm": ({ a }, { ord }) => ({ v: la.matrixNorm(a, { ord: order(ord) }) }),
  "linalg.vector_norm": ({ x }, { ord }) => ({ v: la.vectorNorm(x, { ord: order(ord) }) }),
};
