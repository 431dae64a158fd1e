import { LinnetError } from "@linnet/core";
import type { EpochEvent, EpochRecord, StepEvent } from "@linnet/nn";
import type { PCA } from "@linnet/stats";
import type { DigitSet } from "../digits/dataset.js";
import { confusionChart, historyCharts } from "../digits/report.js";
import { type Outcome, train } from "../digits/train.js";
import { Gate } from "./gate.js";
import type { Emit, Progress, TrainingPlan, TrainingResult } from "./messages.js";

/** Milliseconds between two reports of progress: one frame. */
const FRAME = 16;
/** Milliseconds between two drawings of the curves: they cost a few themselves. */
const DRAWING = 80;
/** Milliseconds that an epoch lasts at least when somebody wants to watch. */
const EPOCH = 100;

/** One training run that can be paused, and told while it happens. */
export class TrainingRun {
  private readonly gate = new Gate();
  private readonly controller = new AbortController();
  private readonly history: EpochRecord[] = [];
  private progress: Progress | null = null;
  private reported = 0;
  private drawn = 0;
  /** Milliseconds spent on anything but training. */
  private beside = 0;
  private epochBegan = performance.now();

  constructor(
    private readonly plan: TrainingPlan,
    private readonly emit: Emit,
  ) {}

  /** Trains to the end, or to where `stop` cuts it short. */
  async run(digits: DigitSet, pca: PCA): Promise<{ readonly outcome: Outcome; readonly result: TrainingResult }> {
    const { plan } = this;
    const begin = performance.now();
    const outcome = await train(plan, digits, pca, plan.seed, {
      epochs: plan.epochs,
      signal: this.controller.signal,
      pause: () => this.pass(),
      onStep: (event) => this.onStep(event),
      onEpoch: (event) => this.onEpoch(event),
    });
    const computing = performance.now() - begin - this.beside;
    this.report();
    this.draw();
    const result: TrainingResult = {
      experiment: { model: plan.model, features: plan.features },
      seed: plan.seed,
      reason: outcome.reason,
      epochs: this.history.length,
      steps: this.progress?.step ?? 0,
      accuracy: outcome.accuracy,
      testCount: digits.test.y.size,
      computing,
      confusion: confusionChart(digits, outcome, { width: plan.width }).svg,
    };
    return { outcome, result };
  }

  pause(): void {
    this.gate.shut();
  }

  resume(): void {
    this.gate.open();
  }

  stop(): void {
    this.controller.abort();
    this.gate.open();
  }

  private pass(): Promise<void> | undefined {
    const passage = this.gate.pass();
    if (passage === undefined) return undefined;
    this.report();
    this.draw();
    return this.rest(passage);
  }

  private async rest(until: Promise<void>): Promise<void> {
    const begin = performance.now();
    await until;
    this.beside += performance.now() - begin;
  }

  private onStep({ step, steps, epoch, loss }: StepEvent): void {
    const accuracy = this.history.at(-1)?.validation?.["accuracy"] ?? null;
    this.progress = { step: step + 1, steps, epoch: epoch + 1, epochs: this.plan.epochs, loss, accuracy };
    if (performance.now() - this.reported >= FRAME) this.report();
  }

  private async onEpoch({ model: _model, ...record }: EpochEvent): Promise<void> {
    this.history.push(record);
    if (performance.now() - this.drawn >= DRAWING) this.draw();
    const left = this.plan.pace === "watch" ? this.epochBegan + EPOCH - performance.now() : 0;
    if (left > 0) await this.rest(new Promise((resolve) => setTimeout(resolve, left)));
    this.epochBegan = performance.now();
  }

  private report(): void {
    this.reported = performance.now();
    if (this.progress !== null) this.emit("progress", this.progress);
  }

  private draw(): void {
    const begin = performance.now();
    const charts = historyCharts(this.history, { width: this.plan.width });
    if (charts !== null) this.emit("curves", { loss: charts.loss.svg, accuracy: charts.accuracy.svg });
    this.drawn = performance.now();
    this.beside += this.drawn - begin;
  }
}

/** @throws {LinnetError} for a plan that no form of the page makes */
export function requirePlan({ epochs, seed }: TrainingPlan): void {
  const sound = Number.isInteger(epochs) && epochs >= 1 && epochs <= 1000 && Number.isInteger(seed) && seed >= 0;
  if (sound) return;
  throw new LinnetError(
    "train",
    `epochs must be an integer from 1 to 1000 and the seed an integer from 0; got ${epochs} epochs and seed ${seed}. ` +
      "Change them and start again.",
  );
}
