import type { IncomingHttpHeaders } from 'node:http';

/** Below so many bytes compressing saves no packet. */
export const leastCompressed = 1_400;
/** Of gzip: most of what can be saved, at a third of the time that the best level takes. */
export const gzipLevel = 4;

const patterns = {
  gzip: /(^|[,\s])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
  br: /(^|[,\s])br(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
};

/** Whether whoever asks takes an answer in this form. */
export const acceptsEncoding = (headers: IncomingHttpHeaders, encoding: keyof typeof patterns): boolean =>
  headers['accept-encoding'] !== undefined && patterns[encoding].test(String(headers['accept-encoding']));
