export {};
// Menus that the browser opens by itself: gone through by arrows, closed by Escape, by a click elsewhere, and when another
// one opens or the focus is elsewhere.

/** @param {Element | null} but */
function closeAll(but) {
  for (const open of document.querySelectorAll('details.pop[open]')) {
    if (open !== but) open.removeAttribute('open');
  }
}

document.addEventListener('click', ({ target }) => {
  closeAll(target instanceof Element ? target.closest('details.pop') : null);
});

document.addEventListener('keydown', ({ key }) => {
  const open = document.querySelector('details.pop[open]');
  if (key !== 'Escape' || !open) return;
  closeAll(null);
  open.querySelector('summary')?.focus();
});

/** @type {Record<string, (at: number, all: number) => number>} */
const steps = {
  ArrowDown: (at, all) => (at + 1) % all,
  ArrowUp: (at, all) => (at < 1 ? all : at) - 1,
  Home: () => 0,
  End: (_, all) => all - 1,
};

document.addEventListener('keydown', (event) => {
  const menu = event.target instanceof Element ? event.target.closest('details.pop') : null;
  const step = steps[event.key];
  if (!menu || !step || event.target instanceof HTMLInputElement) return;
  const isOpen = menu.hasAttribute('open');
  if (!isOpen && event.key !== 'ArrowDown') return;
  event.preventDefault();
  menu.setAttribute('open', '');
  const items = [...menu.querySelectorAll('.pop-list :is(a, button, summary)')].filter(
    (item) => item instanceof HTMLElement && item.getClientRects().length > 0,
  );
  const next = items[step(items.indexOf(/** @type {Element} */ (document.activeElement)), items.length)];
  if (next instanceof HTMLElement) next.focus();
});

document.addEventListener('focusin', ({ target }) => {
  const open = document.querySelector('details.pop[open]');
  if (open && target instanceof Node && !open.contains(target)) closeAll(null);
});
