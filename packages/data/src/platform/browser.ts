import { FileError } from "../errors.js";
import { fetchBytes } from "../source/fetched.js";
import type { Platform } from "./file.js";

/** Where there is no file system, paths are addresses relative to the page, and nothing can be written. */
export const platform: Platform = {
  openFile(op, path, options) {
    const page = globalThis.location?.href;
    if (URL.canParse(String(path), page)) return fetchBytes(op, new URL(path, page), options);
    const hint = "Give a whole address, a Blob or the bytes.";
    return Promise.reject(new FileError(op, "a path must be relative to a page", String(path), "no page", hint));
  },
  writeFile(op, path) {
    const hint = "Encode to bytes (encodeSafetensors) and offer them as a Blob to download.";
    return Promise.reject(new FileError(op, "files need Node", String(path), "no file system", hint));
  },
};
