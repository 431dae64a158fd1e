export { crc32 } from "node:zlib";
export { decompress } from "./compression-node.js";
import { randomUUID } from "node:crypto";
import { type FileHandle, copyFile, link, open, readdir, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { FileError } from "../errors.js";
import type { FileReader, Platform } from "./file.js";

/** One system call moves at most this much; larger requests are refused by some systems. */
const CHUNK = 2 ** 30;
const READABLE = "the file must be readable";

/** Files of Node. */
export const platform: Platform = {
  addressOf: () => undefined,

  async openFile(op, location) {
    const path = pathOf(op, location);
    try {
      const handle = await open(path, "r");
      const info = await handle.stat();
      if (info.isFile()) return reader(op, path, handle, info.size);
      await handle.close();
      throw new FileError(op, READABLE, path, info.isDirectory() ? "EISDIR" : "a device", "Name a regular file.");
    } catch (cause) {
      throw unreadable(op, path, cause);
    }
  },

  async writeFile(op, location, bytes, keep = 1) {
    const path = pathOf(op, location);
    try {
      await replaceFile(path, bytes, keep);
    } catch (cause) {
      throw failed(op, "the file must be writable", path, cause, "An old file of that name is unchanged.");
    }
  },
};

function reader(op: string, path: string, handle: FileHandle, size: number): FileReader {
  return {
    path,
    size,
    async readInto(target, at) {
      let done = 0;
      while (done < target.length) {
        const { bytesRead } = await handle
          .read(target, done, Math.min(target.length - done, CHUNK), at + done)
          .catch((cause: unknown) => Promise.reject(unreadable(op, path, cause)));
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return done;
    },
    close: () => handle.close(),
  };
}

/**
 * Writes beside the target, waits until the bytes are on the disk, and renames: a reader, and a machine that loses power,
 * has the old file or the new one. A link is followed, and the old file's permissions are kept.
 */
async function replaceFile(path: string, bytes: Uint8Array, keep: number): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (old) => old.mode & 0o777,
    () => 0o666,
  );
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await writeNew(temporary, bytes, mode);
    await keepVersions(target, keep);
    await rename(temporary, target);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined); // it may not even exist; the first failure is what matters
    throw cause;
  }
  await syncDirectory(dirname(target));
  if (keep > 1) await sweep(target);
}

/**
 * Gives the versions of a file that are to be kept their next names: `model` becomes `model.1`, which becomes `model.2`. The
 * newest keeps its own name as well, until the next one takes it.
 */
async function keepVersions(target: string, keep: number): Promise<void> {
  for (let age = keep - 1; age > 1; age--) {
    await rename(`${target}.${age - 1}`, `${target}.${age}`).catch(unlessMissing);
  }
  if (keep < 2) return;
  const second = `${target}.${randomUUID()}.tmp`;
  try {
    await link(target, second).catch(async (cause: unknown) => {
      if (codeOf(cause) !== "ENOENT") await copyFile(target, second); // a disk on which no file has two names
    });
    await rename(second, `${target}.1`).catch(unlessMissing);
  } catch (cause) {
    await unlink(second).catch(() => undefined);
    throw cause;
  }
}

/** Milliseconds for which nobody wrote to what an interrupted save left. */
const ABANDONED = 60_000;

/** Removes what interrupted saves of a file left beside it. */
async function sweep(target: string): Promise<void> {
  const [folder, name] = [dirname(target), basename(target)];
  const left = (await readdir(folder).catch(() => [])).filter(
    (entry) => entry.startsWith(`${name}.`) && /^[\da-f-]{36}\.tmp$/.test(entry.slice(name.length + 1)),
  );
  for (const entry of left) {
    const path = join(folder, entry);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED) await unlink(path).catch(() => undefined); // another save may have been faster
  }
}

async function writeNew(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await handle.write(bytes, at, Math.min(bytes.length - at, CHUNK), at);
      at += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename itself durable. Some systems cannot open a directory; there the rename is as durable as they make it. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "Check the path: the file or its folder does not exist.",
  EISDIR: "Name a file: this is a folder.",
  ENOTDIR: "Check the path: a part of it is not a folder.",
  EACCES: "Ask for the permission, or choose another path.",
  EPERM: "Ask for the permission, or choose another path.",
  EROFS: "Choose a path on a disk that can be written.",
  ENOSPC: "Free space on the disk.",
};

function unreadable(op: string, path: string, cause: unknown): FileError {
  return cause instanceof FileError ? cause : failed(op, READABLE, path, cause);
}

function failed(op: string, expected: string, path: string, cause: unknown, consequence = ""): FileError {
  const code = codeOf(cause);
  const hint = reasons[code] ?? `The system says: ${cause instanceof Error ? cause.message : String(cause)}.`;
  return new FileError(op, expected, path, code, consequence ? `${hint} ${consequence}` : hint, cause);
}

/** What is not there needs no new name. */
function unlessMissing(cause: unknown): void {
  if (codeOf(cause) !== "ENOENT") throw cause;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "an unknown failure";
}

function pathOf(op: string, location: string | URL): string {
  if (typeof location === "string") return location;
  if (!(location instanceof URL)) throw new ValueError(op, "path must be a string or a URL", kindOf(location));
  if (location.protocol === "file:" && location.host === "") return fileURLToPath(location);
  const got = location.protocol === "file:" ? `the host ${location.host}` : location.protocol;
  throw new FileError(
    op,
    "a URL must be of a file",
    location.href,
    got,
    "Give a path, or a URL that begins with file:///.",
  );
}
