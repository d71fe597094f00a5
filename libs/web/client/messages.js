export {};
// A private message is sent by Ctrl or Cmd and Enter; Enter alone never sends, nor does a key that an input method takes.

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, isComposing, target } = event;
  const isOurs = target instanceof HTMLTextAreaElement && target.matches('.talk-write textarea');
  if (!isOurs || isComposing || key !== 'Enter' || !(ctrlKey || metaKey)) return;
  event.preventDefault();
  target.form?.requestSubmit();
});
