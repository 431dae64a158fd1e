import { type Inexact, type NDArray, array, astype, complex, reshape } from "@linnet/core";
import { elementTypeOf } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { generator } from "./generator.js";
import { type Grid, type RandomVector, mixBoth, mixColumns, mixRows } from "./unitary-mix.js";

/** A kind of matrix of LAPACK's test programs. */
export interface MatrixType {
  readonly name: string;
  /** An m×n matrix, the same each time; where it is of a Hermitian type, n×n and Hermitian. */
  readonly build: (m: number, n: number, dtype: Inexact) => NDArray;
}

/** Singular values (or magnitudes of eigenvalues) from 1 down to 1/κ. @see LAPACK dlatms, MODE 1 to 5 */
const spectra: Readonly<Record<string, (i: number, n: number, condition: number, random: () => number) => number>> = {
  "one large value": (i, _, condition) => (i === 0 ? 1 : 1 / condition),
  "one small value": (i, n, condition) => (i === n - 1 && i > 0 ? 1 / condition : 1),
  "geometric values": (i, n, condition) => condition ** (n === 1 ? 0 : -i / (n - 1)),
  "arithmetic values": (i, n, condition) => (n === 1 ? 1 : 1 - (i / (n - 1)) * (1 - 1 / condition)),
  "random values": (_i, _n, condition, random) => condition ** -random(),
};

/** The condition numbers that LAPACK's test programs take. */
const conditions: Readonly<Record<string, (epsilon: number) => number>> = {
  "κ = 2": () => 2,
  "κ = √(0.1/ε)": (epsilon) => Math.sqrt(0.1 / epsilon),
  "κ = 0.1/ε": (epsilon) => 0.1 / epsilon,
};

/** Matrices of general shape: U·Σ·Vᴴ with random unitary U and V. @see LAPACK dchkge, dchkbd; Working Note 41 */
export const generalTypes: readonly MatrixType[] = [
  ...withSpectra((values, m, n, dtype) => spread(values, m, n, dtype, "general")),
  ...scaled((values, m, n, dtype) => spread(values, m, n, dtype, "general")),
  ...["first", "last", "half"].map((which) => ({
    name: `zero ${which === "half" ? "later half of columns" : `${which} column`}`,
    build: (m: number, n: number, dtype: Inexact): NDArray => {
      const from = which === "first" ? 0 : which === "last" ? n - 1 : n >> 1;
      const end = which === "first" ? 1 : n;
      return spread(valuesOf("geometric values", "κ = 2", Math.min(m, n), dtype), m, n, dtype, "general", (g) => {
        for (let i = 0; i < m; i++) for (let j = from; j < end; j++) g.re[i * n + j] = g.im[i * n + j] = 0;
      });
    },
  })),
];

/** Hermitian matrices Q·Λ·Qᴴ, positive definite. @see LAPACK dchkpo */
export const definiteTypes: readonly MatrixType[] = [
  ...withSpectra((values, m, n, dtype) => spread(values, m, n, dtype, "Hermitian")),
  ...scaled((values, m, n, dtype) => spread(values, m, n, dtype, "Hermitian")),
];

/** Hermitian matrices Q·Λ·Qᴴ with eigenvalues of both signs. @see LAPACK dchkst */
export const hermitianTypes: readonly MatrixType[] = [
  ...withSpectra((values, m, n, dtype) => spread(alternating(values), m, n, dtype, "Hermitian")),
  ...scaled((values, m, n, dtype) => spread(alternating(values), m, n, dtype, "Hermitian")),
];

type Build = (values: readonly number[], m: number, n: number, dtype: Inexact) => NDArray;

function withSpectra(build: Build): MatrixType[] {
  return Object.keys(spectra).flatMap((spectrum) =>
    Object.keys(conditions).map((condition) => ({
      name: `${spectrum}, ${condition}`,
      build: (m, n, dtype) => build(valuesOf(spectrum, condition, Math.min(m, n), dtype), m, n, dtype),
    })),
  );
}

/** Norms where squares of entries under- and overflow. @see LAPACK dlatb4 */
function scaled(build: Build): MatrixType[] {
  return [-1, 1].map((sign) => ({
    name: sign < 0 ? "near underflow" : "near overflow",
    build: (m, n, dtype) => {
      const { smallest, epsilon } = limitsOf(dtype);
      const size = (0.25 * smallest) / epsilon;
      const values = valuesOf("geometric values", "κ = 2", Math.min(m, n), dtype);
      return build(
        values.map((x) => (sign < 0 ? x * size : x / size)),
        m,
        n,
        dtype,
      );
    },
  }));
}

function valuesOf(spectrum: string, condition: string, n: number, dtype: Inexact): readonly number[] {
  const random = generator(1);
  const kappa = conditions[condition](limitsOf(dtype).epsilon);
  return Array.from({ length: n }, (_, i) => spectra[spectrum](i, n, kappa, random));
}

function limitsOf(dtype: Inexact): { readonly smallest: number; readonly epsilon: number } {
  const epsilon = epsilonOf(elementTypeOf("matrixType", dtype));
  return { smallest: epsilon === 2 ** -52 ? 2 ** -1022 : 2 ** -126, epsilon };
}

function alternating(values: readonly number[]): readonly number[] {
  return values.map((x, i) => (i % 2 === 0 ? x : -x));
}

/** The matrix with these values between random unitary factors. */
function spread(
  values: readonly number[],
  m: number,
  n: number,
  dtype: Inexact,
  kind: "general" | "Hermitian",
  change: (grid: Grid) => void = () => {},
): NDArray {
  const grid: Grid = { m, n, re: new Float64Array(m * n), im: new Float64Array(m * n) };
  values.forEach((x, i) => (grid.re[i * n + i] = x));
  const isComplex = dtype === "complex64" || dtype === "complex128";
  const random = normals(isComplex);
  if (kind === "Hermitian") {
    mixBoth(grid, random);
    makeHermitian(grid);
  } else {
    mixRows(grid, random);
    mixColumns(grid, random);
  }
  change(grid);
  const re = reshape(array(grid.re), [m, n]);
  return astype(isComplex ? complex(re, reshape(array(grid.im), [m, n])) : re, dtype);
}

/** Mends the rounding of the reflections. */
function makeHermitian({ n, re, im }: Grid): void {
  for (let i = 0; i < n; i++) {
    im[i * (n + 1)] = 0;
    for (let j = 0; j < i; j++) {
      re[j * n + i] = re[i * n + j];
      im[j * n + i] = -im[i * n + j];
    }
  }
}

/** Standard normal numbers by Box and Muller's transformation. */
function normals(isComplex: boolean): RandomVector {
  const random = generator(2);
  return (length) => {
    const [re, im] = [new Float64Array(length), new Float64Array(length)];
    for (let i = 0; i < length; i++) {
      const radius = Math.sqrt(-2 * Math.log(1 - random()));
      const angle = 2 * Math.PI * random();
      re[i] = radius * Math.cos(angle);
      if (isComplex) im[i] = radius * Math.sin(angle);
    }
    return { re, im };
  };
}
