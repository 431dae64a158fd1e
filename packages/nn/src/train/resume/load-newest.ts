import { FormatError } from "@linnet/data";
import { type Snapshot, decodeSnapshot } from "./snapshot.js";
import type { CheckpointStore } from "./store.js";

/** The newest checkpoint of a store that can be read, with what is wrong with newer ones. */
export interface Found {
  readonly snapshot: Snapshot;
  readonly warnings: readonly string[];
}

/**
 * Reads a store from the newest checkpoint back to the first that is whole.
 *
 * @returns `null` where there is none at all
 * @throws {FormatError} when there are some, all of them damaged
 */
export async function loadNewest(op: string, store: CheckpointStore): Promise<Found | null> {
  const damaged: FormatError[] = [];
  const { keep = 1 } = store;
  let isMissing = false;
  for (let age = 0; age < keep && !(isMissing && age > 1); age++) {
    const bytes = await store.load(age);
    isMissing = bytes === null;
    if (bytes === null) continue;
    try {
      return { snapshot: decodeSnapshot(op, bytes), warnings: damaged.map((error) => warningOf(error, age)) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damaged.push(error);
    }
  }
  if (damaged.length > 0) throw damaged[0];
  return null;
}

function warningOf({ message }: FormatError, age: number): string {
  return `${message} Training goes on from the checkpoint ${age === 1 ? "before it" : `${age} before the newest`}.`;
}
