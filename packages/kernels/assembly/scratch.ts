/**
 * Address of memory that only this instance uses (every thread has instances of its own): the loader sets it.
 * What a family needs of it is declared beside the family in `src/wasm`.
 */
export let scratch: usize = 0;
