const grounds = [
  '#ffd9c7',
  '#cfe8d5',
  '#d5e3f7',
  '#f7e3a9',
  '#e5d8f2',
  '#f8d0d8',
  '#cdeaea',
  '#e8e2d2',
  '#d9e7b8',
  '#f3cfa8',
];

const eyes = (y = 33, gap = 8, colour = '#2b2e38') =>
  `<circle cx="${32 - gap}" cy="${y}" r="2.6" fill="${colour}"/><circle cx="${32 + gap}" cy="${y}" r="2.6" fill="${colour}"/>`;
const cheeks = (y = 39, gap = 13) =>
  `<g fill="#f08a7a" opacity=".45"><circle cx="${32 - gap}" cy="${y}" r="3"/><circle cx="${32 + gap}" cy="${y}" r="3"/></g>`;
const smile = (y = 41) =>
  `<path d="M28 ${y}q4 4 8 0" fill="none" stroke="#2b2e38" stroke-width="1.8" stroke-linecap="round"/>`;
const circle = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const ellipse = (x: number, y: number, rx: number, ry: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
const ears = (y: number, gap: number, r: number, outer: string, inner: string) =>
  [32 - gap, 32 + gap].map((x) => circle(x, y, r, outer) + circle(x, y, r * 0.5, inner)).join('');

const cat = (fur: string) =>
  shape('M13 30 14 11l13 9ZM51 30 50 11l-13 9Z', fur) +
  circle(32, 36, 20, fur) +
  eyes(34) +
  cheeks(40, 14) +
  shape('M30 38.500h4L32 41Z', '#e58a8a') +
  smile(42);
const bear = (fur: string, snout: string) =>
  ears(19, 15, 7.5, fur, snout) +
  circle(32, 36, 20, fur) +
  ellipse(32, 42, 9, 7, snout) +
  eyes(32) +
  ellipse(32, 39.5, 3, 2.2, '#2b2e38') +
  smile(43);
const rabbit = (fur: string) =>
  ellipse(23, 16, 5.5, 14, fur) +
  ellipse(41, 16, 5.5, 14, fur) +
  ellipse(23, 17, 2.5, 10, '#f6b6b6') +
  ellipse(41, 17, 2.5, 10, '#f6b6b6') +
  circle(32, 39, 18, fur) +
  eyes(36) +
  cheeks(42) +
  ellipse(32, 41, 2, 1.5, '#e58a8a') +
  smile(43.5);
const panda = () =>
  ears(20, 15, 7.5, '#33363f', '#33363f') +
  circle(32, 36, 20, '#ffffff') +
  ellipse(24, 34, 5, 6, '#33363f') +
  ellipse(40, 34, 5, 6, '#33363f') +
  eyes(33, 8, '#ffffff') +
  ellipse(32, 41, 3, 2.2, '#33363f') +
  smile(44);
const fox = () =>
  shape('M12 32 13 10l15 12ZM52 32 51 10 36 22Z', '#e8793f') +
  circle(32, 35, 20, '#e8793f') +
  shape('M14 40q9-2 18 12 9-14 18-12-4 15-18 15T14 40Z', '#fff6ec') +
  eyes(33, 9) +
  ellipse(32, 44, 3, 2.3, '#33363f');
const frog = () =>
  circle(21, 21, 9, '#7cc46a') +
  circle(43, 21, 9, '#7cc46a') +
  ellipse(32, 38, 22, 17, '#7cc46a') +
  circle(21, 20, 5.5, '#fff') +
  circle(43, 20, 5.5, '#fff') +
  eyes(20, 11) +
  cheeks(40, 15) +
  '<path d="M22 41q10 8 20 0" fill="none" stroke="#2f5a2a" stroke-width="2" stroke-linecap="round"/>';
const penguin = () =>
  circle(32, 35, 21, '#3d4a5c') +
  shape('M32 26c5-8 16-5 16 6 0 14-9 23-16 23s-16-9-16-23c0-11 11-14 16-6Z', '#fff') +
  eyes(34) +
  cheeks(40, 12) +
  shape('M28 38h8l-4 5Z', '#f2a33a');
const owl = () =>
  shape('M14 16q9 2 18 6 9-4 18-6l-3 14H17Z', '#8d6b4f') +
  circle(32, 36, 20, '#8d6b4f') +
  circle(23.5, 33, 8.5, '#fff3dc') +
  circle(40.5, 33, 8.5, '#fff3dc') +
  eyes(33, 8.5) +
  shape('M29 38h6l-3 5Z', '#f2a33a') +
  '<path d="M25 48q3 3 6 0M33 48q3 3 6 0" fill="none" stroke="#fff3dc" stroke-width="1.6" stroke-linecap="round"/>';
const koala = () =>
  ears(27, 18, 9.5, '#9aa5ae', '#f3c6cc') +
  circle(32, 36, 18.5, '#9aa5ae') +
  eyes(33, 9) +
  ellipse(32, 39, 4.5, 6, '#3b414a') +
  cheeks(42, 12);
const chick = () =>
  shape('M32 8q6 3 2 9-8 1-2-9Z', '#f2a33a') +
  circle(32, 36, 20, '#ffd84d') +
  eyes(33, 9) +
  cheeks(39, 14) +
  shape('M27 38q5-3 10 0l-5 6Z', '#f2813a');
const pig = () =>
  shape('M14 26 13 13l12 6ZM50 26l1-13-12 6Z', '#f09aa5') +
  circle(32, 36, 20, '#f8b8c0') +
  eyes(32, 10) +
  ellipse(32, 41, 8, 6, '#f09aa5') +
  circle(29, 41, 1.6, '#b7596a') +
  circle(35, 41, 1.6, '#b7596a') +
  cheeks(41, 16);
const whale = () =>
  shape('M8 38c0-12 10-19 22-19 14 0 20 9 20 17l6-8c1 8-1 16-8 20-5 3-11 5-18 5C17 53 8 48 8 38Z', '#5b9bd5') +
  shape('M10 43c6 4 15 5 26 3-3 5-8 7-14 7-6-1-10-4-12-10Z', '#e3f1fb') +
  circle(20, 36, 2.6, '#2b2e38') +
  '<path d="M27 15q-4-6-8-5M27 15q3-7 8-6" fill="none" stroke="#5b9bd5" stroke-width="2.4" stroke-linecap="round"/>';

const faces = [
  () => cat('#f0a856'),
  fox,
  () => rabbit('#ffffff'),
  panda,
  () => bear('#b98255', '#f3d9b8'),
  penguin,
  frog,
  () => koala(),
  owl,
  chick,
  pig,
  whale,
];

/** The picture of a member who has not chosen one: twelve animals, each on ten grounds. Any number from 1 on has one. */
export function avatarFile(number: number): string {
  const face = faces[(number - 1) % faces.length]!;
  const ground = grounds[(number * 7 + Math.floor(number / 10)) % grounds.length]!;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128">' +
    `<rect width="64" height="64" fill="${ground}"/>${face()}</svg>`
  );
}
