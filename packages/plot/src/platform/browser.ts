import { ValueError } from "@linnet/core";
import type { Platform } from "./platform.js";

/** A browser has no files to write to. */
export const platform: Platform = {
  writeText(op, path) {
    const hint = "Offer toBlob(figure) as a download.";
    return Promise.reject(new ValueError(op, "files can be written in Node only", JSON.stringify(path), hint));
  },
};
