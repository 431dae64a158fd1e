// docs/accuracy/math.md as text. Rows of functions that a run leaves out stay as they were.

const heading = "| function | bound | float32 | at | points | float64 | at | points |";

/** Rows that the page has, with those of this run in their places. */
export function merge(page, rows) {
  const cells = new Map(
    page
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => [line.split("`")[1], line]),
  );
  for (const row of rows) cells.set(row.name, text(row));
  return [...cells.values()];
}

function text({ name, bound, f32, f64 }) {
  const found = ({ ulps, at, count }) =>
    `${ulps.toFixed(3)} | ${at} | ${count === 2 ** 32 ? "all" : count.toLocaleString("en")}`;
  return `| \`${name}\` | ${bound} | ${found(f32)} | ${found(f64)} |`;
}

/** The page. */
export function table(lines, machine) {
  return `# Accuracy of the elementwise kernels

The largest error found, in ulps: units in the last place of the exact value, those of subnormal numbers at least. Half an ulp is the
nearest number; no function here is to exceed its bound anywhere, and infinities, NaN and the sign of zero are to be right. Of \`digamma\`,
which is a difference, ulps are those of the largest of |ψ|, 1 and, below 0, ln(1 − x).

${heading}
| --- | --: | --: | --: | --: | --: | --: | --: |
${lines.join("\n")}

Measured on ${machine}, by \`npm run accuracy\` (every 1009th float32; \`npm run accuracy -- --full exp log\` takes all 2³²). No bit of a result
depends on the machine: the kernels use nothing but IEEE 754 operations.

float64 is held against values of 160 bits, computed in integers by \`tooling/conformance/accuracy\` (series after a reduction of the
argument; no code in common with the kernels), which every run first holds against constants made by mpmath: numbers of every exponent and both
signs, and numbers evenly spread over the regions where each function is hard. float32 is held against JavaScript's Math, whose error in
float64 is some 2⁻²⁸ of an ulp of float32, and where Math has no such function against the values of 160 bits.
`;
}
