/** Passes on the newest value when the next frame is painted, and forgets those between. */
export function onFrame<T>(show: (value: T) => void): (value: T) => void {
  let newest: { readonly value: T } | null = null;
  return (value) => {
    const asked = newest !== null;
    newest = { value };
    if (asked) return;
    requestAnimationFrame(() => {
      const shown = newest;
      newest = null;
      if (shown !== null) show(shown.value);
    });
  };
}
