// Interim, so that packages above can run while the WASM kernels are written. Delete when they land.
import { bool, float64, type TypedArray } from "../element-type.js";
import { elements } from "../memory/storage.js";
import type { MatrixView } from "../matrix-view.js";
import type { Strided } from "../strided.js";

export interface MapOp { name: string; reference: (x: number) => number; result: "same" | "bool" }
export interface ZipOp { name: string; reference: (a: number, b: number) => number; result: "same" | "bool" }
export interface ReduceOp { name: string; init: number; reference: (acc: number, x: number) => number; arg?: boolean }
const m = (name: string, reference: (x: number) => number, result: "same" | "bool" = "same"): MapOp => ({ name, reference, result });
const z = (name: string, reference: (a: number, b: number) => number, result: "same" | "bool" = "same"): ZipOp => ({ name, reference, result });
const r = (name: string, init: number, reference: (acc: number, x: number) => number, arg = false): ReduceOp => ({ name, init, reference, arg });
export const negate = m("negate", (x) => -x), abs = m("abs", Math.abs), sign = m("sign", Math.sign), square = m("square", (x) => x * x), sqrt = m("sqrt", Math.sqrt), reciprocal = m("reciprocal", (x) => 1 / x), floor = m("floor", Math.floor), ceil = m("ceil", Math.ceil), trunc = m("trunc", Math.trunc), round = m("round", (x) => { const f = Math.floor(x), d = x - f; return d < 0.5 ? f : d > 0.5 ? f + 1 : f % 2 === 0 ? f : f + 1; }), exp = m("exp", Math.exp), expm1 = m("expm1", Math.expm1), log = m("log", Math.log), log1p = m("log1p", Math.log1p), sin = m("sin", Math.sin), cos = m("cos", Math.cos), tanh = m("tanh", Math.tanh), sigmoid = m("sigmoid", (x) => 1 / (1 + Math.exp(-x))), relu = m("relu", (x) => (x > 0 ? x : x !== x ? x : 0)), softplus = m("softplus", (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))), isNaN = m("isNaN", (x) => Number(x !== x), "bool"), isFinite = m("isFinite", (x) => Number(Number.isFinite(x)), "bool"), logicalNot = m("logicalNot", (x) => Number(x === 0), "bool");
export const add = z("add", (a, b) => a + b), sub = z("sub", (a, b) => a - b), mul = z("mul", (a, b) => a * b), div = z("div", (a, b) => a / b), pow = z("pow", Math.pow), maximum = z("maximum", Math.max), minimum = z("minimum", Math.min), equal = z("equal", (a, b) => Number(a === b), "bool"), notEqual = z("notEqual", (a, b) => Number(a !== b), "bool"), less = z("less", (a, b) => Number(a < b), "bool"), lessEqual = z("lessEqual", (a, b) => Number(a <= b), "bool"), greater = z("greater", (a, b) => Number(a > b), "bool"), greaterEqual = z("greaterEqual", (a, b) => Number(a >= b), "bool"), logicalAnd = z("logicalAnd", (a, b) => a & b, "bool"), logicalOr = z("logicalOr", (a, b) => a | b, "bool"), logicalXor = z("logicalXor", (a, b) => a ^ b, "bool");
export const sum = r("sum", 0, (s, x) => s + x), prod = r("prod", 1, (s, x) => s * x), max = r("max", -Infinity, Math.max), min = r("min", Infinity, Math.min), any = r("any", 0, (s, x) => s | Number(x !== 0)), all = r("all", 1, (s, x) => s & Number(x !== 0)), argmax = r("argmax", -Infinity, (s, x) => Number(x > s || (x !== x && s === s)), true), argmin = r("argmin", Infinity, (s, x) => Number(x < s || (x !== x && s === s)), true);

