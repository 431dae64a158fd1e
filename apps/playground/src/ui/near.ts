import { type Accessor, createSignal, onCleanup } from "solid-js";

/** How far below the screen an element is already near: about one turn of a wheel more than a screen of a phone. */
const AHEAD = "800px 0px";

/** Whether an element has come near what is on the screen, or has been focused. Once near, it stays so. */
export function createNear(): { readonly near: Accessor<boolean>; readonly watch: (element: Element) => void } {
  const [near, setNear] = createSignal(false);
  const watch = (element: Element): void => {
    const arrive = (): void => {
      setNear(true);
      leave();
    };
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && arrive(), {
      rootMargin: AHEAD,
    });
    const leave = (): void => {
      observer.disconnect();
      element.removeEventListener("focusin", arrive);
    };
    observer.observe(element);
    element.addEventListener("focusin", arrive);
    onCleanup(leave);
  };
  return { near, watch };
}
