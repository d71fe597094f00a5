export {};
// Following happens in place. Where the answer is another page, because of a refusal or a session that is over, it is
// shown as it would be without scripts.

document.addEventListener('htmx:before:swap', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset['part'] === undefined) return;
  if (!(event instanceof CustomEvent)) return;
  const { tasks = [] } = /** @type {{ tasks?: { type: string, fragment: DocumentFragment }[] }} */ (event.detail);
  if (tasks.some(({ type, fragment }) => type === 'main' && fragment.childElementCount > 0)) return;
  event.preventDefault();
  form.submit();
});
