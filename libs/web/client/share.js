export {};
// Links to posts are handed on by what the device has for that, or copied.

/** @param {HTMLAnchorElement} link */
function copy(link) {
  const said = () => document.dispatchEvent(new CustomEvent('toast', { detail: link.dataset['said'] ?? '' }));
  navigator.clipboard.writeText(link.href).then(said, () => location.assign(link.href));
}

/** @param {HTMLAnchorElement} link */
function share(link) {
  navigator.share({ url: link.href }).catch((error) => {
    const isChangedMind = error instanceof DOMException && error.name === 'AbortError';
    if (!isChangedMind && navigator.clipboard) copy(link);
  });
}

/** Null where a device can do neither. @param {HTMLAnchorElement} link */
function wayOf(link) {
  const isShared = link.matches('[data-share]') && navigator.canShare?.({ url: link.href });
  return isShared ? share : navigator.clipboard ? copy : null;
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-share],a[data-copy]') : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const way = wayOf(link);
  if (!way) return;
  event.preventDefault();
  const menu = link.closest('details.pop');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus({ preventScroll: true });
  way(link);
});
