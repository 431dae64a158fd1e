import { ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Layer } from "../layer.js";
import type { Dataset } from "./dataset.js";
import type { FitOptions } from "./fit-options.js";
import { fit } from "./fit.js";
import type { TrainingEvent } from "./history.js";
import { Mailbox } from "./mailbox.js";

/**
 * Trains as `fit` does, told as it happens: a loop over what it gives sees every step, epoch, checkpoint and warning, and at
 * last the result.
 *
 * Nothing happens before the first event is asked for, and training waits while the loop is busy: at most the steps of one
 * slice (20 ms) lie ahead of it. Leaving the loop ends the run after the step under way, as `signal` does, which however is
 * answered by an `"end"`.
 *
 * @returns events that can be looped over once
 * @throws {ValueError} when they are looped over again; whatever else `fit` throws, the loop throws
 * @example
 * for await (const event of trainingEvents(model, data, { loss: crossEntropy, epochs: 5 })) {
 *   if (event.type === "epoch") draw(event.loss, event.validation);
 *   if (event.type === "end") show(event.result.model);
 * }
 */
export function trainingEvents<M extends Layer>(
  model: M,
  data: Dataset,
  options: FitOptions<M>,
): AsyncIterableIterator<TrainingEvent<M>, undefined> {
  const run = new EventRun(model, data, options);
  let isTaken = false;
  return {
    next: () => run.next(),
    return: () => run.leave(),
    [Symbol.asyncIterator]() {
      if (isTaken) {
        const hint = "Call trainingEvents again.";
        throw new ValueError("trainingEvents", "the events of a run can be looped over once", "another loop", hint);
      }
      isTaken = true;
      return this;
    },
  };
}

/** A run of `fit` whose events wait in a mailbox. */
class EventRun<M extends Layer> {
  private readonly mailbox = new Mailbox<TrainingEvent<M>>();
  private readonly controller = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly model: M,
    private readonly data: Dataset,
    private readonly options: FitOptions<M>,
  ) {}

  next(): Promise<IteratorResult<TrainingEvent<M>, undefined>> {
    this.running ??= this.start();
    return this.mailbox.take();
  }

  async leave(): Promise<IteratorReturnResult<undefined>> {
    this.controller.abort();
    this.mailbox.discard();
    await this.running;
    return { done: true, value: undefined };
  }

  private async start(): Promise<void> {
    try {
      await fit(this.model, this.data, this.observed());
      this.mailbox.close();
    } catch (error) {
      this.mailbox.fail(error);
    }
  }

  private observed(): FitOptions<M> {
    const { signal, pause, onEvent } = requireOptions("trainingEvents", this.options);
    return {
      ...this.options,
      signal: signal === undefined ? this.controller.signal : AbortSignal.any([signal, this.controller.signal]),
      onEvent: (event) => {
        onEvent?.(event);
        this.mailbox.put(event);
      },
      pause: () => {
        const emptied = this.mailbox.emptied();
        return emptied === undefined ? pause?.() : emptied.then(() => pause?.());
      },
    };
  }
}
