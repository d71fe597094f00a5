export const captchaDigits = 6;
const look = { width: 160, height: 64, fontSize: 48, noise: 4, color: true, background: '#f2f2f2' };

type Draw = (text: string, options: typeof look) => string;

/** The digits as PNG, in a data URI. What draws it is loaded with the first one: few processes ever need it. */
export async function captchaPicture(digits: string): Promise<string> {
  const [{ default: sharp }, drawing] = await Promise.all([import('sharp'), import('svg-captcha')]);
  // Its types know only the form that chooses the characters itself, by a generator that can be foreseen.
  const { default: draw } = drawing as unknown as { default: Draw };
  const png = await sharp(Buffer.from(draw(digits, look)))
    .png()
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}
