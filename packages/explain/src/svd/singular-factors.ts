import { type NDArray, array, scope } from "@linnet/core";
import { svd } from "@linnet/linalg";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { NotExactError } from "../arithmetic/exact.js";
import { type Grid, dot, product, transposed } from "../arithmetic/grid.js";
import { nullSpaceOf, orthogonal } from "../eigen/null-space.js";

/** A = U·diag(S)·Vᵀ with the vectors one a list; S descends. */
export interface SingularFactors<T> {
  readonly left: readonly (readonly T[])[];
  readonly S: readonly T[];
  readonly right: readonly (readonly T[])[];
}

/** Linalg's factors: those themselves in floats; exact ones in their order and with their signs where that can be had. */
export function singularFactorsOf<T>(arithmetic: Arithmetic<T>, A: Grid<T>, denominator: bigint): SingularFactors<T> {
  const known = libraryFactors(A.map((row) => row.map(arithmetic.value)));
  if (arithmetic.unitRoundoff === 0) return exactFactors(arithmetic, A, denominator, known);
  const { read } = arithmetic;
  return {
    left: known.left.map((u) => u.map(read)),
    S: known.S.map(read),
    right: known.right.map((v) => v.map(read)),
  };
}

function libraryFactors(rows: number[][]): SingularFactors<number> {
  return scope(() => {
    const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(array(rows));
    return {
      left: (U.T as NDArray).toArray() as number[][],
      S: S.toArray() as number[],
      right: Vh.toArray() as number[][],
    };
  });
}

/** @throws {NotExactError} unless all eigenvalues of AᵀA are fractions */
function exactFactors<T>(
  arithmetic: Arithmetic<T>,
  A: Grid<T>,
  denominator: bigint,
  known: SingularFactors<number>,
): SingularFactors<T> {
  const { div, sqrt, isZero } = arithmetic;
  const At = transposed(A);
  const spaces = eigenspaces(arithmetic, product(arithmetic, At, A), denominator, known.S);
  const k = known.S.length;
  const pairs = spaces.flatMap(({ value, basis }) => basis.map((v) => ({ value, v }))).slice(0, k);
  const right = pairs.map(({ v }, i) => signed(arithmetic, unit(arithmetic, v), known.right[i]));
  const S = pairs.map(({ value }) => sqrt(value));
  const gram = product(arithmetic, A, At);
  const rest = orthogonal(arithmetic, nullSpaceOf(arithmetic, gram, { least: 0, most: gram.length, tolerance: 0 }));
  const rank = S.filter((s) => !isZero(s)).length;
  const left = right.map((v, i) => {
    if (i >= rank) return signed(arithmetic, unit(arithmetic, rest[i - rank]), known.left[i]);
    return A.map((row) => div(dot(arithmetic, row, v), S[i]));
  });
  return { left, S, right };
}

/** Eigenvalues of AᵀA, descending, with an orthogonal basis each: fractions that linalg's squares are near to. */
function eigenspaces<T>(
  arithmetic: Arithmetic<T>,
  gram: Grid<T>,
  denominator: bigint,
  known: readonly number[],
): readonly { readonly value: T; readonly basis: readonly (readonly T[])[] }[] {
  // Those of denominator²·AᵀA, a matrix of integers, are integers where they are fractions.
  const under = denominator * denominator;
  const squares = [...known.map((s) => s * s), 0];
  const numerators = new Set(squares.map((square) => BigInt(Math.round(square * Number(under)))));
  const spaces = [...numerators]
    .sort((a, b) => (a < b ? 1 : -1))
    .map((over) => {
      const value = arithmetic.read(`${over}/${under}`);
      const shifted = gram.map((row, i) => row.map((entry, j) => (i === j ? arithmetic.sub(entry, value) : entry)));
      const basis = nullSpaceOf(arithmetic, shifted, { least: 0, most: gram.length, tolerance: 0 });
      return { value, basis: orthogonal(arithmetic, basis) };
    });
  const found = spaces.reduce((sum, { basis }) => sum + basis.length, 0);
  if (found === gram.length) return spaces;
  throw new NotExactError(
    "exact singular values must be roots of fractions",
    `AᵀA with ${found} of ${gram.length} eigenvalues that are fractions`,
  );
}

function unit<T>(arithmetic: Arithmetic<T>, v: readonly T[]): readonly T[] {
  const length = arithmetic.sqrt(dot(arithmetic, v, v));
  return v.map((entry) => arithmetic.div(entry, length));
}

/** v or −v, whichever points along a known direction. */
function signed<T>({ value, sub, read }: Arithmetic<T>, v: readonly T[], known: readonly number[]): readonly T[] {
  const along = v.reduce((sum, entry, i) => sum + value(entry) * known[i], 0);
  return along < 0 ? v.map((entry) => sub(read(0), entry)) : v;
}

/** The rows of diag(S)·M. */
export function scaledRows<T>({ mul }: Arithmetic<T>, S: readonly T[], M: Grid<T>): Grid<T> {
  return M.map((row, i) => row.map((entry) => mul(S[i], entry)));
}
