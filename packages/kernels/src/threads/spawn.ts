import { workerSource } from "../generated/worker.js";
import type { WorkerData } from "./worker.js";

/** A running worker, as far as the pool has to do with it. */
export interface Spawned {
  terminate(): void;
}

/** The part of `node:worker_threads` that is used here; the package has no types of Node. */
interface NodeThreads {
  Worker: new (
    source: string,
    options: { eval: true; workerData: WorkerData; execArgv: string[] },
  ) => { terminate(): Promise<number>; unref(): void; on(event: "error", listener: () => void): void };
}

interface NodeOs {
  availableParallelism(): number;
}

interface NodeProcess {
  getBuiltinModule?(name: string): unknown;
}

/** A module of Node's own, or null elsewhere. No import statement: bundlers for browsers would have to be told of it. */
function builtin<M>(name: string): M | null {
  const { process } = globalThis as { process?: NodeProcess };
  return (process?.getBuiltinModule?.(name) ?? null) as M | null; // the caller names the interface of its module
}

/** How many threads the machine runs at once. */
export function hardwareThreads(): number {
  const os = builtin<NodeOs>("node:os");
  if (os !== null) return os.availableParallelism();
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether memory can be shared with workers: in browsers the page must be cross-origin isolated. */
export function canShareMemory(): boolean {
  if (builtin("node:worker_threads") !== null) return true;
  return typeof Worker === "function" && globalThis.crossOriginIsolated === true;
}

/**
 * Starts a worker that does not keep the program alive; null where the platform refuses (as a content security policy
 * may). A refusal that comes later is as silent: the worker never reports that it has started.
 */
export function spawn(data: WorkerData): Spawned | null {
  try {
    const threads = builtin<NodeThreads>("node:worker_threads");
    return threads === null ? spawnFromBlob(data) : spawnInNode(threads, data);
  } catch {
    return null;
  }
}

function spawnInNode({ Worker }: NodeThreads, data: WorkerData): Spawned {
  const worker = new Worker(workerSource, { eval: true, workerData: data, execArgv: [] });
  worker.on("error", () => {}); // without a listener it would end the program
  worker.unref();
  return worker as unknown as Spawned; // nobody waits for the promise that `terminate` answers
}

function spawnFromBlob(data: WorkerData): Spawned {
  programUrl ??= URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const worker = new Worker(programUrl);
  worker.addEventListener("error", (event) => event.preventDefault()); // else it would be reported as the page's
  worker.postMessage(data, { transfer: [] });
  return worker;
}

/** Kept for later workers: some browsers load it after `new Worker` has returned. */
let programUrl: string | null = null;
