import { describe, expect, it } from "vitest";
import { type NDArray, array, complex, matmul, sub } from "@linnet/core";
import { matrixNorm } from "../norms/matrix-norm.js";
import { THRESHOLD } from "../testing.js";
import cases from "./fixtures/matrix-functions.json" with { type: "json" };
import { logm } from "./logm.js";
import { sqrtm } from "./sqrtm.js";

interface Parts {
  readonly re: readonly number[][];
  readonly im: readonly number[][];
}

/** Real where all imaginary parts are zero. */
function matrixOf({ re, im }: Parts): NDArray {
  const x = array(re) as NDArray;
  return im.flat().every((value) => value === 0) ? x : (complex(x, array(im)) as NDArray);
}

/** Where more is kept than κ promises: triangles and their far from normal corners, and what is small beside I. */
const structured = ["far from normal", "near I"];

describe.each(cases)("$name, beside mpmath", ({ name: matrix, a: parts, conditions, ...expected }) => {
  const a = matrixOf(parts);

  it.each([
    ["sqrtm", sqrtm as (x: NDArray) => NDArray],
    ["logm", logm as (x: NDArray) => NDArray],
  ] as const)("%s to 30·n·ε·max(1, κ), κ the condition of the function there, or to 30·n·ε", (name, f) => {
    const [x, y] = [f(a), matrixOf(expected[name])];
    expect(x.type).toBe(a.type);
    const condition = structured.includes(matrix) ? 1 : Math.max(1, conditions[name]);
    const unit = a.shape[0] * 2 ** -52 * condition;
    expect(norm(sub(x, y) as NDArray)).toBeLessThan(THRESHOLD * unit * norm(y));
    if (name === "sqrtm")
      expect(norm(sub(matmul(x, x), a) as NDArray)).toBeLessThan(THRESHOLD * a.shape[0] * 2 ** -52 * norm(x) ** 2);
  });
});

function norm(x: NDArray): number {
  return (matrixNorm(x) as NDArray).item() as number;
}
