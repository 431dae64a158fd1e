// Correct digits of NIST's linear regression sets: polynomials by PolynomialRegression, the others by LinearRegression.
import { array } from "@linnet/core";
import { LinearRegression, PolynomialRegression } from "@linnet/stats";
import { linearSets, readLinear } from "./linear-sets.mjs";
import { digits } from "./nist-files.mjs";

/** @returns {{ set: string, quantity: string, digits: number, decimals: number }[]} with entries as they are, and as decimals */
export function linear() {
  return Object.keys(linearSets).flatMap((set) => {
    const { certified } = readLinear(set);
    const [binary, decimal] = [fitted(set, false), fitted(set, true)];
    return Object.keys(certified).map((quantity) => ({
      set,
      quantity,
      digits: digits(binary[quantity], certified[quantity]),
      decimals: digits(decimal[quantity], certified[quantity]),
    }));
  });
}

function fitted(set, decimals) {
  const { degree, intercept } = linearSets[set];
  const { x, y } = readLinear(set);
  const model =
    degree === null
      ? LinearRegression.fit(array(x), array(y), { intercept, decimals })
      : PolynomialRegression.fit(array(x.map(([v]) => v)), array(y), { degree, decimals });
  return {
    coefficients: [...model.estimates.toTypedArray()],
    "standard errors": [...model.standardErrors],
    "residual standard deviation": model.residualStandardDeviation,
    "R²": model.r2,
    F: model.f,
  };
}
