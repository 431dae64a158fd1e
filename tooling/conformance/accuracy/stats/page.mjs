// docs/accuracy/stats.md as text.

const libraries = ["NumPy", "SciPy", "statsmodels"];

/** What quantities are called where their key is a word of code. */
const names = {
  mean: "mean",
  std: "standard deviation",
  autocorr1: "lag-1 autocorrelation",
  f: "F",
  ss_between: "squares between",
  ss_within: "squares within",
  r2: "R²",
};

export function page(sections, versions) {
  return `# Accuracy of statistics: NIST's reference datasets

Correct digits of NIST's certified values ([Statistical Reference Datasets](https://www.itl.nist.gov/div898/strd/)): −log₁₀ of the relative
error, of the absolute one where the certified value is 0; of several numbers (coefficients) those of the worst. Certified values have 15 digits,
of nonlinear regression 11; what rounds to them is right to all. Of each library the best of the ways it has counts (\`tooling/oracle/nist-peers.py\`:
NumPy by \`lstsq\`, \`qr\`, \`polyfit\` and \`Polynomial.fit\`, SciPy by the drivers of \`lstsq\`, by \`curve_fit\` and \`least_squares\` with its tightest
tolerances, statsmodels by \`OLS\` with pinv and QR).

The data are decimals. \`decimals\` is Linnet with the option of that name, which takes numbers as they were written; without it a
solution is that of the rounded data, to the last bit or two. Polynomials are fitted by \`PolynomialRegression\`, the others by
\`LinearRegression\`. Of nonlinear regressions the better of a Jacobian by differences and one by autograd counts.

${sections.map(([title, rows]) => section(title, rows)).join("\n")}
${libraries.map((library) => `${library} ${versions[library]}`).join(", ")}. By \`npm run accuracy -- stats\`, which fails where the last column is below 0.
`;
}

function section(title, rows) {
  const hasDecimals = rows.some(({ decimals }) => decimals !== undefined);
  const known = libraries.filter((library) => rows.some(({ theirs }) => theirs[library] !== undefined));
  const head = ["set", "quantity", "Linnet", ...(hasDecimals ? ["decimals"] : []), ...known, "beside the best"];
  const lines = rows.map(({ set, quantity, digits, decimals, theirs, margin }) => [
    set,
    names[quantity] ?? quantity,
    digits.toFixed(1),
    ...(hasDecimals ? [decimals?.toFixed(1) ?? ""] : []),
    ...known.map((library) => theirs[library]?.toFixed(1) ?? ""),
    margin > 0 ? `+${margin.toFixed(1)}` : margin.toFixed(1),
  ]);
  const rule = head.map((_, i) => (i < 2 ? "---" : "--:"));
  return `## ${title}\n\n${[head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}
