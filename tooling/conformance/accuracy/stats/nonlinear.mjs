// Correct digits of NIST's nonlinear regression sets, from both starts: the best of a Jacobian by differences and one by
// autograd.
import { jacobian } from "@linnet/autograd";
import { array } from "@linnet/core";
import { NonlinearRegression } from "@linnet/stats";
import { models } from "../../src/nist/models.mjs";
import { readNist } from "../../src/nist/read.mjs";
import { digits } from "./nist-files.mjs";

/** Certified values have 11. */
const MOST_DIGITS = 11;

/** @returns {{ set: string, quantity: string, digits: number }[]} */
export function nonlinear() {
  return Object.keys(models).flatMap((set) => [0, 1].flatMap((start) => digitsOf(set, start)));
}

function digitsOf(set, start) {
  const { x, y, starts, certified, standardErrors, residualStandardDeviation } = readNist(set);
  const predictors = x.map((values) => array(values));
  const model = (b) =>
    models[set](
      certified.map((_, j) => b.at(j)),
      predictors,
    );
  const truth = {
    parameters: certified,
    "standard errors": standardErrors,
    "residual standard deviation": residualStandardDeviation,
  };
  const x0 = { start: array(starts[start]) };
  const derivatives = { jacobian: jacobian(model) };
  const found = [x0, { ...x0, ...derivatives }].map((options) =>
    fitted(() => NonlinearRegression.fit(model, array(x[0]), array(y), options)),
  );
  return Object.entries(truth).map(([quantity, value]) => ({
    set: `${set} from start ${start + 1}`,
    quantity,
    digits: Math.max(...found.map((fit) => (fit === null ? 0 : digits(fit[quantity], value, MOST_DIGITS)))),
  }));
}

/** `null` where the search found no minimum and said so. */
function fitted(fit) {
  try {
    const { parameters, standardErrors, residualStandardDeviation } = fit();
    return {
      parameters: [...parameters.toTypedArray()],
      "standard errors": [...standardErrors],
      "residual standard deviation": residualStandardDeviation,
    };
  } catch (error) {
    if (error.name === "ConvergenceError" || error.name === "CollinearityError") return null;
    throw error;
  }
}
