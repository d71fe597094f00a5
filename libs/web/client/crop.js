export {};
// Of a picture that was chosen, a part is chosen as well, by touch, mouse or keyboard: it is shown at once, as others will
// see it, and made small enough. Moving pictures stay as they are: a canvas holds only one of them.

/** @typedef {{ x: number, y: number, width: number, height: number }} Part */
/** How wide as high it has to be (0: as one likes), and how wide it is made at most. @typedef {{ ratio: number, most: number }} Shape */

/** @type {Record<string, Shape>} */
const shapes = {
  square: { ratio: 1, most: 640 },
  cover: { ratio: 3, most: 1800 },
  free: { ratio: 0, most: 1200 },
};
const stageSide = 1120;
const smallest = 16;
const step = 0.02;

/** What is being chosen now. @type {{ input: HTMLInputElement, file: File, picture: ImageBitmap, shape: Shape, part: Part } | null} */
let now = null;

const dialog = () => /** @type {HTMLDialogElement | null} */ (document.querySelector('dialog.crop'));

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.max(least, Math.min(value, most));

/** The largest part that fits. @param {{ width: number, height: number }} picture @param {number} ratio @returns {Part} */
function largest({ width, height }, ratio) {
  if (!ratio) return { x: 0, y: 0, width, height };
  const wide = Math.min(width, height * ratio);
  return { x: (width - wide) / 2, y: (height - wide / ratio) / 2, width: wide, height: wide / ratio };
}

/** @param {number} right @param {number} down */
function move(right, down) {
  if (!now) return;
  const { part, picture } = now;
  part.x = within(part.x + right, 0, picture.width - part.width);
  part.y = within(part.y + down, 0, picture.height - part.height);
  show();
}

/**
 * One side of it, whose opposite stays, moved `by` so much, up to the edge.
 * @param {number} from @param {number} length @param {number} end @param {boolean} isFirst @param {number} by
 */
function side(from, length, end, isFirst, by) {
  const room = isFirst ? from + length : end - from;
  const next = within(isFirst ? length - by : length + by, Math.min(smallest, room), room);
  return { next, room };
}

/** The corner that lies opposite stays where it is. @param {string} corner @param {number} right @param {number} down */
function stretch(corner, right, down) {
  if (!now) return;
  const { part, picture, shape } = now;
  const [isTop, isLeft] = [corner.startsWith('n'), corner.endsWith('w')];
  const across = side(part.x, part.width, picture.width, isLeft, right);
  const along = side(part.y, part.height, picture.height, isTop, down);
  let [width, height] = [across.next, along.next];
  if (shape.ratio) {
    const isAcross = Math.abs(right) >= Math.abs(down);
    width = Math.min(isAcross ? width : height * shape.ratio, across.room, along.room * shape.ratio);
    height = width / shape.ratio;
  }
  if (isLeft) part.x += part.width - width;
  if (isTop) part.y += part.height - height;
  Object.assign(part, { width, height });
  show();
}

/** About its middle; `size`: of the largest that fits, in per cent. @param {number} size */
function scale(size) {
  if (!now) return;
  const { part, picture, shape } = now;
  const whole = largest(picture, shape.ratio || part.width / part.height);
  const width = Math.max(Math.min(smallest, whole.width), (whole.width * size) / 100);
  const height = (width * whole.height) / whole.width;
  const [x, y] = [part.x + (part.width - width) / 2, part.y + (part.height - height) / 2];
  now.part = {
    x: within(x, 0, picture.width - width),
    y: within(y, 0, picture.height - height),
    width,
    height,
  };
  show();
}

/** Where the frame and its corners are. */
function show() {
  const box = dialog();
  if (!now || !box) return;
  const { part, picture, shape } = now;
  const share = { x: 100 / picture.width, y: 100 / picture.height };
  const [left, top] = [part.x * share.x, part.y * share.y];
  const [width, height] = [part.width * share.x, part.height * share.y];
  for (const element of box.querySelectorAll('.crop-frame, .crop-corner')) {
    if (!(element instanceof HTMLElement)) continue;
    const { corner = '' } = element.dataset;
    element.style.left = `${corner.endsWith('e') ? left + width : left}%`;
    element.style.top = `${corner.startsWith('s') ? top + height : top}%`;
    if (!corner) Object.assign(element.style, { width: `${width}%`, height: `${height}%` });
  }
  const size = box.querySelector('input');
  const whole = largest(picture, shape.ratio || part.width / part.height);
  if (size) size.value = String(Math.round((part.width / whole.width) * 100));
}

/** @param {HTMLCanvasElement} canvas @param {ImageBitmap} picture @param {Part} part @param {number} most */
function draw(canvas, picture, { x, y, width, height }, most) {
  const factor = Math.min(1, most / width);
  canvas.width = Math.max(1, Math.round(width * factor));
  canvas.height = Math.max(1, Math.round(height * factor));
  canvas.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
}

