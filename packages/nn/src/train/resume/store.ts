import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { FileError, loadBytes, saveBytes } from "@linnet/data";

/**
 * Where checkpoints are kept: a file, or anything that holds bytes under a name, as IndexedDB in a page.
 */
export interface CheckpointStore {
  /** How many versions `load` can give. Default 1. */
  readonly keep?: number;
  /** Keeps the bytes, all of them or nothing. They may be used again when the promise is fulfilled. */
  save(bytes: Uint8Array): Promise<void>;
  /**
   * The bytes that were saved last (age 0), or before that (age 1, …), where the store keeps several; `null` where there are
   * none.
   */
  load(age: number): Promise<Uint8Array | null>;
}

/** Checkpoints as a file, with `keep − 1` earlier ones beside it, as `saveBytes` of `@linnet/data` names them. */
export function fileStore(path: string | URL, keep: number): CheckpointStore {
  return {
    keep,
    save: (bytes) => saveBytes(path, bytes, { keep }),
    load: (age) => loadBytes(age === 0 ? path : versionOf(path, age)).catch(nullWhereMissing),
  };
}

/** The store that an option names. @throws {ValueError} for what is neither a path nor a store */
export function storeOf(op: string, where: string | URL | CheckpointStore, keep: number): CheckpointStore {
  if (typeof where === "string" || where instanceof URL) return fileStore(where, keep);
  if (typeof where?.save === "function" && typeof where.load === "function") return where;
  const hint = "Give a path, or { save(bytes), load(age) }.";
  throw new ValueError(op, "a checkpoint must have a path or a store", kindOf(where), hint);
}

function versionOf(path: string | URL, age: number): string | URL {
  return typeof path === "string" ? `${path}.${age}` : new URL(`${path.href}.${age}`);
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof FileError && error.code === "ENOENT") return null;
  throw error;
}
