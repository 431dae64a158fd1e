import type { JsonValue, ModelReader } from "../model-json.js";
import { type NeighbourSettings, neighbourSettings } from "./nearest-neighbours.js";

/** Settings as fields of a model. */
export function writeSettings({ power, search, ...rest }: NeighbourSettings): Record<string, JsonValue> {
  return { ...rest, ...(power === undefined ? {} : { power }), ...(search === undefined ? {} : { search }) };
}

/** @throws {ValueError} for settings that mean nothing to n examples */
export function readSettings(op: string, reader: ModelReader, n: number): NeighbourSettings {
  const options = {
    neighbours: reader.number("neighbours"),
    weighting: reader.string("weighting", "uniform", "distance"),
    metric: reader.string(
      "metric",
      "euclidean",
      "squaredEuclidean",
      "manhattan",
      "chebyshev",
      "minkowski",
      "cosine",
      "correlation",
    ),
    ...(reader.has("power") ? { power: reader.number("power") } : {}),
    ...(reader.has("search") ? { search: reader.string("search", "tree", "all") } : {}),
  };
  return neighbourSettings(op, options, n);
}
