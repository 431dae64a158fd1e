import { Random, random } from "@linnet/core";
import { nextTask } from "@linnet/core/extend";
import { NonFiniteParameterError, ResumeError } from "../errors.js";
import type { Layer } from "../layer.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { type ProgressBar, openProgress } from "#platform";
import { type Dataset, type Feed, type Source, sourceOf } from "./dataset.js";
import { type EarlyStopping, type StoppingState, earlyStopping } from "./early-stopping.js";
import { evaluate } from "./evaluate.js";
import type { Examples } from "./examples.js";
import type { FitPlan, FitResult } from "./fit-options.js";
import { heldUp } from "./held-up.js";
import type { EpochRecord, TrainingEvent } from "./history.js";
import { lastNonFinite } from "./non-finite.js";
import { type CheckpointPlan, checkpointPlan, resumeStore } from "./resume/checkpoints.js";
import { loadNewest } from "./resume/load-newest.js";
import { type Progress, type RunOptions, type RunRecord, decodeRun, encodeRun } from "./resume/run-record.js";
import { takeStep } from "./step.js";
import { Turnover } from "./turnover.js";

/** Milliseconds of steps between two turns of the event loop. */
const SLICE = 20;

/** A training run from its beginning, or from where it was interrupted, to its end. */
export class Training<M extends Layer> {
  private state: unknown;
  private at: Progress = { epoch: 0, step: 0, position: 0, sum: 0, count: 0 };
  private history: EpochRecord[] = [];
  private stopping: StoppingState<M> | null = null;
  private readonly warnings: string[] = [];
  private readonly source: Source;
  private readonly optimizer: Optimizer<unknown>;
  private readonly turnover: Turnover;
  private readonly bar: ProgressBar;
  private readonly checkpoints: CheckpointPlan | null;
  private readonly stop: EarlyStopping | null;
  /** Where the run stood when it was saved last. */
  private saved: Progress | null = null;
  /** Two streams, so that a layer that draws does not change the order of the examples. */
  private order: Random;
  private noise: Random;

  constructor(
    private readonly op: string,
    private model: M,
    data: Dataset,
    private readonly plan: FitPlan<M>,
  ) {
    this.source = sourceOf(op, data, plan);
    [this.order, this.noise] = random(plan.seed).split(2);
    this.optimizer = plan.optimizer;
    this.checkpoints = plan.checkpoint === undefined ? null : checkpointPlan(op, plan.checkpoint);
    const measured = ["loss", ...(plan.validation === undefined ? [] : Object.keys(plan.metrics ?? {}))];
    this.stop = plan.earlyStopping === undefined ? null : earlyStopping(op, plan.earlyStopping, measured);
    this.state = this.optimizer.init(model);
    this.turnover = new Turnover([model, this.state]);
    this.bar = openProgress(this.steps, plan.epochs, plan.progress);
  }

  async run(): Promise<FitResult<M>> {
    const { epochs, signal, resume } = this.plan;
    if (resume !== undefined) await this.resume(resume);
    this.tell({ type: "start", epoch: this.at.epoch, epochs, step: this.at.step });
    while (this.at.epoch < epochs && !this.isOver && !signal?.aborted) {
      if (!(await this.passOver())) break;
      await this.endEpoch();
    }
    if (this.saved !== this.at && this.at.step > 0) await this.save();
    const reason = this.isOver ? "stopped" : this.at.epoch >= epochs ? "finished" : "aborted";
    const model = this.stopping?.model ?? this.shown();
    this.turnover.share(this.state);
    const { state: optimizerState, history, warnings } = this;
    const result: FitResult<M> = { model, optimizerState, history, reason, warnings };
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

  private get isOver(): boolean {
    return this.stop?.isOver(this.stopping) ?? false;
  }

  /** What decides the numbers, and must be the same when the run is resumed. */
  private get options(): RunOptions {
    const { seed, batchSize, shuffle = true, dropLast = false } = this.plan;
    return { seed, batchSize, examples: this.source.examples, shuffle, dropLast };
  }

  private async resume(from: NonNullable<FitPlan<M>["resume"]>): Promise<void> {
    const found = await loadNewest(this.op, resumeStore(this.op, from, this.checkpoints));
    if (found === null && from === true) return;
    if (found === null) throw new ResumeError(this.op, []);
    const record = decodeRun(this.op, found.snapshot, this.model, this.optimizer, this.options);
    this.model = record.model;
    this.state = record.optimizer;
    this.turnover.replace([this.model, this.state]);
    this.stopping = record.stopping;
    this.at = this.saved = record.at;
    this.history = record.history.map((epoch) => ({ ...epoch, epochs: this.plan.epochs }));
    this.order = Random.fromJSON(record.random.order);
    this.noise = Random.fromJSON(record.random.noise);
    for (const warning of found.warnings) this.warn(warning);
  }

  private async save(): Promise<void> {
    if (this.checkpoints === null) return;
    this.requireFinite();
    const { at, model, state: optimizer, stopping, history, options } = this;
    const random = { order: this.order.toJSON(), noise: this.noise.toJSON() };
    const record: RunRecord<M> = { model, optimizer, stopping, at, history, random, options };
    const bytes = encodeRun(this.op, record, this.optimizer);
    await this.checkpoints.store.save(bytes);
    this.saved = at;
    this.tell({ type: "checkpoint", epoch: at.epoch, step: at.step, bytes: bytes.length });
  }

  private warn(warning: string): void {
    this.warnings.push(warning);
    this.tell({ type: "warning", warning });
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
      if (this.checkpoints?.isDueAfterStep(this.at.step - 1)) await this.save();
    } while (performance.now() < end && !this.plan.signal?.aborted);
    return true;
  }

  private advance(batch: Parameters<typeof takeStep>[2]): void {
    const { step, epoch, position, sum, count } = this.at;
    const start = { model: this.model, state: this.state, step, epoch, noise: () => this.noise.fold(step) };
    const rate = this.learningRate();
    const next = takeStep(this.op, start, batch, this.plan);
    this.model = next.model;
    this.state = next.state;
    this.turnover.replace([this.model, this.state]);
    this.at = {
      epoch,
      step: step + 1,
      position: position + 1,
      sum: sum + next.loss * next.examples,
      count: count + next.examples,
    };
    this.bar.update(step + 1, { epoch, loss: next.loss });
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
    if (this.stop !== null) this.stopping = this.stop.after(this.stopping, record, () => this.shown());
    if (this.plan.onEpoch !== undefined || this.plan.onEvent !== undefined) {
      const event = { ...record, model: this.shown() };
      this.tell({ type: "epoch", ...event });
      await this.plan.onEpoch?.(event);
    }
    if (this.checkpoints?.isDueAfterEpoch(epoch)) await this.save();
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
