import { float64, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { applyChain, complexBulgeChain } from "@linnet/kernels/lapack";
import type { Shifts } from "./bulge-sweep.js";
import type { ComplexSchurTask } from "./complex-schur.js";
import { float64Data } from "../matrix/copy.js";

/** Numbers that `complexBulgeChain` keeps of a bulge, and of a reflector in its list. */
const STATE = 10;
const REFLECTOR = 6;

/**
 * One multishift QR sweep on rows and columns [top, bottom] of a complex Hessenberg matrix, as `bulgeSweep`: but what lies outside of a
 * window takes its reflectors one after the other, strip by strip. A reflector of three rows costs 19 vector operations a column for
 * two shifts; as a part of U it would cost 32.
 *
 * @param first place of the first of `count` shifts
 * @see LAPACK zlaqr5; Braman, Byers & Mathias 2002, part I
 */
export function complexBulgeSweep(
  { h, zh, whole }: ComplexSchurTask,
  top: number,
  bottom: number,
  { re, im }: Shifts,
  first: number,
  count: number,
): void {
  const bulges = count >> 1;
  const list = unsetWorkspace(float64, 2 * (bulges + 1) * bulges, REFLECTOR);
  const state = workspace(float64, bulges, STATE);
  const S = float64Data(state);
  for (let m = 0; m < bulges; m++) {
    const i = first + 2 * m;
    S.set([re[i], im[i], re[i + 1], im[i + 1]], state.offset + STATE * m);
  }
  const n = h.rows;
  if (top + 2 <= bottom) {
    const at = 2 * (h.offset + (top + 2) * h.rowStride + top);
    float64Data(h).fill(0, at, at + 2);
  }
  for (let start = top - 2 * bulges + 1; start <= bottom - 2; start += 2 * bulges) {
    const reflectors = complexBulgeChain(h, list, state, top, bottom, start);
    const from = Math.min(start + 4 * bulges, bottom) + 1;
    const right = (whole ? n : bottom + 1) - from;
    if (right > 0) applyChain(h.block(0, from, n, right), list, reflectors);
    const upper = whole ? 0 : top;
    const above = Math.max(top, start) - upper;
    if (above > 0) applyChain(h.block(upper, 0, above, n).T, list, reflectors);
    if (zh !== null) applyChain(zh, list, reflectors);
  }
  release(list.storage);
  release(state.storage);
}
