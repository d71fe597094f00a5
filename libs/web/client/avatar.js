export {};
// A picture that was chosen for oneself is shown at once, cut to its middle as others will see it, and made small enough.

const side = 512;

/** @param {File} file */
async function squareOf(file) {
  const picture = await createImageBitmap(file);
  const taken = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(side, taken);
  const [left, top] = [(picture.width - taken) / 2, (picture.height - taken) / 2];
  canvas.getContext('2d')?.drawImage(picture, left, top, taken, taken, 0, 0, canvas.width, canvas.height);
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  return blob && new File([blob], file.name, { type });
}

/** Moving pictures stay as they are: a canvas holds only one of them. @param {HTMLInputElement} input */
async function prepare(input) {
  const given = input.files?.[0];
  const shown = input.closest('.own-picture')?.querySelector('img');
  if (!given || !(shown instanceof HTMLImageElement)) return;
  const file = given.type === 'image/gif' ? given : await squareOf(given).catch(() => null);
  if (!file || input.files?.[0] !== given) return; // the server says what is wrong with it
  if (file !== given) {
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
  }
  shown.src = URL.createObjectURL(file);
  input.form?.querySelector('button')?.classList.remove('quiet');
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches('.own-picture input[type=file]')) void prepare(target);
});
