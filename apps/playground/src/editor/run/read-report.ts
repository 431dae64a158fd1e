import { readPart } from "../output/read-part.js";
import type { Said } from "../output/said.js";
import type { Notice, Report } from "./messages.js";

/** Whether something is an object of named values. */
function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null;
}

/** What a frame says, if it is one of the things that the sandbox's says; else null. */
export function readNotice(data: unknown): Notice | null {
  if (!isObject(data)) return null;
  const { kind } = data;
  if (kind === "ready" || kind === "pong") return { kind };
  if (kind === "broken")
    return typeof data["reason"] === "string" ? { kind, reason: data["reason"].slice(0, 500) } : null;
  return kind === "report" ? { kind, report: data["report"] } : null;
}

/** What a worker says, if it is well formed; else null. A program may send anything in the worker's name, so nothing is taken as it is. */
export function readReport(data: unknown): Report | null {
  if (!isObject(data)) return null;
  const { kind } = data;
  if (kind === "started" || kind === "full" || kind === "ended") return { kind };
  if (kind === "said") {
    const said = readSaid(data["said"]);
    return said && { kind, said };
  }
  if (kind !== "thrown") return null;
  const error = readPart(data["error"]);
  return error?.kind === "error" ? { kind, error } : null;
}

function readSaid(data: unknown): Said | null {
  if (!isObject(data) || !Array.isArray(data["parts"]) || data["parts"].length > MOST_PARTS) return null;
  const { level } = data;
  if (level !== "log" && level !== "warn" && level !== "error") return null;
  const parts = data["parts"].map((part: unknown) => readPart(part));
  return parts.every((part) => part !== null) ? { level, parts } : null;
}

/** Arguments of one call. */
const MOST_PARTS = 100;
