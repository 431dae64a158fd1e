import { LinnetError } from "../errors.js";
import { recordInto, release } from "./heap.js";
import type { Storage } from "./storage.js";

/** Everything that was allocated while a scope was the innermost one. */
export interface Scope {
  readonly storages: Storage[];
  readonly outer: Storage[] | null;
}

let current: Storage[] | null = null;

/** Begins a scope: what is allocated until it is closed belongs to it. */
export function openScope(): Scope {
  const storages: Storage[] = [];
  const scope = { storages, outer: recordInto(storages) };
  current = storages;
  return scope;
}

/**
 * Ends the innermost scope. `"release"` gives back what it owns, except `kept`, which the outer scope owns from now on;
 * `"handOver"` gives everything to the outer scope. Without an outer scope the garbage collector decides.
 *
 * @throws {LinnetError} when an inner scope is still open.
 */
export function closeScope(scope: Scope, kept: ReadonlySet<Storage>, mode: "release" | "handOver"): void {
  if (scope.storages !== current) {
    throw new LinnetError(
      "scope",
      "scopes must end in the opposite order of their beginning; got one with an inner scope still open. " +
        "Run asynchronous work outside of scopes, or one after the other.",
    );
  }
  current = scope.outer;
  recordInto(scope.outer);
  for (const storage of scope.storages) {
    if (mode === "handOver" || kept.has(storage)) scope.outer?.push(storage);
    else release(storage);
  }
}
