import { WorkerError } from "./worker-error.js";
import type { LessonMessage, LessonOrder, LessonRequest } from "./lesson-messages.js";

/** As much of a worker as the runner needs. */
export interface LessonChannel {
  postMessage(request: LessonRequest | LessonOrder, options: { transfer: Transferable[] }): void;
  addEventListener(type: "message", listener: (event: { readonly data: LessonMessage }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** Something to compute. */
export interface Run {
  readonly lesson: string;
  /** The function of the lesson's code that answers. Default `compute`. */
  readonly task?: string;
  readonly inputs: unknown;
  /** Milliseconds without a sign of life after which it is stopped. */
  readonly patience: number;
  /** Told of results on the way. */
  readonly told: (part: unknown) => void;
}

interface Waiting extends Run {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: WorkerError) => void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Computes lessons in a worker, and ends the worker when it is stopped or out of patience: whatever it was at, that always
 * works. The next run starts another.
 */
export class LessonRunner {
  private channel: LessonChannel | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;
  private isPaused = false;

  constructor(private readonly start: () => LessonChannel) {}

  /**
   * @throws {WorkerError} with the worker's sentence, or when it could not start, took too long or was stopped
   * @throws {DOMException} DataCloneError when the inputs cannot be sent
   */
  async run(run: Run): Promise<unknown> {
    this.channel ??= this.open();
    if (this.waiting.size === 0) this.isPaused = false;
    const id = this.next++;
    const task = run.task === undefined ? {} : { task: run.task };
    this.channel.postMessage({ id, lesson: run.lesson, ...task, inputs: run.inputs }, { transfer: [] });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { ...run, resolve, reject, timer: this.limit(run.patience) });
    });
  }

  /** Ends what is being computed, if anything is. */
  stop(): void {
    if (this.waiting.size > 0) this.end("Computing was stopped. Change something to start again.");
  }

  /** Ends what is being computed, and the worker. */
  close(): void {
    this.end("The page has gone on.");
  }

  /** Tells what is being computed to wait, to go on, or to come to an end with what it has. Waiting costs no patience. */
  order(order: LessonOrder["order"]): void {
    this.isPaused = order === "pause" && this.waiting.size > 0;
    if (this.waiting.size === 0) return;
    this.channel?.postMessage({ order }, { transfer: [] });
    for (const waiting of this.waiting.values()) {
      clearTimeout(waiting.timer);
      if (!this.isPaused) waiting.timer = this.limit(waiting.patience);
    }
  }

  private limit(patience: number): ReturnType<typeof setTimeout> {
    const seconds = Math.round(patience / 1000);
    return setTimeout(() => {
      this.end(`Computing took more than ${seconds} seconds without a result and was stopped. Try something smaller.`);
    }, patience);
  }

  private open(): LessonChannel {
    const channel = this.started();
    const isCurrent = (): boolean => this.channel === channel;
    channel.addEventListener("message", ({ data }) => isCurrent() && this.receive(data));
    const fail = (reason = "it could not be loaded"): void => {
      if (isCurrent()) this.end(`What computes has stopped: ${reason || "it could not be loaded"}. Reload the page.`);
    };
    channel.addEventListener("error", ({ message }) => fail(message));
    channel.addEventListener("messageerror", () => fail("a message could not be read"));
    return channel;
  }

  private started(): LessonChannel {
    try {
      return this.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new WorkerError(`What computes could not be started: ${why}. Reload the page.`);
    }
  }

  private receive(message: LessonMessage): void {
    const waiting = this.waiting.get(message.id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    if (message.kind === "part") {
      if (!this.isPaused) waiting.timer = this.limit(waiting.patience);
      waiting.told(message.result);
      return;
    }
    this.waiting.delete(message.id);
    if (message.kind === "answer") waiting.resolve(message.result);
    else waiting.reject(new WorkerError(message.sentence));
  }

  private end(why: string): void {
    this.channel?.terminate();
    this.channel = null;
    this.isPaused = false;
    const ended = [...this.waiting.values()];
    this.waiting.clear();
    for (const { timer, reject } of ended) {
      clearTimeout(timer);
      reject(new WorkerError(why));
    }
  }
}
