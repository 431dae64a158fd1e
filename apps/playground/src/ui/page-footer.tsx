import type { JSX } from "solid-js";

/** Where the digits come from, and how this page computes. */
export function PageFooter(props: { readonly threads: number | undefined }): JSX.Element {
  const computing = (): string => {
    if (props.threads === undefined) return "";
    if (props.threads > 1) return `Computing on up to ${props.threads} threads, which share their memory.`;
    return crossOriginIsolated
      ? "Computing on one thread: this machine has no other."
      : "Computing on one thread: this page was served without the headers that let threads share memory.";
  };
  return (
    <footer class="page-footer">
      <p>
        Digits: E. Alpaydin and C. Kaynak, <cite>Optical Recognition of Handwritten Digits</cite>, UCI Machine Learning
        Repository, 1998, <a href="https://doi.org/10.24432/C50P49">doi.org/10.24432/C50P49</a>, CC BY 4.0.
      </p>
      <p data-testid="threads">{computing()}</p>
    </footer>
  );
}