function each(x: Strided, f: (at: number, i: number) => void): void {
  const { shape, strides, size } = x.layout, index = shape.map(() => 0);
  let at = x.offset;
  for (let i = 0; i < size; i++) {
    f(at, i);
    for (let a = shape.length - 1; a >= 0; a--) { at += strides[a]; if (++index[a] < shape[a]) break; at -= strides[a] * shape[a]; index[a] = 0; }
  }
}
const data = (x: Strided): TypedArray => elements(x.storage, x.type);
const read = (x: Strided): Float64Array => { const d = data(x), o = new Float64Array(x.layout.size); each(x, (at, i) => (o[i] = d[at])); return o; };
export function map(op: MapOp, x: Strided, out: Strided): void { const v = read(x), d = data(out); v.forEach((a, i) => (d[out.offset + i] = op.reference(a))); }
export function zip(op: ZipOp, a: Strided, b: Strided, out: Strided): void { const p = read(a), q = read(b), d = data(out); for (let i = 0; i < out.layout.size; i++) d[out.offset + i] = op.reference(p[p.length === 1 ? 0 : i], q[q.length === 1 ? 0 : i]); }
export function copy(x: Strided, out: Strided): void { const v = read(x), d = data(out); each(out, (at, i) => (d[at] = out.type === bool ? Number(v[i] !== 0) : v[i])); }
export function select(c: Strided, a: Strided, b: Strided, out: Strided): void { const k = read(c), p = read(a), q = read(b), d = data(out); each(out, (at, i) => (d[at] = k[i] !== 0 ? p[i] : q[i])); }
export function reduce(op: ReduceOp, x: Strided, axes: readonly number[], out: Strided): void {
  const v = read(x), { shape } = x.layout, d = data(out), n = out.layout.size;
  const acc = new Float64Array(n).fill(op.init), arg = new Int32Array(n), seen = new Int32Array(n);
  for (let i = 0; i < v.length; i++) {
    let rest = i, o = 0, step = 1, ai = 0, as = 1;
    for (let a = shape.length - 1; a >= 0; a--) { const k = rest % shape[a]; rest = (rest - k) / shape[a]; if (axes.includes(a)) { ai += k * as; as *= shape[a]; } else { o += k * step; step *= shape[a]; } }
    if (op.arg) { if (seen[o] === 0 || op.reference(acc[o], v[i])) { acc[o] = v[i]; arg[o] = ai; seen[o] = 1; } } else acc[o] = op.reference(acc[o], v[i]);
  }
  for (let i = 0; i < n; i++) d[out.offset + i] = op.arg ? arg[i] : acc[i];
}
export function gather(x: Strided, indices: Strided, axis: number, out: Strided): void { const v = read(x), k = read(indices), d = data(out), { shape } = x.layout; const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1), outer = shape.slice(0, axis).reduce((a, b) => a * b, 1); for (let o = 0; o < outer; o++) for (let j = 0; j < k.length; j++) for (let i = 0; i < inner; i++) d[out.offset + (o * k.length + j) * inner + i] = v[(o * shape[axis] + k[j]) * inner + i]; }
export function scatterAdd(x: Strided, indices: Strided, axis: number, out: Strided): void { const v = read(x), k = read(indices), d = data(out), shape = out.layout.shape; const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1), outer = shape.slice(0, axis).reduce((a, b) => a * b, 1); for (let o = 0; o < outer; o++) for (let j = 0; j < k.length; j++) for (let i = 0; i < inner; i++) d[out.offset + (o * shape[axis] + k[j]) * inner + i] += v[(o * k.length + j) * inner + i]; }
export function gemm(alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView): void { const p = a.data, q = b.data, d = c.data; for (let i = 0; i < c.rows; i++) for (let j = 0; j < c.cols; j++) { let s = 0; for (let k = 0; k < a.cols; k++) s += p[a.offset + i * a.rowStride + k * a.colStride] * q[b.offset + k * b.rowStride + j * b.colStride]; const at = c.offset + i * c.rowStride + j * c.colStride; d[at] = alpha * s + (beta === 0 ? 0 : beta * d[at]); } }
export const gemv = gemm;
export function trsm(alpha: number, t: MatrixView, uplo: "lower" | "upper", diag: "unit" | "nonunit", b: MatrixView): void { const p = t.data, d = b.data, n = t.rows; const T = (i: number, j: number): number => p[t.offset + i * t.rowStride + j * t.colStride]; const B = (i: number, j: number): number => b.offset + i * b.rowStride + j * b.colStride; for (let j = 0; j < b.cols; j++) for (let s = 0; s < n; s++) { const i = uplo === "lower" ? s : n - 1 - s; let x = alpha * d[B(i, j)]; for (let k = uplo === "lower" ? 0 : i + 1; k < (uplo === "lower" ? i : n); k++) x -= T(i, k) * d[B(k, j)]; d[B(i, j)] = diag === "unit" ? x : x / T(i, i); } }
export function configureThreads(_: { count: number }): void {}
void float64;
