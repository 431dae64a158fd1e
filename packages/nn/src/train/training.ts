import { type Random, random } from "@linnet/core";
import { NonFiniteParameterError } from "../errors.js";
import type { Layer } from "../layer.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { type ProgressBar, openProgress } from "#platform";
import { type Dataset, type Feed, type Source, sourceOf } from "./dataset.js";
import { evaluate } from "./evaluate.js";
import type { Examples } from "./examples.js";
import type { FitPlan, FitResult } from "./fit-options.js";
import type { EpochRecord, TrainingEvent } from "./history.js";
import { lastNonFinite } from "./non-finite.js";
import { takeStep } from "./step.js";
import { Turnover } from "./turnover.js";
import { heldUp, nextTask } from "./yield.js";

/** Milliseconds of steps between two turns of the event loop. */
const SLICE = 20;

/** How far a run has come. */
interface Progress {
  epoch: number;
  /** Counted over all epochs. */
  step: number;
  /** Batches of this epoch that are done, the sum of their losses over examples, and how many examples. */
  position: number;
  sum: number;
  count: number;
}

/** A training run from its beginning, or from where it was interrupted, to its end. */
export class Training<M extends Layer> {
  private state: unknown;
  private at: Progress = { epoch: 0, step: 0, position: 0, sum: 0, count: 0 };
  private readonly history: EpochRecord[] = [];
  private readonly warnings: string[] = [];
  private readonly source: Source;
  private readonly optimizer: Optimizer<unknown>;
  private readonly turnover: Turnover;
  private readonly bar: ProgressBar;
  /** Two streams, so that a layer that draws does not change the order of the examples. */
  private readonly order: Random;
  private readonly noise: Random;

  constructor(
    private readonly op: string,
    private model: M,
    data: Dataset,
    private readonly plan: FitPlan<M>,
  ) {
    this.source = sourceOf(op, data, plan);
    [this.order, this.noise] = random(plan.seed).split(2);
    this.optimizer = plan.optimizer;
    this.state = this.optimizer.init(model);
    this.turnover = new Turnover([model, this.state]);
    this.bar = openProgress(this.steps, plan.epochs, plan.progress);
  }

  async run(): Promise<FitResult<M>> {
    const { epochs, signal } = this.plan;
    this.tell({ type: "start", epoch: this.at.epoch, epochs, step: this.at.step });
    while (this.at.epoch < epochs && !signal?.aborted) {
      if (!(await this.passOver())) break;
      await this.endEpoch();
    }
    const reason = this.at.epoch === epochs ? "finished" : "aborted";
    const result: FitResult<M> = { model: this.shown(), history: this.history, reason, warnings: this.warnings };
    this.tell({ type: "end", result });
    return result;
  }

  /** Gives back all that nobody was shown. */
  end(): void {
    this.bar.stop();
    this.turnover.end();
  }

  private get steps(): number {
    return this.plan.epochs * this.source.perEpoch;
  }

  /** Trains to the end of the epoch; answers whether it came there. */
  private async passOver(): Promise<boolean> {
    const { epoch, position } = this.at;
    const feed = this.source.open(epoch, this.order.fold(epoch), position);
    try {
      let isLeft = true;
      while (isLeft) {
        await this.givenWay();
        if (this.plan.signal?.aborted) return false;
        isLeft = await this.slice(feed);
      }
      return true;
    } finally {
      await feed.close();
    }
  }

  /** Lets the caller hold the run up, and the event loop turn. */
  private async givenWay(): Promise<void> {
    const { pause, signal } = this.plan;
    const held = pause?.();
    if (held !== undefined) await heldUp(held, signal);
    await nextTask();
  }

  /** Some milliseconds of steps; answers whether batches may be left. */
  private async slice(feed: Feed): Promise<boolean> {
    const end = performance.now() + SLICE;
    do {
      const next = feed.next();
      const batch = next instanceof Promise ? await next : next;
      if (batch === null) return false;
      this.advance(batch);
    } while (performance.now() < end && !this.plan.signal?.aborted);
    return true;
  }

  private advance(batch: Parameters<typeof takeStep>[2]): void {
    const { at } = this;
    const { step, epoch } = at;
    const start = { model: this.model, state: this.state, step, epoch, noise: () => this.noise.fold(step) };
    const rate = this.learningRate();
    const next = takeStep(this.op, start, batch, this.plan);
    this.model = next.model;
    this.state = next.state;
    this.turnover.replace([this.model, this.state]);
    at.step++;
    at.position++;
    at.sum += next.loss * next.examples;
    at.count += next.examples;
    this.bar.update(at.step, { epoch, loss: next.loss });
    this.tell({ type: "step", epoch, step, steps: this.steps, loss: next.loss, ...rate });
  }

  private async endEpoch(): Promise<void> {
    const { epoch, sum, count } = this.at;
    const { epochs } = this.plan;
    this.requireFinite();
    const validation = await this.validate();
    const record: EpochRecord = { epoch, epochs, loss: sum / count, validation, ...this.learningRate() };
    this.history.push(record);
    this.at = { epoch: epoch + 1, step: this.at.step, position: 0, sum: 0, count: 0 };
    this.bar.measured(validation);
    if (this.plan.onEpoch === undefined && this.plan.onEvent === undefined) return; // nobody is shown the model
    const event = { ...record, model: this.shown() };
    this.tell({ type: "epoch", ...event });
    await this.plan.onEpoch?.(event);
  }

  private async validate(): Promise<Record<string, number> | null> {
    const { validation, loss, metrics } = this.plan;
    if (validation === undefined) return null;
    const { epoch } = this.at;
    const data = typeof validation === "function" ? validation(epoch, this.order.fold(epoch)) : validation;
    return evaluate(this.model, data as AsyncIterable<Examples>, { loss, ...metrics }); // whichever it is: it is awaited
  }

  /** @throws {NonFiniteParameterError} when a parameter is NaN or infinite, though no loss was */
  private requireFinite(): void {
    const path = lastNonFinite(this.model);
    const { step, epoch } = this.at;
    if (path !== undefined) throw new NonFiniteParameterError(this.op, "parameter", path, step - 1, epoch);
  }

  /** The model, for others to keep. */
  private shown(): M {
    this.turnover.share(this.model);
    return this.model;
  }

  private learningRate(): { learningRate?: number } {
    const rate = this.optimizer.learningRate?.(this.state);
    return rate === undefined ? {} : { learningRate: rate };
  }

  private tell(event: TrainingEvent<M>): void {
    if (event.type === "step" && this.plan.onStep !== undefined) {
      const { type: _, ...step } = event;
      this.plan.onStep(step);
    }
    this.plan.onEvent?.(event);
  }
}
