import {
  type NDArray,
  ValueError,
  concat,
  div,
  finfo,
  matmul,
  mean,
  mul,
  scope,
  sqrt,
  square,
  std,
  sub,
  sum,
  where,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { constantColumns } from "../prepare/table.js";
import { signsOfRows } from "./signs.js";

/** Columns as they are, and shifted to mean 0 and, where so asked, to deviation 1 (ddof 1). */
export function standardized(data: NDArray, scaled: boolean): { mean: NDArray; scale: NDArray; z: NDArray } {
  const constant = constantColumns(data);
  const mu: NDArray = where(constant, data.at(0) as NDArray, mean(data, { axis: 0 }));
  const spread: NDArray = std(data, { axis: 0, ddof: 1 });
  const scale: NDArray = where(constant, 1, scaled ? spread : mul(spread, 0).add(1));
  return { mean: mu, scale, z: div(sub(data, mu), scale) };
}

/** One column a component. */
export interface LatentDirections {
  /** Shape `[p, k]`. */
  readonly W: NDArray;
  /** Shape `[p, k]`. */
  readonly P: NDArray;
  /** Shape `[q, k]`. */
  readonly Q: NDArray;
}

interface Step {
  readonly w: NDArray;
  readonly p: NDArray;
  readonly q: NDArray;
  readonly e: NDArray;
  readonly f: NDArray;
}

/**
 * Directions of largest covariance between the columns of `e` and `f`, each after both were cleared of the scores of those before.
 * The search ends early where nothing is left that covaries beyond rounding: then there are fewer than k.
 *
 * @throws {ValueError} where nothing covaries from the start
 */
export function latentDirections(op: string, e: NDArray, f: NDArray, k: number): LatentDirections {
  const size = Math.max(...(e.shape as number[])) * finfo(e).eps;
  const negligible = size * Math.sqrt(sum(square(e)).item()) * Math.sqrt(sum(square(f)).item());
  const steps: Step[] = [];
  let rest: Pick<Step, "e" | "f"> = { e, f };
  while (steps.length < k) {
    const step = scope(() => nextStep(rest.e, rest.f, negligible));
    if (step === null) break;
    steps.push(step);
    rest = step;
  }
  if (steps.length === 0) {
    throw new ValueError(op, "x must covary with y", "a covariance of 0", "Nothing of y is explained by x.");
  }
  const columns = (of: "w" | "p" | "q"): NDArray =>
    concat(
      steps.map((step) => step[of]),
      { axis: 1 },
    );
  return { W: columns("w"), P: columns("p"), Q: columns("q") };
}

function nextStep(e: NDArray, f: NDArray, negligible: number): Step | null {
  const { U, S }: { U: NDArray; S: NDArray } = svd(matmul(e.T as NDArray, f) as NDArray, { rank: 1 });
  if (!(S.item() > negligible)) return null;
  const w: NDArray = mul(U, signsOfRows(U.T as NDArray));
  const t: NDArray = matmul(e, w);
  const length: NDArray = sqrt(sum(square(t)));
  const unit: NDArray = div(t, length);
  const [p, q] = [e, f].map((block): NDArray => matmul(block.T as NDArray, unit));
  return {
    w,
    p: div(p, length),
    q: div(q, length),
    e: sub(e, matmul(unit, p.T as NDArray) as NDArray),
    f: sub(f, matmul(unit, q.T as NDArray) as NDArray),
  };
}
