export {};
// A post in a list opens wherever one presses it, also on its text: unless that is a link, or was being selected.

const ownUse = 'a,button,summary,label,input,textarea,select,video,audio,.pop-list';

/** Where a press leads to that is no use of anything else. @param {MouseEvent} event */
function linkAt({ target, defaultPrevented }) {
  if (!(target instanceof Element) || defaultPrevented || target.closest(ownUse)) return null;
  const card = target.closest('.quoted') ?? target.closest('.feed .post');
  const link = card?.querySelector('a.open');
  return link instanceof HTMLAnchorElement ? link : null;
}

/** @param {MouseEvent} event */
function open(event) {
  const link = linkAt(event);
  if (!link || getSelection()?.isCollapsed === false) return;
  if (event.button === 1 || event.ctrlKey || event.metaKey) window.open(link.href, '_blank', 'noopener');
  else if (event.button === 0) link.click();
}

document.addEventListener('click', open);
document.addEventListener('auxclick', open);
