import { WorkerClient } from "./client.js";
import { startModule } from "./start-module.js";
// oxlint-disable-next-line import/default -- Vite makes it
import program from "./worker.ts?worker&url";

/** Starts the worker in which everything is computed, so that the page never freezes. */
export function startWorker(): WorkerClient {
  return new WorkerClient(startModule(program, "linnet"));
}
