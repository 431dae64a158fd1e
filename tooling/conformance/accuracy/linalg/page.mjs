// docs/accuracy/linalg.md as text.

/** The lines of the table: those of this run, and of what it left out those that the page has. */
export function merge(known, rows, order) {
  const measured = new Set(rows.map(({ name }) => name));
  const cells = (text) => text.split("|").map((cell) => cell.trim());
  const found = rows.filter(({ name }) => order.includes(name));
  const kept = known.split("\n").filter((text) => order.includes(cells(text)[1]) && !measured.has(cells(text)[1]));
  return [...kept, ...found.map(line)].toSorted((a, b) => order.indexOf(cells(a)[1]) - order.indexOf(cells(b)[1]));
}

export function page(factorizations, functions, threshold, machine) {
  return `# Accuracy of the factorizations, matrix equations and functions of matrices

## Factorizations and solvers

The worst test ratio found: an error divided by max(m, n)·ε·‖A‖₁ (orthogonality: by m·ε), as LAPACK's own test programs take it
(Working Note 41, §6). They pass below ${threshold}. Beside it the worst ratio of LAPACK (by NumPy and SciPy, with OpenBLAS) on the same matrices.

| factorization | dtype | error | Linnet | at | LAPACK | at | × LAPACK |
| --- | --- | --- | --: | --- | --: | --- | --: |
${factorizations.join("\n")}

The matrices: those of LAPACK's test programs (U·Σ·Vᴴ with random unitary factors; one large, one small, geometric, arithmetic and random
values; condition 2, √(0.1/ε), 0.1/ε; norms near over- and underflow; zero columns; Hermitian and positive definite ones in the same way) and the
gallery of \`@linnet/linalg/testing\` (Hilbert, Kahan, Läuchli, Frank, Grcar, Wilkinson, glued Wilkinson, Rosser, Clement, Pascal, Moler, Vandermonde,
companion, Lotkin, Jordan blocks, …), for n = 1, 2, 3, 5, 10, 50, 100, 300, and some tall and wide ones. Complex named matrices are the real
ones with phases.

NumPy computes single precision in double and rounds, so that beside \`lu\`, \`ldlt\`, \`qr\`, \`hessenberg\` and \`schur\`, which are SciPy's, LAPACK's float32
and complex64 ratios are those of rounded factors.

The factors of SciPy's \`ldl\` are those of another matrix where a singular one has more than 64 rows (ones of order 66 are off by 62), and LAPACK's eig
misses the bar on matrices that balancing scales badly.

## Matrix equations and functions of matrices

What is left of the equation, divided by n·ε times the norms of its terms, for \`solveSylvester\` n·ε·((‖A‖₁ + ‖B‖₁)·‖X‖₁ + ‖C‖₁), for \`sqrtm\`
n·ε·‖X‖₁². Of \`expm\` and \`logm\` the error beside an exponential in 64 bits of mantissa, divided by what rounding argument and result may cause:
n·ε·(‖e^A‖ + ‖L(A)‖·‖A‖) and n·ε·(‖A‖ + ‖L(X)‖·‖X‖), with L the exponential's derivative, its norm estimated from below. They pass below
${threshold}, as above, and within twice SciPy's.

| function | dtype | error | Linnet | at | SciPy | at | × SciPy |
| --- | --- | --- | --: | --- | --: | --- | --: |
${functions.join("\n")}

The matrices are those above, for n = 1, 2, 3, 5, 10, 50, 100 (\`logm\` and \`expm\` up to 50), but for norms near over- and underflow, moved or
scaled to where there is an answer. \`solveSylvester\`: A as it is but for Jordan blocks, B random of 0.7 times the norm of A. Lyapunov's equations:
A − 1.01·‖A‖₁·I and A/(1.01·‖A‖₁), and a random A as it is. \`sqrtm\` and \`logm\`: positive definite matrices and A + 1.01·‖A‖₁·I, \`sqrtm\` also
squares A² but of Jordan blocks. \`expm\`: norms of 20 at most. Left out are those that Linnet refuses with a \`SpectrumError\`.

SciPy's \`expm\` of Clement's matrix of order 5 misses the bar beside mpmath's in 40 digits too.

Measured on ${machine}, by \`npm run accuracy -- linalg\`.
`;
}

function line({ name, dtype, ratio, ours, theirs }) {
  const found = (entry) => (entry === undefined ? "fails | " : `${entry.value.toPrecision(2)} | ${entry.where}`);
  const quotient = theirs === undefined ? "" : (ours.value / theirs.value).toFixed(1);
  return `| ${name} | ${dtype} | ${ratio} | ${found(ours)} | ${found(theirs)} | ${quotient} |`;
}
