export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** As it is shown: after turning. */
export interface PictureFigures {
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
}
