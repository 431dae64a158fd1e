import { FormatError } from "../../errors.js";
import type { ImageKind } from "./kind.js";
import type { Pixels } from "./pixels.js";

/** Whether there is a platform that decodes images: a page or a worker of a browser. */
export function canDecode(): boolean {
  return typeof createImageBitmap === "function" && typeof OffscreenCanvas === "function";
}

/**
 * The pixels of an image as the browser decodes it.
 *
 * @throws {FormatError} when it cannot
 */
export async function decodeByPlatform(op: string, bytes: Uint8Array<ArrayBuffer>, kind: ImageKind): Promise<Pixels> {
  const blob = new Blob([bytes], { type: `image/${kind.toLowerCase()}` });
  const bitmap = await createImageBitmap(blob, { premultiplyAlpha: "none", colorSpaceConversion: "none" }).catch(
    (cause: unknown) => Promise.reject(undecodable(op, kind, cause)),
  );
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) throw undecodable(op, kind, "no canvas");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, channels: 4, data: new Uint8Array(data.buffer) };
}

function undecodable(op: string, kind: ImageKind, cause: unknown): FormatError {
  const hint = `The browser says: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new FormatError(op, "the browser must be able to decode the image", `a ${kind} image`, 0, hint);
}
