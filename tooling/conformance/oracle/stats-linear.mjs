// stats.ols, stats.polyfit, stats.nls, lm.ridge: after statsmodels, NumPy, SciPy, NIST and scikit-learn.
import { array, slice, stack } from "@linnet/core";
import { LinearRegression, NonlinearRegression, PolynomialRegression, Ridge } from "@linnet/stats";

/** X holds its intercept column, which is the first. */
function ordinary({ X, y }, { centered_r2: intercept = true }) {
  const model = LinearRegression.fit(intercept ? slice(X, ":", "1:") : X, y, { intercept });
  const rows = model.table();
  const numbers = (field) => array(rows.map((row) => row[field]));
  return {
    beta: model.estimates,
    stderr: numbers("standardError"),
    tvalues: numbers("t"),
    pvalues: numbers("p"),
    conf_int: stack([numbers("lower"), numbers("upper")], { axis: 1 }),
    rsd: model.residualStandardDeviation,
    r2: model.r2,
    adj_r2: model.adjustedR2,
    f: model.f,
    f_pvalue: model.fPValue,
    df_resid: model.dfResidual,
    loglik: model.logLikelihood,
    aic: model.aic,
    bic: model.bic,
    fitted: model.fitted,
    hat_diag: model.leverage,
  };
}

function polynomial({ x, y }, { degree }) {
  return { coef_increasing: PolynomialRegression.fit(x, y, { degree }).coefficients };
}

/** `expr` is JavaScript of b and a row x. */
function nonlinear({ x, y, start }, { expr }) {
  const f = new Function("b", "x", `return ${expr};`);
  const rows = x.toArray();
  const model = (b) => array(rows.map((row) => f(b.toArray(), row)));
  const found = NonlinearRegression.fit(model, x, y, { start });
  return { b: found.parameters, rss: found.residualSquares, stderr: array([...found.standardErrors]) };
}

function ridge({ X, y }, { alpha, fit_intercept: intercept }) {
  const model = Ridge.fit(X, y, { alpha, intercept });
  return { coef: model.coefficients, intercept: model.intercept };
}

export const statsLinear = {
  "stats.ols": ordinary,
  "stats.polyfit": polynomial,
  "stats.nls": nonlinear,
  "lm.ridge": ridge,
};
