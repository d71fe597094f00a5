export {};
// Menus that the browser opens by itself: closed by Escape, by a click elsewhere, and when another one opens.

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
