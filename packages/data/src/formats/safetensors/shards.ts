import type { NDArray } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import { isAddress } from "../../source/fetched.js";
import type { LoadOptions, Progress } from "../../source/progress.js";
import { loadBytes } from "../file-bytes.js";
import type { Safetensors, SafetensorsOptions } from "./decode.js";
import { loadSafetensors } from "./file.js";

/**
 * Reads what is stored in several safetensors files, from the index that names the file of each tensor
 * (`model.safetensors.index.json`): `{ "metadata": {…}, "weight_map": { "name": "model-00001-of-00002.safetensors", … } }`.
 *
 * @param path of the index, or its address: the other files are beside it
 * @throws {FileError} when a file cannot be read
 * @throws {FormatError} for an index that is none, for a name that leads out of its folder, and for tensors that are not
 *   where it says
 * @throws the signal's reason, when it is aborted
 * @remarks Progress is over the shards; its total is known with the last.
 */
export async function loadShards(path: string | URL, options?: SafetensorsOptions & LoadOptions): Promise<Safetensors> {
  const { convert, signal, onProgress } = requireOptions<SafetensorsOptions & LoadOptions>("loadShards", options);
  const watch = { ...(convert && { convert }), ...(signal && { signal }) };
  const fileOf = parseIndex(await loadBytes(path, watch), `${path}`);
  const tensors: Record<string, NDArray> = {};
  const metadata: Record<string, string> = {};
  const files = [...new Set(fileOf.values())];
  let before = 0;
  for (const [i, file] of files.entries()) {
    let done = 0;
    const progress = onProgress && {
      onProgress({ loaded, total }: Progress): void {
        done = loaded;
        const last = i === files.length - 1; // only then is it known how long all of them are
        onProgress({ loaded: before + loaded, ...(last && total !== undefined && { total: before + total }) });
      },
    };
    const shard = await loadSafetensors(beside(path, file), { ...watch, ...progress });
    before += done;
    Object.assign(metadata, shard.metadata);
    for (const [name, x] of Object.entries(shard.tensors)) {
      if (fileOf.get(name) !== file) {
        refuse(`every tensor must be in the file that the index names`, `"${name}" in ${file}`, `${path}`);
      }
      tensors[name] = x;
    }
  }
  for (const [name, file] of fileOf) {
    if (!Object.hasOwn(tensors, name)) refuse(`${file} must hold "${name}"`, "none of that name", `${path}`);
  }
  return { tensors, metadata };
}

function parseIndex(bytes: Uint8Array, path: string): ReadonlyMap<string, string> {
  const index = parsed(bytes, path) as { readonly weight_map?: unknown } | null;
  const map = index?.weight_map;
  if (typeof map !== "object" || map === null) {
    return refuse("the index must have a weight_map", kindOf(map), path, "Name the file that ends in .index.json.");
  }
  const entries = Object.entries(map as Record<string, unknown>);
  for (const [name, file] of entries) {
    if (typeof file !== "string" || !/^[^/\\]+$/.test(file) || file === "..") {
      refuse("files of an index must be beside it", `${JSON.stringify(file)} for "${name}"`, path);
    }
  }
  return new Map(entries as [string, string][]); // checked
}

function parsed(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    return refuse("the index must be JSON", error instanceof Error ? error.message : String(error), path);
  }
}

function beside(path: string | URL, file: string): string | URL {
  if (path instanceof URL || isAddress(path)) return new URL(encodeURIComponent(file), path);
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1) + file;
}

function refuse(expected: string, got: string, path: string, hint = ""): never {
  throw new FormatError("loadShards", expected, got, 0, hint, path);
}
