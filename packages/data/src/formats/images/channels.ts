import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Pixels } from "./pixels.js";

/** Channels that an image can be asked for: gray, RGB, or RGB and opacity. */
export type ChannelCount = 1 | 3 | 4;

export interface ImageOptions<C extends ChannelCount = ChannelCount> {
  /**
   * Gray (1), RGB (3), or RGB and opacity (4), whatever is stored. Gray is the luma of Rec. 601:
   *
   *     y = 0.299 r + 0.587 g + 0.114 b
   *
   * rounded to the nearest. Default: as stored, 2 (gray and opacity) among them.
   */
  readonly channels?: C;
  /** The colour behind what is not opaque where opacity is not kept: r, g, b from 0 to 1. Default white. */
  readonly background?: readonly [number, number, number];
}

/** The options, looked at. @throws {ValueError} for a number of channels or a background that there is not */
export function requireImageOptions(op: string, { channels, background }: ImageOptions): void {
  if (channels !== undefined && channels !== 1 && channels !== 3 && channels !== 4) {
    throw new ValueError(op, "channels must be 1, 3 or 4", kindOf(channels));
  }
  if (background === undefined) return;
  const isColor = Array.isArray(background) && background.length === 3 && background.every((v) => v >= 0 && v <= 1);
  if (!isColor) throw new ValueError(op, "background must be three numbers from 0 to 1", JSON.stringify(background));
}

/** An image with the channels that were asked for. */
export function withChannels(image: Pixels, { channels, background = [1, 1, 1] }: ImageOptions): Pixels {
  if (channels === undefined || channels === image.channels) return image;
  const { width, height, data } = image;
  const top = data instanceof Uint16Array ? 0xffff : 0xff;
  const size = width * height;
  const out = top === 0xff ? new Uint8Array(size * channels) : new Uint16Array(size * channels);
  const behind = background.map((value) => Math.round(value * top));
  const opacities = image.channels === 2 || image.channels === 4;
  const colors = image.channels > 2 ? 1 : 0; // from one sample to the next; gray has the same for all
  for (let i = 0; i < size; i++) {
    const from = i * image.channels;
    const alpha = opacities ? data[from + image.channels - 1] : top;
    let [r, g, b] = [data[from], data[from + colors], data[from + 2 * colors]];
    if (channels !== 4 && alpha !== top) {
      r = over(r, alpha, behind[0], top);
      g = over(g, alpha, behind[1], top);
      b = over(b, alpha, behind[2], top);
    }
    const to = i * channels;
    out[to] = channels === 1 ? Math.floor((299 * r + 587 * g + 114 * b + 500) / 1000) : r;
    if (channels === 1) continue;
    out[to + 1] = g;
    out[to + 2] = b;
    if (channels === 4) out[to + 3] = alpha;
  }
  return { width, height, channels, data: out };
}

/** A sample of that opacity over another one. */
function over(value: number, alpha: number, behind: number, top: number): number {
  return Math.round((value * alpha + behind * (top - alpha)) / top);
}
