export {};
// What becomes of an accent is shown while it is chosen, for light and dark pages.

const pause = 120;
let timer = 0;
let asked = 0;

/** What the form of the shades says of colours and corners. @param {HTMLElement} shown */
function chosenBeside(shown) {
  const query = new URLSearchParams({ language: document.documentElement.lang });
  for (const name of ['look.accent', 'look.corners']) {
    const field = shown.closest('form')?.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) query.set(name, field.value);
  }
  return query;
}

/** @param {HTMLElement} shown */
async function show(shown) {
  const number = (asked += 1);
  try {
    const answer = await fetch(`${shown.dataset['shades']}?${chosenBeside(shown)}`, {
      headers: { accept: 'text/html' },
    });
    if (!answer.ok || answer.redirected || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [before, after] = [shown, page].map((one) => one.querySelector('[role=status]'));
    if (number === asked && before && after) before.replaceChildren(...after.childNodes);
  } catch {
    // They stay as they were last.
  }
}

document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  const shown = target.form?.querySelector('[data-shades]');
  if (!(shown instanceof HTMLElement) || !['look.accent', 'look.corners'].includes(target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => void show(shown), pause);
});
