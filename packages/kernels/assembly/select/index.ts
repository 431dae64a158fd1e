import { select } from "./choose";

export { scratch } from "../scratch";

export function select_4(n: i32, c: usize, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  select<u32>(n, c, a, aStep, b, bStep, o);
}

export function select_8(n: i32, c: usize, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  select<u64>(n, c, a, aStep, b, bStep, o);
}
