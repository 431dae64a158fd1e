// Chains of plane rotations on the rows of a matrix. A chain is three int32: the row where it starts, the rows it steps by and
// the number of its rotations; each rotation is a pair (c, s) of float64, those of all chains one after the other. A rotation
// leaves c·a + s·b in the row it comes from and carries c·b − s·a, which stays in a register, to the next row.

/** All n columns of z, its rows zRow bytes apart. */
export function rotateChains(n: i32, chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  let j = 0;
  for (; j + 8 <= n; j += 8) rotateStrip8(chains, count, pairs, z + (j << 3), zRow);
  for (; j + 2 <= n; j += 2) rotateStrip2(chains, count, pairs, z + (j << 3), zRow);
  if (j < n) rotateColumn(chains, count, pairs, z + (j << 3), zRow);
}

/** Eight columns: each element is loaded and stored once per rotation. */
function rotateStrip8(chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  for (; count > 0; count--, chains += 12) {
    const step = <isize>load<i32>(chains, 4) * zRow;
    let p = z + <isize>load<i32>(chains) * zRow;
    let a0 = v128.load(p);
    let a1 = v128.load(p, 16);
    let a2 = v128.load(p, 32);
    let a3 = v128.load(p, 48);
    for (let k = load<i32>(chains, 8); k > 0; k--, pairs += 16) {
      const c = v128.load64_splat(pairs);
      const s = v128.load64_splat(pairs, 8);
      const next = p + step;
      let b = v128.load(next);
      v128.store(p, f64x2.add(f64x2.mul(c, a0), f64x2.mul(s, b)));
      a0 = f64x2.sub(f64x2.mul(c, b), f64x2.mul(s, a0));
      b = v128.load(next, 16);
      v128.store(p, f64x2.add(f64x2.mul(c, a1), f64x2.mul(s, b)), 16);
      a1 = f64x2.sub(f64x2.mul(c, b), f64x2.mul(s, a1));
      b = v128.load(next, 32);
      v128.store(p, f64x2.add(f64x2.mul(c, a2), f64x2.mul(s, b)), 32);
      a2 = f64x2.sub(f64x2.mul(c, b), f64x2.mul(s, a2));
      b = v128.load(next, 48);
      v128.store(p, f64x2.add(f64x2.mul(c, a3), f64x2.mul(s, b)), 48);
      a3 = f64x2.sub(f64x2.mul(c, b), f64x2.mul(s, a3));
      p = next;
    }
    v128.store(p, a0);
    v128.store(p, a1, 16);
    v128.store(p, a2, 32);
    v128.store(p, a3, 48);
  }
}

/** Two columns. */
function rotateStrip2(chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  for (; count > 0; count--, chains += 12) {
    const step = <isize>load<i32>(chains, 4) * zRow;
    let p = z + <isize>load<i32>(chains) * zRow;
    let a = v128.load(p);
    for (let k = load<i32>(chains, 8); k > 0; k--, pairs += 16) {
      const c = v128.load64_splat(pairs);
      const s = v128.load64_splat(pairs, 8);
      const next = p + step;
      const b = v128.load(next);
      v128.store(p, f64x2.add(f64x2.mul(c, a), f64x2.mul(s, b)));
      a = f64x2.sub(f64x2.mul(c, b), f64x2.mul(s, a));
      p = next;
    }
    v128.store(p, a);
  }
}

/** One column. */
function rotateColumn(chains: usize, count: i32, pairs: usize, z: usize, zRow: isize): void {
  for (; count > 0; count--, chains += 12) {
    const step = <isize>load<i32>(chains, 4) * zRow;
    let p = z + <isize>load<i32>(chains) * zRow;
    let a = load<f64>(p);
    for (let k = load<i32>(chains, 8); k > 0; k--, pairs += 16) {
      const c = load<f64>(pairs);
      const s = load<f64>(pairs, 8);
      const next = p + step;
      const b = load<f64>(next);
      store<f64>(p, c * a + s * b);
      a = c * b - s * a;
      p = next;
    }
    store<f64>(p, a);
  }
}
