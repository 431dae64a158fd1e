import { isAddress } from "../../source/fetched.js";
import type { Source } from "../../source/source.js";

/** The name of a source, where it has one: its ending tells a delimiter. */
export function nameOf(source: Source): string | undefined {
  if (typeof source === "string" || source instanceof URL)
    return isAddress(source) ? new URL(source).pathname : String(source);
  return source instanceof Blob && "name" in source ? String(source.name) : undefined;
}
