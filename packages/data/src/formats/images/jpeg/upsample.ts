import type { Component, Frame } from "./frame.js";

/** Samples of a component, rows one after the other, `stride` apart; beyond width and height there may be more. */
export interface Plane {
  readonly samples: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
}

/**
 * Fills a row of the image from a plane that has fewer samples: between two samples, ¾ of the nearer and ¼ of the farther, in
 * each direction in which there are half as many; elsewhere the nearest. Rounding up and down takes turns. This is what libjpeg
 * does unless told otherwise, bit for bit.
 *
 * @param out a row, at least as long as the image is wide, to even length
 * @see Independent JPEG Group's library, "fancy upsampling": a triangle filter with samples centred as JFIF wants it
 */
export function upsampleRow(plane: Plane, { h, v }: Component, frame: Frame, y: number, out: Uint8Array): void {
  const [across, down] = [frame.maxH / h, frame.maxV / v];
  const smooth = plane.width > 2;
  if (across === 2 && down === 2 && smooth) quarter(plane, y, out);
  else if (across === 2 && down === 1 && smooth) half(plane, y, out);
  else if (across === 1 && down === 2) lower(plane, y, out);
  else {
    const row = Math.floor(y / down) * plane.stride;
    for (let x = 0; x < frame.width; x++) out[x] = plane.samples[row + Math.floor(x / across)];
  }
}

/** Half as many samples across. */
function half({ samples, width, stride }: Plane, y: number, out: Uint8Array): void {
  const row = y * stride;
  const last = row + width - 1;
  out[0] = samples[row];
  out[1] = (3 * samples[row] + samples[row + 1] + 2) >> 2;
  for (let x = 1; x < width - 1; x++) {
    const near = 3 * samples[row + x];
    out[2 * x] = (near + samples[row + x - 1] + 1) >> 2;
    out[2 * x + 1] = (near + samples[row + x + 1] + 2) >> 2;
  }
  out[2 * width - 2] = (3 * samples[last] + samples[last - 1] + 1) >> 2;
  out[2 * width - 1] = samples[last];
}

/** Half as many samples down. */
function lower(plane: Plane, y: number, out: Uint8Array): void {
  const { samples, width } = plane;
  const [near, far] = rowsAt(plane, y);
  const bias = y % 2 === 0 ? 1 : 2;
  for (let x = 0; x < width; x++) out[x] = (3 * samples[near + x] + samples[far + x] + bias) >> 2;
}

/** Half as many samples across and down. */
function quarter(plane: Plane, y: number, out: Uint8Array): void {
  const { samples, width } = plane;
  const [near, far] = rowsAt(plane, y);
  let before = 0;
  let here = 3 * samples[near] + samples[far];
  for (let x = 0; x < width; x++) {
    const after = x + 1 < width ? 3 * samples[near + x + 1] + samples[far + x + 1] : here;
    out[2 * x] = x === 0 ? (4 * here + 8) >> 4 : (3 * here + before + 8) >> 4;
    out[2 * x + 1] = x + 1 === width ? (4 * here + 7) >> 4 : (3 * here + after + 7) >> 4;
    before = here;
    here = after;
  }
}

/** Where the nearer and the farther row begin; beyond the edges, the row at the edge. */
function rowsAt({ height, stride }: Plane, y: number): readonly [number, number] {
  const near = y >> 1;
  const far = Math.min(height - 1, Math.max(0, y % 2 === 0 ? near - 1 : near + 1));
  return [near * stride, far * stride];
}
