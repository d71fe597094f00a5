export {};
// Whose session is over hears it where they are, and keeps the page with all that they have typed.

/** @typedef {{ ctx: { response: { raw: Response, status: number } } }} Answered */

/** @returns {{ [name: string]: string }} */
const words = () =>
  /** @type {{ [name: string]: string }} */ (
    JSON.parse(document.querySelector('.toasts')?.getAttribute('data-words') ?? '{}')
  );

function askToSignIn() {
  const next = location.pathname + location.search;
  const run = () => void window.open(`/sign-in?${new URLSearchParams({ next })}`, '_blank');
  const { signedOut: text, signIn: act } = words();
  document.dispatchEvent(new CustomEvent('toast', { detail: { text, act, run } }));
}

// Before all others, which would lead somewhere.
document.addEventListener(
  'htmx:after:request',
  (event) => {
    const source = event.target;
    if (!(event instanceof CustomEvent) || !(source instanceof Element) || !words()['signedOut']) return;
    const { raw, status } = /** @type {Answered} */ (event.detail).ctx.response;
    if (status !== 401 && !(raw.redirected && new URL(raw.url).pathname === '/sign-in')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    source.dispatchEvent(new CustomEvent('htmx:error', { bubbles: true })); // what it has shown already is taken back
    askToSignIn();
  },
  true,
);
