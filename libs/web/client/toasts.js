export {};
// What was just done is said for a moment.

const shownFor = 5_000;

/** @param {Element} toast */
function takeAway(toast) {
  setTimeout(() => toast.remove(), shownFor);
}

for (const toast of document.querySelectorAll('.toast')) takeAway(toast);

/** Others say something by an event, `toast` with the text as its detail. */
document.addEventListener('toast', (event) => {
  const place = document.querySelector('.toasts');
  if (!place || !(event instanceof CustomEvent)) return;
  const toast = document.createElement('p');
  toast.className = 'toast';
  toast.textContent = String(event.detail);
  place.replaceChildren(toast);
  takeAway(toast);
});
