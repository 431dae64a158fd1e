import { describe, expect, it } from "vitest";
import { type NDArray, adjoint, matmul, ones, scope } from "@linnet/core";
import { cholesky } from "./cholesky/cholesky.js";
import { eigh } from "./eigen/eigh.js";
import { ldlt } from "./ldlt/ldlt.js";
import { lq } from "./qr/lq.js";
import { lstsq } from "./least-squares/lstsq.js";
import { lu } from "./lu/lu.js";
import { polar } from "./svd/polar.js";
import { qr } from "./qr/qr.js";
import {
  type MatrixType,
  THRESHOLD,
  definiteTypes,
  eigenRatio,
  generalTypes,
  hermitianTypes,
  inexactTypes,
  orthogonalityRatio,
  reconstructionRatio,
  residualRatio,
} from "./testing.js";

/** A factorization and the ratios that hold it to account. */
interface Trial {
  readonly name: string;
  readonly types: readonly MatrixType[];
  readonly ratios: (a: NDArray) => readonly number[];
}

const trials: readonly Trial[] = [
  { name: "lu", types: generalTypes, ratios: (a) => [reconstructionRatio(a, lu(a).reconstruct())] },
  {
    name: "lu with full pivoting",
    types: generalTypes,
    ratios: (a) => [reconstructionRatio(a, lu(a, { pivoting: "full" }).reconstruct())],
  },
  {
    name: "cholesky",
    types: definiteTypes.filter(({ name }) => !name.includes("0.1/ε")), // which rounding may make indefinite
    ratios: (a) => [reconstructionRatio(a, cholesky(a).reconstruct())],
  },
  { name: "ldlt", types: hermitianTypes, ratios: (a) => [reconstructionRatio(a, ldlt(a).reconstruct())] },
  {
    name: "qr",
    types: generalTypes,
    ratios(a) {
      const f = qr(a);
      return [reconstructionRatio(a, f.reconstruct()), orthogonalityRatio(f.Q)];
    },
  },
  {
    name: "qr with pivoting",
    types: generalTypes,
    ratios(a) {
      const f = qr(a, { pivoting: true });
      return [reconstructionRatio(a, f.reconstruct()), orthogonalityRatio(f.Q)];
    },
  },
  {
    name: "lq",
    types: generalTypes,
    ratios(a) {
      const f = lq(a);
      return [reconstructionRatio(a, f.reconstruct()), orthogonalityRatio(adjoint(f.Q))];
    },
  },
  {
    name: "polar",
    types: generalTypes,
    ratios(a) {
      const f = polar(a);
      return [reconstructionRatio(a, f.reconstruct()), orthogonalityRatio(f.U)];
    },
  },
  {
    name: "lstsq",
    types: generalTypes,
    ratios(a) {
      const b: NDArray = matmul(a, ones([a.shape[1], 2], { dtype: a.dtype }));
      return [residualRatio(a, lstsq(a, b).x, b)];
    },
  },
  {
    name: "eigh",
    types: [...hermitianTypes, ...definiteTypes],
    ratios(a) {
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(a);
      return [eigenRatio(a, values, vectors), orthogonalityRatio(vectors)];
    },
  },
];

/** Larger ones are for `npm run accuracy`; one type of order 300 goes through every blocked loop here. */
const orders = [1, 2, 3, 5, 10, 50, 100];

describe.each(trials)("the test ratios of $name over LAPACK's matrix types", ({ types, ratios }) => {
  it.each(inexactTypes)("are below 30 in %s", (dtype) => {
    for (const type of types) {
      for (const n of orders) {
        const found = scope(() => ratios(type.build(n, n, dtype)));
        expect({ type: type.name, n, found, passed: found.every((x) => x < THRESHOLD) }).toMatchObject({
          passed: true,
        });
      }
    }
  });

  it("are below 30 for a matrix of order 300", () => {
    const [type] = types;
    for (const ratio of ratios(type.build(300, 300, "float64"))) expect(ratio).toBeLessThan(THRESHOLD);
  });
});
