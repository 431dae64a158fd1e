/** Kept for later workers: some browsers load it after `new Worker` has returned. */
const programs = new Map<string, string>();

/**
 * Starts a worker whose program is a module of this page, by a `blob:` URL: so it is under the page's content security policy, and
 * may ask nobody for anything either. Started from the module's own URL it would be under none.
 */
export function startModule(url: string, name: string): Worker {
  const module = new URL(url, document.baseURI).href;
  const program = programs.get(url) ?? URL.createObjectURL(new Blob([`import ${JSON.stringify(module)};`], JAVASCRIPT));
  programs.set(url, program);
  return new Worker(program, { type: "module", name });
}

const JAVASCRIPT = { type: "text/javascript" };
