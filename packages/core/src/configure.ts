import { configureMemory, configureThreads } from "@linnet/kernels";
import { requireOptions } from "./array/argument.js";

export interface Configuration {
  /** Soft limit of the array heap in bytes; results beyond it live in ordinary buffers. Default 1 GiB. */
  readonly memoryLimit?: number;
  /** Threads that large matrix products may use, this one included. Default: the machine's. */
  readonly threads?: number;
}

/** Sets limits of this process (or page, or worker). Results do not depend on them. */
export function configure(configuration: Configuration): void {
  const { memoryLimit, threads } = requireOptions("configure", configuration);
  if (memoryLimit !== undefined) configureMemory({ limit: memoryLimit });
  if (threads !== undefined) configureThreads({ count: threads });
}
