/** Sides up to which each variant of a picture is large enough; see `variantKey`. */
const feedWidth = 720;
const detailWidth = 1600;
const thumbSide = 300;

/**
 * Which fixed variant comes nearest to what `x-oss-process` asks for (content 4.5): a size of one's choice would be work
 * that strangers order. Undefined for the file itself: when it asks for something else, or for more than there is.
 */
export function variantFor(process: unknown): string | undefined {
  if (typeof process !== 'string' || process.length > 1000) return undefined;
  const [subject, ...steps] = process.toLowerCase().split('/');
  const step = (name: string) => steps.find((one) => one === name || one.startsWith(`${name},`));
  if (subject === 'video') return snapshotFor(step('snapshot'));
  const resize = subject === 'image' ? step('resize') : undefined;
  return resize === undefined ? undefined : resizedFor(optionsOf(resize));
}

/** Ways to resize that give exactly what was asked for. */
const cutting: ReadonlySet<string> = new Set(['fill', 'fixed', 'pad']);

type Options = ReadonlyMap<string, string>;

/** `resize,m_fill,w_300`: each with what stands behind its name. */
const optionsOf = (step: string): Options =>
  new Map(
    step
      .split(',')
      .slice(1)
      .map((option) => [option.split('_', 1)[0]!, option.slice(option.indexOf('_') + 1)]),
  );

/** 0 for none. */
const sizeIn = (options: Options, name: string): number =>
  /^\d{1,5}$/.test(options.get(name) ?? '') ? Number(options.get(name)) : 0;
const largerSide = (options: Options): number => Math.max(sizeIn(options, 'w'), sizeIn(options, 'h'));

function resizedFor(options: Options): string | undefined {
  const larger = largerSide(options);
  if (cutting.has(options.get('m') ?? '') && larger > 0 && larger <= thumbSide) return 'thumb.webp';
  const needed = ['w', 'l', 's', 'h'].map((name) => sizeIn(options, name)).find((size) => size > 0) ?? Infinity;
  if (needed <= feedWidth) return 'feed.webp';
  return needed <= detailWidth ? 'detail.webp' : undefined;
}

/** The picture of a film. */
function snapshotFor(step = ''): string {
  const side = largerSide(optionsOf(step));
  return side > 0 && side <= thumbSide ? 'posterthumb.webp' : 'poster.webp';
}
