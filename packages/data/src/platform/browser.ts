export { crc32 } from "./checksum.js";
export { decompress } from "./compression-browser.js";
import { FileError } from "../errors.js";
import type { Platform } from "./file.js";

/** Where there is no file system, paths are addresses relative to the page, and nothing can be written. */
export const platform: Platform = {
  addressOf(op, path) {
    const page = globalThis.location?.href;
    if (URL.canParse(String(path), page)) {
      const url = new URL(path, page);
      return url.protocol === "file:" && !page?.startsWith("file:") ? undefined : url;
    }
    const hint = "Give a whole address, a Blob or the bytes.";
    throw new FileError(op, "a path must be relative to a page", String(path), "no page", hint);
  },
  openFile: (op, path) => Promise.reject(noFiles(op, path, "Let it be chosen in an <input>, which gives a Blob.")),
  writeFile: (op, path) =>
    Promise.reject(noFiles(op, path, "Encode to bytes (encodeSafetensors) and offer them as a Blob to download.")),
};

function noFiles(op: string, path: string | URL, hint: string): FileError {
  return new FileError(op, "files need Node", String(path), "no file system", hint);
}
