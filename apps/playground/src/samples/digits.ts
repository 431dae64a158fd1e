// Handwritten digits, read by a network of two layers, and the ones that it gets wrong.
import { argmax, random, take, nonzero, notEqual } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { Linear, Relu, adam, crossEntropy, fit, predict, sequential, summary } from "@linnet/nn";
import { confusionPlot, imageGrid, lossCurve } from "@linnet/plot";
import { accuracy, confusionMatrix, trainTestSplit } from "@linnet/stats";

const { data, target } = loadDigits(); // 1,797 pictures of 8 × 8 pixels
const pixels = data.div(16).astype("float32");
const { train, test } = trainTestSplit({ x: pixels, y: target }, { rng: random(1), stratify: target });

const rng = random(2);
const model = sequential(Linear.init(rng, 64, 64), new Relu(), Linear.init(rng, 64, 10));
console.log(summary(model));

const { model: trained, history } = await fit(model, train, {
  loss: crossEntropy,
  optimizer: adam({ learningRate: 0.005 }),
  epochs: 15,
  batchSize: 64,
  seed: 3,
});
console.log(lossCurve({ loss: history.map(({ loss }) => loss) }, { title: "Loss, epoch by epoch" }));

const read = argmax(predict(trained, test.x), { axis: 1 });
console.log(`Of ${test.y.size} digits that it has not seen it reads ${(100 * accuracy(read, test.y)).toFixed(1)} %.`);
console.log(confusionPlot(confusionMatrix(read, test.y), { title: "What it takes for what" }));

const [wrong] = nonzero(notEqual(read, test.y));
if (wrong !== undefined && wrong.size > 0) {
  const some = wrong.slice(":8");
  const labels = some.toArray().map((i: number) => `${test.y.at(i).item()}, read as ${read.at(i).item()}`);
  const images = take(test.x, some).reshape([-1, 8, 8]);
  console.log(imageGrid(images, { columns: 4, labels, title: "Some that it gets wrong", width: 620 }));
}