/** @param {HTMLInputElement} input @param {File} file @param {ImageBitmap} picture */
function open(input, file, picture) {
  const box = dialog();
  const canvas = box?.querySelector('canvas');
  const shape = shapes[input.closest('[data-crop]')?.getAttribute('data-crop') ?? ''];
  if (!box || !canvas || !shape) return;
  now = { input, file, picture, shape, part: largest(picture, shape.ratio) };
  const factor = Math.min(1, stageSide / picture.height);
  draw(canvas, picture, { x: 0, y: 0, width: picture.width, height: picture.height }, stageSide * Math.min(1, factor));
  box.showModal();
  show();
  const frame = box.querySelector('.crop-frame');
  if (frame instanceof HTMLElement) frame.focus();
}

/** The chosen part in place of the whole file. */
async function use() {
  if (!now) return;
  const { input, file, picture, shape, part } = now;
  const canvas = document.createElement('canvas');
  draw(canvas, picture, part, shape.most);
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  if (!blob) return;
  const held = new DataTransfer();
  held.items.add(new File([blob], file.name, { type }));
  input.files = held.files;
  preview(input, blob);
  now = null;
  dialog()?.close();
}

/** In all places that show it; null: as it was. @param {HTMLInputElement} input @param {Blob | null} blob */
function preview(input, blob) {
  for (const place of input.closest('[data-crop]')?.querySelectorAll('.avatar, .masthead, .wide-logo, .logo') ?? []) {
    const found = place instanceof HTMLImageElement ? place : place.querySelector('img');
    const image = found ?? document.createElement('img');
    if (!image.dataset['was']) keep(image, place);
    image.removeAttribute('srcset');
    if (blob) fill(place, image, URL.createObjectURL(blob));
    else restore(place, image);
  }
}

/** What stood there before. @param {HTMLImageElement} image @param {Element} place */
function keep(image, place) {
  image.dataset['was'] = image.getAttribute('src') ?? 'none';
  image.dataset['words'] = place.textContent ?? '';
  image.alt ||= '';
}

/** @param {Element} place @param {HTMLImageElement} image @param {string} address */
function fill(place, image, address) {
  image.src = address;
  if (place !== image && !image.isConnected) place.replaceChildren(image);
  place.classList.add('own');
}

/** @param {Element} place @param {HTMLImageElement} image */
function restore(place, image) {
  const { was = 'none', words = '' } = image.dataset;
  if (was !== 'none') return fill(place, image, was);
  place.replaceChildren(words);
  place.classList.remove('own');
}

/** What cannot be read the server tells of. @param {HTMLInputElement} input */
async function prepare(input) {
  const file = input.files?.[0];
  if (!file) return preview(input, null);
  if (file.type === 'image/gif') return preview(input, file);
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture && input.files?.[0] === file) open(input, file, picture);
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches('[data-crop] input[type=file]')) void prepare(target);
});

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest('dialog.crop')) scale(Number(target.value));
});

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  if (target.closest('[data-crop-use]')) void use();
  if (target.closest('[data-crop-cancel]')) dialog()?.close();
});

/** Closed without a part: nothing is chosen. `close` does not bubble. */
document.addEventListener(
  'close',
  ({ target }) => {
    if (target !== dialog() || !now) return;
    now.input.value = '';
    preview(now.input, null);
    now.input.focus();
    now = null;
  },
  true,
);

/** @type {Record<string, [right: number, down: number]>} */
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener('keydown', (event) => {
  const element = event.target instanceof HTMLElement ? event.target.closest('.crop-frame, .crop-corner') : null;
  const arrow = arrows[event.key];
  if (!now || !element || !arrow) return;
  event.preventDefault();
  const by = Math.max(1, now.picture.width * step * (event.shiftKey ? 4 : 1));
  const corner = element.getAttribute('data-corner');
  if (corner) stretch(corner, arrow[0] * by, arrow[1] * by);
  else move(arrow[0] * by, arrow[1] * by);
});

/** What was taken hold of, where, and what was chosen then. @type {{ corner: string | null, x: number, y: number, part: Part } | null} */
let held = null;

document.addEventListener('pointerdown', (event) => {
  const element = event.target instanceof Element ? event.target.closest('.crop-frame, .crop-corner') : null;
  if (!now || !element || event.button !== 0) return;
  element.setPointerCapture(event.pointerId);
  held = { corner: element.getAttribute('data-corner'), x: event.clientX, y: event.clientY, part: { ...now.part } };
});

document.addEventListener('pointermove', ({ clientX, clientY }) => {
  const canvas = dialog()?.querySelector('canvas');
  if (!held || !now || !canvas) return;
  const factor = now.picture.width / canvas.getBoundingClientRect().width;
  const [right, down] = [(clientX - held.x) * factor, (clientY - held.y) * factor];
  Object.assign(now.part, held.part);
  if (held.corner) stretch(held.corner, right, down);
  else move(right, down);
});

for (const end of /** @type {const} */ (['pointerup', 'pointercancel']))
  document.addEventListener(end, () => {
    held = null;
  });
