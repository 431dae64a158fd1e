import { FileError } from "../errors.js";
import type { Platform } from "./file.js";

/** Where there is no file system, files are refused with what to do instead. */
export const platform: Platform = {
  openFile(op, path) {
    return refuse(
      op,
      path,
      "Fetch the bytes, or take them from a Blob, and decode them (decodeSafetensors, decodeIdx).",
    );
  },
  writeFile(op, path) {
    return refuse(op, path, "Encode to bytes (encodeSafetensors) and offer them as a Blob to download.");
  },
};

function refuse(op: string, path: string | URL, hint: string): Promise<never> {
  return Promise.reject(new FileError(op, "files need Node", String(path), "no file system", hint));
}
