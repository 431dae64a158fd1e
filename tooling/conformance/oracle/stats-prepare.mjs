// preprocess.* and metrics.*, after scikit-learn.
import {
  MinMaxScaler,
  Standardizer,
  accuracy,
  averagePrecision,
  brier,
  confusionMatrix,
  f1,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  medianAbsoluteError,
  precision,
  r2,
  recall,
  rocAuc,
} from "@linnet/stats";

function standardized({ X }) {
  const scaler = Standardizer.fit(X);
  return { mean: scaler.mean, scale: scaler.scale, y: scaler.transform(X) };
}

function classified({ y_true: target, y_pred: prediction }) {
  const of = (metric, average) => metric(prediction, target, { average });
  return {
    accuracy: accuracy(prediction, target),
    confusion: confusionMatrix(prediction, target),
    precision_macro: of(precision, "macro"),
    recall_macro: of(recall, "macro"),
    f1_macro: of(f1, "macro"),
    f1_micro: of(f1, "micro"),
  };
}

function scored({ y_true: target, score }) {
  return {
    roc_auc: rocAuc(score, target),
    average_precision: averagePrecision(score, target),
    log_loss: logLoss(score, target),
    brier: brier(score, target),
  };
}

function missed({ y_true: target, y_pred: prediction }) {
  return {
    mse: meanSquaredError(prediction, target),
    mae: meanAbsoluteError(prediction, target),
    r2: r2(prediction, target),
    medae: medianAbsoluteError(prediction, target),
  };
}

export const statsPrepare = {
  "preprocess.standard_scaler": standardized,
  "preprocess.minmax_scaler": ({ X }) => ({ y: MinMaxScaler.fit(X).transform(X) }),
  "metrics.classification": classified,
  "metrics.binary_scores": scored,
  "metrics.regression": missed,
};
