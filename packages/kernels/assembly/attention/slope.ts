import { sumOfLanes } from "./lanes";

/** Rows of o ← scale·y·(ct − Σ ct·y): the derivative of softmax, whose value is y. o may be ct. */
export function slopes<T>(m: i32, n: i32, scale: T, ct: usize, y: usize, o: usize): void {
  const bytes = n * sizeof<T>();
  for (; m > 0; m--, ct += bytes, y += bytes, o += bytes) {
    const dot = product<T>(bytes, ct, y);
    const d = v128.splat<T>(dot);
    const s = v128.splat<T>(scale);
    let at = 0;
    for (; at + 16 <= bytes; at += 16) {
      const centred = v128.sub<T>(v128.load(ct + at), d);
      v128.store(o + at, v128.mul<T>(s, v128.mul<T>(v128.load(y + at), centred)));
    }
    for (; at < bytes; at += sizeof<T>()) store<T>(o + at, scale * (load<T>(y + at) * (load<T>(ct + at) - dot)));
  }
}

function product<T>(bytes: i32, x: usize, y: usize): T {
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let at = 0;
  for (; at + 32 <= bytes; at += 32) {
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load(x + at), v128.load(y + at)));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load(x + at, 16), v128.load(y + at, 16)));
  }
  let s = sumOfLanes<T>(v128.add<T>(s0, s1));
  for (; at < bytes; at += sizeof<T>()) s += load<T>(x + at) * load<T>(y + at);
  return s;
}
