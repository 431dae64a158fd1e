// NIST's linear regression sets: data and certified values.
import { block, linesOf, numbersOf } from "./nist-files.mjs";

/** Names, and the degree where the model is a polynomial. `null`: columns as they are. */
export const linearSets = {
  Norris: { degree: 1, intercept: true },
  Pontius: { degree: 2, intercept: true },
  NoInt1: { degree: null, intercept: false },
  NoInt2: { degree: null, intercept: false },
  Filip: { degree: 10, intercept: true },
  Longley: { degree: null, intercept: true },
  Wampler1: { degree: 5, intercept: true },
  Wampler2: { degree: 5, intercept: true },
  Wampler3: { degree: 5, intercept: true },
  Wampler4: { degree: 5, intercept: true },
  Wampler5: { degree: 5, intercept: true },
};

export function readLinear(set) {
  const lines = linesOf(set);
  const text = lines.slice(0, 60).join("\n");
  const rows = block(lines, "Data")
    .filter((line) => line.trim() !== "")
    .map(numbersOf);
  const parameters = [...text.matchAll(/^\s*B\d+\s+(\S+)\s+(\S+)\s*$/gm)];
  const after = (pattern) => numbersOf(pattern.exec(text)[1]);
  return {
    y: rows.map(([y]) => y),
    x: rows.map((row) => row.slice(1)),
    certified: {
      coefficients: parameters.map(([, estimate]) => Number(estimate)),
      "standard errors": parameters.map(([, , deviation]) => Number(deviation)),
      "residual standard deviation": after(/Residual\s+Standard Deviation\s+(\S+)/)[0],
      "R²": after(/R-Squared\s+(\S+)/)[0],
      F: after(/^\s*Regression\s+(.*)$/m)[3],
    },
  };
}
