/** What went wrong in the worker, as a sentence to show. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}
