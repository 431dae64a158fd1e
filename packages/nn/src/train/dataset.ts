import { type NDArray, type Random, ValueError, take } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { batches } from "@linnet/data";
import { type Examples, countExamples } from "./examples.js";

/** Batches one after the other, made as they are asked for. */
export type BatchStream = Iterable<Examples> | AsyncIterable<Examples>;

/**
 * What a model is trained on: examples in memory, or batches from elsewhere. A function is called for each epoch, with a
 * stream of random numbers of its own; what it gives must depend on these two alone, or the same seed gives other bits.
 */
export type Dataset = Examples | BatchStream | ((epoch: number, rng: Random) => BatchStream);

/** How a data set is cut into batches. */
export interface Cut {
  readonly batchSize: number;
  /** Default true for examples in memory. */
  readonly shuffle?: boolean;
  readonly dropLast?: boolean;
}

/** The batches of one epoch, each as a function that makes it. */
export interface Feed {
  next(): (() => Examples) | null | Promise<(() => Examples) | null>;
  /** Ends the epoch early. */
  close(): Promise<void>;
}

/** A data set as training sees it. */
export interface Source {
  /** Examples in the set; `null` where it does not say. */
  readonly examples: number | null;
  /** Batches of an epoch; `Infinity` where the set does not say. */
  readonly perEpoch: number;
  /** @param skip how many batches to leave out, because they were seen before a run was interrupted */
  open(epoch: number, rng: Random, skip: number): Feed;
}

/** @throws {ShapeError} when inputs and targets do not pair up @throws {ValueError} for what is no data set */
export function sourceOf(op: string, data: Dataset, cut: Cut): Source {
  if (typeof data === "function" || isStream(data)) return streamed(op, data, cut);
  return inMemory(op, data, cut);
}

/** Whether data come in batches already. */
export function isStream(data: unknown): data is BatchStream {
  return typeof data === "object" && data !== null && (Symbol.iterator in data || Symbol.asyncIterator in data);
}

function inMemory(op: string, examples: Examples, { batchSize: size, shuffle = true, dropLast = false }: Cut): Source {
  const n = countExamples(op, examples);
  const { x, y } = examples;
  if (dropLast && size > n) {
    const hint = "Take a smaller batchSize, or keep the last batch.";
    throw new ValueError(op, `there must be a whole batch of ${size} with dropLast`, `${n} examples`, hint);
  }
  return {
    examples: n,
    perEpoch: dropLast ? Math.floor(n / size) : Math.ceil(n / size),
    open(_epoch, rng, skip) {
      const ranges = batches({ x, y }, { size, dropLast })[Symbol.iterator]();
      const orders = batches(n, { size, dropLast, shuffle: true, rng })[Symbol.iterator]();
      const rows = (indices: NDArray): Examples => ({
        x: take(x, indices, { axis: 0 }),
        y: take(y, indices, { axis: 0 }),
      });
      let left = this.perEpoch - skip;
      for (let i = 0; i < skip; i++) {
        if (shuffle) orders.next().value?.dispose();
        else ranges.next();
      }
      return {
        next: () => (left-- > 0 ? () => (shuffle ? rows(orders.next().value) : ranges.next().value) : null),
        close: async () => {},
      };
    },
  };
}

function streamed(op: string, data: Exclude<Dataset, Examples>, { shuffle, dropLast }: Cut): Source {
  if (shuffle === true || dropLast === true) {
    const got = shuffle === true ? "shuffle: true" : "dropLast: true";
    throw new ValueError(
      op,
      "batches from elsewhere come as they are",
      got,
      "Shuffle and cut them where they are made.",
    );
  }
  const { length } = data as { length?: unknown }; // `batches` of @linnet/data, and lists, have it
  return {
    examples: null,
    perEpoch: typeof data !== "function" && typeof length === "number" ? length : Infinity,
    open(epoch, rng, skip) {
      const stream = typeof data === "function" ? data(epoch, rng) : data;
      if (!isStream(stream)) {
        throw new ValueError(op, "data must give batches, one after the other", kindOf(stream), "Return an iterable.");
      }
      const feed = new StreamFeed(op, epoch, stream);
      return { next: () => feed.after(skip), close: () => feed.close() };
    },
  };
}

/** One pass over batches that somebody else makes, and keeps. */
class StreamFeed {
  private readonly iterator: Iterator<Examples> | AsyncIterator<Examples>;
  private count = 0;
  private ended = false;

  constructor(
    private readonly op: string,
    private readonly epoch: number,
    stream: BatchStream,
  ) {
    this.iterator =
      Symbol.asyncIterator in stream
        ? stream[Symbol.asyncIterator]()
        : (stream as Iterable<Examples>)[Symbol.iterator]();
  }

  /** The next batch that is not among the first `skip`. */
  after(skip: number): (() => Examples) | null | Promise<(() => Examples) | null> {
    for (;;) {
      const next = this.iterator.next();
      if (next instanceof Promise) return this.later(next, skip);
      const batch = this.seen(next as IteratorResult<Examples>); // an iterator answers so, or with a promise
      if (batch === null || this.count > skip) return batch;
    }
  }

  async close(): Promise<void> {
    if (!this.ended) await this.iterator.return?.();
  }

  private async later(next: Promise<IteratorResult<Examples>>, skip: number): Promise<(() => Examples) | null> {
    const batch = this.seen(await next);
    return batch === null || this.count > skip ? batch : this.after(skip);
  }

  private seen({ done, value }: IteratorResult<Examples>): (() => Examples) | null {
    if (done !== true) {
      countExamples(this.op, value as Examples); // refuses what is none
      this.count++;
      return () => value as Examples;
    }
    this.ended = true;
    if (this.count > 0) return null;
    const hint = "An iterator can be used up: pass a function that makes one for each epoch.";
    throw new ValueError(this.op, "an epoch must have at least one batch", `none in epoch ${this.epoch}`, hint);
  }
}
