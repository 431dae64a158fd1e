import type { ErrorPart, Said } from "../output/said.js";
import type { Program } from "./program.js";

/** From the page to the frame of the sandbox. */
export type Order = { readonly kind: "run"; readonly program: Program } | { readonly kind: "ping" };

/** From the worker of the sandbox. Programs share its global scope, so that they can say this too, or anything else. */
export type Report =
  | { readonly kind: "started" }
  | { readonly kind: "said"; readonly said: Said }
  /** More was printed than is shown. */
  | { readonly kind: "full" }
  /** Thrown, and caught by nobody. */
  | { readonly kind: "thrown"; readonly error: ErrorPart }
  /** The program has come to its end; what it has set to happen later may still do. */
  | { readonly kind: "ended" };

/** From the frame, in whose script no program runs. */
export type Notice =
  | { readonly kind: "ready" }
  | { readonly kind: "pong" }
  /** The worker could not be started, or has broken. */
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "report"; readonly report: unknown };
