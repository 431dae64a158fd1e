/** What to say to a visitor whose browser does not compile WebAssembly. */
export const NO_WEBASSEMBLY =
  "This page computes with WebAssembly, which this browser does not have or has switched off. " +
  "Open it in a current Firefox, Chrome, Edge or Safari, or allow WebAssembly in the browser's settings.";

/** Whether something failed because WebAssembly is missing, or refused by a setting or a policy; damaged bytes are another matter. */
export function isRefusal(error: unknown): boolean {
  if (typeof WebAssembly !== "object") return true;
  return (
    error instanceof WebAssembly.CompileError &&
    /Content Security Policy|disallowed|not allowed|blocked/i.test(error.message)
  );
}
