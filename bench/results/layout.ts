import { element } from './svg.js';

export const margin = 32;
export const width = 1040;

/** Some rows of the picture, and where the next ones begin. */
export interface Rows {
  readonly parts: readonly string[];
  readonly below: number;
}

export const rule = (y: number): string =>
  element('line', { class: 'line', x1: margin, x2: width - margin, y1: y, y2: y });

/** As few digits as tell it apart from its neighbours. */
export const shown = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 1 : 0 });
