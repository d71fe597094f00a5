import { variantOf } from './files.js';
import type { Picture } from './views.js';

/** Where a picture is as large as a screen needs it. */
export const pictureAddress = ({ address, file }: Picture): string =>
  variantOf(address, file, 'detail.webp') ?? address;
