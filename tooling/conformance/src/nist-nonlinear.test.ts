import { jacobian } from "@linnet/autograd";
import { type NDArray, array, sub } from "@linnet/core";
import { type LevenbergMarquardtOptions, type Minimum, levenbergMarquardt } from "@linnet/optimize";
import { describe, expect, it } from "vitest";
import { models } from "./nist/models.mjs";
import { type NistSet, hasNist, readNist } from "./nist/read.mjs";
import counts from "./nist/scipy-counts.json" with { type: "json" };

interface Count {
  readonly evaluations: number;
  /** Digits of SciPy's answer that are certified. */
  readonly digits: number;
}
const { scipy: _version, ...scipy }: Record<string, string | readonly Count[]> = counts;

/** Starts from which the first step leads to where no parameter matters, or progress is so slow that neither finds the answer. */
const astray: readonly string[] = ["Bennett5 from start 1"];

/** Sets where more evaluations than 1.3 times SciPy's were needed, and how many times. */
const slower: Readonly<Record<string, number>> = { "Bennett5 from start 2": 1.8, "Hahn1 from start 1": 1.4 };

function residualsOf(name: string, { certified, x, y }: NistSet): (b: NDArray) => NDArray {
  const [predictors, response] = [x.map((values): NDArray => array([...values])), array([...y])];
  return (b) =>
    sub(
      models[name](
        certified.map((_, i): NDArray => b.at(i)),
        predictors,
      ),
      response,
    );
}

/** The least number of digits in which a parameter agrees with what is certified, in 11. */
function digits(found: Minimum<NDArray>, { certified }: NistSet): number {
  const errors = (found.x.toArray() as number[]).map((b, i) => Math.abs(b / certified[i] - 1));
  return -Math.log10(Math.max(1e-11, ...errors));
}

const cases = Object.keys(models).flatMap((name) =>
  [0, 1].map((start) => [`${name} from start ${start + 1}`, name, start] as const),
);

describe.skipIf(!hasNist)("levenbergMarquardt on NIST's nonlinear regression sets", () => {
  const fit = (name: string, start: number, options: LevenbergMarquardtOptions): [Minimum<NDArray>, NistSet] => {
    const set = readNist(name);
    return [levenbergMarquardt(residualsOf(name, set), array([...set.starts[start]]), options), set];
  };

  it.each(cases.filter(([title]) => !astray.includes(title)))(
    "%s: six certified digits, in about SciPy's evaluations",
    (title, name, start) => {
      const derivatives = jacobian(residualsOf(name, readNist(name)));
      const [found, set] = fit(name, start, { jacobian: derivatives, valueTolerance: 1e-15 });
      expect(digits(found, set)).toBeGreaterThanOrEqual(6);
      expect(Math.abs(2 * found.value - set.sumOfSquares)).toBeLessThanOrEqual(1e-6 * set.sumOfSquares + 1e-20);
      const beside = scipy[name][start] as Count;
      if (beside.digits >= 4) {
        expect(found.evaluations).toBeLessThanOrEqual((slower[title] ?? 1.3) * beside.evaluations);
      }
    },
  );

  // BoxBOD's first start lies on a plateau; where its gradient is lost in rounding, so are differences.
  it.each(cases.filter(([title]) => ![...astray, "BoxBOD from start 1"].includes(title)))(
    "%s: six certified digits by differences alone",
    (_title, name, start) => {
      const [found, set] = fit(name, start, {});
      expect(digits(found, set)).toBeGreaterThanOrEqual(6);
    },
  );
});
