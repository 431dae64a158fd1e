// dist.* (but dist.cdist), test.*, stats.anova_oneway: after SciPy.
import { array } from "@linnet/core";
import {
  Beta,
  Binomial,
  ChiSquared,
  FisherF,
  Gamma,
  Normal,
  Poisson,
  StudentT,
  anova,
  bartlettTest,
  chiSquaredTest,
  jarqueBeraTest,
  kruskalWallisTest,
  leveneTest,
  mannWhitneyTest,
  pairedTTest,
  pearsonTest,
  shapiroWilkTest,
  spearmanTest,
  tTest,
  welchTest,
  wilcoxonTest,
} from "@linnet/stats";

const laws = {
  beta: (a, b) => new Beta(a, b),
  binom: (n, p) => new Binomial(n, p),
  chi2: (df) => new ChiSquared(df),
  f: (df1, df2) => new FisherF(df1, df2),
  gamma: (shape) => new Gamma(shape),
  norm: () => new Normal(),
  poisson: (mean) => new Poisson(mean),
  t: (df) => new StudentT(df),
};

const functions = {
  beta: ["cdf", "pdf", "ppf"],
  binom: ["pmf"],
  chi2: ["cdf", "ppf", "sf"],
  f: ["cdf", "ppf", "sf"],
  gamma: ["cdf", "ppf"],
  norm: ["cdf", "logpdf", "pdf", "ppf", "sf"],
  poisson: ["pmf"],
  t: ["cdf", "ppf", "sf"],
};

const distributions = Object.fromEntries(
  Object.entries(functions).flatMap(([name, methods]) =>
    methods.map((method) => [
      `dist.${name}.${method}`,
      ({ x }, { args }) => ({ y: laws[name](...args)[method === "logpdf" ? "logPdf" : method](x) }),
    ]),
  ),
);

const found = ({ statistic, pValue }) => ({ statistic, pvalue: pValue });

/** Groups by their labels, in the order of these. */
export function groupsOf(labels, values) {
  const numbers = values.toTypedArray();
  const marks = Array.from(labels.toTypedArray());
  return [...new Set(marks)].map((mark) => array(Array.from(numbers).filter((_, i) => marks[i] === mark)));
}

function table({ group, y }) {
  const a = anova(groupsOf(group, y));
  return {
    f: a.statistic,
    ss_between: a.sumOfSquaresBetween,
    ss_within: a.sumOfSquaresWithin,
    r2: a.rSquared,
    df_between: a.dfBetween,
    df_within: a.dfWithin,
  };
}

export const statsTests = {
  ...distributions,
  "stats.anova_oneway": table,
  "test.bartlett": ({ a, b, c }) => found(bartlettTest([a, b, c])),
  "test.chi2_contingency": ({ table: counts }) => found(chiSquaredTest(counts)),
  "test.chisquare": ({ observed, expected }) => found(chiSquaredTest(observed, { expected })),
  "test.f_oneway": ({ a, b, c }) => found(anova([a, b, c])),
  "test.jarque_bera": ({ x }) => found(jarqueBeraTest(x)),
  "test.kruskal": ({ a, b, c }) => found(kruskalWallisTest([a, b, c])),
  "test.levene": ({ a, b, c }) => found(leveneTest([a, b, c])),
  "test.mannwhitneyu": ({ x, y }) => found(mannWhitneyTest(x, y)),
  "test.pearsonr": ({ x, y }) => found(pearsonTest(x, y)),
  "test.shapiro": ({ x }) => found(shapiroWilkTest(x)),
  "test.spearmanr": ({ x, y }) => found(spearmanTest(x, y)),
  "test.ttest_1samp": ({ x }, { popmean }) => found(tTest(x, { mean: popmean })),
  "test.ttest_ind": ({ x, y }, { equal_var: equal }) => found(equal ? tTest(x, y) : welchTest(x, y)),
  "test.ttest_rel": ({ x, y }) => found(pairedTTest(x, y)),
  "test.wilcoxon": ({ x, y }) => found(wilcoxonTest(x, y, { method: "asymptotic" })), // as the case was made
};
