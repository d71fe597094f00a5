export {};
// What was just done is said for a moment; what can be undone a little longer.

const shownFor = 5_000;
const undoneFor = 10_000;

/** Not from whoever is at its button. @param {Element} toast @param {number} [time] */
function takeAway(toast, time = shownFor) {
  setTimeout(() => (toast.contains(document.activeElement) ? takeAway(toast) : toast.remove()), time);
}

/** What came with the page comes once more, since only what is new is read out to somebody. */
for (const toast of document.querySelectorAll('.toast')) {
  const place = toast.parentElement;
  toast.remove();
  setTimeout(() => {
    if (place?.childElementCount === 0) place.append(toast);
    takeAway(toast);
  }, 100);
}

/** @typedef {{ text: string, act?: string, run?: () => void }} Toast */

/** Others say something by an event, `toast`: a text as its detail, or one with a button, `act`, and what that does. */
document.addEventListener('toast', (event) => {
  const place = document.querySelector('.toasts');
  if (!place || !(event instanceof CustomEvent)) return;
  const detail = /** @type {string | Toast} */ (event.detail);
  const { text, act, run } = typeof detail === 'object' ? detail : { text: String(detail) };
  const toast = document.createElement('p');
  toast.className = 'toast';
  toast.textContent = text;
  if (act && run) {
    const button = document.createElement('button');
    button.className = 'undo';
    button.textContent = act;
    button.addEventListener('click', () => {
      toast.remove();
      run();
    });
    toast.append(button);
  }
  place.replaceChildren(toast);
  takeAway(toast, act ? undoneFor : shownFor);
});
