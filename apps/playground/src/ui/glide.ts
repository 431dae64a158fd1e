import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";

/** Milliseconds that a move of a picture takes. */
const TIME = 600;

/** From 0 to 1 after something has changed, gently; 1 at once for who asks for less motion, and before the first change. */
export function createGlide(changed: Accessor<unknown>): Accessor<number> {
  const [share, setShare] = createSignal(1);
  let frame = 0;
  const glide = (): void => {
    cancelAnimationFrame(frame);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return void setShare(1);
    const begin = performance.now();
    const next = (now: number): void => {
      const t = Math.min(Math.max((now - begin) / TIME, 0), 1);
      setShare(t * t * (3 - 2 * t));
      if (t < 1) frame = requestAnimationFrame(next);
    };
    setShare(0);
    frame = requestAnimationFrame(next);
  };
  createEffect(on(changed, glide, { defer: true }));
  onCleanup(() => cancelAnimationFrame(frame));
  return share;
}
