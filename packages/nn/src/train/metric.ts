import { type NDArray, ValueError, concat, scope } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";

/** A number that says how good predictions are: a loss, an accuracy. */
export type Metric = (prediction: NDArray, target: NDArray) => NDArray | number;

/** What a metric weighs on some examples, as against others. */
type Weight = (prediction: NDArray, target: NDArray) => NDArray | number;

/** A metric whose value on all examples is the weighted mean of its values on batches. */
interface AveragedMetric {
  readonly weight: Weight;
}

/**
 * The same metric, said to be a mean over examples: `evaluate` then takes the mean over batches, and keeps no predictions.
 *
 *     m = Σ wᵦ·mᵦ / Σ wᵦ
 *
 * @param options `weight` says what a batch weighs. Default: its number of examples. A loss that leaves some targets out
 *   weighs as many as it counts, one with class weights the sum of theirs
 * @example
 * await fit(model, data, { loss: batchwise(crossEntropy), validation });
 */
export function batchwise<F extends Metric>(metric: F, options?: { readonly weight?: Weight }): F & AveragedMetric {
  if (typeof metric !== "function") throw new ValueError("batchwise", "metric must be a function", kindOf(metric));
  const { weight = countOf } = requireOptions("batchwise", options);
  if (typeof weight !== "function") throw new ValueError("batchwise", "weight must be a function", kindOf(weight));
  const same = (prediction: NDArray, target: NDArray): NDArray | number => metric(prediction, target);
  return Object.assign(same as F, { weight }); // it is called as the metric is
}

/** Metrics of predictions that come batch by batch. */
export class Measurement {
  private readonly names: readonly string[];
  private readonly sums = new Map<string, { total: number; weight: number }>();
  private readonly predictions: NDArray[] = [];
  private readonly targets: NDArray[] = [];
  private batches = 0;

  /** @throws {ValueError} unless the metrics are a record of functions */
  constructor(
    private readonly op: string,
    private readonly metrics: Readonly<Record<string, Metric>>,
  ) {
    const wanted = Object.entries(requireOptions(op, metrics) as Readonly<Record<string, unknown>>);
    const odd = wanted.find(([, f]) => typeof f !== "function");
    if (odd !== undefined) throw new ValueError(op, "metrics must be functions", `${odd[0]}: ${kindOf(odd[1])}`);
    this.names = wanted.map(([name]) => name);
  }

  /** @param predict called once; what it makes is given back unless some metric needs all predictions */
  add(predict: () => NDArray, target: NDArray): void {
    this.batches++;
    const prediction = scope(() => {
      const made = predict();
      for (const name of this.names) this.average(name, made, target);
      return this.names.every((name) => isAveraged(this.metrics[name])) ? null : made;
    });
    if (prediction === null) return;
    this.predictions.push(prediction);
    this.targets.push(target);
  }

  /** @param targets all of them, where somebody has them in one array */
  result(targets?: NDArray): Record<string, number> {
    const { op } = this;
    if (this.batches === 0)
      throw new ValueError(op, "there must be at least one batch", "none", "Batches may be used up.");
    return scope(() => {
      const whole = this.predictions.length === 0 ? null : joined(this.predictions);
      const target = targets ?? (whole === null ? null : joined(this.targets));
      const entries = this.names.map((name) => {
        const mean = this.sums.get(name);
        if (mean !== undefined) return [name, this.meanOf(name, mean)] as const;
        return [name, this.numberOf(name, this.metrics[name](whole as NDArray, target as NDArray))] as const; // they are there
      });
      return Object.fromEntries(entries);
    });
  }

  private average(name: string, prediction: NDArray, target: NDArray): void {
    const metric = this.metrics[name];
    if (!isAveraged(metric)) return;
    const weight = this.numberOf(`the weight of ${name}`, metric.weight(prediction, target));
    const before = this.sums.get(name) ?? { total: 0, weight: 0 };
    // A batch that weighs nothing has a mean of nothing, which may be NaN.
    const part = weight === 0 ? 0 : weight * this.numberOf(name, metric(prediction, target));
    this.sums.set(name, { total: before.total + part, weight: before.weight + weight });
  }

  private meanOf(name: string, { total, weight }: { readonly total: number; readonly weight: number }): number {
    if (weight > 0) return total / weight;
    throw new ValueError(this.op, "the batches must weigh something", `${weight} for ${name}`, "Look at its targets.");
  }

  private numberOf(name: string, value: NDArray | number): number {
    const x = typeof value === "number" ? value : value?.size === 1 ? (value.item() as number) : undefined;
    if (x !== undefined) return x;
    throw new ValueError(this.op, "a metric must be one number", `${name} with ${kindOf(value)}`);
  }
}

function isAveraged(metric: Metric): metric is Metric & AveragedMetric {
  return "weight" in metric && typeof metric.weight === "function";
}

function countOf(_prediction: NDArray, target: NDArray): number {
  return target.shape[0] as number;
}

function joined(parts: readonly NDArray[]): NDArray {
  return parts.length === 1 ? parts[0] : concat(parts, { axis: 0 });
}
