export {};
// A form is sent once: its button says that it is under way, and a second press does nothing.

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset['sent'] === 'yes') return event.preventDefault();
  form.dataset['sent'] = 'yes';
  form.setAttribute('aria-busy', 'true');
});

/** Whoever comes back to the page may send it again. @param {ParentNode} within */
function mayBeSent(within) {
  for (const form of within.querySelectorAll('form[data-sent]')) {
    if (!(form instanceof HTMLFormElement)) continue;
    delete form.dataset['sent'];
    form.removeAttribute('aria-busy');
  }
}

addEventListener('pageshow', () => mayBeSent(document));
document.addEventListener('htmx:after:request', () => mayBeSent(document), true);

/** The composer warns by itself, and what is kept as a draft is not lost. */
const lost =
  'main form[method=post]:not(.composer, .writer, .quick, [action^="/whispers/"], [data-draft], [data-sent]) textarea:not([readonly])';

addEventListener('beforeunload', (event) => {
  const isTyped = [...document.querySelectorAll(lost)].some(
    (area) => area instanceof HTMLTextAreaElement && area.value !== area.defaultValue,
  );
  if (isTyped) event.preventDefault();
});
