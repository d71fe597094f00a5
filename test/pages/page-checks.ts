import type { HTMLElement } from 'node-html-parser';

/** What is wrong with a page, whichever it is. */
export function flawsOf(root: HTMLElement): string[] {
  return [...documentFlaws(root), ...addressFlaws(root), ...nameFlaws(root), ...referenceFlaws(root)];
}

const textOf = (element: HTMLElement): string => element.text.replace(/\s+/g, ' ').trim();

/** One line that names an element, for whoever looks for it. */
const shown = (element: HTMLElement): string => element.toString().replace(/\s+/g, ' ').slice(0, 120);

function documentFlaws(root: HTMLElement): string[] {
  const language = root.querySelector('html')?.getAttribute('lang') ?? '';
  const title = root.querySelector('title');
  const headings = root.querySelectorAll('h1');
  const isPublic = root.querySelector('link[rel=canonical]') !== null;
  const isHidden = root.querySelector('meta[name=robots][content*=noindex]') !== null;
  return [
    ...(/^(en|zh-CN)$/.test(language) ? [] : [`its language is ${language || 'not said'}`]),
    ...(title && textOf(title) ? [] : ['it has no title']),
    ...(headings.length === 1 && textOf(headings[0]!) ? [] : [`it has ${headings.length} headings of the first order`]),
    ...(isPublic !== isHidden ? [] : ['it has to have an address of its own, or to be kept from robots']),
    ...(root.querySelectorAll('main').length === 1 ? [] : ['it has not one main part']),
  ];
}

/** Nothing leads nowhere, and nothing is loaded from elsewhere. */
function addressFlaws(root: HTMLElement): string[] {
  const leading = root.querySelectorAll('a').filter((link) => !/^(\/|#.|https?:\/\/|mailto:)/.test(of(link, 'href')));
  const loading = root
    .querySelectorAll('[src], [poster], link[href], use')
    .filter((one) => !/^[/#]./.test(of(one, 'src') || of(one, 'poster') || of(one, 'href')) && !isAddress(one));
  const sending = root.querySelectorAll('form[action]').filter((form) => !/^\/(?!\/)/.test(of(form, 'action')));
  return [
    ...leading.map((link) => `a link leads nowhere: ${shown(link)}`),
    ...loading.map((one) => `it loads what is not its own: ${shown(one)}`),
    ...sending.map((form) => `a form is sent elsewhere: ${shown(form)}`),
  ];
}

const of = (element: HTMLElement, attribute: string): string => element.getAttribute(attribute) ?? '';
/** Where the page itself is said to be. */
const isAddress = (element: HTMLElement): boolean => ['canonical', 'alternate'].includes(of(element, 'rel'));

/** Everything that can be used says what it is. */
function nameFlaws(root: HTMLElement): string[] {
  const labelled = new Set(root.querySelectorAll('label[for]').map((label) => of(label, 'for')));
  const isNamed = (element: HTMLElement): boolean =>
    of(element, 'aria-label').trim() !== '' ||
    of(element, 'aria-labelledby') !== '' ||
    textOf(element) !== '' ||
    element.querySelectorAll('img[alt]').some((picture) => of(picture, 'alt').trim() !== '');
  const isThere = (element: HTMLElement): boolean =>
    !element.closest('[aria-hidden=true]') && !element.closest('[hidden]') && !element.closest('template');
  const fields = root
    .querySelectorAll('input, textarea, select')
    .filter((field) => of(field, 'type') !== 'hidden' && isThere(field));
  const isLabelled = (field: HTMLElement): boolean =>
    labelled.has(of(field, 'id')) ||
    of(field, 'aria-label').trim() !== '' ||
    of(field, 'aria-labelledby') !== '' ||
    textOf(field.closest('label') ?? field) !== '';
  return [
    ...fields.filter((field) => !isLabelled(field)).map((field) => `a field has no label: ${shown(field)}`),
    ...root
      .querySelectorAll('button, a[href], summary')
      .filter((one) => isThere(one) && !isNamed(one))
      .map((one) => `it has no name: ${shown(one)}`),
    ...root.querySelectorAll('img:not([alt])').map((one) => `a picture has no description: ${shown(one)}`),
  ];
}

/** What is named by an id is there, and once. */
function referenceFlaws(root: HTMLElement): string[] {
  const ids = root
    .querySelectorAll('[id]')
    .filter((one) => !one.closest('template'))
    .map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index);
  const named = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((attribute) =>
    root
      .querySelectorAll(`[${attribute}]`)
      .filter((one) => !one.closest('template'))
      .flatMap((one) => of(one, attribute).split(/\s+/)),
  );
  const inPage = root
    .querySelectorAll('a[href^="#"]')
    .map((link) => decodeURIComponent(of(link, 'href').slice(1)))
    .filter((id) => !/^\/|^\?/.test(id));
  const missing = [...named, ...inPage].filter((id) => id !== '' && !ids.includes(id));
  return [
    ...new Set([
      ...twice.map((id) => `#${id} stands there twice`),
      ...missing.map((id) => `#${id} is named, and not there`),
    ]),
  ];
}

/** What a page loads, and what others load to show it; by paths of its own site. */
export function loadedBy(root: HTMLElement, site: string): string[] {
  const addresses = [
    ...root.querySelectorAll('link[href]:not([rel=canonical]):not([rel=alternate])').map((one) => of(one, 'href')),
    ...root.querySelectorAll('[src]').map((one) => of(one, 'src')),
    ...root.querySelectorAll('[poster]').map((one) => of(one, 'poster')),
    ...root.querySelectorAll('use').map((one) => of(one, 'href')),
    ...root.querySelectorAll('meta[property="og:image"]').map((one) => pathIn(of(one, 'content'), site)),
    ...root.querySelectorAll('[srcset]').flatMap((one) =>
      of(one, 'srcset')
        .split(',')
        .map((source) => source.trim().split(/\s+/)[0]!),
    ),
  ];
  return [...new Set(addresses.filter((address) => address.startsWith('/')).map(withoutFragment))];
}

/** Where its links lead, within this site. */
export function linkedFrom(root: HTMLElement, site: string): string[] {
  const addresses = [
    ...root.querySelectorAll('a[href]').map((one) => of(one, 'href')),
    ...root.querySelectorAll('link[rel=canonical], link[rel=alternate]').map((one) => of(one, 'href')),
    ...root.querySelectorAll('[hx-get]').map((one) => of(one, 'hx-get')),
  ];
  const own = addresses.map((address) => pathIn(address, site)).filter((address) => /^\/(?!\/)/.test(address));
  return [...new Set(own.map(withoutFragment))];
}

const pathIn = (address: string, site: string): string =>
  address.startsWith(`${site}/`) ? address.slice(site.length) : address;
const withoutFragment = (address: string): string => address.split('#', 1)[0]!;
