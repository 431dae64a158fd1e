import { configureMemory, configureThreads } from "@linnet/kernels";
import { kindOf, requireOptions } from "./array/argument.js";
import { type PrintOptions, setPrintOptions } from "./array/print-options.js";
import { ValueError } from "./errors.js";

export interface Configuration {
  /** Soft limit of the array heap in bytes; results beyond it live in ordinary buffers. Default 1 GiB. */
  readonly memory?: number;
  /** Threads that large operations may use, this one included. Default: the machine's. */
  readonly threads?: number;
  /** How arrays are printed. */
  readonly print?: PrintOptions;
}

/**
 * Sets limits of this process (or page, or worker), and how it prints arrays. What is left out stays as it is. Results do
 * not depend on it.
 *
 * @throws {ValueError} for a limit that is no number of bytes, a count that is none, an option that there is not
 * @example
 * configure({ memory: 2 ** 28, threads: 2, print: { precision: 4 } });
 */
export function configure(configuration: Configuration): void {
  const { memory, threads, print } = requireOptions("configure", configuration);
  if (memory !== undefined && !(memory >= 0)) {
    const hint = "Infinity sets no bound.";
    throw new ValueError("configure", "memory must be a number of bytes ≥ 0", kindOf(memory), hint);
  }
  if (threads !== undefined) requireThreads("configure", threads);
  if (print !== undefined) setPrintOptions("configure", print);
  if (memory !== undefined) configureMemory({ limit: memory });
  if (threads !== undefined) configureThreads({ count: threads });
}

/** How many threads large operations may use, this one included: `configure({ threads })`. @throws {ValueError} for no count */
export function setThreads(threads: number): void {
  requireThreads("setThreads", threads);
  configureThreads({ count: threads });
}

function requireThreads(op: string, threads: number): void {
  if (Number.isInteger(threads) && threads > 0 && threads <= 1024) return;
  throw new ValueError(op, "threads must be an integer in [1, 1024]", kindOf(threads), "Use 1 for one thread.");
}
