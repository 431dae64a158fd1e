export { LinearDiscriminantAnalysis } from "./classify/linear-discriminant-analysis.js";
export type { LinearDiscriminantOptions } from "./classify/linear-discriminant-analysis.js";
export { QuadraticDiscriminantAnalysis } from "./classify/quadratic-discriminant-analysis.js";
export type { QuadraticDiscriminantOptions } from "./classify/quadratic-discriminant-analysis.js";
export type { MixtureIteration } from "./cluster/expectation-maximization.js";
export { GaussianMixture } from "./cluster/gaussian-mixture.js";
export { KMeans } from "./cluster/k-means.js";
export type { KMeansOptions } from "./cluster/k-means.js";
export type { KMeansIteration } from "./cluster/lloyd.js";
export type { DistanceMetric } from "./cluster/metric.js";
export { CollapsedComponentError } from "./cluster/mixture-covariance.js";
export type { CovarianceForm, CovarianceShape } from "./cluster/mixture-covariance.js";
export type { GaussianMixtureOptions } from "./cluster/mixture-fit.js";
export { pairwiseDistances } from "./cluster/pairwise-distances.js";
export type { DistanceOptions } from "./cluster/pairwise-distances.js";
export { CCA } from "./decompose/cca.js";
export type { CCAOptions } from "./decompose/cca.js";
export type { ComponentRule } from "./decompose/component-rule.js";
export type { Contrast } from "./decompose/fast-ica-iteration.js";
export { FastICA } from "./decompose/fast-ica.js";
export type { FastICAOptions } from "./decompose/fast-ica.js";
export { IncrementalPCA } from "./decompose/incremental-pca.js";
export type { IncrementalPCAOptions } from "./decompose/incremental-pca.js";
export type { FactorIteration, IterationOptions } from "./decompose/iteration-options.js";
export type { NMFStart } from "./decompose/nmf-start.js";
export type { NMFLoss } from "./decompose/nmf-updates.js";
export { NMF } from "./decompose/nmf.js";
export type { NMFOptions } from "./decompose/nmf.js";
export type { Kernel, KernelFunction, KernelName } from "./decompose/kernel-functions.js";
export { KernelPCA } from "./decompose/kernel-pca.js";
export type { KernelPCAOptions } from "./decompose/kernel-pca.js";
export type { ParallelOptions } from "./decompose/parallel-analysis.js";
export { PCA } from "./decompose/pca.js";
export type { PCAOptions } from "./decompose/pca.js";
export { PLSRegression } from "./decompose/pls-regression.js";
export type { PLSOptions } from "./decompose/pls-regression.js";
export type { PcaSolver } from "./decompose/principal-axes.js";
export { ProbabilisticPCA } from "./decompose/probabilistic-pca.js";
export type { ProbabilisticPCAOptions } from "./decompose/probabilistic-pca.js";
export type { SignRule } from "./decompose/signs.js";
export type { AxesOptions } from "./decompose/solver-options.js";
export { TruncatedSVD } from "./decompose/truncated-svd.js";
export type { TruncatedSVDOptions } from "./decompose/truncated-svd.js";
export { autocorrelation } from "./describe/autocorrelation.js";
export { Whitening } from "./decompose/whitening.js";
export type { WhiteningMethod, WhiteningOptions } from "./decompose/whitening.js";
export { correlation, covariance } from "./describe/covariance.js";
export { describe } from "./describe/describe.js";
export type { DescribeOptions, Description, NumberSummary, TextSummary } from "./describe/describe.js";
export { geometricMean } from "./describe/geometric-mean.js";
export { KernelDensity } from "./describe/kernel-density.js";
export type { KernelDensityOptions } from "./describe/kernel-density.js";
export { mahalanobis } from "./describe/mahalanobis.js";
export type { MahalanobisOptions } from "./describe/mahalanobis.js";
export { mode } from "./describe/mode.js";
export type { Mode } from "./describe/mode.js";
export { partialCorrelation } from "./describe/partial-correlation.js";
export { kendallCorrelation, spearmanCorrelation } from "./describe/rank-correlation.js";
export { rank } from "./describe/rank.js";
export type { Ties } from "./describe/rank.js";
export { RunningCovariance } from "./describe/running-covariance.js";
export { RunningMoments } from "./describe/running-moments.js";
export { sampleMean, sampleVariance, standardDeviation } from "./describe/sample-variance.js";
export type { SampleVarianceOptions } from "./describe/sample-variance.js";
export type { PerColumn, WeightOptions, Weighting } from "./describe/sample.js";
export { ledoitWolf, oas } from "./describe/shrinkage.js";
export type { ShrunkCovariance } from "./describe/shrinkage.js";
export { kurtosis, skewness } from "./describe/skewness-kurtosis.js";
export type { KurtosisOptions, SkewnessOptions } from "./describe/skewness-kurtosis.js";
export type { SmoothingKernel } from "./describe/smoothing-kernels.js";
export { interquartileRange, medianAbsoluteDeviation } from "./describe/spread.js";
export { weightedQuantile } from "./describe/weighted-quantile.js";
export type { WeightedQuantileOptions } from "./describe/weighted-quantile.js";
export { Beta } from "./distributions/beta.js";
export { Binomial } from "./distributions/binomial.js";
export { ChiSquared } from "./distributions/chi-squared.js";
export type { ContinuousDistribution } from "./distributions/continuous.js";
export type { DiscreteDistribution } from "./distributions/discrete.js";
export { Exponential } from "./distributions/exponential.js";
export { FisherF } from "./distributions/fisher-f.js";
export { Gamma } from "./distributions/gamma.js";
export { LogNormal } from "./distributions/log-normal.js";
export { Normal } from "./distributions/normal.js";
export { Poisson } from "./distributions/poisson.js";
export { StudentT } from "./distributions/student-t.js";
export { Uniform } from "./distributions/uniform.js";
export type { DataOf, Estimator, FitParameters, ModelOf, OptionsOf, Supervised, Table } from "./estimator.js";
export { accuracy } from "./metrics/accuracy.js";
export { balancedAccuracy, cohenKappa, matthews } from "./metrics/agreement.js";
export type { CohenKappaOptions } from "./metrics/agreement.js";
export { averagePrecision, precisionRecallCurve } from "./metrics/average-precision.js";
export type { PrecisionRecallCurve } from "./metrics/average-precision.js";
export { classificationReport } from "./metrics/classification-report.js";
export type { ClassScores, ClassificationReport } from "./metrics/classification-report.js";
export { confusionMatrix } from "./metrics/confusion-matrix.js";
export type { OneAgainstRestOptions } from "./metrics/one-against-rest.js";
export { f1, precision, recall } from "./metrics/precision-recall.js";
export type { Average, Averaged, ClassMetricOptions } from "./metrics/precision-recall.js";
export { brier, logLoss } from "./metrics/probability-scores.js";
export { explainedVariance, r2 } from "./metrics/r2.js";
export {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  rootMeanSquaredError,
} from "./metrics/regression-errors.js";
export { rocAuc, rocCurve } from "./metrics/roc-auc.js";
export type { RocCurve } from "./metrics/roc-auc.js";
export { topKAccuracy } from "./metrics/top-k-accuracy.js";
export type { JsonValue, ModelJson } from "./model-json.js";
export { FittedPipeline } from "./prepare/fitted-pipeline.js";
export { Pipeline, pipeline } from "./prepare/pipeline.js";
export { Standardizer } from "./prepare/standardizer.js";
export type { StandardizerOptions } from "./prepare/standardizer.js";
export { Step, step } from "./prepare/step.js";
export type { CoefficientRow } from "./regress/coefficient-table.js";
export { elasticNetPath, lassoPath } from "./regress/elastic-net-path.js";
export type { ElasticNetPathOptions, LassoPathOptions, PenaltyPath } from "./regress/elastic-net-path.js";
export { ElasticNet } from "./regress/elastic-net.js";
export type { ElasticNetChoiceOptions, ElasticNetOptions } from "./regress/elastic-net.js";
export { CollinearityError } from "./regress/independent-columns.js";
export { Lasso } from "./regress/lasso.js";
export type { LassoOptions } from "./regress/lasso.js";
export { LeastSquaresInference } from "./regress/least-squares-inference.js";
export type { LeastSquaresRecord } from "./regress/least-squares-inference.js";
export { LinearRegression } from "./regress/linear-regression.js";
export type { LinearRegressionOptions } from "./regress/linear-regression.js";
export type { LogisticOptions } from "./regress/logistic-fit.js";
export type { LogisticIteration } from "./regress/logistic-newton.js";
export { LogisticRegression } from "./regress/logistic-regression.js";
export type { LogisticSummaryOptions } from "./regress/logistic-regression.js";
export type { LogisticCoefficient, LogisticSummary } from "./regress/logistic-summary.js";
export { NonlinearRegression } from "./regress/nonlinear-regression.js";
export type { NonlinearModel, NonlinearRegressionOptions } from "./regress/nonlinear-regression.js";
export type { PenaltyChoice, PenaltyChoiceOptions } from "./regress/penalty-choice.js";
export { PolynomialRegression } from "./regress/polynomial-regression.js";
export type { PolynomialRegressionOptions } from "./regress/polynomial-regression.js";
export type { Interval, PredictionIntervals } from "./regress/prediction-intervals.js";
export { RegressionSummary } from "./regress/regression-summary.js";
export type { RobustKind } from "./regress/robust-covariance.js";
export { SeparationError } from "./regress/separation.js";
export { crossValidate } from "./select/cross-validate.js";
export type {
  CrossValidateOptions,
  CrossValidation,
  FoldEvent,
  TargetOf,
  ValidationOptions,
} from "./select/cross-validate.js";
export { gridSearch } from "./select/grid-search.js";
export type { Chosen, Grid, GridResult, GridSearch, GridSearchOptions } from "./select/grid-search.js";
export { groupKFold } from "./select/group-k-fold.js";
export { kFold, leaveOneOut } from "./select/k-fold.js";
export type { Fold, FoldOptions } from "./select/k-fold.js";
export type { Score, Scoring, ScoringName } from "./select/scoring.js";
export { stratifiedKFold } from "./select/stratified-k-fold.js";
export { timeSeriesSplit } from "./select/time-series-split.js";
export type { TimeSeriesOptions } from "./select/time-series-split.js";
export { trainTestSplit } from "./select/train-test-split.js";
export type { Part, SplitOptions } from "./select/train-test-split.js";
export type { Alternative, AlternativeOptions, IntervalOptions } from "./test/alternative.js";
export { anova } from "./test/anova.js";
export type { Anova } from "./test/anova.js";
export { chiSquaredTest } from "./test/chi-squared-test.js";
export type { ChiSquaredTest, GoodnessOptions, IndependenceOptions } from "./test/chi-squared-test.js";
export { kendallTest, pearsonTest, spearmanTest } from "./test/correlation-tests.js";
export type { CorrelationTest, KendallOptions, PearsonTest } from "./test/correlation-tests.js";
export { kolmogorovSmirnovTest } from "./test/kolmogorov-smirnov-test.js";
export type { HasCdf, KolmogorovSmirnovOptions, KolmogorovSmirnovTest } from "./test/kolmogorov-smirnov-test.js";
export { jarqueBeraTest, shapiroWilkTest } from "./test/normality-tests.js";
export type { JarqueBeraTest, NormalityTest } from "./test/normality-tests.js";
export { kruskalWallisTest, mannWhitneyTest, wilcoxonTest } from "./test/rank-tests.js";
export type {
  KruskalWallisTest,
  MannWhitneyTest,
  RankTestOptions,
  WilcoxonOptions,
  WilcoxonTest,
} from "./test/rank-tests.js";
export { pairedTTest, tTest, welchTest } from "./test/t-test.js";
export type { TTest, TTestOptions } from "./test/t-test.js";
export { bartlettTest, fTest, leveneTest } from "./test/variance-tests.js";
export type { BartlettTest, FTest, LeveneOptions, LeveneTest } from "./test/variance-tests.js";
