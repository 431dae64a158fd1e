/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ValueError } from "@linnet/core";
import type { Platform } from "./platform.js";

/** Files of Node. */
export const platform: Platform = {
  async writeText(op, path, text) {
    const draft = join(dirname(path), `.${randomUUID()}.tmp`); // the same folder, so that the rename is one step
    try {
      const file = await open(draft, "wx");
      try {
        await file.writeFile(text, "utf8");
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (cause) {
      await unlink(draft).catch(() => undefined); // it may never have come to be
      throw Object.assign(refusal(op, path, cause), { cause });
    }
  },
};

function refusal(op: string, path: string, cause: unknown): ValueError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  const hint = code === "ENOENT" ? "Create its folder first." : "A file that was there is unchanged.";
  return new ValueError(op, "path must be a place that can be written", `${JSON.stringify(path)} (${code})`, hint);
}
