// Benign or malignant? Thirty measures of cells, judged by logistic regression on patients it has not seen.
import { random } from "@linnet/core";
import { loadBreastCancer } from "@linnet/data";
import { rocPlot } from "@linnet/plot";
import { LogisticRegression, PCA, Standardizer, crossValidate, pipeline, step, trainTestSplit } from "@linnet/stats";

const { data, target } = loadBreastCancer(); // 1 is benign

// Each fold of five is fitted without its test rows: the scaler's means and the axes too.
const model = pipeline(step(Standardizer), step(PCA, { components: 10 }), step(LogisticRegression, { C: 1 }));
const { scores, mean, sd } = await crossValidate(model, data, target, { scoring: "accuracy", rng: random(1) });
console.log(`right in five folds: ${scores.map((score) => (100 * score).toFixed(1)).join(", ")} %`);
console.log(`on average ${(100 * mean).toFixed(1)} %, give or take ${(100 * sd).toFixed(1)}`);

// How well do single numbers tell them apart, and how well do all together?
const { train, test } = trainTestSplit({ x: data, y: target }, { rng: random(2), testFraction: 0.3 });
const fitted = model.fit(train.x, train.y);
const all = fitted.predictProbabilities(test.x).slice(":", 1);
const radius = test.x.slice(":", 0).mul(-1); // small is benign
console.log(rocPlot({ "all measures": all, "the mean radius": radius }, test.y, { title: "Benign or malignant" }));
