/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { open, realpath, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { ValueError } from "@linnet/core";
import type { Platform } from "./platform.js";

/** Files of Node. */
export const platform: Platform = {
  async writeText(op, path, text) {
    try {
      await replaceFile(path, text);
    } catch (cause) {
      throw Object.assign(refusal(op, path, cause), { cause });
    }
  },
};

/**
 * Writes beside the target, waits until the text is on the disk, and renames: a reader, and a machine that loses power, has the old
 * file or the new one. A link is followed, and the old file's permissions are kept. (`@linnet/data` does the same for bytes; neither
 * package may import the other.)
 */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (old) => old.mode & 0o777,
    () => 0o666,
  );
  const draft = `${target}.${randomUUID()}.tmp`; // the same folder, so that the rename is one step
  try {
    const file = await open(draft, "wx", mode);
    try {
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (cause) {
    await unlink(draft).catch(() => undefined); // it may never have come to be
    throw cause;
  }
  await syncFolder(dirname(target));
}

/** Makes the rename itself durable. Some systems cannot open a folder; there the rename is as durable as they make it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: "Create its folder first.",
  ENOTDIR: "A part of the path is a file, not a folder.",
  EISDIR: "Name a file: this is a folder.",
  EACCES: "Ask for the permission, or choose another path. A file that was there is unchanged.",
  EPERM: "Ask for the permission, or choose another path. A file that was there is unchanged.",
  EROFS: "Choose a path on a disk that can be written.",
  ENOSPC: "Free space on the disk. A file that was there is unchanged.",
};

function refusal(op: string, path: string, cause: unknown): ValueError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  const hint = HINTS[code] ?? "A file that was there is unchanged.";
  return new ValueError(op, "path must be a place that can be written", `${JSON.stringify(path)} (${code})`, hint);
}
